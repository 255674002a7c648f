// A list that is changed by making another, which shares most of it. Knows nothing.

/** So many items stand together: a change copies them, and the list of their groups. */
const most = 128

/** Items by their places; a change gives another list, in time that hardly grows with the items. */
export class Chunks<Item> implements Iterable<Item> {
  private constructor(
    readonly length: number,
    readonly chunks: readonly (readonly Item[])[],
  ) {}

  static of<Item>(items: readonly Item[]): Chunks<Item> {
    const chunks: Item[][] = []
    for (let at = 0; at < items.length; at += most) chunks.push(items.slice(at, at + most))
    return new Chunks(items.length, chunks)
  }

  at(place: number): Item {
    return this.chunks[Math.floor(place / most)]![place % most]!
  }

  with(place: number, item: Item): Chunks<Item> {
    const index = Math.floor(place / most)
    const chunk = this.chunks[index]!.with(place % most, item)
    return new Chunks(this.length, this.chunks.with(index, chunk))
  }

  /** The list with an item more, at its end. */
  and(item: Item): Chunks<Item> {
    const index = Math.floor(this.length / most)
    const chunks = [...this.chunks.slice(0, index), [...(this.chunks[index] ?? []), item]]
    return new Chunks(this.length + 1, chunks)
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (const chunk of this.chunks) yield* chunk
  }
}

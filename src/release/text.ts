// A text that knows where its parts came from. Knows nothing of the house.

/** A place in a file of the release. */
export interface Origin {
  file: string
  offset: number
  /** The unknowns that decide whether what stands there is printed; behind `each ` what is gone through for it. */
  hangsOn?: readonly string[] | undefined
}

/** A stretch of a made text that stands so in its source. */
interface Piece {
  /** Where it begins in the made text. */
  at: number
  from: Origin
  /** Made of what stands at `from`, but not the same text. */
  isMade: boolean
}

/** A text, and for each of its places the one that it came from. */
export class MappedText {
  constructor(
    readonly text: string,
    /** Where a place of the text came from; undefined where nothing is known. */
    readonly origin: (offset: number) => Origin | undefined,
  ) {}

  /** A file's own text. */
  static of(file: string, text: string): MappedText {
    return new MappedText(text, (offset) => ({ file, offset }))
  }
}

/** Puts a mapped text together, piece by piece. */
export class Mapping {
  readonly #pieces: Piece[] = []
  readonly #texts: string[] = []
  #length = 0

  /** Text that stands so at a place. */
  keep(text: string, from: Origin | undefined): void {
    this.#add(text, from, false)
  }

  /** Text that was made of what stands at a place. */
  make(text: string, from: Origin | undefined): void {
    this.#add(text, from, true)
  }

  #add(text: string, from: Origin | undefined, isMade: boolean): void {
    if (text === '') return
    if (from) this.#pieces.push({ at: this.#length, from, isMade })
    this.#texts.push(text)
    this.#length += text.length
  }

  finish(): MappedText {
    const pieces = this.#pieces
    return new MappedText(this.#texts.join(''), (offset) => {
      let [low, high] = [0, pieces.length - 1]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (pieces[middle]!.at <= offset) low = middle
        else high = middle - 1
      }
      const piece = pieces[low]
      if (!piece) return undefined
      const { at, from, isMade } = piece
      return isMade ? from : { ...from, offset: from.offset + Math.max(0, offset - at) }
    })
  }
}

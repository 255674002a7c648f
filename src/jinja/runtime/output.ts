// The text in the making. Knows places and python.
import { fits, spendLength } from '../../python/index.js'
import type { Place } from '../fault.js'

interface Mark extends Place {
  offset: number
  /** Template text as it stands, so that a place inside it is known to the column. */
  verbatim: boolean
}

/** A text in the making that knows where in the templates each part of it came from. */
export class Output {
  readonly #parts: string[] = []
  readonly #marks: Mark[] = []
  readonly #starts = new Map<number, readonly number[]>()
  #length = 0

  write(text: string, place: Place, verbatim = false): void {
    if (text === '') return
    spendLength(text.length)
    fits(this.#length + text.length)
    this.#marks.push({ ...place, offset: this.#length, verbatim })
    this.#parts.push(text)
    this.#length += text.length
  }

  another(): Output {
    return new Output()
  }

  toString(): string {
    return this.#parts.join('')
  }

  /** The template's place of an offset in the text; undefined where nothing was written. */
  place(offset: number): Place | undefined {
    const low = Math.max(0, countUpTo(this.#marks, offset, (mark) => mark.offset) - 1)
    const mark = this.#marks[low]
    if (!mark) return undefined
    const { file, line, column } = mark
    if (!mark.verbatim) return { file, line, column }
    const within = Math.min(Math.max(0, offset - mark.offset), this.#parts[low]!.length)
    const starts = this.#startsOf(low)
    const breaks = countUpTo(starts, within, (start) => start)
    return breaks > 0
      ? { file, line: line + breaks, column: within - starts[breaks - 1]! + 1 }
      : { file, line, column: column + within }
  }

  /** Where lines begin in a part, but for its first. */
  #startsOf(part: number): readonly number[] {
    const known = this.#starts.get(part)
    if (known) return known
    const starts: number[] = []
    const text = this.#parts[part]!
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.#starts.set(part, starts)
    return starts
  }
}

/** How many of some things in order have a number that is no more than one. */
function countUpTo<Item>(
  items: readonly Item[],
  most: number,
  numberOf: (item: Item) => number,
): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberOf(items[middle]!) <= most) low = middle + 1
    else high = middle
  }
  return low
}

// The text in the making. Knows places and python.
import { fits, spendLength } from '../../python/index.js'
import type { Place } from '../fault.js'
import type { Branches } from './branches.js'

/** A text in the making that knows where in the templates each part of it came from. */
export class Output {
  readonly #parts: string[] = []
  /** Of each part its place and its offset, and whether it is template text as it stands: then each column is known. */
  readonly #places: Place[] = []
  readonly #offsets: number[] = []
  readonly #verbatim: boolean[] = []
  readonly #starts = new Map<number, readonly number[]>()
  #length = 0

  constructor(readonly branches: Branches) {}

  write(text: string, place: Place, verbatim = false): void {
    if (text === '') return
    spendLength(text.length)
    fits(this.#length + text.length)
    const { hangsOn } = this.branches
    this.#places.push(hangsOn.length === 0 ? place : { ...place, hangsOn })
    this.#offsets.push(this.#length)
    this.#verbatim.push(verbatim)
    this.#parts.push(text)
    this.#length += text.length
  }

  another(): Output {
    return new Output(this.branches)
  }

  toString(): string {
    return this.#parts.join('')
  }

  /** The template's place of an offset in the text; undefined where nothing was written. */
  place(offset: number): Place | undefined {
    const low = Math.max(0, countUpTo(this.#offsets, offset) - 1)
    const place = this.#places[low]
    if (!place || !this.#verbatim[low]) return place
    const { line, column } = place
    const within = Math.min(Math.max(0, offset - this.#offsets[low]!), this.#parts[low]!.length)
    const starts = this.#startsOf(low)
    const breaks = countUpTo(starts, within)
    return breaks > 0
      ? { ...place, line: line + breaks, column: within - starts[breaks - 1]! + 1 }
      : { ...place, column: column + within }
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

/** How many of some numbers in order are no more than one. */
function countUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= most) low = middle + 1
    else high = middle
  }
  return low
}

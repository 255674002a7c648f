// Offsets to lines and columns. Knows this folder alone.
import type { Position, Range } from './diagnostic.js'
import { checkGiven } from './given.js'
import { amount } from './shape.js'

/** Where the lines of a text begin, so that an offset becomes a line and a column when it is needed. */
export class Lines {
  static #last: { text: string; lines: Lines } | undefined

  /** The lines of a text; those of the last one are kept, since findings come by the file. */
  static of(text: string): Lines {
    if (Lines.#last?.text !== text) Lines.#last = { text, lines: new Lines(text) }
    return Lines.#last.lines
  }

  readonly #starts: number[] = [0]

  /** A line ends with LF, CR LF or a lone CR, as Python reads text files. */
  constructor(text: string) {
    const end = /\r\n?|\n/g
    while (end.exec(text)) this.#starts.push(end.lastIndex)
  }

  get count(): number {
    return this.#starts.length
  }

  /** The offset of a line, counted from 1. */
  start(line: number): number {
    if (!amount.is(line)) checkGiven('the line', line, amount)
    return this.#starts[line - 1] ?? this.#starts[this.#starts.length - 1]!
  }

  position(offset: number): Position {
    // It is asked for so often that only what is wrong is looked at.
    if (!amount.is(offset)) checkGiven('the offset', offset, amount)
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1, offset }
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) }
  }
}

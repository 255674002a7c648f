// Instance parameters in JSON, with their places. Knows diagnostics and python.
import {
  fail,
  grouped,
  Lines,
  most,
  shortened,
  type Code,
  type Details,
  type Range,
} from '../diagnostics/index.js'
import { halfPair } from '../python/half.js'
import { jsonTokenAt } from '../python/json-tokens.js'
import { jsonFault } from './json-error.js'
import type { Stretch } from './json-place.js'
import type { Json, ParameterPlace } from './types.js'

/** A JSON object of parameters and where each stands. */
export interface JsonParameters {
  values: Record<string, Json>
  places: Map<string, ParameterPlace>
}

/** What to do with a number that JavaScript would change. */
const inQuotes = 'as text, put it in quotes'

/** Draws a finding's place from two offsets; a JSON text inside XML has places of its own. */
export type Locate = (start: number, end: number) => { file?: string; range?: Range; path?: string }

/**
 * The object of parameters that a JSON text holds. Throws `too-large`, `json-syntax`, `duplicate-parameter` for
 * a name given twice at any depth, and `json-number` for a number that JavaScript would change:
 * a whole one past 2^53 - 1, or one past 1.8e308.
 */
export function parseJson(text: string, source: string, locate: Locate): JsonParameters {
  const past = pastValues(text)
  if (past !== undefined)
    refuse(
      'too-large',
      `there are more than ${grouped(most.valuesOfDocument)} values`,
      past,
      past + 1,
      {
        expected: `at most ${grouped(most.valuesOfDocument)} values`,
      },
    )
  let values: unknown
  try {
    values = JSON.parse(text)
  } catch {
    const { offset, message, expected, hint } = jsonFault(text)
    fail('json-syntax', message, {
      ...locate(offset, offset + 1),
      expected,
      hint,
      source,
    })
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    refuse('json-syntax', 'the JSON is not an object of parameters', 0, text.length, {
      expected: '{ "NAME": value, … }',
      hint: 'put the values in { }, each after its name',
    })
  }
  const { found: places, zeros } = findPlaces(text, refuse, locate)
  // -0 is an int to Python, and is 0; -0.0 is a float, as JavaScript's is.
  if (zeros.length > 0) values = JSON.parse(withoutSigns(text, zeros))
  return { values: values as Record<string, Json>, places }

  function refuse(
    code: Code,
    message: string,
    start: number,
    end: number,
    details: Details,
  ): never {
    fail(code, message, { ...locate(start, end), ...details, source })
  }
}

/** Where a text goes past how many values a document may hold, or another text of JSON, before memory is taken for them. */
export function pastValues(
  text: string,
  limit: number = most.valuesOfDocument,
): number | undefined {
  // Each value but the last of a list or an object has a comma behind it.
  if (text.length < 2 * limit) return undefined
  let count = 0
  let isText = false
  // One character after the other: an expression's stack ends within a text of millions.
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isText && sign === '\\') at++
    else if (sign === '"') isText = !isText
    else if (!isText && (sign === ',' || sign === '[' || sign === '{') && ++count > limit) return at
  }
  return undefined
}

type Refuse = (code: Code, message: string, start: number, end: number, details: Details) => never

/** Walks the tokens of a text that is known to be JSON: `"a"`, `-1.5e3`, `true`, `{`, … */
function findPlaces(text: string, refuse: Refuse, locate: Locate): Places {
  const places = new Places(text, refuse, locate)
  for (let token = jsonTokenAt(text, 0); token; token = jsonTokenAt(text, token.end))
    places.take(token.text, token.start, token.end)
  return places
}

/** A text without the characters at some offsets. */
function withoutSigns(text: string, offsets: readonly number[]): string {
  return [-1, ...offsets].map((from, i) => text.slice(from + 1, offsets[i])).join('')
}

/** The places of the outermost object's names and values, as its tokens come. */
class Places {
  readonly found = new Map<string, ParameterPlace>()
  /** Where each -0 stands. */
  readonly zeros: number[] = []
  readonly #lines: Lines
  readonly #refuse: Refuse
  /** The names so far of each object that is open; undefined for a list. */
  readonly #open: (Map<string, Stretch> | undefined)[] = []
  #expectsName = false
  #key: { name: string; range: Range } | undefined
  #valueStart: number | undefined

  readonly #locate: Locate

  constructor(text: string, refuse: Refuse, locate: Locate) {
    this.#lines = new Lines(text)
    this.#refuse = refuse
    this.#locate = locate
  }

  take(word: string, start: number, end: number): void {
    switch (word) {
      case '{':
      case '[':
        if (this.#isOutermost) this.#valueStart ??= start
        this.#open.push(word === '{' ? new Map<string, Stretch>() : undefined)
        this.#expectsName = word === '{'
        return
      case '}':
      case ']':
        this.#open.pop()
        this.#expectsName = false
        if (this.#isOutermost) this.#setPlace(end)
        return
      case ',':
        this.#expectsName = this.#open.at(-1) !== undefined
        return
      case ':':
        return
    }
    if (word.startsWith('"')) this.#checkText(word, start, end)
    if (this.#expectsName) this.#addName(JSON.parse(word) as string, start, end)
    else this.#addValue(word, start, end)
    this.#expectsName = false
  }

  get #isOutermost(): boolean {
    return this.#open.length === 1
  }

  #addName(name: string, start: number, end: number): void {
    const siblings = this.#open.at(-1)!
    const first = siblings.get(name)
    if (first) {
      const message = `the name "${shortened(name, 40)}" is given twice`
      const { file, range: firstRange } = this.#locate(...first)
      const place = {
        ...(file === undefined ? {} : { file }),
        ...(firstRange ? { range: firstRange } : {}),
      }
      this.#refuse('duplicate-parameter', message, start, end, {
        expected: 'each name once',
        hint: 'keep one of the two',
        related: [{ message: 'it is first given here', ...place }],
      })
    }
    siblings.set(name, [start, end])
    if (this.#isOutermost) this.#key = { name, range: this.#lines.range(start + 1, end - 1) }
  }

  #addValue(word: string, start: number, end: number): void {
    if (/^[-\d]/.test(word)) this.#checkNumber(word, start, end)
    if (word === '-0') this.zeros.push(start)
    if (!this.#isOutermost) return
    this.#valueStart = start
    this.#setPlace(end)
  }

  #setPlace(end: number): void {
    if (this.#key && this.#valueStart !== undefined) {
      const { name, range } = this.#key
      this.found.set(name, { name: range, value: this.#lines.range(this.#valueStart, end) })
    }
    this.#valueStart = undefined
  }

  /** Half of a pair is not a character: no file can hold it, and no XML. */
  #checkText(word: string, start: number, end: number): void {
    const isEscaped = word.includes('\\u') && halfPair.test(JSON.parse(word) as string)
    if (!isEscaped && !halfPair.test(word)) return
    const message = 'the text holds half of a surrogate pair'
    this.#refuse('json-syntax', message, start, end, {
      expected: 'whole characters',
      hint: 'remove it, or write the whole character',
    })
  }

  #checkNumber(word: string, start: number, end: number): void {
    const value = Number(word)
    const exact = Number.isFinite(value) && (/[.e]/i.test(word) || Number.isSafeInteger(value))
    if (exact) return
    const isTooLarge = !Number.isFinite(value) && /[.e]/i.test(word)
    const message = isTooLarge
      ? `the number ${shortened(word, 40)} is too large for a float`
      : `the number ${shortened(word, 40)} would be changed by reading it`
    const expected = isTooLarge
      ? 'a number up to 1.8e308, or text in quotes'
      : 'a whole number up to 2^53 - 1, or text in quotes'
    this.#refuse('json-number', message, start, end, { expected, hint: inQuotes })
  }
}

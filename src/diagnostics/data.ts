// What in a value JSON cannot hold, or no node, and where. Knows this folder alone.
import { type Limit, most } from './limits.js'
import { shortened } from './shorten.js'

/** What must be in place of text with half of a surrogate pair, which no file can hold. */
export const wholeCharacters = 'whole characters'

/** What JSON can hold, for a finding. */
export const jsonValues = 'text, a number, true, false, null, or lists and objects of them'

/** A value, or what it holds, that JSON cannot hold as it is, or that is past a limit. */
export type Unfit = {
  /** The names that lead to it, with slashes between them. */
  path: string
  value: unknown
} & (
  | { limit: Limit }
  | {
      limit?: undefined
      expected: string
      /** What it is, where its kind does not say it. */
      received?: string
    }
)

/** What a getter or a proxy of the caller's throws, whatever that is. */
export function thrown(error: unknown): string {
  try {
    return shortened(`it throws ${String(error)}`)
  } catch {
    return 'it throws'
  }
}

/**
 * The first part of a value that JSON cannot hold, a value that was left out aside, or that is past
 * one of the limits; `problemOf` says what must be in place of text, a number or whatever else holds
 * nothing.
 */
export function unfitIn(
  path: string,
  value: unknown,
  problemOf: ProblemOf = scalarProblem,
): Unfit | undefined {
  return typeof value === 'object' && value !== null
    ? new Walk(problemOf).look(path, value)
    : unfitScalar(path, value, problemOf)
}

type ProblemOf = (value: unknown) => string | undefined

/** One walk through a value, which counts what it meets. */
class Walk {
  readonly #above: object[] = []
  #values = 0

  constructor(readonly problemOf: ProblemOf) {}

  look(path: string, value: unknown): Unfit | undefined {
    if (++this.#values > most.values) return { limit: 'values', path, value }
    if (typeof value !== 'object' || value === null) return unfitScalar(path, value, this.problemOf)
    const found = { path, value, expected: jsonValues }
    if (this.#above.includes(value)) return { ...found, received: 'a value that contains itself' }
    if (this.#above.length >= most.depth) return { limit: 'depth', path, value }
    let entries: [name: string | number, inner: unknown][]
    try {
      if (!Array.isArray(value) && !isPlain(value)) return found
      if (Array.isArray(value) && value.length > most.values)
        return { limit: 'values', path, value }
      entries = Array.isArray(value) ? itemsOf(value) : Object.entries(value)
    } catch (error) {
      return { ...found, received: `a value that cannot be read: ${thrown(error)}` }
    }
    this.#above.push(value)
    for (const [name, inner] of entries) {
      const at = `${path}/${name}`
      const isItem = typeof name === 'number'
      if (isItem && inner === undefined) return { path: at, value: inner, expected: jsonValues }
      const unfit =
        (isItem ? undefined : unfitScalar(at, name, this.problemOf)) ?? this.look(at, inner)
      if (unfit) return unfit
    }
    this.#above.pop()
    return undefined
  }
}

function unfitScalar(path: string, value: unknown, problemOf: ProblemOf): Unfit | undefined {
  if (typeof value === 'string' && value.length > most.characters)
    return { limit: 'characters', path, value }
  const expected = problemOf(value)
  return expected === undefined ? undefined : { path, value, expected }
}

/** The items of a list, what it leaves out among them. */
function itemsOf(list: readonly unknown[]): [number, unknown][] {
  return [...Array.from(list).entries()]
}

function scalarProblem(value: unknown): string | undefined {
  if (typeof value === 'number' ? Number.isFinite(value) : value === undefined) return undefined
  if (typeof value === 'string') return value.isWellFormed() ? undefined : wholeCharacters
  return typeof value === 'boolean' || value === null ? undefined : jsonValues
}

/** Whether an object is one of names and values, also one of another window. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

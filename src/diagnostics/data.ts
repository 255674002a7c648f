// What in a value JSON cannot hold, and where. Knows nothing else.

/** What JSON can hold, for a finding. */
export const jsonValues = 'text, a number, true, false, null, or lists and objects of them'

/** JSON.stringify, and whoever reads what it wrote, follow a value by recursion. */
export const deepest = 500

/** A value, or what it holds, that JSON cannot hold as it is. */
export interface Unfit {
  /** The names that lead to it, with slashes between them. */
  path: string
  value: unknown
  expected: string
  /** What it is, where its kind does not say it. */
  received?: string
  /** Whether it lies too deep for who follows it by recursion, JSON or not. */
  isDeep?: true
}

/** What is received where a getter or a proxy of the caller's fails. */
export const unreadable = 'a value that throws when it is read'

/**
 * The first part of a value that JSON cannot hold, a value that was left out aside; `problemOf` says
 * what must be in place of text, a number or whatever else holds nothing.
 */
export function unfitIn(
  path: string,
  value: unknown,
  problemOf: (value: unknown) => string | undefined = scalarProblem,
  above: readonly object[] = [],
): Unfit | undefined {
  if (typeof value !== 'object' || value === null) {
    const expected = problemOf(value)
    return expected === undefined ? undefined : { path, value, expected }
  }
  const found = { path, value, expected: jsonValues }
  if (above.includes(value)) return { ...found, received: 'a value that contains itself' }
  if (above.length >= deepest)
    return { ...found, expected: `at most ${deepest} levels of lists and objects`, isDeep: true }
  let entries: [name: string | number, inner: unknown][]
  try {
    if (!Array.isArray(value) && !isPlain(value)) return found
    entries = Array.isArray(value) ? itemsOf(value) : Object.entries(value)
  } catch {
    return { ...found, received: unreadable }
  }
  const inside = [...above, value]
  for (const [name, inner] of entries) {
    const at = `${path}/${name}`
    const expected = typeof name === 'string' ? problemOf(name) : undefined
    if (expected !== undefined) return { path: at, value: name, expected }
    if (inner === undefined && typeof name === 'number')
      return { path: at, value: inner, expected: jsonValues }
    const unfit = unfitIn(at, inner, problemOf, inside)
    if (unfit) return unfit
  }
  return undefined
}

/** The items of a list, what it leaves out among them. */
function itemsOf(list: readonly unknown[]): [number, unknown][] {
  return [...Array.from(list).entries()]
}

function scalarProblem(value: unknown): string | undefined {
  if (typeof value === 'number' ? Number.isFinite(value) : value === undefined) return undefined
  return typeof value === 'string' || typeof value === 'boolean' || value === null
    ? undefined
    : jsonValues
}

/** Whether an object is one of names and values, also one of another window. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

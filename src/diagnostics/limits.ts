// How much a value may hold. Knows this folder alone.
import { grouped } from './shorten.js'

/**
 * What a value may hold so that a node can read it. `depth`: lists and objects in one another, of which
 * CPython's parsers take 92 to 200, by version, and literals in a profile are Python. `characters`
 * of one text, `values` in all, and `parameters` of one document, the `name` of each and `valuesOfDocument`, so that memory and
 * messages hold them.
 */
export const most = {
  depth: 90,
  characters: 16 * 2 ** 20,
  values: 1_000_000,
  parameters: 100_000,
  name: 10_000,
  valuesOfDocument: 2_000_000,
} as const

/** Those of a value. */
export type Limit = Exclude<keyof typeof most, 'parameters' | 'name' | 'valuesOfDocument'>

/** What a value past one of these limits has, in words. */
export const pastMost: Record<Limit, string> = {
  depth: `more than ${most.depth} levels of lists and objects`,
  characters: `a text of more than ${grouped(most.characters)} characters`,
  values: `more than ${grouped(most.values)} values`,
}

/** What it may have. */
export const atMost: Record<Limit, string> = {
  depth: `at most ${most.depth} levels of lists and objects`,
  characters: `a text of at most ${grouped(most.characters)} characters`,
  values: `at most ${grouped(most.values)} values`,
}

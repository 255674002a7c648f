// Arguments that are not of the kind that a function of the library takes. Knows this folder alone.
import { fail } from './diagnostic.js'
import { shortened } from './shorten.js'

/** Throws `bad-argument` for what is not text. */
export function checkText(what: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') refuse(what, 'text', value)
}

/** Throws `bad-argument` for what is not a list. */
export function checkList(what: string, value: unknown): asserts value is readonly unknown[] {
  if (!Array.isArray(value)) refuse(what, 'a list', value)
}

/** Throws `bad-argument` for what is not an object of names and values. */
export function checkObject(
  what: string,
  value: unknown,
  expected = 'an object',
): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(what, expected, value)
}

function refuse(what: string, expected: string, value: unknown): never {
  fail('bad-argument', `${what} cannot be used`, { expected, received: shown(value) })
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value))
}

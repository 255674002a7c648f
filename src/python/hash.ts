// Keys of dicts and sets as texts. Knows objects and the budget.
import { fits, spend, spendInteger, spendLength } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import type { Value } from './object.js'

/** A text that is the same for equal keys; throws for a value that cannot be one. */
export function hash(value: Value): string {
  spend()
  if (typeof value === 'string') return hashText(value)
  if (value === null) return 'N'
  if (typeof value === 'bigint') {
    spendInteger(value)
    return 'n' + value.toString(32)
  }
  if (typeof value === 'boolean') return value ? 'n1' : 'n0'
  if (typeof value === 'number') {
    if (value !== value) refuseHere('NaN as a key')
    return Number.isInteger(value) ? 'n' + BigInt(value).toString(32) : 'f' + value
  }
  return Array.isArray(value) ? unhashable('list') : value.hash()
}

/** A text's own hash. */
export function hashText(text: string): string {
  spendLength(text.length)
  return 's' + text
}

/** Refuses a value that can change for a key. */
export function unhashable(type: string): never {
  refuse(`unhashable type: '${type}'`)
}

/** Keys as one text that no others make: each says how long it is. */
export function together(keys: readonly string[]): string {
  const text = keys.map((key) => `${key.length}:${key}`).join()
  fits(text.length)
  spendLength(text.length)
  return text
}

// Arguments that are not of the kind that a function of the library takes. Knows this folder alone.
import { thrown } from './data.js'
import { fail, ResilientError } from './diagnostic.js'
import { didYouMean, nearest } from './nearest.js'
import { listOf, anything, misfitOf, text, type Shape } from './shape.js'
import { anyOf, shortened } from './shorten.js'

/** Throws `bad-argument` for a value that is not what it must be, or a name in it that nothing reads. */
export function checkGiven(what: string, value: unknown, shape: Shape): void {
  const misfit = misfitOf(what, value, shape)
  if (misfit === undefined) return
  const { unknown } = misfit
  if (unknown !== undefined) refuseName(misfit.what, unknown, misfit.shape.names!)
  const { expected } = misfit.shape
  if (misfit.thrown !== undefined)
    fail('bad-argument', `${misfit.what} cannot be read: ${misfit.thrown}`, { expected })
  fail('bad-argument', `${misfit.what} must be ${expected}`, {
    expected,
    received: described(misfit.value),
  })
}

/** What is read of a caller's value; whatever a getter or a proxy there throws becomes `bad-argument`. */
export function reading<Result>(what: string, expected: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof ResilientError) throw error
    fail('bad-argument', `${what} cannot be read: ${thrown(error)}`, { expected })
  }
}

/** Throws `bad-argument` for a name that would be left out without a word. */
export function checkNames(what: string, given: object, names: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined) refuseName(what, unknown, names)
}

function refuseName(what: string, unknown: string, names: readonly string[]): never {
  const shown = shortened(JSON.stringify(unknown))
  fail('bad-argument', `${shown} is not a field of ${what}`, {
    expected: anyOf(names),
    received: shown,
    hint: didYouMean(nearest(unknown, names)),
  })
}

/** Throws `bad-argument` for what is not text. */
export function checkText(what: string, value: unknown): asserts value is string {
  checkGiven(what, value, text)
}

/** Throws `bad-argument` for what is not a list. */
export function checkList(what: string, value: unknown): asserts value is readonly unknown[] {
  checkGiven(what, value, listOf(anything))
}

/** A value as a finding shows it: whatever it is, and however large. */
export function described(value: unknown): string {
  if (isList(value)) return 'a list'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'object' && value !== null) return 'an object'
  return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value))
}

function isList(value: unknown): boolean {
  try {
    return Array.isArray(value)
  } catch {
    // A proxy that was revoked does not even say that.
    return false
  }
}

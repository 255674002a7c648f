// Filters of numbers. Knows Python's numbers.
import {
  absolute,
  Bytes,
  equal,
  floatOf,
  int,
  isText,
  parseInteger,
  PyError,
  refuse,
  refuseHere,
  round,
  str,
  takes,
  toInteger,
  Unsupported,
  type Value,
  whole,
  writable,
} from '../../../python/index.js'
import { Undefined } from '../../runtime/undefined.js'
import type { Filters } from '../types.js'

export const numberFilters: Filters = {
  abs: takes('abs', '', absolute),
  int: takes('int', 'default= base=', (value, [otherwise = 0n, base]) => {
    if (value instanceof Undefined) value.unfit()
    if (typeof value === 'bigint') return value
    if (typeof value === 'number') return Number.isNaN(value) ? otherwise : toInteger(value)
    const whole = attempt(() => (isText(value) ? parseInteger(str(value), int(base, 10)) : null))
    if (typeof whole === 'bigint') return whole
    // Jinja2 since 3.1.5 catches the OverflowError of a text.
    return attempt(() => toInteger(value instanceof Bytes ? value : floatOf(value))) ?? otherwise
  }),
  float: takes('float', 'default=', (value, [otherwise = 0]) => {
    if (value instanceof Undefined) value.unfit()
    // What is too large for a float is no ValueError.
    return typeof value === 'bigint'
      ? floatOf(value)
      : writable(attempt(() => floatOf(value)) ?? otherwise)
  }),
  round: takes('round', 'precision= method=', (value, [precision = 0n, method = 'common']) => {
    if (method === 'ceil' || method === 'floor') refuseHere(`round by ${method}`)
    if (!equal(method!, 'common')) refuse('method must be common, ceil or floor')
    return round(value, precision === null ? undefined : Number(whole(precision)))
  }),
}

/** What a conversion gives, undefined where Python refuses it. */
function attempt(convert: () => Value): Value | undefined {
  try {
    return convert()
  } catch (error) {
    if (error instanceof PyError && !(error instanceof Unsupported)) return undefined
    throw error
  }
}

// Filters of numbers. Knows Python's numbers.
import {
  absolute,
  arithmetic,
  int,
  isText,
  parseFloatText,
  parseInteger,
  PyError,
  refuse,
  round,
  str,
  takes,
  toInteger,
  type Value,
} from '../../../python/index.js'
import { Undefined } from '../../runtime/undefined.js'
import type { Filters } from '../types.js'

const prefixes = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']

export const numberFilters: Filters = {
  abs: takes('abs', '', (value) => {
    return absolute(value)
  }),
  int: takes('int', 'default= base=', (value, [otherwise = 0n, base]) => {
    if (value instanceof Undefined) value.unfit()
    const radix = int(base, 10)
    if (isText(value)) {
      const whole = attempt(
        () => parseInteger(str(value), radix),
        () => null,
      )
      if (whole !== null) return whole
    }
    const number = attempt(
      () => toFloatValue(value),
      () => null,
    )
    if (typeof value === 'bigint') return value
    if (number === null || Number.isNaN(number)) return otherwise
    // Jinja2 since 3.1.5 catches the OverflowError of a text; that of a float it lets go.
    return isText(value) && !Number.isFinite(number) ? otherwise : toInteger(number)
  }),
  float: takes('float', 'default=', (value, [otherwise = 0]) => {
    if (value instanceof Undefined) value.unfit()
    return attempt(
      () => toFloatValue(value),
      () => otherwise,
    )
  }),
  round: takes('round', 'precision= method=', (value, [precision, method = 'common']) => {
    const digits = int(precision, 0)
    if (method === 'common') return round(value, digits)
    if (method !== 'ceil' && method !== 'floor') refuse('method must be common, ceil or floor')
    const scale = arithmetic('**', 10n, BigInt(digits))
    const scaled = Number(arithmetic('*', value, scale))
    return arithmetic(
      '/',
      BigInt(method === 'ceil' ? Math.ceil(scaled) : Math.floor(scaled)),
      scale,
    )
  }),
  filesizeformat: takes('filesizeformat', 'binary=', (value, [binary = false]) => {
    const bytes = toFloatValue(value)
    const base = binary === true ? 1024 : 1000
    if (bytes === 1) return '1 Byte'
    if (bytes < base) return `${Math.trunc(bytes)} Bytes`
    let power = 1
    while (power < prefixes.length && bytes >= base ** (power + 1)) power++
    const prefix = binary === true ? prefixes[power - 1]!.toUpperCase() + 'i' : prefixes[power - 1]!
    return `${(bytes / base ** power).toFixed(1)} ${prefix}B`
  }),
}

/** `float(value)`. */
function toFloatValue(value: Value): number {
  if (isText(value)) return parseFloatText(str(value))
  if (typeof value === 'number') return value
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value)
  return refuse(`float() argument must be a string or a real number, not ${str(value)}`)
}

function attempt(first: () => Value, otherwise: () => Value): Value {
  try {
    return first()
  } catch (error) {
    if (error instanceof PyError) return otherwise()
    throw error
  }
}

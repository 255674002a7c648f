// Python's numbers: parse, round, convert. Knows printing and values.
import { lettersOf } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { isText } from './iterate.js'
import { misfit, typeName, type Value } from './object.js'
import { latinText, quote } from './quote.js'
import { strip, stripC } from './space.js'
import { str } from './text.js'
import { Bytes } from './values.js'

/** `int(text, base)`. */
export function parseInteger(text: string, base = 10): bigint {
  if (base !== 0 && (base < 2 || base > 36)) refuse('int() base must be >= 2 and <= 36, or 0')
  const bare = bareNumber(text)
  const sign = /^[+-]/.test(bare) ? bare[0]! : ''
  const given = bare.slice(sign.length)
  const prefix = /^0([box])_?/i.exec(given)?.[1]?.toLowerCase()
  const named = prefix === undefined ? undefined : { b: 2, o: 8, x: 16 }[prefix]
  const radix = base === 0 ? (named ?? 10) : base
  let digits = given
  if (named !== undefined && named === radix) digits = given.slice(2).replace(/^_/, '')
  else if (base === 0 && /^0[\d_]*[1-9]/.test(given)) digits = ''
  digits = digits.toLowerCase()
  const valid = /^[\da-z]+(?:_[\da-z]+)*$/.test(digits)
  const plain = digits.replaceAll('_', '')
  if (!valid || lettersOf(plain).some((digit) => parseInt(digit, 36) >= radix)) {
    refuse(`invalid literal for int() with base ${base}: ${quote(text)}`)
  }
  if (plain.length > 4300) refuse('Exceeds the limit (4300 digits) for integer string conversion')
  let value = 0n
  if (radix === 10) value = BigInt(plain)
  else for (const digit of plain) value = value * BigInt(radix) + BigInt(parseInt(digit, 36))
  return sign === '-' ? -value : value
}

/** Without the space around it: that of C where all is ASCII, as in Python's own `int()`. */
function bareNumber(text: string): string {
  if (/(?!\d)\p{Nd}/u.test(text)) refuseHere('a number in digits of another script')
  return /[^\0-\x7f]/.test(text) ? strip(text) : stripC(text)
}

/** `float(text)`. */
export function parseFloatText(text: string): number {
  const plain = bareNumber(text)
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(plain)
  if (special) return special[2] ? (special[1] === '-' ? -Infinity : Infinity) : NaN
  const digits = '\\d+(?:_\\d+)*'
  const number = `^[+-]?(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:e[+-]?${digits})?$`
  if (!new RegExp(number, 'i').test(plain)) {
    refuse(`could not convert string to float: ${quote(text)}`)
  }
  return Number(plain.replaceAll('_', ''))
}

/** `int(value)`. */
export function toInteger(value: Value): bigint {
  if (typeof value === 'boolean') return BigInt(value)
  if (typeof value === 'bigint' || typeof value === 'number') return truncate(value)
  if (isText(value)) return parseInteger(str(value))
  if (value instanceof Bytes) return parseInteger(latinText(value.data))
  return misfit(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
    value,
  )
}

/** `float(value)`. */
export function floatOf(value: Value): number {
  if (isText(value)) return parseFloatText(str(value))
  if (value instanceof Bytes) return parseFloatText(latinText(value.data))
  if (typeof value === 'number') return value
  if (typeof value === 'bigint' || typeof value === 'boolean') return toFloat(toInteger(value))
  const message = `float() argument must be a string or a real number, not '${typeName(value)}'`
  return misfit(message, value)
}

/** `abs(value)`. */
export function absolute(value: Value): Value {
  if (typeof value === 'boolean') return BigInt(value)
  if (typeof value === 'bigint') return value < 0n ? -value : value
  if (typeof value === 'number') return Math.abs(value)
  return misfit(`bad operand type for abs(): '${typeName(value)}'`, value)
}

/** `round(value, digits)`: a tie goes to the even digit. */
export function round(value: Value, digits?: number): Value {
  if (typeof value === 'boolean') value = BigInt(value)
  if (typeof value === 'bigint') {
    return digits === undefined || digits >= 0 ? value : refuseHere('a number rounded to tens')
  }
  if (typeof value !== 'number') {
    misfit(`type ${typeName(value)} doesn't define __round__ method`, value)
  }
  if (digits === undefined) return truncate(Number(signedFixed(value, 0)))
  if (!Number.isFinite(value) || digits > 20) return value
  return digits >= 0 ? Number(signedFixed(value, digits)) : refuseHere('a number rounded to tens')
}

function signedFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value)
  return (value < 0 || Object.is(value, -0) ? '-' : '') + fixed(Math.abs(value), digits)
}

/** toFixed, which gives up at 1e21 and rounds ties up; the digits here are those of C. */
export function fixed(value: number, precision: number): string {
  if (value >= 1e21) refuseHere('a float of more than 21 digits without an exponent')
  const text = value.toFixed(precision)
  // A tie that a double holds exactly goes to the even digit.
  const exact = value.toFixed(Math.min(100, precision + 60))
  const rest = exact.slice(exact.indexOf('.') + 1 + precision)
  const tie = exact.includes('.') && /^50*$/.test(rest)
  if (!tie) return text
  const down = exact.slice(0, exact.length - rest.length).replace(/\.$/, '')
  return '02468'.includes(down.at(-1)!) ? down : text
}

/** A float without its fraction. */
export function truncate(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value
  if (!Number.isFinite(value)) {
    refuse(`cannot convert float ${Number.isNaN(value) ? 'NaN' : 'infinity'} to integer`)
  }
  return BigInt(Math.trunc(value))
}

/** An int as a float; throws where Python's would overflow. */
export function toFloat(value: bigint | number): number {
  return typeof value === 'bigint' ? finite(Number(value), tooLarge) : value
}

/** Python's words for an int that no float holds. */
export const tooLarge = 'int too large to convert to float'

/** A float that is finite; throws where it is not. */
export function finite(value: number, otherwise: string): number {
  return Number.isFinite(value) ? value : refuse(otherwise)
}

const longest = 10n ** 4300n

/** A value as it is; throws for a number that Jinja2 cannot write among constants. */
export function writable(value: Value): Value {
  const isLong = typeof value === 'bigint' && (value >= longest || value <= -longest)
  return isLong || (typeof value === 'number' && !Number.isFinite(value))
    ? refuseHere('a number that is infinite, or has more than 4,300 digits,')
    : value
}

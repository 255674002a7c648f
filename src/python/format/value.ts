// The digits and the width of a directive of `%`. Knows numbers.
import { fits } from '../budget.js'
import { refuseHere } from '../errors.js'
import { fixed, scientific, toFloat } from '../numbers.js'
import { characters } from '../quote.js'

/** How a value is written: what fills a width, on which side, which sign it has, how many digits. */
export interface Spec {
  fill: string
  align: string
  sign: string
  alternate: boolean
  width: number
  precision: number | undefined
  type: string
}

/** The digits of `e`, `f` and `g`, rounded as C does. */
export function floatDigits(given: bigint | number, spec: Spec): string {
  const value = toFloat(given)
  const negative = value < 0 || Object.is(value, -0)
  const magnitude = Math.abs(value)
  const lower = spec.type.toLowerCase()
  const precision = spec.precision ?? 6
  if (precision > 80) refuseHere('a precision of more than 80 digits')
  let digits: string
  if (!Number.isFinite(magnitude)) digits = Number.isNaN(value) ? 'nan' : 'inf'
  else if (lower === 'f') digits = fixed(magnitude, precision)
  else if (lower === 'e') digits = exponent(scientific(magnitude, precision))
  else digits = general(magnitude, precision || 1, spec.alternate)
  if (lower !== spec.type) digits = digits.toUpperCase()
  const end = digits.search(/\D|$/)
  const point = spec.alternate && end > 0 && digits[end] !== '.' ? '.' : ''
  return pad(digits.slice(0, end) + point + digits.slice(end), spec, negative)
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

function general(value: number, precision: number, alternate: boolean): string {
  const digits = scientific(value, precision - 1)
  const power = value === 0 ? 0 : Number(digits.split('e')[1])
  const isLong = power < -4 || power >= precision
  const text = isLong ? exponent(digits) : fixed(value, Math.max(0, precision - 1 - power))
  return alternate || !text.includes('.') ? text : withoutZeros(text)
}

/** `1.500e+20` as `1.5e+20`, `2.000` as `2`. */
function withoutZeros(text: string): string {
  const [mantissa = '', power] = text.split('e')
  let end = mantissa.length
  while (mantissa[end - 1] === '0') end--
  if (mantissa[end - 1] === '.') end--
  return mantissa.slice(0, end) + (power === undefined ? '' : 'e' + power)
}

/** Puts sign and fill around digits or text. */
export function pad(text: string, spec: Spec, negative = false, prefix = ''): string {
  const { align, fill, width } = spec
  fits(width)
  const sign = (negative ? '-' : spec.sign === '-' ? '' : numeric(spec) ? spec.sign : '') + prefix
  const missing = Math.max(0, width - characters(sign + text))
  if (align === '=') return sign + fill.repeat(missing) + text
  if (align === '<') return sign + text + fill.repeat(missing)
  return fill.repeat(missing) + sign + text
}

function numeric({ type }: Spec): boolean {
  return !'sra'.includes(type)
}

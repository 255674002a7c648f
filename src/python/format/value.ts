// `format(value, spec)`. Knows numbers and printing.
import { fits } from '../budget.js'
import { refuse, refuseHere } from '../errors.js'
import { isNumber } from '../iterate.js'
import { fixed, scientific, toFloat } from '../numbers.js'
import { misfit, typeName, type Value } from '../object.js'
import { bigText, character, characters, floatText } from '../quote.js'
import { str } from '../text.js'
import { PyStr } from '../values.js'

/** Python's format specification, `[[fill]align][sign][#][0][width][,][.precision][type]`. */
export interface Spec {
  fill: string
  align: string
  sign: string
  alternate: boolean
  /** Whether a zero has no sign. */
  plainZero?: boolean
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const specification =
  /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u

/** `format(value, spec)`. */
export function formatValue(value: Value, text: string): string {
  if (text === '') return str(value)
  const match = specification.exec(text) ?? refuse(`Invalid format specifier '${text}'`)
  const [, fill, align, sign, plainZero, alternate, zero, width, grouping, precision, type = ''] =
    match
  const spec: Spec = {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? '',
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    plainZero: plainZero !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type,
  }
  if (typeof value === 'boolean') value = BigInt(value)
  if (grouping !== undefined && 'csn'.includes(type || (typeof value === 'string' ? 's' : 'd')))
    refuse(`Cannot specify '${grouping}' with '${type || 's'}'.`)
  if (grouping === ',' && type in bases) refuse(`Cannot specify ',' with '${type}'.`)
  if (typeof value === 'bigint' && (type === '' || 'bcdnoxX'.includes(type))) {
    if (spec.precision !== undefined) refuse('Precision not allowed in integer format specifier')
    if (plainZero) refuse('Negative zero coercion (z) not allowed in integer format specifier')
    if (type === 'c' && (sign ?? alternate) !== undefined)
      refuse("Sign and alternate form (#) not allowed with integer format specifier 'c'")
    spec.align ||= zero ? '=' : '>'
    return integer(value, spec)
  }
  if ((typeof value === 'bigint' || typeof value === 'number') && 'eEfFgGn%'.includes(type)) {
    spec.align ||= zero ? '=' : '>'
    return floatDigits(value, spec)
  }
  if (value instanceof PyStr) refuseHere(`formatting safe text with '${text}'`)
  if (typeof value !== 'string') {
    if (isNumber(value)) refuse(`Unknown format code '${type}' for a number`)
    misfit(`unsupported format string passed to ${typeName(value)}.__format__`, value)
  }
  if (type !== '' && type !== 's') refuse(`Unknown format code '${type}' for a text`)
  if ((sign ?? plainZero ?? alternate) !== undefined)
    refuse('Sign and alternate form not allowed in string format specifier')
  if (spec.align === '=') refuse("'=' alignment not allowed in string format specifier")
  spec.align ||= '<'
  const { precision: most } = spec
  return pad(most === undefined ? value : [...value].slice(0, most).join(''), spec)
}

const bases: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 }

function integer(value: bigint, spec: Spec): string {
  const { type } = spec
  if (type === 'c') return pad(character(value), spec)
  const magnitude = value < 0n ? -value : value
  const base = bases[type]
  let digits = base === undefined ? bigText(magnitude) : magnitude.toString(base)
  if (type === 'X') digits = digits.toUpperCase()
  const prefix = spec.alternate && type in bases ? `0${type}` : ''
  return pad(group(digits, spec), spec, value < 0n, prefix)
}

function group(digits: string, { grouping, type }: Spec): string {
  if (grouping === '') return digits
  const size = type in bases ? 4 : 3
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= size) {
    groups.push(digits.slice(Math.max(0, end - size), end))
  }
  return groups.reverse().join(grouping)
}

/** The digits of `e`, `f`, `g` and `%`, rounded as C does. */
export function floatDigits(given: bigint | number, spec: Spec): string {
  const value = toFloat(given)
  const negative = value < 0 || Object.is(value, -0)
  const magnitude = Math.abs(value)
  const lower = (spec.type || (spec.precision === undefined ? 'r' : 'g')).toLowerCase()
  const precision = spec.precision ?? 6
  if (precision > 80) refuseHere('a precision of more than 80 digits')
  let digits: string
  if (!Number.isFinite(magnitude)) digits = Number.isNaN(value) ? 'nan' : 'inf'
  else if (lower === 'r') digits = floatText(magnitude)
  else if (lower === 'f') digits = fixed(magnitude, precision)
  else if (lower === '%') digits = fixed(magnitude * 100, precision)
  else if (lower === 'e') digits = exponent(scientific(magnitude, precision))
  else digits = general(magnitude, precision || 1, spec.alternate, spec.type === '')
  if (/[A-Z]/.test(spec.type)) digits = digits.toUpperCase()
  const end = digits.search(/\D|$/)
  const point = spec.alternate && end > 0 && digits[end] !== '.' ? '.' : ''
  const [whole, rest] = [digits.slice(0, end), point + digits.slice(end)]
  const isPositive = Number.isNaN(value) || (spec.plainZero && /^[0.e+]*$/i.test(digits))
  const shown = group(whole, spec) + rest + (lower === '%' ? '%' : '')
  return pad(shown, spec, negative && !isPositive)
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

function general(value: number, precision: number, alternate: boolean, bare: boolean): string {
  const digits = scientific(value, precision - 1)
  const power = value === 0 ? 0 : Number(digits.split('e')[1])
  const isLong = power < -4 || power >= precision - Number(bare)
  const text = isLong ? exponent(digits) : fixed(value, Math.max(0, precision - 1 - power))
  const trimmed = alternate || !text.includes('.') ? text : withoutZeros(text)
  return bare && !/[.e]/.test(trimmed) ? trimmed + '.0' : trimmed
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
  if (align === '=') {
    if (spec.grouping && fill === '0') refuseHere('a width of zeros with groups')
    return sign + fill.repeat(missing) + text
  }
  if (align === '<') return sign + text + fill.repeat(missing)
  if (align === '^') {
    const left = Math.floor(missing / 2)
    return fill.repeat(left) + sign + text + fill.repeat(missing - left)
  }
  return fill.repeat(missing) + sign + text
}

function numeric({ type }: Spec): boolean {
  return !'sra'.includes(type) || type === ''
}

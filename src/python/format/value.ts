// `format(value, spec)`. Knows numbers and text.
import { fits } from '../budget.js'
import { refuse } from '../errors.js'
import { fixed, toFloat } from '../numbers.js'
import { typeName, type Value } from '../object.js'
import { bigText, character, characters, floatText } from '../quote.js'
import { str } from '../text.js'

/** Python's format specification, `[[fill]align][sign][#][0][width][,][.precision][type]`. */
export interface Spec {
  fill: string
  align: string
  sign: string
  alternate: boolean
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const specification =
  /^(?:([\s\S])?([<>=^]))?([-+ ])?z?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u

/** `format(value, spec)`. */
export function formatValue(value: Value, text: string): string {
  if (text === '') return str(value)
  const match = specification.exec(text) ?? refuse(`Invalid format specifier '${text}'`)
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type = ''] = match
  const spec: Spec = {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? '',
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type,
  }
  if (typeof value === 'boolean' && type !== '' && type !== 's') value = BigInt(value)
  if (typeof value === 'bigint' && (type === '' || 'bcdnoxX'.includes(type))) {
    if (spec.precision !== undefined) refuse('Precision not allowed in integer format specifier')
    spec.align ||= zero ? '=' : '>'
    return integer(value, spec)
  }
  if ((typeof value === 'bigint' || typeof value === 'number') && 'eEfFgGn%'.includes(type)) {
    spec.align ||= zero ? '=' : '>'
    return floatDigits(value, spec)
  }
  const textual = typeof value === 'string' || typeof value === 'boolean' || value === null
  if (!textual) refuse(`unsupported format string passed to ${typeName(value)}.__format__`)
  if ((type !== '' && type !== 's') || value === null) {
    refuse(`Unknown format code '${type}' for object of type '${typeName(value)}'`)
  }
  if (sign !== undefined) refuse('Sign not allowed in string format specifier')
  if (spec.align === '=') refuse("'=' alignment not allowed in string format specifier")
  spec.align ||= '<'
  const shown = str(value)
  return pad(
    spec.precision === undefined ? shown : [...shown].slice(0, spec.precision).join(''),
    spec,
  )
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
  const size = groupSize(type)
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= size) {
    groups.push(digits.slice(Math.max(0, end - size), end))
  }
  return groups.reverse().join(grouping)
}

const groupSize = (type: string): number => (type in bases ? 4 : 3)

/** The digits of `e`, `f`, `g` and `%`, rounded as C does. */
export function floatDigits(given: bigint | number, spec: Spec): string {
  const value = toFloat(given)
  const negative = value < 0 || Object.is(value, -0)
  const magnitude = Math.abs(value)
  const lower = (spec.type || (spec.precision === undefined ? 'r' : 'g')).toLowerCase()
  const precision = spec.precision ?? 6
  if (precision > 100) refuse('precision too big')
  let digits: string
  if (!Number.isFinite(magnitude)) digits = Number.isNaN(value) ? 'nan' : 'inf'
  else if (lower === 'r') digits = floatText(magnitude)
  else if (lower === 'f') digits = fixed(magnitude, precision)
  else if (lower === '%') digits = fixed(magnitude * 100, precision)
  else if (lower === 'e') digits = exponent(magnitude.toExponential(precision))
  else digits = general(magnitude, precision || 1, spec.alternate, spec.type === '')
  if (spec.type !== '' && spec.type === spec.type.toUpperCase()) digits = digits.toUpperCase()
  const end = digits.search(/\D|$/)
  const [whole, rest] = [digits.slice(0, end), digits.slice(end)]
  const sign = Number.isNaN(value) ? false : negative
  return pad(group(whole, spec) + rest + (lower === '%' ? '%' : ''), spec, sign)
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

function general(value: number, precision: number, alternate: boolean, bare: boolean): string {
  const power = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1])
  const scientific = power < -4 || power >= (bare ? Math.max(precision - 1, 1) : precision)
  const text = scientific
    ? exponent(value.toExponential(precision - 1))
    : value.toFixed(Math.max(0, precision - 1 - power))
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
    if (spec.grouping && fill === '0') return sign + zeroGrouped(text, spec, width - sign.length)
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

function zeroGrouped(text: string, spec: Spec, width: number): string {
  const end = text.search(/[^\da-f,_]|$/i)
  const [whole, rest] = [text.slice(0, end), text.slice(end)]
  // A group and the mark before it are one character longer than the group.
  const size = groupSize(spec.type)
  const room = width - rest.length
  let digits = whole.replaceAll(spec.grouping, '')
  digits = digits.padStart(room - Math.ceil(room / (size + 1)), '0')
  while (group(digits, spec).length < room) digits = '0' + digits
  return group(digits, spec) + rest
}

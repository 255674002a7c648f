// The `%` of a str. Knows values and format specifications.
import { fits } from '../budget.js'
import { refuse } from '../errors.js'
import { isText } from '../iterate.js'
import { truncate } from '../numbers.js'
import { PyObject, typeName, type Value } from '../object.js'
import { bigText, character, quote } from '../quote.js'
import { ascii, repr, str } from '../text.js'
import { isUnknown } from '../unknown.js'
import { Bytes, Dict, Range, Tuple } from '../values.js'
import { floatDigits, pad, type Spec } from './value.js'

const directive =
  /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|[1-9]\d*)?(?:\.(\*|\d*))?[hlL]?([\s\S])?/g

/** `'%s-%03d' % (a, b)`, and with a dict `'%(name)s' % d` */
export function percent(format: string, values: Value): string {
  let list = values instanceof Tuple ? values.items : [values]
  let used = 0
  let length = 0
  const next = (): Value => {
    const value = list[used++]
    return value === undefined ? refuse('not enough arguments for format string') : value
  }
  let keyed = false
  const text = format.replace(
    directive,
    (all, key?: string, flags = '', width?: string, precision?: string, type?: string) => {
      if (type === undefined) refuse('incomplete format')
      if (all === '%%') return '%'
      if (type === '%') refuse('a "%" has a width but no type')
      if (key !== undefined) {
        keyed = true
        if (!(values instanceof Dict)) refuse('format requires a mapping')
        const entry = values.get(key)
        // It is all that is left for the rest of the format.
        list = [entry === undefined ? refuse(`there is no key ${quote(key)}`) : entry]
        used = 0
      }
      const number = (given: string | undefined) => {
        if (given !== '*') return given === undefined ? undefined : Number(given)
        const value = next()
        const isWhole = typeof value === 'bigint' || typeof value === 'boolean'
        return isWhole ? Number(value) : refuse('* wants int')
      }
      let [columns, digits] = [number(width), number(precision)]
      if (columns !== undefined && columns < 0) {
        flags += '-'
        columns = -columns
      }
      digits = digits === undefined ? undefined : Math.max(0, digits)
      fits(digits ?? 0)
      const converted = convert(type, next(), flags, columns ?? 0, digits)
      fits((length += converted.length))
      return converted
    },
  )
  // What has items may be left over as a whole.
  const whole =
    [Dict, Range, Bytes].some((kind) => values instanceof kind) ||
    Array.isArray(values) ||
    (values instanceof PyObject && values.item !== undefined)
  if (!keyed && used < list.length && !(whole && used === 0)) {
    refuse('not all arguments converted during string formatting')
  }
  return text
}

function convert(
  type: string,
  value: Value,
  flags: string,
  width: number,
  precision: number | undefined,
): string {
  const spec: Spec = {
    fill: ' ',
    align: flags.includes('-') ? '<' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
    alternate: flags.includes('#'),
    width,
    precision,
    type,
  }
  if ('sra'.includes(type)) {
    const text = { s: str, r: repr, a: ascii }[type]!(value)
    return pad(precision === undefined ? text : [...text].slice(0, precision).join(''), spec)
  }
  if (isUnknown(value)) return str(value)
  if (typeof value === 'boolean') value = BigInt(value)
  if (type === 'c') {
    if (typeof value === 'bigint') return pad(character(value), spec)
    if (isText(value) && [...str(value)].length === 1) return pad(str(value), spec)
    refuse('%c requires int or char')
  }
  if (typeof value !== 'bigint' && typeof value !== 'number') {
    refuse(`%${type} format: a real number is required, not ${typeName(value)}`)
  }
  if (flags.includes('0') && !flags.includes('-')) spec.align = '='
  if (spec.align === '=') spec.fill = '0'
  if ('diu'.includes(type)) {
    const whole = typeof value === 'bigint' ? value : truncate(value)
    const digits = bigText(whole < 0n ? -whole : whole).padStart(precision ?? 0, '0')
    return pad(digits, spec, whole < 0n)
  }
  if ('xXo'.includes(type)) {
    if (typeof value !== 'bigint') refuse(`%${type} format: an integer is required, not float`)
    const magnitude = value < 0n ? -value : value
    let digits = magnitude.toString(type === 'o' ? 8 : 16).padStart(precision ?? 0, '0')
    if (type === 'X') digits = digits.toUpperCase()
    return pad(digits, spec, value < 0n, spec.alternate ? `0${type}` : '')
  }
  if ('eEfFgG'.includes(type)) return floatDigits(value, spec)
  return refuse(`unsupported format character '${type}'`)
}

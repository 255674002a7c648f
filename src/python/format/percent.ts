// The `%` of a str. Knows values and numbers.
import { fits, lettersOf, spend } from '../budget.js'
import { refuse, refuseAll, refuseHere } from '../errors.js'
import { fixed, toFloat, truncate } from '../numbers.js'
import { PyObject, typeName, type Value } from '../object.js'
import { bigText, characters, quote } from '../quote.js'
import { repr, str } from '../text.js'
import { isUnknown, openOf } from '../unknown.js'
import { Bytes, Dict, Range, Tuple } from '../values.js'

const directive =
  /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|[1-9]\d*)?(?:\.(\*|\d*))?[hlL]?([\s\S])?/g

/** `'%s-%03d' % (a, b)`, and with a dict `'%(name)s' % d` */
export function percent(format: string, values: Value): string {
  let list = values instanceof Tuple ? values.items : [values]
  let used = 0
  let length = 0
  const next = (): Value => {
    const value = list[used++]
    if (value !== undefined) return value
    const isCounted = values instanceof Tuple && !keyed && !openOf(values)
    const message = 'not enough arguments for format string'
    return isCounted ? refuseAll(message) : refuse(message)
  }
  let keyed = false
  const put = (piece: string): void => {
    fits((length += piece.length))
    text += piece
  }
  let [text, at] = ['', 0]
  // One by one: all that a text has would be kept until the last is found.
  for (const found of format.matchAll(directive)) {
    const [all, key, flags = '', width = '', precision, type] = found
    spend()
    put(format.slice(at, found.index))
    at = found.index + all.length
    if (type === undefined) refuse('incomplete format')
    if (all === '%%') {
      put('%')
      continue
    }
    if (type === '%') refuse('a "%" has a width but no type')
    if (key !== undefined) {
      keyed = true
      if (!(values instanceof Dict)) refuse('format requires a mapping')
      const entry = values.get(key)
      // It is all that is left for the rest of the format.
      list = [entry === undefined ? refuse(`there is no key ${quote(key)}`) : entry]
      used = 0
    }
    if (`${flags}${width}${precision}`.search(/[*#]/) >= 0 || 'aceEgGoxX'.includes(type))
      refuseHere(`the directive ${all}`)
    const digits = precision === undefined ? undefined : Number(precision)
    fits(Math.max(Number(width), digits ?? 0))
    const [sign, converted] = convert(type, next(), flags, digits)
    const blank = Math.max(0, Number(width) - characters(sign + converted))
    if (flags.includes('-')) put(sign + converted + ' '.repeat(blank))
    else if (flags.includes('0') && !'sr'.includes(type)) put(sign + '0'.repeat(blank) + converted)
    else put(' '.repeat(blank) + sign + converted)
  }
  put(format.slice(at))
  // What has items may be left over as a whole.
  const whole =
    [Dict, Range, Bytes].some((kind) => values instanceof kind) ||
    Array.isArray(values) ||
    (values instanceof PyObject && values.item !== undefined)
  if (!keyed && used < list.length && !(whole && used === 0)) {
    const isCounted = values instanceof Tuple && !openOf(values)
    const message = 'not all arguments converted during string formatting'
    if (isCounted) refuseAll(message)
    refuse(message)
  }
  return text
}

/** The sign and the rest of what a directive makes of a value. */
function convert(
  type: string,
  value: Value,
  flags: string,
  precision: number | undefined,
): [sign: string, rest: string] {
  if (type === 's' || type === 'r') {
    const text = type === 's' ? str(value) : repr(value)
    return ['', precision === undefined ? text : lettersOf(text).slice(0, precision).join('')]
  }
  if (!'diufF'.includes(type)) refuse(`unsupported format character '${type}'`)
  if (isUnknown(value)) return ['', str(value)]
  if (typeof value === 'boolean') value = BigInt(value)
  if (typeof value !== 'bigint' && typeof value !== 'number')
    refuse(`%${type} format: a real number is required, not ${typeName(value)}`)
  const number = type.toLowerCase() === 'f' ? toFloat(value) : truncate(value)
  const isNegative = number < 0 || Object.is(number, -0)
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  if (typeof number === 'bigint')
    return [sign, bigText(isNegative ? -number : number).padStart(precision ?? 0, '0')]
  if ((precision ?? 6) > 80) refuseHere('a precision of more than 80 digits')
  if (Number.isFinite(number)) return [sign, fixed(Math.abs(number), precision ?? 6)]
  const name = Number.isNaN(number) ? 'nan' : 'inf'
  return [sign, type === 'F' ? name.toUpperCase() : name]
}

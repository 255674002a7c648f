import { bits, fits, spend, spendInteger, spendLength } from './budget.js'
import { refuse } from './fault.js'
import {
  Bytes,
  Dict,
  DictView,
  Func,
  identity,
  Markup,
  Module,
  Namespace,
  PySet,
  Range,
  Stream,
  Tuple,
  Type,
  typeName,
  Undefined,
  undefinedUsed,
  type Value,
} from './values.js'

/** What `str()` makes of a value, and `{{ value }}` prints. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  if (value instanceof Markup) return value.text
  if (value instanceof Undefined) return value.strict ? undefinedUsed(value) : ''
  return repr(value)
}

/** What `repr()` makes of a value; `sorted` orders dicts by key, as `pprint` does. */
export function repr(value: Value, sorted = false): string {
  const text = write(value, sorted, [])
  fits(text.length)
  return text
}

function write(value: Value, sorted: boolean, within: object[]): string {
  spend()
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return bigText(value)
  if (typeof value === 'number') return floatText(value)
  if (typeof value === 'string') return quote(value)
  const items = (list: Iterable<Value>) => {
    if (within.length > 200) refuse('a value nests too deep to print')
    return Array.from(list, (item) => write(item, sorted, [...within, value])).join(', ')
  }
  if (Array.isArray(value)) return within.includes(value) ? '[...]' : `[${items(value)}]`
  if (value instanceof Tuple) {
    return `(${items(value.items)}${value.items.length === 1 ? ',' : ''})`
  }
  if (value instanceof Dict) {
    if (within.includes(value)) return '{...}'
    const entries = [...value.entries.values()]
    if (sorted) entries.sort(([a], [b]) => byPrint(a, b))
    return `{${entries.map(([key, item]) => `${items([key])}: ${items([item])}`).join(', ')}}`
  }
  if (value instanceof PySet) {
    const frozen = value.type === 'frozenset'
    if (value.items.size === 0) return `${value.type}()`
    const list = [...value.items.values()]
    if (sorted) list.sort(byPrint)
    return frozen ? `frozenset({${items(list)}})` : `{${items(list)}}`
  }
  if (value instanceof DictView) return `${value.type}([${items(value)}])`
  if (value instanceof Range) {
    const step = value.step === 1n ? '' : `, ${value.step}`
    return `range(${value.start}, ${value.stop}${step})`
  }
  if (value instanceof Markup) return `Markup(${quote(value.text)})`
  if (value instanceof Bytes) return bytesText(value.data)
  if (value instanceof Undefined) return 'Undefined'
  if (value instanceof Type) return `<class '${value.name}'>`
  if (value instanceof Module) return `<module '${value.name}'>`
  if (value instanceof Namespace) {
    const members = new Dict(value.members)
    return `<Namespace ${write(members, sorted, within)}>`
  }
  if (value instanceof Func && value.type === 'Macro') return `<Macro ${quote(value.name)}>`
  if (value instanceof Func) return `<function ${value.name} at 0x${identity(value).toString(16)}>`
  if (value instanceof Stream) {
    return `<${value.type} object at 0x${identity(value).toString(16)}>`
  }
  return `<${typeName(value)} object>`
}

/** pprint's order: by value where the keys compare, by type's name otherwise. */
function byPrint(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const numeric = (value: Value) => ['number', 'bigint', 'boolean'].includes(typeof value)
  if (numeric(a) && numeric(b)) return Number(a) - Number(b)
  return compareText(`<class '${typeName(a)}'>`, `<class '${typeName(b)}'>`)
}

/** Python's order of texts: by code point, where JavaScript's is by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  // Without pairs of surrogates both orders are one.
  const half = /[\ud800-\udfff]/
  if (!half.test(a) && !half.test(b)) return a < b ? -1 : 1
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const high = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit)
    return high(x) - high(y)
  }
  return a.length - b.length
}

/** An int's decimal digits. */
export function bigText(value: bigint): string {
  spendInteger(value)
  // Python's own guard against slow conversions.
  const text = bits(value) > 15_000 ? undefined : value.toString()
  if (text === undefined || text.length > 4300 + Number(value < 0))
    refuse('Exceeds the limit (4300 digits) for integer string conversion')
  return text
}

/** The character of a code; throws where there is none. */
export function character(code: number | bigint): string {
  return code >= 0 && code < 0x110000
    ? String.fromCodePoint(Number(code))
    : refuse('a character is in range(0x110000)')
}

/** Bytes as a text of as many characters. */
export function latinText(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('')
}

/** A float as Python writes it: `2.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa, power] = value.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0')
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`
  }
  const plain = positional(value < 0, mantissa.replace(/[-.]/g, ''), exponent)
  return plain.includes('.') ? plain : plain + '.0'
}

function positional(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : ''
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const rest = digits.slice(exponent + 1)
  return rest ? `${sign}${whole}.${rest}` : `${sign}${whole}`
}

const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

/** A string as Python quotes it. */
export function quote(text: string): string {
  spendLength(text.length)
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text.replace(/[\\\n\r\t'"]|[^\x20-\x7e]/gu, (character) => {
    if (character === "'" || character === '"') return character === mark ? '\\' + mark : character
    const short = named[character]
    if (short !== undefined) return short
    return printable(character) ? character : hexEscape(character.codePointAt(0)!)
  })
  return mark + inside + mark
}

/** Whether Python prints a character as it is. */
export function printable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character)
}

function hexEscape(code: number): string {
  if (code < 0x100) return '\\x' + code.toString(16).padStart(2, '0')
  if (code < 0x10000) return '\\u' + code.toString(16).padStart(4, '0')
  return '\\U' + code.toString(16).padStart(8, '0')
}

function bytesText(data: Uint8Array): string {
  const text = latinText(data)
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text.replace(/[\\\n\r\t]|[^\x20-\x7e]/g, (character) => {
    return named[character] ?? hexEscape(character.charCodeAt(0))
  })
  return `b${mark}${mark === "'" ? inside.replaceAll("'", "\\'") : inside}${mark}`
}

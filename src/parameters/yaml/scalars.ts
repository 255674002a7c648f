// What a YAML scalar is to slapos request, which reads with PyYAML. Knows this folder alone.

/** What a plain or tagged scalar stands for; `refused` names what no parameter can hold. */
export type Scalar =
  | { type: 'str'; value: string }
  | { type: 'null' }
  | { type: 'bool'; value: boolean }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number }
  | { type: 'refused'; what: string; hint?: string }

/** The types of YAML 1.1 whose values JSON has too. */
const kept = ['null', 'bool', 'int', 'float'] as const
type Kept = (typeof kept)[number]

// YAML 1.1's types as PyYAML matches them (https://yaml.org/type/): an exponent has a point before
// it and a sign, y and n alone are text, and 1:30 counts by sixties.
const forms: Record<Kept, RegExp> = {
  null: /^(?:~|null|Null|NULL)?$/,
  bool: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  int: /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]+|0|[1-9][\d_]*(?::[0-5]?\d)*)$/,
  float:
    /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
}
const date = /^\d{4}-\d\d-\d\d$/
const moment =
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/

/** A scalar without quotes and without a tag. */
export function plainScalar(text: string): Scalar {
  if (date.test(text) || moment.test(text)) return { type: 'refused', what: 'a date' }
  if (text === '=') return { type: 'refused', what: 'a lone =' }
  const type = kept.find((name) => forms[name].test(text))
  return type ? valueOf(type, text) : { type: 'str', value: text }
}

// With a tag PyYAML asks Python's int() and float(), and takes anything for null.
const taggedForms: Record<Kept, RegExp> = {
  null: /^/,
  bool: /^(?:yes|true|on|no|false|off)$/i,
  int: /^[-+]?(?:0b[01]+|0x[\da-fA-F]+|0[0-7]*|[1-9]\d*(?::\d+)*)$/,
  float: /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|\d+(?::\d+)+(?:\.\d*)?|\.inf|\.nan)$/i,
}

/** A scalar with a tag of YAML's own, such as `!!str`; undefined where its text is none of that type, `unknown` where JSON has no such type. */
export function taggedScalar(type: string, text: string): Scalar | 'unknown' | undefined {
  if (type === 'str') return { type: 'str', value: text }
  const known = kept.find((name) => name === type)
  if (!known) return 'unknown'
  // Only in a number Python looks past a _.
  const read = known === 'bool' ? text : text.replaceAll('_', '')
  return taggedForms[known].test(read) ? valueOf(known, text) : undefined
}

/** A scalar as JSON; undefined for what JSON or JavaScript has not. */
export function jsonOf(scalar: Scalar): string | undefined {
  switch (scalar.type) {
    case 'str':
      return JSON.stringify(scalar.value)
    case 'null':
      return 'null'
    case 'bool':
      return String(scalar.value)
    case 'int':
      return Number.isSafeInteger(Number(scalar.value)) ? String(scalar.value) : undefined
    case 'float':
      return Number.isFinite(scalar.value) ? floatText(scalar.value) : undefined
    case 'refused':
      return undefined
  }
}

/** A float as JSON: 1.0 and 1e20 stay floats to Python. */
function floatText(value: number): string {
  const digits = Object.is(value, -0) ? '-0' : String(value)
  return /[.e]/.test(digits) ? digits : `${digits}.0`
}

function valueOf(type: Kept, text: string): Scalar {
  switch (type) {
    case 'null':
      return { type }
    case 'bool':
      return { type, value: /^(?:y|t|on)/i.test(text) }
    case 'int':
      return whole(text)
    case 'float':
      return broken(text)
  }
}

function whole(text: string): Scalar {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
  // What is left of 0x_ is not a number to Python either.
  if (/^(?:0[bx])?$/.test(octal)) return { type: 'refused', what: 'a number without digits' }
  const value = octal.includes(':')
    ? octal.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
    : BigInt(octal)
  return { type: 'int', value: text.startsWith('-') ? -value : value }
}

function broken(text: string): Scalar {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '').toLowerCase()
  if (digits === '.inf' || digits === '.nan') return { type: 'refused', what: text }
  const value = digits.includes(':')
    ? digits
        .split(':')
        .reverse()
        .reduce((sum, part, place) => sum + Number(part) * 60 ** place, 0)
    : Number(digits)
  return { type: 'float', value: text.startsWith('-') ? -value : value }
}

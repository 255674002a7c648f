// What `json.dumps` writes and `json.loads` reads. Knows values and marks.
import { int } from './arguments.js'
import { fits, spend, spendLength } from './budget.js'
import { refuse, refuseAmount, refuseHere } from './errors.js'
import { isText } from './iterate.js'
import { halfPair } from './half.js'
import { type JsonToken, jsonTokenAt, skipJsonBlank } from './json-tokens.js'
import { writeKnown } from './marks.js'
import { misfit, typeName, type Value } from './object.js'
import { floatText } from './quote.js'
import { sortBy } from './sort.js'
import { repr, str } from './text.js'
import { Dict, PyStr, Tuple } from './values.js'

/** How `json.dumps` writes. */
export interface JsonStyle {
  sorted?: boolean
  indent?: string | undefined
  /** Between items, and between a name and its value. */
  separators?: readonly [string, string] | undefined
  /** Escape all but ASCII; Python does so unless told. */
  ascii?: boolean
}

/** What stands before a level's items; nobody looks at it where the value is a text. */
export function indentOf(indent: Value, value?: Value): string | undefined {
  if (indent === null || (value !== undefined && isText(value))) return undefined
  if (isText(indent)) return typeof indent === 'string' ? indent : refuseHere('safe text as indent')
  const width = Math.max(0, int(indent))
  fits(width)
  return ' '.repeat(width)
}

/** A value as Python's `json.dumps` writes it. */
export function writeJson(value: Value, style: JsonStyle = {}): string {
  const { indent, sorted = false, ascii = true } = style
  const [comma, colon] = style.separators ?? [indent === undefined ? ', ' : ',', ': ']
  const write = (each: Value, depth: number): string => {
    spend()
    if (depth > 200) refuse('a value nests too deeply for JSON')
    if (each === null || typeof each === 'boolean') return String(each)
    if (typeof each === 'bigint') return str(each)
    if (typeof each === 'number') {
      if (Number.isNaN(each)) return 'NaN'
      return floatText(each).replace('inf', 'Infinity')
    }
    if (typeof each === 'string' || each instanceof PyStr) return quoted(str(each), ascii)
    const around = (open: string, items: string[], close: string) => {
      if (items.length === 0) return open + close
      if (indent === undefined) return open + items.join(comma) + close
      fits(items.length * indent.length * (depth + 1))
      const line = '\n' + indent.repeat(depth)
      return open + line + indent + items.join(comma + line + indent) + line + close
    }
    const listed = each instanceof Tuple ? each.items : each
    if (Array.isArray(listed)) {
      const items = listed.map((item) => write(item as Value, depth + 1))
      return around('[', items, ']')
    }
    if (each instanceof Dict) {
      const given = [...each.entries.values()]
      const keys = given.map(([key]) => key)
      const entries = sorted ? sortBy(given, keys, false) : given
      const items = entries.map(
        ([key, item]) => quoted(nameOf(key), ascii) + colon + write(item, depth + 1),
      )
      return around('{', items, '}')
    }
    return misfit(`Object of type ${typeName(each)} is not JSON serializable`, each)
  }
  return write(value, 0)
}

function nameOf(key: Value): string {
  if (typeof key === 'string') return key
  if (key === null || typeof key === 'boolean') return String(key)
  if (typeof key === 'bigint' || typeof key === 'number') return repr(key)
  return refuse(`keys must be str, int, float, bool or None, not ${typeName(key)}`)
}

function quoted(text: string, ascii: boolean): string {
  spendLength(text.length)
  // A lone surrogate is escaped by both; what JSON.stringify leaves, Python escapes where told.
  const plain = JSON.stringify(text).replaceAll('\x7f', ascii ? '\\u007f' : '\x7f')
  fits(plain.length)
  if (!ascii) return plain
  if (/[^\0-\x7f]/.test(text)) spend(text.length >> 3)
  const escape = (unit: string): string => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0')
  return writeKnown(plain, (known) => known.replace(/[^\0-\x7f]/g, escape))
}

const words: Record<string, Value> = {
  true: true,
  false: false,
  null: null,
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
}

/** A string's text; what would become one character beside its other half is none. */
function decoded(literal: string): string {
  const text = JSON.parse(literal) as string
  return halfPair.test(text) ? refuseHere('half of a surrogate pair') : text
}

/** What Python's `json.loads` reads: dicts in their order, `1` an int, `1.0` a float. */
export function readJson(text: string): Value {
  let at = 0
  const stop = (): never => {
    const lines = text.slice(0, skipJsonBlank(text, at)).split('\n')
    return refuseAmount(
      `the JSON is broken at line ${lines.length}, column ${lines.at(-1)!.length + 1}`,
    )
  }
  const next = (): JsonToken => {
    const token = jsonTokenAt(text, at) ?? stop()
    at = token.end
    return token
  }
  const take = (mark: string) => {
    const token = jsonTokenAt(text, at)
    if (token?.text !== mark) return false
    at = token.end
    return true
  }
  const name = (): string => {
    const token = jsonTokenAt(text, at)
    if (token?.kind !== 'string') stop()
    return decoded(next().text)
  }
  const value = (depth: number): Value => {
    spend()
    if (depth > 200) refuse('the JSON nests too deeply')
    if (take('[')) {
      spend()
      const items: Value[] = []
      if (take(']')) return items
      do items.push(value(depth + 1))
      while (take(','))
      return take(']') ? items : stop()
    }
    if (take('{')) {
      const dict = new Dict()
      spend(3)
      if (take('}')) return dict
      do {
        const key = name()
        if (!take(':')) stop()
        dict.set(key, value(depth + 1))
      } while (take(','))
      return take('}') ? dict : stop()
    }
    const before = at
    const { kind, text: word } = next()
    if (kind === 'string') return decoded(word)
    if (kind === 'word') return words[word]!
    if (kind === 'number') return /[.e]/i.test(word) ? Number(word) : BigInt(word)
    at = before
    return stop()
  }
  const result = value(0)
  return skipJsonBlank(text, at) === text.length ? result : stop()
}

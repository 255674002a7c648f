// Filters of one text or number. Knows Python's str and numbers, and Markup.
import {
  absolute,
  arithmetic,
  Bytes,
  Dict,
  entriesOf,
  equal,
  fits,
  floatOf,
  formUrl,
  indentOf,
  int,
  isText,
  iterate,
  type Named,
  parseInteger,
  PyError,
  quoteUrl,
  refuse,
  refuseHere,
  replace,
  round,
  sizeOf,
  splitLines,
  str,
  Stream,
  takes,
  textMethods,
  textual,
  toInteger,
  truth,
  Tuple,
  Unsupported,
  type Value,
  whole,
  writable,
  writeJson,
  writeKnown,
} from '../../../python/index.js'
import { escaped, Markup, markupMethods } from '../../runtime/markup.js'
import { Undefined } from '../../runtime/undefined.js'
import type { Filters } from '../types.js'

const none: Named = new Map()

export const singleFilters: Filters = {
  lower: method('lower'),
  upper: method('upper'),
  escape: escape(),
  e: escape(),
  safe: takes('safe', '', (value) => (value instanceof Markup ? value : new Markup(str(value)))),
  string: takes('string', '', soft),
  format: (value, args, named) => {
    if (args.length > 0 && named.size > 0) refuse("can't handle positional and keyword arguments")
    const filled = named.size > 0 ? new Dict(named) : new Tuple(args)
    return arithmetic('%', soft(value), filled)
  },
  replace: takes('replace', 'old new count=', (value, [from, to, count = null]) => {
    return replace(str(value), str(from!), str(to!), count === null ? -1 : int(count))
  }),
  trim: takes('trim', 'chars=', (value, [chars = null]) => method('strip')(value, [chars], none)),
  indent: takes(
    'indent',
    'width= first= blank=',
    (value, [width = 4n, first = false, blank = false]) => {
      const space = indentOf(width) ?? refuse('an indent must be text or a number')
      const lines = splitLines(textual('indent', value) + '\n')
      fits(lines.length * space.length)
      const indented = lines.map((line, i) =>
        i > 0 && (line !== '' || truth(blank)) ? space + line : line,
      )
      const text = (truth(first) ? space : '') + indented.join('\n')
      return value instanceof Markup ? new Markup(text) : text
    },
  ),
  urlencode: takes('urlencode', '', (value) => {
    const isOne = !(value instanceof Stream) && sizeOf(value) === undefined
    if (isText(value) || isOne) return quoteUrl(str(value), '/')
    const pairs = value instanceof Dict ? entriesOf(value) : iterate(value)
    return Array.from(pairs as Iterable<Value | [Value, Value]>, (pair) => {
      const [key, item, more] = Array.isArray(pair) ? pair : [...iterate(pair)]
      if (item === undefined || more !== undefined) refuse('a query is made of pairs')
      return `${formUrl(key!)}=${formUrl(item)}`
    }).join('&')
  }),
  tojson: takes('tojson', 'indent=', (value, [indent = null]) => {
    const text = writeJson(value, { sorted: true, indent: indentOf(indent, value) })
    const escape = (c: string) => `\\u00${c.charCodeAt(0).toString(16)}`
    return new Markup(writeKnown(text, (known) => known.replace(/[<>&']/g, escape)))
  }),
  abs: takes('abs', '', absolute),
  int: takes('int', 'default= base=', (value, [otherwise = 0n, base]) => {
    if (value instanceof Undefined) value.unfit()
    if (typeof value === 'bigint') return value
    if (typeof value === 'number') return Number.isNaN(value) ? otherwise : toInteger(value)
    const whole = attempt(() => (isText(value) ? parseInteger(str(value), int(base, 10)) : null))
    if (typeof whole === 'bigint') return whole
    // Jinja2 since 3.1.5 catches the OverflowError of a text.
    return attempt(() => toInteger(value instanceof Bytes ? value : floatOf(value))) ?? otherwise
  }),
  float: takes('float', 'default=', (value, [otherwise = 0]) => {
    if (value instanceof Undefined) value.unfit()
    // What is too large for a float is not a ValueError.
    return typeof value === 'bigint'
      ? floatOf(value)
      : writable(attempt(() => floatOf(value)) ?? otherwise)
  }),
  round: takes('round', 'precision= method=', (value, [precision = 0n, method = 'common']) => {
    if (method === 'ceil' || method === 'floor') refuseHere(`round by ${method}`)
    if (!equal(method!, 'common')) refuse('method must be common, ceil or floor')
    return round(value, precision === null ? undefined : Number(whole(precision)))
  }),
}

/** A text as it is, safe or not. */
function soft(value: Value): Value {
  return value instanceof Markup ? value : str(value)
}

function method(name: string) {
  return (value: Value, args: readonly Value[], named: Named) =>
    value instanceof Markup
      ? markupMethods[name]!(value, args, named)
      : textMethods[name]!(str(value), args, named)
}

function escape() {
  return takes('escape', '', (value: Value) => new Markup(escaped(value)))
}

/** What a conversion gives, undefined where Python refuses it. */
function attempt(convert: () => Value): Value | undefined {
  try {
    return convert()
  } catch (error) {
    if (error instanceof PyError && !(error instanceof Unsupported)) return undefined
    throw error
  }
}

// Filters of text. Knows Python's str and Markup.
import {
  arithmetic,
  Dict,
  entriesOf,
  fits,
  formUrl,
  indentOf,
  int,
  isText,
  iterate,
  type Named,
  quoteUrl,
  refuse,
  refuseHere,
  replace,
  sizeOf,
  splitLines,
  str,
  Stream,
  takes,
  textMethods,
  textual,
  truth,
  Tuple,
  type Value,
  writeJson,
} from '../../../python/index.js'
import { escaped, Markup, markupMethods } from '../../runtime/markup.js'
import type { Filters } from '../types.js'

const none: Named = new Map()

export const textFilters: Filters = {
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
      const space = indentOf(width) ?? refuse('an indent is text or a number')
      if (width instanceof Markup && !(value instanceof Markup)) refuseHere('a safe width')
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
    return new Markup(text.replace(/[<>&']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`))
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

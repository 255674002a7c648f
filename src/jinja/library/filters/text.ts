// Filters of text. Knows Python's text and Markup.
import {
  characters,
  Dict,
  entriesOf,
  fits,
  int,
  iterate,
  type Named,
  percent,
  quote,
  quoteUrl,
  refuse,
  replace,
  repr,
  sizeOf,
  spaceClass,
  str,
  takes,
  textMethods,
  textual,
  trim,
  truth,
  Tuple,
  type Value,
  words,
  writeJson,
} from '../../../python/index.js'
import { escaped, Markup, markupMethods } from '../../runtime/markup.js'
import { Undefined } from '../../runtime/undefined.js'
import type { Filters } from '../types.js'

/** What Jinja2 takes for the beginning of a word. */
const wordStart = new RegExp(`([-({[<${spaceClass}]+)`)

const none: Named = new Map()

export const textFilters: Filters = {
  capitalize: method('capitalize'),
  lower: method('lower'),
  upper: method('upper'),
  center: takes('center', 'width=', (value, [width]) => {
    return textMethods['center']!(str(value), [BigInt(int(width, 80))], none)
  }),
  escape: escape(),
  e: escape(),
  forceescape: takes('forceescape', '', (value) => {
    return new Markup(escaped(str(value)))
  }),
  safe: takes('safe', '', (value) => {
    return value instanceof Markup ? value : new Markup(str(value))
  }),
  string: takes('string', '', (value) => {
    return value instanceof Markup ? value : str(value)
  }),
  pprint: takes('pprint', '', (value) => {
    if (value instanceof Undefined) value.unfit()
    return repr(value, true)
  }),
  format: (value, args, named) => {
    if (args.length > 0 && named.size > 0) refuse("can't handle positional and keyword arguments")
    return percent(str(value), named.size > 0 ? new Dict(named) : new Tuple(args))
  },
  replace: takes('replace', 'old new count=', (value, [from, to, count = null]) => {
    return replace(str(value), str(from!), str(to!), count === null ? -1 : int(count))
  }),
  trim: takes('trim', 'chars=', (value, [chars = null]) => {
    return trim(str(value), chars === null ? null : textual('trim', chars))
  }),
  striptags: takes('striptags', '', (value) => {
    return words(withoutTags(str(value))).join(' ')
  }),
  title: takes('title', '', (value) => {
    return str(value)
      .split(wordStart)
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
      .join('')
  }),
  truncate: takes(
    'truncate',
    'length= killwords= end= leeway=',
    (value, [length, killwords = false, end = '...', leeway]) => {
      const text = str(value)
      const [limit, mark] = [int(length, 255), str(end)]
      if (limit < mark.length) refuse(`expected length >= ${mark.length}, got ${limit}`)
      if (characters(text) <= limit + int(leeway, 5)) return text
      const cut = [...text].slice(0, limit - characters(mark)).join('')
      if (truth(killwords)) return cut + mark
      const at = cut.lastIndexOf(' ')
      return (at < 0 ? cut : cut.slice(0, at)) + mark
    },
  ),
  indent: takes(
    'indent',
    'width= first= blank=',
    (value, [width = 4n, first = false, blank = false]) => {
      const space = typeof width === 'string' ? width : ' '.repeat(boundedWidth(int(width)))
      const lines = (textual('indent', value) + '\n').split('\n').slice(0, -1)
      fits(lines.length * space.length)
      const indented = lines.map((line, i) =>
        i > 0 && (line !== '' || truth(blank)) ? space + line : line,
      )
      return (truth(first) ? space : '') + indented.join('\n')
    },
  ),
  wordcount: takes('wordcount', '', (value) => {
    return BigInt(str(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)
  }),
  urlencode: takes('urlencode', '', (value) => {
    if (typeof value === 'string' || value === null || sizeOf(value) === undefined) {
      return quoteUrl(str(value), '/')
    }
    const pairs = value instanceof Dict ? entriesOf(value) : iterate(value)
    return Array.from(pairs as Iterable<Value | [Value, Value]>, (pair) => {
      const [key, item] = Array.isArray(pair) ? pair : [...iterate(pair)]
      return `${formUrl(str(key!))}=${formUrl(str(item!))}`
    }).join('&')
  }),
  tojson: takes('tojson', 'indent=', (value, [indent = null]) => {
    const text = writeJson(value, {
      sorted: true,
      indent: indent === null ? undefined : ' '.repeat(boundedWidth(int(indent))),
    })
    return new Markup(text.replace(/[<>&']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`))
  }),
  xmlattr: takes('xmlattr', 'autospace=', (value, [space = true]) => {
    if (!(value instanceof Dict)) refuse('xmlattr needs a dict')
    const pairs = Array.from(entriesOf(value))
      .filter(([, item]) => item !== null && !(item instanceof Undefined))
      .map(([key, item]) => `${escaped(attributeName(key))}="${escaped(item)}"`)
    fits(pairs.reduce((sum, pair) => sum + pair.length + 1, 0))
    const text = pairs.join(' ')
    return text !== '' && truth(space) ? ' ' + text : text
  }),
}

function attributeName(key: Value): Value {
  const name = textual('xmlattr', key)
  if (/[ \t\n\v\f\r/>=]/.test(name)) refuse(`${quote(name)} cannot be the name of an attribute`)
  return key
}

/** A text without its tags and comments; a `<` that ends nowhere stays. */
function withoutTags(text: string): string {
  const tag = /<[^<>]*>/y
  // A comment that does not end is looked for once.
  const lastEnd = text.lastIndexOf('-->')
  let bare = ''
  let at = 0
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', Math.max(open + 1, at))) {
    tag.lastIndex = open
    let end = 0
    if (text.startsWith('<!--', open) && open + 4 <= lastEnd)
      end = text.indexOf('-->', open + 4) + 3
    else if (tag.test(text)) end = tag.lastIndex
    if (end === 0) continue
    bare += text.slice(at, open)
    at = end
  }
  return bare + text.slice(at)
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

function boundedWidth(width: number): number {
  fits(width)
  return Math.max(0, width)
}

function formUrl(text: string): string {
  return quoteUrl(text, '').replaceAll('%20', '+')
}

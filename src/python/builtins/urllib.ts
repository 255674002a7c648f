// The module `urllib.parse`. Knows URLs and arguments.
import { taking } from '../arguments.js'
import { spendLength } from '../budget.js'
import { refuse, refuseHere } from '../errors.js'
import { keyed } from '../items.js'
import { iterate, listOf, sizeOf, truth } from '../iterate.js'
import { partsOf } from '../methods/split.js'
import { type Printer, PyObject, typeName, type Value } from '../object.js'
import { quote } from '../quote.js'
import { words } from '../space.js'
import { formUrl, hostOf, quoteUrl, splitUrl, unquoteUrl, type Url } from '../url.js'
import { Bytes, Dict, DictView, Tuple } from '../values.js'
import { type Call, module } from './functions.js'

/** What such a tuple has besides. */
const unbuilt = new Set(
  words(
    `_asdict _encoded_counterpart _field_defaults _fields _hostinfo _make _replace _userinfo encode geturl`,
  ),
)

/** What `urlparse` and `urlsplit` give: a tuple with names. */
class ParsedUrl extends Tuple {
  constructor(
    items: readonly Value[],
    readonly names: readonly string[],
    readonly url: Url,
  ) {
    super(items)
  }
  override represent({ items }: Printer): string {
    const parts = this.items.map((item, i) => `${this.names[i]}=${items([item])}`)
    return `${this.names.length > 5 ? 'Parse' : 'Split'}Result(${parts.join(', ')})`
  }
  override attribute(name: string): Value | undefined {
    const at = this.names.indexOf(name)
    if (at >= 0) return this.items[at]
    if (unbuilt.has(name)) refuseHere(`the attribute ${name} of a URL`)
    spendLength(this.url.netloc.length)
    const host = hostOf(this.url.netloc)
    if (name === 'port') {
      if (host.port === null) return null
      return /^\d+$/.test(host.port) && Number(host.port) <= 65535
        ? BigInt(host.port)
        : refuse(`the port ${quote(host.port)} is not a number from 0 to 65535`)
    }
    return Object.hasOwn(host, name) ? host[name as 'hostname'] : undefined
  }
}

/** A URL, or a part of one: bytes and safe text give others of their kind. */
function urlText(name: string, value: Value | undefined): string {
  return typeof value === 'string' ? value : refuseHere(`${name}() of a ${typeName(value!)}`)
}

const parsed = (name: string, params: boolean): Call =>
  taking(name, 'url scheme= allow_fragments!', ([text, scheme = '']) =>
    parsedUrl(name, text, scheme, params),
  )

/** The schemes whose paths have parameters. */
const withParams = /^(?:ftp|hdl|prospero|https?|shttp|rtspu?|sips?|mms|sftp|tel)?$/

function parsedUrl(
  name: string,
  text: Value | undefined,
  scheme: Value,
  params: boolean,
): ParsedUrl {
  const url = splitUrl(urlText(name, text))
  const otherwise = urlText(name, scheme)
  if (/[\0-\x20]/.test(otherwise)) refuseHere('white space in a scheme')
  url.scheme ||= otherwise
  const isSplit = params && withParams.test(url.scheme)
  const at = isSplit ? url.path.indexOf(';', Math.max(0, url.path.lastIndexOf('/'))) : -1
  const [path, rest] = at < 0 ? [url.path, ''] : [url.path.slice(0, at), url.path.slice(at + 1)]
  const parts = {
    ...{ scheme: url.scheme, netloc: url.netloc, path },
    ...(params && { params: rest }),
    ...{ query: url.query, fragment: url.fragment },
  }
  return new ParsedUrl(Object.values(parts), Object.keys(parts), url)
}

const quoteCall = (name: string, plus: boolean): Call =>
  taking(name, 'string safe= encoding! errors!', ([text, safe = plus ? '' : '/']) => {
    const given = text instanceof Bytes ? text.data : urlText(name, text)
    const quoted = quoteUrl(given, urlText(name, safe) + (plus ? ' ' : ''))
    return plus ? quoted.replaceAll(' ', '+') : quoted
  })

const parseQuery = taking(
  'parse_qs',
  'qs keep_blank_values= strict_parsing= encoding! errors! max_num_fields! separator!',
  ([text, keep = false, strict = false]) => {
    const plain = (part: string) => unquoteUrl(part.replaceAll('+', ' '))
    const dict = new Dict()
    const query = urlText('parse_qs', text)
    for (const field of query === '' ? [] : partsOf(query, '&')) {
      const at = field.indexOf('=')
      if (at < 0 && truth(strict)) refuse(`bad query field: ${quote(field)}`)
      const [name, value] = at < 0 ? [field, ''] : [field.slice(0, at), plain(field.slice(at + 1))]
      if (field === '' || (value === '' && !truth(keep))) continue
      const list = dict.get(plain(name))
      if (Array.isArray(list)) list.push(value)
      else dict.set(plain(name), [value])
    }
    return dict
  },
)

/** `urllib.parse` */
export const parse = module('urllib.parse', {
  quote: quoteCall('quote', false),
  quote_plus: quoteCall('quote_plus', true),
  unquote: taking('unquote', 'string encoding! errors!', ([text]) =>
    unquoteUrl(urlText('unquote', text)),
  ),
  unquote_plus: taking('unquote_plus', 'string encoding! errors!', ([text]) =>
    unquoteUrl(urlText('unquote_plus', text).replaceAll('+', ' ')),
  ),
  urlencode: taking('urlencode', 'query doseq! safe! encoding! errors! quote_via!', ([query]) => {
    const first = query instanceof Dict || sizeOf(query!) === 0 ? null : keyed(query!, 0n)
    if (first !== null && !(first instanceof Tuple)) refuse('not a valid sequence of pairs')
    if (query instanceof PyObject) query.unfit?.()
    const pairs = query instanceof Dict ? new DictView(query, 'items') : query!
    return Array.from(iterate(pairs), (pair) => {
      const [key, value, more] = listOf(pair)
      if (value === undefined || more !== undefined) refuse('a query is made of pairs')
      return `${formUrl(key!)}=${formUrl(value)}`
    }).join('&')
  }),
  urlparse: parsed('urlparse', true),
  urlsplit: parsed('urlsplit', false),
  parse_qsl: () => refuseHere('parse_qsl()'),
  parse_qs: parseQuery,
})

/** `urllib` */
export const urllib = module('urllib', {}, [['parse', parse]])

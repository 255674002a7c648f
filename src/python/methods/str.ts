// The methods of text, and the one of bytes. Knows values, white space and arguments.
import { flag, int, plainly, takes, textual } from '../arguments.js'
import { fits, lettersOf, spend, spendLength, spendSearch } from '../budget.js'
import { decode, encode } from '../codecs.js'
import { refuse, refuseHere } from '../errors.js'
import { index, slice } from '../items.js'
import { isText, iterate } from '../iterate.js'
import { misfit, typeName, type Value } from '../object.js'
import { characters, printable } from '../quote.js'
import { spaceClass } from '../space.js'
import { str } from '../text.js'
import { isUnknown } from '../unknown.js'
import { Bytes, Tuple } from '../values.js'
import { settled } from '../young.js'
import { partsOf, replace, split, trim } from './split.js'
import type { Methods } from './types.js'

const lineEnd = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g

/** What Python's bytes offer. */
export const bytesMethods: Methods<Bytes> = {
  decode: takes('decode', 'encoding= errors=', (bytes, [encoding = 'utf-8', errors = 'strict']) => {
    return decode(bytes.data, textual('decode', encoding), textual('decode', errors))
  }),
}

/** What Python's str offers, but for `format`. */
export const plainMethods: Methods<string> = {
  lower: plain('lower', (s) => s.toLowerCase()),
  upper: plain('upper', (s) => s.toUpperCase()),
  isalnum: test('isalnum', /^[\p{L}\p{N}]+$/u),
  isalpha: test('isalpha', /^\p{L}+$/u),
  isascii: test('isascii', /^[\0-\x7f]*$/),
  isdecimal: test('isdecimal', /^\p{Nd}+$/u),
  isdigit: plain(
    'isdigit',
    (s) => /^\d+$/.test(s) || (/[^\0-\x7f]/.test(s) && refuseHere('isdigit beyond ASCII')),
  ),
  isspace: test('isspace', new RegExp(`^[${spaceClass}]+$`)),
  isprintable: plain('isprintable', (s) => lettersOf(s).every(printable)),
  count: within('count', (part, needle) =>
    BigInt(
      part === undefined
        ? 0
        : needle === ''
          ? characters(part) + 1
          : partsOf(part, needle).length - 1,
    ),
  ),
  find: position('find', false),
  rfind: position('rfind', true),
  index: position('index', false, true),
  rindex: position('rindex', true, true),
  startswith: affix('startswith', (text, part) => text.startsWith(part)),
  endswith: affix('endswith', (text, part) => text.endsWith(part)),
  removeprefix: plainly('removeprefix', 1, 1, (s, [given]) => {
    const part = textual('removeprefix', given)
    return s.startsWith(part) ? s.slice(part.length) : s
  }),
  removesuffix: plainly('removesuffix', 1, 1, (s, [given]) => {
    const part = textual('removesuffix', given)
    return part !== '' && s.endsWith(part) ? s.slice(0, -part.length) : s
  }),
  join: plainly('join', 1, 1, (s, [items]) => {
    const texts: string[] = []
    let length = 0
    for (const item of iterate(items!)) {
      if (!isText(item) && !isUnknown(item)) {
        const at = texts.length
        misfit(`sequence item ${at}: expected str instance, ${typeName(item)} found`, item)
      }
      const text = str(item)
      fits((length += text.length + s.length))
      texts.push(text)
    }
    return texts.join(s)
  }),
  split: takes('split', 'sep= maxsplit=', (s, [separator = null, limit]) => {
    return split(s, separator, int(limit, -1))
  }),
  rsplit: takes('rsplit', 'sep= maxsplit=', (s, [separator = null, limit]) => {
    const backwards = (text: string) => lettersOf(text).reverse().join('')
    const mark = separator === null ? null : backwards(textual('rsplit', separator))
    return split(backwards(s), mark, int(limit, -1)).map(backwards).reverse()
  }),
  splitlines: takes('splitlines', 'keepends=', (s, [keep = false]) => splitLines(s, flag(keep))),
  partition: parted('partition', false),
  rpartition: parted('rpartition', true),
  replace: plainly('replace', 2, 3, (s, [from, to, limit]) => {
    return replace(s, textual('replace', from), textual('replace', to), int(limit, -1))
  }),
  strip: strip('strip', true, true),
  lstrip: strip('lstrip', true, false),
  rstrip: strip('rstrip', false, true),
  encode: takes('encode', 'encoding= errors=', (s, [encoding = 'utf-8', errors = 'strict']) => {
    return new Bytes(encode(s, textual('encode', encoding), textual('encode', errors)))
  }),
}

function plain(name: string, change: (text: string) => Value) {
  return plainly(name, 0, 0, (text: string) => change(settled(text)))
}

function test(name: string, pattern: RegExp) {
  return plain(name, (s) => pattern.test(s))
}

/** `str.splitlines` */
export function splitLines(text: string, keep = false): string[] {
  const lines: string[] = []
  let at = 0
  for (const { index, 0: end } of text.matchAll(lineEnd)) {
    spend()
    const next = index + end.length
    lines.push(text.slice(at, keep ? next : index))
    at = next
  }
  return at === text.length ? lines : [...lines, text.slice(at)]
}

/** Looks for something between two places: there is no part where one is behind the other. */
function within<R>(
  name: string,
  look: (part: string | undefined, needle: string, before: () => number) => R,
) {
  return plainly(name, 1, 3, (s: string, [what, start = null, stop = null]) => {
    const needle = textual(name, what)
    const part = partOf(s, start, stop)
    spendSearch(part ?? '', needle)
    return look(part, needle, () => characters(slice(s, null, start ?? 0n, null) as string))
  })
}

function partOf(text: string, start: Value, stop: Value): string | undefined {
  const length = characters(text)
  const [from = 0, to = length] = [index(start), index(stop)].map((at) =>
    at === undefined || at >= 0 ? at : Math.max(0, at + length),
  )
  return from > Math.min(to, length) ? undefined : (slice(text, start, stop, null) as string)
}

function position(name: string, last: boolean, must = false) {
  return within(name, (part, needle, before) => {
    const at = (last ? part?.lastIndexOf(needle) : part?.indexOf(needle)) ?? -1
    if (at < 0) return must ? refuse('substring not found') : -1n
    return BigInt(characters(part!.slice(0, at)) + before())
  })
}

function affix(name: string, has: (text: string, part: string) => boolean) {
  return plainly(name, 1, 3, (s: string, [what, start = null, stop = null]) => {
    const text = partOf(s, start, stop)
    const parts = what instanceof Tuple ? what.items : [what]
    return parts.some((given) => {
      const part = textual(name, given)
      spend()
      spendLength(part.length)
      return has(text ?? '', part) && text !== undefined
    })
  })
}

function parted(name: string, last: boolean) {
  return plainly(name, 1, 1, (s: string, [given]) => {
    const mark = textual(name, given)
    if (mark === '') refuse('empty separator')
    spendSearch(s, mark)
    const at = last ? s.lastIndexOf(mark) : s.indexOf(mark)
    if (at < 0) return new Tuple(last ? ['', '', s] : [s, '', ''])
    return new Tuple([s.slice(0, at), mark, s.slice(at + mark.length)])
  })
}

function strip(name: string, left: boolean, right: boolean) {
  return plainly(name, 0, 1, (s: string, [given = null]) =>
    trim(s, given === null ? null : textual(name, given), left, right),
  )
}

// The methods of text. Knows values, white space and arguments.
import { int, positional, takes, textual } from '../arguments.js'
import { arithmetic } from '../arithmetic.js'
import { fits } from '../budget.js'
import { encode } from '../codecs.js'
import { contains, equal } from '../compare.js'
import { refuse } from '../errors.js'
import { keyed, slice } from '../items.js'
import { isText, iterate } from '../iterate.js'
import { misfit, type Named, typeName, type Value } from '../object.js'
import { character as characterOf, characters, printable } from '../quote.js'
import { spaceClass } from '../space.js'
import { str } from '../text.js'
import { Bytes, Dict, Tuple } from '../values.js'
import { replace, split, trim } from './split.js'
import type { Methods } from './types.js'

const lineEnd = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g
const superscripts = '²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉'

/** What Python's str offers, but for `format`. */
export const plainMethods: Methods<string> = {
  capitalize: plain('capitalize', (s) => s.slice(0, 1).toUpperCase() + s.slice(1).toLowerCase()),
  casefold: plain('casefold', (s) => s.toLowerCase().replaceAll('ß', 'ss')),
  lower: plain('lower', (s) => s.toLowerCase()),
  upper: plain('upper', (s) => s.toUpperCase()),
  swapcase: plain('swapcase', (s) =>
    [...s].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  ),
  title: plain('title', titled),
  isalnum: test('isalnum', /^[\p{L}\p{N}]+$/u),
  isalpha: test('isalpha', /^\p{L}+$/u),
  isascii: test('isascii', /^[\0-\x7f]*$/),
  isdecimal: test('isdecimal', /^\p{Nd}+$/u),
  isdigit: test('isdigit', new RegExp(`^[\\p{Nd}${superscripts}]+$`, 'u')),
  isidentifier: test('isidentifier', /^[\p{ID_Start}_]\p{ID_Continue}*$/u),
  isnumeric: test('isnumeric', /^\p{N}+$/u),
  isspace: test('isspace', new RegExp(`^[${spaceClass}]+$`)),
  islower: (s, args, named) => {
    positional('islower', args, named, 0)
    return /\p{Ll}/u.test(s) && !/[\p{Lu}\p{Lt}]/u.test(s)
  },
  isupper: (s, args, named) => {
    positional('isupper', args, named, 0)
    return /\p{Lu}/u.test(s) && !/[\p{Ll}\p{Lt}]/u.test(s)
  },
  istitle: (s, args, named) => {
    positional('istitle', args, named, 0)
    return /\p{L}/u.test(s) && titled(s) === s
  },
  isprintable: (s, args, named) => {
    positional('isprintable', args, named, 0)
    return [...s].every(printable)
  },
  center: justify('center', (text, missing, fill, width) => {
    const left = Math.floor(missing / 2) + (missing & width & 1)
    return fill.repeat(left) + text + fill.repeat(missing - left)
  }),
  ljust: justify('ljust', (text, missing, fill) => text + fill.repeat(missing)),
  rjust: justify('rjust', (text, missing, fill) => fill.repeat(missing) + text),
  zfill: (s, args, named) => {
    const width = int(positional('zfill', args, named, 1)[0])
    fits(width)
    const missing = '0'.repeat(Math.max(0, width - characters(s)))
    return /^[+-]/.test(s) ? s[0]! + missing + s.slice(1) : missing + s
  },
  count: (s, args, named) => {
    const [what, start = null, stop = null] = positional('count', args, named, 1, 3)
    const needle = textual('count', what)
    const text = slice(s, start, stop, null) as string
    return BigInt(needle === '' ? characters(text) + 1 : text.split(needle).length - 1)
  },
  find: (s, args, named) => BigInt(position('find', s, args, named, false)),
  rfind: (s, args, named) => BigInt(position('rfind', s, args, named, true)),
  index: (s, args, named) => {
    const at = position('index', s, args, named, false)
    return at < 0 ? refuse('substring not found') : BigInt(at)
  },
  rindex: (s, args, named) => {
    const at = position('rindex', s, args, named, true)
    return at < 0 ? refuse('substring not found') : BigInt(at)
  },
  startswith: affix('startswith', (text, part) => text.startsWith(part)),
  endswith: affix('endswith', (text, part) => text.endsWith(part)),
  removeprefix: (s, args, named) => {
    const part = textual('removeprefix', positional('removeprefix', args, named, 1)[0])
    return s.startsWith(part) ? s.slice(part.length) : s
  },
  removesuffix: (s, args, named) => {
    const part = textual('removesuffix', positional('removesuffix', args, named, 1)[0])
    return part !== '' && s.endsWith(part) ? s.slice(0, -part.length) : s
  },
  join: (s, args, named) => {
    const texts: string[] = []
    let length = 0
    for (const item of iterate(positional('join', args, named, 1)[0]!)) {
      if (!isText(item)) {
        misfit(
          `sequence item ${texts.length}: expected str instance, ${typeName(item)} found`,
          item,
        )
      }
      const text = str(item)
      fits((length += text.length + s.length))
      texts.push(text)
    }
    return texts.join(s)
  },
  split: takes('split', 'sep= maxsplit=', (s, [separator = null, limit]) => {
    return split(s, separator, int(limit, -1))
  }),
  rsplit: takes('rsplit', 'sep= maxsplit=', (s, [separator = null, limit]) => {
    const backwards = (text: string) => [...text].reverse().join('')
    if (separator === null) {
      return split(backwards(s), null, int(limit, -1)).map(backwards).reverse()
    }
    const mark = backwards(textual('rsplit', separator))
    return split(backwards(s), mark, int(limit, -1)).map(backwards).reverse()
  }),
  splitlines: takes('splitlines', 'keepends=', (s, [keep = false]) => {
    const lines: string[] = []
    let at = 0
    for (const { index, 0: end } of s.matchAll(lineEnd)) {
      const next = index + end.length
      lines.push(s.slice(at, keep === true || keep === 1n ? next : index))
      at = next
    }
    return at === s.length ? lines : [...lines, s.slice(at)]
  }),
  partition: (s, args, named) => {
    const mark = separatorOf('partition', args, named)
    const at = s.indexOf(mark)
    return new Tuple(at < 0 ? [s, '', ''] : [s.slice(0, at), mark, s.slice(at + mark.length)])
  },
  rpartition: (s, args, named) => {
    const mark = separatorOf('rpartition', args, named)
    const at = s.lastIndexOf(mark)
    return new Tuple(at < 0 ? ['', '', s] : [s.slice(0, at), mark, s.slice(at + mark.length)])
  },
  replace: (s, args, named) => {
    const [from, to, limit] = positional('replace', args, named, 2, 3)
    return replace(s, textual('replace', from), textual('replace', to), int(limit, -1))
  },
  strip: strip('strip', true, true),
  lstrip: strip('lstrip', true, false),
  rstrip: strip('rstrip', false, true),
  expandtabs: takes('expandtabs', 'tabsize=', (s, [tabsize]) => {
    const size = int(tabsize, 8)
    let column = 0
    let result = ''
    for (const character of s) {
      if (character === '\t') {
        const missing = size > 0 ? size - (column % size) : 0
        fits(result.length + missing)
        result += ' '.repeat(missing)
        column += missing
      } else {
        result += character
        column = character === '\n' || character === '\r' ? 0 : column + 1
      }
    }
    return result
  }),
  translate: (s, args, named) => {
    const table = positional('translate', args, named, 1)[0]!
    return [...s]
      .map((character) => {
        const to = keyed(table, BigInt(character.codePointAt(0)!))
        if (to === undefined) return character
        return to === null ? '' : typeof to === 'bigint' ? characterOf(to) : str(to)
      })
      .join('')
  },
  encode: takes('encode', 'encoding= errors=', (s, [encoding = 'utf-8', errors = 'strict']) => {
    return new Bytes(encode(s, textual('encode', encoding), textual('encode', errors)))
  }),
  __len__: (s, args, named) => {
    positional('__len__', args, named, 0)
    return BigInt(characters(s))
  },
  __contains__: (s, args, named) => contains(s, positional('__contains__', args, named, 1)[0]!),
  __eq__: (s, args, named) => equal(s, positional('__eq__', args, named, 1)[0]!),
  __add__: (s, args, named) => arithmetic('+', s, positional('__add__', args, named, 1)[0]!),
}

function plain(name: string, change: (text: string) => string) {
  return (s: string, args: readonly Value[], named: Named) => {
    positional(name, args, named, 0)
    return change(s)
  }
}

function test(name: string, pattern: RegExp) {
  return (s: string, args: readonly Value[], named: Named) => {
    positional(name, args, named, 0)
    return pattern.test(s)
  }
}

function titled(text: string): string {
  return text.replace(
    /(\p{L})(\p{L}*)/gu,
    (_, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase(),
  )
}

function justify(
  name: string,
  place: (text: string, missing: number, fill: string, width: number) => string,
) {
  return (s: string, args: readonly Value[], named: Named) => {
    const [given, fill = ' '] = positional(name, args, named, 1, 2)
    const width = int(given)
    const character = textual(name, fill)
    if (characters(character) !== 1) {
      refuse('The fill character must be exactly one character long')
    }
    fits(width)
    const missing = width - characters(s)
    return missing > 0 ? place(s, missing, character, width) : s
  }
}

function position(
  name: string,
  text: string,
  args: readonly Value[],
  named: Named,
  last: boolean,
): number {
  const [what, start = null, stop = null] = positional(name, args, named, 1, 3)
  const part = slice(text, start, stop, null) as string
  const needle = textual(name, what)
  const at = last ? part.lastIndexOf(needle) : part.indexOf(needle)
  if (at < 0) return -1
  const before = start === null ? 0 : characters(slice(text, null, start, null) as string)
  return characters(part.slice(0, at)) + before
}

function affix(name: string, has: (text: string, part: string) => boolean) {
  return (s: string, args: readonly Value[], named: Named) => {
    const [what, start = null, stop = null] = positional(name, args, named, 1, 3)
    const text = slice(s, start, stop, null) as string
    const parts = what instanceof Tuple ? what.items : [what]
    return parts.some((part) => has(text, textual(name, part)))
  }
}

function separatorOf(name: string, args: readonly Value[], named: Named): string {
  const mark = textual(name, positional(name, args, named, 1)[0])
  return mark === '' ? refuse('empty separator') : mark
}

function strip(name: string, left: boolean, right: boolean) {
  return (s: string, args: readonly Value[], named: Named) => {
    const [given = null] = positional(name, args, named, 0, 1)
    return trim(s, given === null ? null : textual(name, given), left, right)
  }
}

/** `str.maketrans`. */
export function maketrans(args: readonly Value[], named: Named): Dict {
  const [from, to, gone] = positional('maketrans', args, named, 1, 3)
  const code = (character: string) => BigInt(character.codePointAt(0)!)
  const table = new Dict()
  if (to === undefined) {
    if (!(from instanceof Dict)) refuse('maketrans() needs a dict or two texts')
    for (const [key, value] of from.entries.values()) {
      table.set(typeof key === 'string' ? code(key) : key, value)
    }
    return table
  }
  const [a, b] = [[...textual('maketrans', from)], [...textual('maketrans', to)]]
  if (a.length !== b.length) refuse('the first two maketrans arguments must have equal length')
  a.forEach((character, i) => table.set(code(character), code(b[i]!)))
  for (const character of gone === undefined ? '' : textual('maketrans', gone)) {
    table.set(code(character), null)
  }
  return table
}

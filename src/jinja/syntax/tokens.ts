// A template's tokens. Knows white space, faults, diagnostics and python.
import type { Token } from 'nunjucks/src/parser.js'
import { grouped, Lines } from '../../diagnostics/index.js'
import { isYoung, skipSpace, spaceClass, trimEnd } from '../../python/index.js'
import { Fault } from '../fault.js'

const tags = /\{\{|\{%|\{#/g
const blank = `[${spaceClass}]*`
const raw = new RegExp(`\\{%[-+]?${blank}raw${blank}(-%\\}|%\\})`, 'y')
const rawEnd = new RegExp(`\\{%([-+]?)${blank}endraw${blank}([-+]?)%\\}`, 'g')

const float = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy
const name = /[\p{L}\p{N}\p{M}\p{Pc}]+/uy
const identifier = /^[\p{ID_Start}_]\p{ID_Continue}*$/u
const string = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}<>=.:|,;]/y

/** What nunjucks' parser calls an operator's token. */
const types: Record<string, string> = {
  '(': 'left-paren',
  ')': 'right-paren',
  '[': 'left-bracket',
  ']': 'right-bracket',
  '{': 'left-curly',
  '}': 'right-curly',
  ',': 'comma',
  ':': 'colon',
  '~': 'tilde',
  '|': 'pipe',
}
/** How many tokens a template may have: each costs memory, and no template of a hand has so many. */
const most = 1_000_000

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/**
 * A template's tokens for nunjucks' parser, read as Jinja2 reads them: whitespace control, raw
 * blocks, Python's numbers and strings, and `}}` that closes nested dicts. Comments are left out,
 * line ends are LF and the text's last one is dropped.
 */
export class Tokens {
  /** The parser looks up how tags are written; they never vary here. */
  readonly tags = {
    BLOCK_START: '{%',
    BLOCK_END: '%}',
    VARIABLE_START: '{{',
    VARIABLE_END: '}}',
    COMMENT_START: '{#',
    COMMENT_END: '#}',
  }
  readonly #source: string
  readonly #lines: Lines
  readonly #tokens: Generator<Token, void>
  #count = 0

  constructor(source: string) {
    this.#source = source.replace(/\r\n?/g, '\n').replace(/\n$/, '')
    this.#lines = new Lines(this.#source)
    this.#tokens = this.#data()
  }

  nextToken(): Token | null {
    const token = this.#tokens.next().value ?? null
    if (token && ++this.#count > most) {
      const { lineno, colno } = token
      const at = { file: '', line: lineno + 1, column: colno + 1 }
      const message = `the template has more than ${grouped(most)} names, signs and pieces of text`
      throw new Fault('template-limit', message, undefined, at)
    }
    return token
  }

  *#data(): Generator<Token, void> {
    const source = this.#source
    let at = 0
    let strip = false
    while (at < source.length) {
      tags.lastIndex = at
      const start = tags.exec(source)?.index ?? source.length
      const trims = source[start + 2] === '-'
      let from = at
      let end = start
      if (strip) from = skipSpace(source, at, start)
      if (trims && start < source.length) end = trimEnd(source, from, start)
      if (from < end) yield this.#token('data', source.slice(from, end), from)
      if (start === source.length) return
      raw.lastIndex = start
      const opening = raw.exec(source)
      const kind = source[start + 1]
      const signed = '-+'.includes(source[start + 2] ?? ' ')
      let close: { end: number; strip: boolean }
      if (opening) {
        close = yield* this.#raw(start, raw.lastIndex, opening[1]!.startsWith('-'))
      } else if (kind === '#') {
        const stop = source.indexOf('#}', start + (signed ? 3 : 2))
        // What opens at the text's very end needs no end.
        if (start + (signed ? 3 : 2) === source.length) return
        if (stop < 0) this.#fail('a comment is not closed', start)
        close = {
          end: stop + 2,
          strip: source[stop - 1] === '-' && stop > start + (signed ? 3 : 2),
        }
      } else {
        yield this.#token(kind === '%' ? 'block-start' : 'variable-start', `{${kind}`, start)
        close = yield* this.#code(
          start,
          start + (signed ? 3 : 2),
          kind === '%' ? 'block' : 'variable',
        )
      }
      at = close.end
      strip = close.strip
    }
  }

  *#raw(start: number, from: number, strip: boolean) {
    rawEnd.lastIndex = from
    const closing = rawEnd.exec(this.#source)
    if (from === this.#source.length) return { end: from, strip: false }
    if (!closing) this.#fail('a raw block is not closed', start)
    const begin = strip ? skipSpace(this.#source, from, closing.index) : from
    const end = closing[1] === '-' ? trimEnd(this.#source, begin, closing.index) : closing.index
    if (begin < end) yield this.#token('data', this.#source.slice(begin, end), begin)
    return { end: rawEnd.lastIndex, strip: closing[2] === '-' }
  }

  *#code(start: number, from: number, kind: 'block' | 'variable') {
    const source = this.#source
    const ending = kind === 'block' ? /([-+]?)%\}/y : /(-?)\}\}/y
    const open: { closer: string; at: number }[] = []
    let at = from
    const read = (pattern: RegExp) => {
      pattern.lastIndex = at
      return pattern.exec(source)?.[0]
    }
    for (;;) {
      if (open.length === 0) {
        ending.lastIndex = at
        const end = ending.exec(source)
        if (end) {
          yield this.#token(`${kind}-end`, kind === 'block' ? '%}' : '}}', at)
          return { end: ending.lastIndex, strip: end[1] === '-' }
        }
      }
      if (at >= source.length) {
        const [bracket] = open.slice(-1)
        if (bracket) this.#fail(`a bracket is not closed by "${bracket.closer}"`, bracket.at)
        this.#fail(
          kind === 'block' ? 'a tag is not closed by "%}"' : 'an expression is not closed by "}}"',
          start,
        )
      }
      const after = skipSpace(source, at)
      if (after > at) {
        at = after
        continue
      }
      let text: string | undefined
      let type: string
      if (source[at - 1] !== '.' && (text = read(float))) type = 'float'
      else if ((text = read(integer))) type = 'int'
      else if ((text = read(name))) {
        type = 'symbol'
        if (!identifier.test(text) || isYoung(text)) this.#fail(`"${text}" is not a name`, at)
        if (text !== text.normalize('NFKC'))
          this.#fail("a name that Unicode's NFKC would change is not supported here", at)
      } else if ((text = read(string))) {
        yield this.#token('string', this.#unescape(text.slice(1, -1), at), at)
        at += text.length
        continue
      } else if ((text = read(operator))) {
        type = types[text] ?? 'operator'
        const closer = closers[text]
        if (closer) open.push({ closer, at })
        else if (')]}'.includes(text)) {
          const expected = open.pop()?.closer
          if (expected !== text) this.#fail(`unexpected "${text}"`, at, expected)
        }
      } else {
        const character = String.fromCodePoint(source.codePointAt(at)!)
        const quote = character === '"' || character === "'"
        this.#fail(quote ? 'a string is not closed' : `unexpected "${character}"`, at)
      }
      yield this.#token(type, text, at)
      at += text.length
    }
  }

  /** Python's escapes: `\n`, `\x41`, `\u00e9`, `\101`; an unknown one stays as it is. */
  #unescape(text: string, at: number): string {
    if (!text.includes('\\')) return text
    const escape = /\\(?:([0-7]{1,3})|x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([\s\S]))/g
    return text.replace(
      escape,
      (all, octal?: string, x?: string, u?: string, U?: string, letter?: string) => {
        const hex = x ?? u ?? U
        if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8))
        if (hex !== undefined) {
          const code = parseInt(hex, 16)
          if (code > 0x10ffff) this.#fail(`"${all}" is not a character`, at)
          if (code >> 11 === 27) this.#fail('half of a surrogate pair is not supported here', at)
          return String.fromCodePoint(code)
        }
        if (letter === 'N')
          this.#fail('a character given by its name, \\N{…}, is not supported here', at)
        if (letter !== undefined && 'xuU'.includes(letter)) {
          this.#fail(`"${all}" is not a known escape`, at)
        }
        return Object.hasOwn(escapes, letter ?? '') ? escapes[letter!]! : all
      },
    )
  }

  #token(type: string, value: string, offset: number): Token {
    const { line, column } = this.#lines.position(offset)
    return { type, value, lineno: line - 1, colno: column - 1 }
  }

  #fail(message: string, offset: number, expected?: string): never {
    const { line, column } = this.#lines.position(offset)
    const hint = expected === undefined ? undefined : `expected "${expected}"`
    throw new Fault('template-syntax', message, hint, { file: '', line, column })
  }
}

const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
}

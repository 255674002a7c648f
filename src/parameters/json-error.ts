// What is wrong where a text stops being JSON, and what to do about it. Knows diagnostics.
import { nearest } from '../diagnostics/index.js'
import { stopOf, type Stop } from './json-stop.js'
import type { Json } from './types.js'

/** What is wrong where a text stops being JSON, what would be JSON there, and what to do about it. */
export interface JsonFault {
  offset: number
  message: string
  expected: string
  /** Undefined where nothing is likely. */
  hint?: string
}

/** What is wrong with a text that is not JSON, at the first character that is. */
export function jsonFault(text: string): JsonFault {
  const stop = stopOf(text)
  const found =
    brokenText(text, stop) ??
    bareText(text, stop) ??
    strayWord(text, stop) ??
    straySign(text, stop) ??
    misplaced(text, stop)
  return { offset: stop.offset, expected: wanted(stop), ...found }
}

function wanted({ expected, open }: Stop): string {
  if (expected === 'value' && open === undefined) return 'a JSON object'
  return {
    value: 'a value',
    'value or ]': 'a value, or "]"',
    name: 'a name in double quotes',
    'name or }': 'a name in double quotes, or "}"',
    colon: '":" after the name',
    'comma or end': `"," or ${open === '{' ? '"}"' : '"]"'}`,
    nothing: 'nothing after the JSON',
  }[expected]
}

/** A text's JSON, or where it stops being some and what it is likely to be; a byte order mark aside. */
export function jsonIn(text: string): { json: Json } | JsonFault {
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) as Json }
  } catch {
    return jsonFault(text)
  }
}

/** What one of the looks finds; at the place where the text stops being JSON unless it says another. */
interface JsonCause extends Omit<JsonFault, 'offset' | 'expected'> {
  offset?: number
  expected?: string
}
type Look = (text: string, stop: Stop) => JsonCause | undefined

const quoteInside = 'a " in text is written \\"'

/** A text or a name in double quotes that JSON does not allow, or that goes on after its last quote. */
const brokenText: Look = (text, { offset, expected, before }) => {
  const isName = expected === 'name' || expected === 'name or }'
  const isAtOnce = before?.kind === 'string' && before.end === offset
  if (expected === 'colon' && /:\s*"$/.test(before!.text))
    return {
      offset: before!.start,
      message: 'the name is not closed',
      expected: 'a name in double quotes',
      hint: 'close the name with " before the ":"',
    }
  if (isAtOnce && before.text === '""' && text[offset] === '"')
    return { message: 'text begins with more than one "', hint: 'write one text in double quotes' }
  if (isAtOnce && expected !== 'colon' && /[^\s,:;}\]+/#'"]/.test(text[offset] ?? ' '))
    return { message: 'there is text after the closing "', hint: quoteInside }
  if (text[offset] !== '"' || (!isName && expected !== 'value' && expected !== 'value or ]'))
    return undefined
  const good = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y
  good.lastIndex = offset
  good.test(text)
  const at = good.lastIndex
  const what = isName ? 'a name' : 'text'
  switch (text[at]) {
    case '\\':
      return {
        offset: at,
        message: `${what} contains a \\ that is not part of an escape`,
        expected: 'an escape, such as \\n or \\u00e9',
        hint: 'a backslash in text is written \\\\',
      }
    case undefined:
    case '\n':
    case '\r':
      return {
        message: isName ? 'the name is never closed' : 'the text is never closed',
        expected: 'a " at its end',
        hint: 'close the text with "; a line break in it is written \\n',
      }
    case '\t':
      return {
        offset: at,
        message: `${what} contains a tab`,
        expected: '\\t',
        hint: 'a tab in text is written \\t',
      }
    default: {
      const escape = `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
      return {
        offset: at,
        message: `${what} contains ${codePoint(text[at]!)}`,
        expected: escape,
        hint: `write ${escape}, or remove it`,
      }
    }
  }
}

const notQuoted: JsonCause = {
  message: 'a text is not in double quotes',
  hint: 'put text in double quotes',
}

/** Text without quotes that begins as a number does, or with a sign: a date, an address, five fields of cron. */
const bareText: Look = (text, { offset, expected, open, before }) => {
  const [rest] = /^[^\n]{0,200}/.exec(text.slice(offset, offset + 200))!
  if (/^(?:#|\/[/*]|$)/.test(rest) || open === undefined) return undefined
  if (expected === 'value' || expected === 'value or ]') {
    const isTwice = before?.text === ':' && before.end === offset && rest.startsWith(':')
    if (isTwice) return { message: unexpected(':'), hint: 'remove one of the two ":"' }
    const [first] = /^[^,\]}"]*/.exec(rest)!
    const isText = /^(?!\.\d)[/*:@$~.=<>|&!?^\\(]|^\d.*[^\w.+ -]/.test(first)
    return isText ? notQuoted : undefined
  }
  if (expected !== 'comma or end' || before === undefined || before.kind === 'string')
    return undefined
  if (before.kind === 'mark' || /^[,;\]}"'`]/.test(rest)) return undefined
  const bare = { offset: before.start, ...notQuoted }
  if (before.end === offset) return bare
  const [more] = /^[^,\]}"]*/.exec(rest)!
  if (more.length === rest.length || rest[more.length] === '"' || /^[\w-]+ *:/.test(more))
    return undefined
  const isValues = more
    .split(/[\t\r ]+/)
    .filter(Boolean)
    .every((word) => /^(?:-?\d[\d.]*|true|false|null)$/.test(word))
  return isValues && open === '[' ? undefined : bare
}

const words = ['true', 'false', 'null']
const others = new Map(
  Object.entries({ none: 'null', undefined: 'null', nil: 'null', nan: 'null', infinity: 'null' }),
)

/** A word that is not JSON's, or a number of another language's. */
const strayWord: Look = (text, { offset, expected, open }) => {
  const [word] = /^[+-]?\w*/.exec(text.slice(offset, offset + 20))!
  const rest = text.slice(offset, offset + 9)
  const isSeparated = /\d,$/.test(text.slice(0, offset)) && /^\d{3}\b/.test(rest)
  if (isSeparated && /^[nv]/.test(expected) && expected !== 'nothing')
    return {
      message: 'a number is written with separators',
      hint: 'write 1000 for 1,000',
    }
  if (expected !== 'value' && expected !== 'value or ]') return undefined
  const lower = word.toLowerCase().replace(/^[+-]/, '')
  const known = words.includes(lower) ? lower : others.get(lower)
  if (known !== undefined) return { message: `JSON has no ${word}`, hint: `JSON writes ${known}` }
  const near = word.length > 2 && open !== undefined ? nearest(word, words) : undefined
  if (near !== undefined)
    return { message: 'the word is not one that JSON has', hint: `write ${near}` }
  // A number of Python's or of JavaScript's, which JSON does not have.
  if (/^(?:[+-]?\.?\d|[+-](?:[\s,\]}]|$))/.test(rest))
    return {
      message: 'the number is not written as JSON writes numbers',
      hint: 'write it as 0.5, 10 or 1e3, or as text in double quotes',
    }
  return undefined
}

/** What to do about a sign that JSON has nowhere. */
const signs: readonly [pattern: RegExp, hint: string][] = [
  [/^['`\u2018-\u201f\u00ab\u00bb]/, 'JSON allows only double quotes: "text"'],
  [/^(?:#|\/[/*])/, 'JSON has no comments: remove it'],
]

/** A sign that JSON has nowhere. */
const straySign: Look = (text, { offset, expected, before }) => {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0)
  if (before?.text === '{' && before.end === offset && /^[{%]/.test(character))
    return {
      offset: before.start,
      message: unexpected('{'),
      hint: 'this is a Jinja2 template: render it first (render template)',
    }
  const message = unexpected(character)
  const known = signs.find(([pattern]) => pattern.test(text.slice(offset, offset + 2)))
  if (known) return { message, hint: known[1] }
  if (character === ';')
    return {
      message,
      hint: expected === 'comma or end' ? 'write "," in its place, or remove it' : 'remove it',
    }
  if (character === '+' && before?.kind === 'string')
    return { message, hint: 'write one text in double quotes' }
  return isInvisible(character)
    ? { message, hint: 'remove it, or write a space in its place' }
    : undefined
}

/** White space that JSON does not take for some, and what nobody sees. */
function isInvisible(character: string): boolean {
  return /^[\p{Cc}\p{Cf}\p{Z}]$/u.test(character) && !/[\t\n\r \0]/.test(character)
}

/** JSON's own signs and values where they do not belong. */
function misplaced(text: string, stop: Stop): JsonCause {
  const { offset, expected, open, before } = stop
  const rest = text.slice(offset, offset + 9)
  const isValue = /^[\w"{[+.-]/.test(rest)
  const closing = open === '{' ? '}' : ']'
  const never = `the "${open}" is never closed`
  const sign = unexpected(rest[0] ?? '')
  if (before?.text === ',' && /^[\]}]/.test(rest))
    return { message: sign, hint: 'remove the comma before it' }
  if (before?.text === ',' && rest.startsWith(','))
    return { message: sign, hint: 'remove one of the two commas' }
  if (rest === '' && open !== undefined && before?.text === ',')
    return {
      message: never,
      hint: `remove the last comma, and close the "${open}" with "${closing}"`,
    }
  if (rest === '' && open !== undefined)
    return { message: never, hint: `close the "${open}" with "${closing}"` }
  switch (expected) {
    case 'comma or end':
      if (isValue) return { message: 'a "," is missing here', hint: 'put a "," before it' }
      if (/^[\]}]/.test(rest)) return wrongEnd(text, stop, closing)
      return rest.startsWith(':') && open === '{'
        ? {
            message: sign,
            hint: 'a name has one value: write "," in its place, or remove the rest',
          }
        : { message: sign }
    case 'colon':
      return {
        message: 'the name has no ":" after it',
        hint: rest.startsWith('=')
          ? 'write ":" in its place'
          : isValue
            ? 'put a ":" before it'
            : 'put a ":" and a value after the name',
      }
    case 'nothing':
      return before?.kind === 'string' && rest.startsWith(':')
        ? { message: 'the names and values are not in braces', hint: 'put all of it in { }' }
        : {
            message: 'there is text after the end of the JSON',
            hint: 'remove what follows the JSON',
          }
    case 'name':
    case 'name or }':
      return isValue
        ? { message: 'a name is not in double quotes', hint: 'put each name in double quotes' }
        : rest.startsWith(',')
          ? { message: sign, hint: 'remove the comma' }
          : rest.startsWith(']')
            ? wrongEnd(text, stop, closing)
            : { message: sign }
    case 'value':
    case 'value or ]':
      if (rest.startsWith('}') && open === '[') return wrongEnd(text, stop, closing)
      if (/^[,\]}]/.test(rest))
        return { message: sign, hint: open === '{' ? 'put a value before it' : 'remove the comma' }
      return isValue && open !== undefined
        ? notQuoted
        : { message: open === undefined ? 'the text is not JSON' : sign }
  }
}

/** A bracket or a brace that closes the other: of an outer one, too many, or in the place of the right one. */
function wrongEnd(text: string, { offset, open, around }: Stop, closing: string): JsonCause {
  const found = text[offset]!
  if (around.includes(found === '}' ? '{' : '['))
    return {
      message: `the "${open}" is never closed`,
      hint: `close the "${open}" with "${closing}" before it`,
    }
  const rest = text.slice(offset + 1).replace(/[\t\n\r ]+/g, '')
  const needed = [...around, open].map((each) => (each === '{' ? '}' : ']')).reverse()
  const isSurplus = /^[\]}]*$/.test(rest) ? rest === needed.join('') : rest.startsWith(closing)
  return {
    message: `expected "${closing}" but found "${found}"`,
    hint: isSurplus ? 'remove it' : `write "${closing}" in its place`,
  }
}

function unexpected(character: string): string {
  return `unexpected ${isInvisible(character) ? codePoint(character) : JSON.stringify(character)}`
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

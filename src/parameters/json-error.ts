// Where a text stops being JSON. Knows python.
import type { Json } from './types.js'
import { type JsonToken, jsonTokenAt, skipJsonBlank } from '../python/json-tokens.js'

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing'

/** Where a text stops being JSON, what would go on there, and what is open there: `{`, `[` or nothing. */
interface Stop {
  offset: number
  expected: Expected
  open: '{' | '[' | undefined
}

/** The first place at which a text stops being JSON (https://www.rfc-editor.org/rfc/rfc8259). */
function stopOf(text: string): Stop {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    const token = jsonTokenAt(text, offset)
    const within = open.at(-1)
    const next: Expected | undefined =
      token && isWhole(token, text) ? following(expected, token, open) : undefined
    if (!next) return { offset: skipJsonBlank(text, offset), expected, open: within }
    expected = next
    offset = token!.end
  }
}

/** The offset of the first character at which a text stops being JSON. */
export function jsonErrorOffset(text: string): number {
  return stopOf(text).offset
}

/** What would be JSON where a text stops being some; undefined at its start, where all of it is not. */
export function jsonExpected(text: string, offset: number): string | undefined {
  const { expected, open } = stopOf(text.slice(0, offset))
  if (expected === 'value' && open === undefined) return undefined
  const closing = open === '{' ? '"}"' : '"]"'
  return {
    value: 'a value',
    'value or ]': 'a value, or "]"',
    name: 'a name in double quotes',
    'name or }': 'a name in double quotes, or "}"',
    colon: '":" after the name',
    'comma or end': `"," or ${closing}`,
    nothing: 'nothing after the JSON',
  }[expected]
}

/** Whether a number or a word ends where its token does, and is JSON's. */
function isWhole({ kind, text: word, end }: JsonToken, text: string): boolean {
  const after = text[end] ?? ''
  if (kind === 'number') return !/[\w.]/.test(after)
  return kind !== 'word' || (!/\w/.test(after) && ['true', 'false', 'null'].includes(word))
}

/** What may come after a token, undefined where the token itself may not. */
function following(
  expected: Expected,
  { kind, text: mark }: JsonToken,
  open: ('{' | '[')[],
): Expected | undefined {
  const after = (): Expected => (open.length > 0 ? 'comma or end' : 'nothing')
  const wantsValue = expected === 'value' || expected === 'value or ]'
  const wantsName = expected === 'name' || expected === 'name or }'
  if (kind === 'string' && wantsName) return 'colon'
  if (kind !== 'mark') return wantsValue ? after() : undefined
  if (mark === '{' || mark === '[') {
    if (!wantsValue) return undefined
    open.push(mark)
    return mark === '{' ? 'name or }' : 'value or ]'
  }
  if (mark === ':') return expected === 'colon' ? 'value' : undefined
  if (mark === ',') {
    if (expected !== 'comma or end') return undefined
    return open.at(-1) === '{' ? 'name' : 'value'
  }
  const ends =
    expected === 'comma or end' || expected === (mark === '}' ? 'name or }' : 'value or ]')
  if (!ends || open.pop() !== (mark === '}' ? '{' : '[')) return undefined
  return after()
}

/** A text's JSON, or where it stops being some and what it is likely to be; a byte order mark aside. */
export function jsonIn(
  text: string,
): { json: Json } | { offset: number; hint: string | undefined } {
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) as Json }
  } catch {
    const offset = jsonErrorOffset(text)
    return { offset, hint: jsonHint(text, offset) }
  }
}

/** What to do about a text that stops being JSON at an offset; undefined where nothing is likely. */
export function jsonHint(text: string, offset: number): string | undefined {
  const rest = text.slice(offset, offset + 9)
  if (rest.startsWith("'")) return 'JSON allows only double quotes: "text"'
  if (rest.startsWith('/') || rest.startsWith('#')) return 'JSON has no comments'
  const [word] = /^\w*/.exec(rest)!
  const value = { True: 'true', False: 'false', None: 'null', undefined: 'null' }[word]
  if (value !== undefined) return `JSON writes ${value}`
  const before = text.slice(0, offset).match(/,[\t\n\r ]*$/)
  if (before && /^[\]}]/.test(rest)) return 'remove the comma before it'
  const { expected, open } = stopOf(text.slice(0, offset))
  const closing = open === '{' ? '}' : ']'
  if (rest === '' && open !== undefined) return `close the "${open}" with "${closing}"`
  const isValue = /^[\w"{[+.-]/.test(rest)
  switch (expected) {
    case 'comma or end':
      if (isValue) return 'put a "," before it'
      return /^[\]}]/.test(rest) ? `close the "${open}" with "${closing}" before it` : undefined
    case 'colon':
      if (rest.startsWith('=')) return 'write ":" in its place'
      return isValue ? 'put a ":" before it' : 'put a ":" and a value after the name'
    case 'nothing':
      return 'remove what follows the JSON'
    case 'name':
    case 'name or }':
      return rest.startsWith('"') ? stringHint(text, offset) : isValue ? namesHint : undefined
    case 'value':
    case 'value or ]':
      if (rest.startsWith('"')) return stringHint(text, offset)
      if (/^[,\]}]/.test(rest)) return open === '{' ? 'put a value before it' : 'remove the comma'
      // A number of Python's or of JavaScript's, which JSON does not have.
      if (/^[+-]?\.?\d/.test(rest)) return 'write it as 0.5, 10 or 1e3, or as text in double quotes'
      return isValue && open !== undefined ? 'put text in double quotes' : undefined
  }
}

const namesHint = 'put each name in double quotes'

/** What a text in double quotes has that JSON does not allow. */
function stringHint(text: string, offset: number): string {
  const good = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y
  good.lastIndex = offset
  good.test(text)
  const found = text[good.lastIndex]
  if (found === '\\') return 'a backslash in text is written \\\\'
  if (found === '\t') return 'a tab in text is written \\t'
  return 'close the text with "; a line break in it is written \\n'
}

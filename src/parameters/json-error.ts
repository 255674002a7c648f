// Where a text stops being JSON. Knows python.
import type { Json } from './types.js'
import { type JsonToken, jsonTokenAt, skipJsonBlank } from '../python/json-tokens.js'

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing'

/** The offset of the first character at which a text stops being JSON (https://www.rfc-editor.org/rfc/rfc8259). */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    const token = jsonTokenAt(text, offset)
    const next: Expected | undefined =
      token && isWhole(token, text) ? following(expected, token, open) : undefined
    if (!next) return skipJsonBlank(text, offset)
    expected = next
    offset = token!.end
  }
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

/** What a text that stops being JSON at an offset is likely to be; undefined where nothing is. */
export function jsonHint(text: string, offset: number): string | undefined {
  const rest = text.slice(offset, offset + 9)
  if (rest.startsWith("'")) return 'JSON allows only double quotes: "text"'
  if (rest.startsWith('/') || rest.startsWith('#')) return 'JSON has no comments'
  const [word] = /^\w*/.exec(rest)!
  const value = { True: 'true', False: 'false', None: 'null', undefined: 'null' }[word]
  if (value !== undefined) return `JSON writes ${value}`
  const before = text.slice(0, offset).match(/,[\t\n\r ]*$/)
  if (before && /^[\]}]/.test(rest)) return 'remove the comma before it'
  return undefined
}

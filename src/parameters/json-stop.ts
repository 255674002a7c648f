// Where a text stops being JSON. Knows python.
import { type JsonToken, jsonTokenAt, skipJsonBlank } from '../python/json-tokens.js'

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing'

/** Where a text stops being JSON, what would go on there, what is open there, and what came before it. */
export interface Stop {
  offset: number
  expected: Expected
  open: '{' | '[' | undefined
  /** What is open around that, the outermost first. */
  around: readonly ('{' | '[')[]
  before: JsonToken | undefined
}

/** The first place at which a text stops being JSON (https://www.rfc-editor.org/rfc/rfc8259). */
export function stopOf(text: string): Stop {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let offset = 0
  let before: JsonToken | undefined
  for (;;) {
    const token = jsonTokenAt(text, offset)
    const within = open.at(-1)
    const next: Expected | undefined =
      token && isWhole(token, text) ? following(expected, token, open) : undefined
    if (!next) {
      const around = open.slice(0, -1)
      return { offset: skipJsonBlank(text, offset), expected, open: within, around, before }
    }
    expected = next
    offset = token!.end
    before = token
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
  if (!ends || open.at(-1) !== (mark === '}' ? '{' : '[')) return undefined
  open.pop()
  return after()
}

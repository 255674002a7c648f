// Where a text stops being JSON. Knows nothing else.

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing'

const token =
  /[\t\n\r ]*(?:("(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|true\b|false\b|null\b)|([{}[\]:,]))/y

/** The offset of the first character at which a text stops being JSON (https://www.rfc-editor.org/rfc/rfc8259). */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    token.lastIndex = offset
    const match = token.exec(text)
    const next: Expected | undefined | null = match && following(expected, match, open)
    if (!next) return offset + /^[\t\n\r ]*/.exec(text.slice(offset))![0].length
    expected = next
    offset = token.lastIndex
  }
}

/** What may come after a token, undefined where the token itself may not. */
function following(
  expected: Expected,
  match: RegExpExecArray,
  open: ('{' | '[')[],
): Expected | undefined {
  const [, string, scalar, mark] = match
  const after = (): Expected => (open.length > 0 ? 'comma or end' : 'nothing')
  const wantsValue = expected === 'value' || expected === 'value or ]'
  const wantsName = expected === 'name' || expected === 'name or }'
  if (string !== undefined && wantsName) return 'colon'
  if (string !== undefined || scalar !== undefined) return wantsValue ? after() : undefined
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

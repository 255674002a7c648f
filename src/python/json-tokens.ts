// The tokens of JSON, each with its place. Knows nothing.

/** `"a"`, `-1.5e3`, `true` or `{`; `start` and `end` are its offsets in the text. */
export interface JsonToken {
  kind: 'string' | 'number' | 'word' | 'mark'
  text: string
  start: number
  end: number
}

const kinds = ['number', 'word', 'mark'] as const
const blank = /[\t\n\r ]*/y
// NaN and the infinities are Python's; who reads JSON alone refuses them.
const token =
  /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null|NaN|-?Infinity)|([{}[\]:,])/y

/** The first place from `offset` that is not white space to JSON. */
export function skipJsonBlank(text: string, offset: number): number {
  blank.lastIndex = offset
  blank.test(text)
  return blank.lastIndex
}

/** The token that follows `offset`, undefined where none does. */
export function jsonTokenAt(text: string, offset: number): JsonToken | undefined {
  const start = skipJsonBlank(text, offset)
  if (text[start] === '"') {
    const end = stringEnd(text, start)
    return end === undefined
      ? undefined
      : { kind: 'string', text: text.slice(start, end), start, end }
  }
  token.lastIndex = start
  const match = token.exec(text)
  if (!match) return undefined
  const kind = kinds.find((_, i) => match[i + 1] !== undefined)!
  return { kind, text: match[0], start, end: token.lastIndex }
}

const plain = /[^"\\\0-\x1f]*/y
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/** After the string that begins at a place; one expression for it all would run out of stack. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; ;) {
    plain.lastIndex = at
    plain.test(text)
    at = plain.lastIndex
    if (text[at] === '"') return at + 1
    escaped.lastIndex = at
    if (!escaped.test(text)) return undefined
    at = escaped.lastIndex
  }
}

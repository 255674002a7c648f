// Text in quotes, where the parser here and PyYAML part. Knows this folder alone.
import { parseDocument, type Scalar } from 'yaml'
import { blockText } from './block.js'
import { neverClosed, type Refused } from './error.js'

/** What is between the quotes of each kind, the closing one with it. */
const whole: Readonly<Record<string, [pattern: RegExp, closing: string]>> = {
  QUOTE_SINGLE: [/^'[^']*(?:''[^']*)*'$/, "'"],
  QUOTE_DOUBLE: [/^"[^"\\]*(?:\\[\s\S][^"\\]*)*"$/, '"'],
}

/** Quotes at a file's end that close nothing: `'it''`, whose last two are one in the text. */
export function quoteFault(text: string, { type, range }: Scalar): Refused | undefined {
  const [pattern, closing] = whole[type ?? ''] ?? []
  if (!pattern || pattern.test(text.slice(range![0], range![1]))) return undefined
  return { ...neverClosed(closing!), start: range![0], end: range![1] }
}

/**
 * The text in double quotes. After a line end with a backslash before it, each empty line is a line feed,
 * which the parser here forgets; written as escapes they say the same to everybody.
 */
function doubleQuoted(source: string): string | undefined {
  let isOther = false
  const same = source.replace(/\\(?:\r?\n((?:[ \t]*\r?\n)+)|[\s\S])/g, (escape, empty?: string) => {
    if (empty === undefined) return escape
    isOther = true
    return `${'\\n'.repeat(empty.split('\n').length - 1)}\\\n`
  })
  if (!isOther) return undefined
  const { contents } = parseDocument(same, { schema: 'failsafe' })
  return String((contents as Scalar).value)
}

const half = /(?<!\\)(?:\\\\)*\\(?:u|U0000)d[89a-f]/i

/** Whether double quotes hold half of a surrogate pair: of a pair that is escaped by halves PyYAML makes two. */
export function isHalved({ type }: Scalar, source: string): boolean {
  return type === 'QUOTE_DOUBLE' && half.test(source)
}

/** A scalar's text, as PyYAML has it. */
export function scalarText(text: string, node: Scalar): string {
  const isDouble = node.type === 'QUOTE_DOUBLE'
  const other = isDouble ? doubleQuoted(text.slice(node.range![0], node.range![1])) : undefined
  return other ?? blockText(text, node)
}

// The lines around a place, with a caret. Knows this folder alone.
import { Lines } from './lines.js'
import type { Range } from './diagnostic.js'

const widest = 160

/**
 * The lines around a place, with a caret under it:
 *
 * ```
 *   2 | <instance>
 * > 3 |   <parameter id="-sla-7-computer_guid">COMP</parameter>
 *     |                 ^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * A long line is cut around the place. Control characters are shown as `·`.
 */
export function codeFrame(text: string, range: Range): string {
  const lines = Lines.of(text)
  const { line } = range.start
  // A finding of another tool may count its columns from 0.
  const column = Math.max(1, range.start.column)
  const first = Math.max(1, line - 1)
  const last = Math.min(lines.count, line + 1)
  const gutter = String(last).length
  const shift = column > widest - 40 ? column - 60 : 0
  const rows: string[] = []
  for (let number = first; number <= last; number++) {
    const end = number < lines.count ? lines.start(number + 1) : text.length
    const shown = visible(text.slice(lines.start(number) + shift, end).slice(0, widest))
    if (number === last && number > line && shown.trim() === '') break
    rows.push(
      `${number === line ? '>' : ' '} ${String(number).padStart(gutter)} | ${shown}`.trimEnd(),
    )
    if (number !== line) continue
    const available = Math.max(1, shown.length - (column - 1 - shift))
    const width = range.end.line === line ? range.end.column - column : available
    const carets = '^'.repeat(Math.max(1, Math.min(width, available)))
    rows.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - shift)}${carets}`)
  }
  return rows.join('\n')
}

function visible(line: string): string {
  const bare = line.endsWith('\n')
    ? line.slice(0, line.endsWith('\r\n') ? -2 : -1)
    : line.replace(/\r$/, '')
  return bare.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '·')
}

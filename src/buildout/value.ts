// The lines of an option's value, and what the engine makes of them. Knows python.
import { isSpace, skipSpace, trimEnd } from '../python/space.js'

/** One line of an option's value: where it begins and ends in the text, without the line's end. */
export interface ValueLine {
  start: number
  end: number
}

/**
 * The lines of a value between two offsets, the first one after the `=`. Lines that begin with `#` or
 * `;` are comments, wherever they stand, and left out.
 */
export function valueLines(text: string, start: number, end: number): ValueLine[] {
  const lines: ValueLine[] = []
  const eol = /\r\n?|\n/g
  eol.lastIndex = start
  for (let at = start; ;) {
    const match = eol.exec(text)
    const stop = match && match.index < end ? match.index : end
    const first = text.charCodeAt(at)
    const comment = at !== start && (first === hash || first === semicolon)
    if (!comment) lines.push({ start: at, end: trimEnd(text, at, stop) })
    if (stop === end) return lines
    at = eol.lastIndex
  }
}

const hash = 0x23
const semicolon = 0x3b

/**
 * An option's value as zc.buildout's configparser reads it: text after the `=` has every further line
 * stripped and blank ones dropped; with none there, the lines are a block that loses its common
 * indent and the blank lines around it.
 */
export function readValue(text: string, start: number, end: number): string {
  const [first, ...rest] = valueLines(text, start, end)
  const begin = skipSpace(text, first!.start, first!.end)
  if (rest.length === 0) return text.slice(begin, first!.end)
  if (begin < first!.end) {
    const lines = [text.slice(begin, first!.end)]
    for (const line of rest) {
      const from = skipSpace(text, line.start, line.end)
      if (from < line.end) lines.push(text.slice(from, line.end))
    }
    return lines.join('\n')
  }
  return block(rest.map((line) => text.slice(line.start, line.end)))
}

/** `textwrap.dedent`, then the first blank lines cut off. */
function block(lines: string[]): string {
  let margin: string | undefined
  for (const line of lines) {
    if (line === '') continue
    const indent = /^[ \t]*/.exec(line)![0]
    margin = margin === undefined ? indent : commonStart(margin, indent)
    if (margin === '') break
  }
  const width = margin?.length ?? 0
  const text = lines.map((line) => (line === '' ? '' : line.slice(width))).join('\n')
  let cut = 0
  for (let at = 0; at < text.length && isSpace(text.charCodeAt(at)); at++) {
    if (text[at] === '\n') cut = at + 1
  }
  return text.slice(cut)
}

function commonStart(a: string, b: string): string {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return a.slice(0, length)
}

// A Jinja2 template read without rendering it: every branch at once. Knows
// buildout.
import { spaceClass, strip } from '../../buildout/index.js'

/** The name of a section that an expression names. */
export const unnamed = '_'

/**
 * The text without its tags and comments, line for line: what stands in any branch is there, and
 * what an expression prints stays as it is written. A line that begins with a tag begins after it.
 */
export function withoutTags(text: string): string {
  const kept: string[] = []
  let at = 0
  for (let open = nextTag(text, 0); open >= 0; open = nextTag(text, at)) {
    const close = text.indexOf(`${text[open + 1]}}`, open + 2)
    if (close < 0) break
    const before = text.slice(at, open)
    const line = before.lastIndexOf('\n') + 1
    const isMargin = strip(before.slice(line)) === '' && (line > 0 || kept.at(-1) !== ' ')
    const lines = text.slice(open, close).replace(/[^\n]/g, '')
    kept.push(isMargin ? before.slice(0, line) : before, lines === '' && !isMargin ? ' ' : lines)
    at = close + 2
    if (isMargin || lines !== '') while (text[at] === ' ' || text[at] === '\t') at++
  }
  return kept.join('') + text.slice(at)
}

/**
 * The text as a profile can be read from it, line for line: without its tags, and without lines whose
 * name an expression makes. A section that an expression names is {@link unnamed}.
 */
export function loosely(text: string): string {
  let isBegun = false
  return withoutTags(text)
    .split('\n')
    .map((line) => {
      if (line.startsWith('[') && line.includes('{{')) line = `[${unnamed}]`
      isBegun ||= line.startsWith('[')
      return isBegun && isReadable(line) ? line : ''
    })
    .join('\n')
}

const goesOn = new RegExp(`^[${spaceClass}#;[]`)

/** Whether a line goes on, is a header, or has a name and a value: an expression may be any of them. */
function isReadable(line: string): boolean {
  const equals = line.indexOf('=')
  return goesOn.test(line) || (equals > 0 && !line.slice(0, equals).includes('{'))
}

function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    if (text[at + 1] === '%' || text[at + 1] === '#') return at
  }
  return -1
}

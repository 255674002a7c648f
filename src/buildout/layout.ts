// How a value, an option or a section is written into a profile's text. Knows python's white space.
import { spaceClass } from '../python/space.js'
import { lineEnd } from './pieces.js'
import type { Assignment, Block, Profile } from './profile.js'
import { valueLines } from './value.js'

const indented = new RegExp(`^([ \\t]*)[^${spaceClass}]`)

/** What follows the `=`, spaced and indented as the old value was. */
function layout(text: string, present: Assignment | undefined, value: string, eol: string): string {
  if (value === '') return ''
  const [first, second] = present ? valueLines(text, present.valueStart, present.end) : []
  const lines = value.split('\n')
  if (lines.length > 1) {
    const indent = (second && /^[ \t]+/.exec(text.slice(second.start, second.end))?.[0]) ?? '    '
    return ['', ...lines.map((line) => (line === '' ? '' : indent + line))].join(eol)
  }
  const spaced = first && indented.exec(text.slice(first.start, first.end))?.[1]
  return (spaced ?? ' ') + value
}

/** The text with only those lines of a block value changed that differ; undefined for other values. */
export function changedLines(text: string, present: Assignment, value: string): string | undefined {
  const [first, ...lines] = valueLines(text, present.valueStart, present.end)
  if (lines.length === 0 || first!.end > first!.start) return undefined
  const [old, wanted] = [present.value.split('\n'), value.split('\n')]
  // Blank lines before the first are not part of the value.
  const shown = lines.slice(lines.length - old.length)
  const sample = shown.findIndex(({ start, end }) => end > start)
  if (sample < 0) return undefined
  const least = Math.min(old.length, wanted.length)
  let head = 0
  while (head < least && old[head] === wanted[head]) head++
  let tail = 0
  while (tail < least - head && old.at(-1 - tail) === wanted.at(-1 - tail)) tail++
  const indent = text.slice(shown[sample]!.start, shown[sample]!.end - old[sample]!.length)
  const eol = lineEnd(text)
  const added = wanted
    .slice(head, wanted.length - tail)
    .map((line) => (line === '' ? '' : indent + line))
  const [from, last] = [shown[head], shown[old.length - tail - 1]]
  if (old.length - tail === head) {
    const before = shown[head - 1]
    if (before) return splice(text, before.end, before.end, ['', ...added].join(eol))
    return splice(text, from!.start, from!.start, [...added, ''].join(eol))
  }
  if (added.length > 0) return splice(text, from!.start, last!.end, added.join(eol))
  return splice(text, from!.start, afterLine(text, last!.end), '')
}

/** Where the line after the one of this place begins. */
export function afterLine(text: string, place: number): number {
  const rest = /[^\r\n]*(?:\r\n?|\n)?/y
  rest.lastIndex = place
  rest.test(text)
  return rest.lastIndex
}

/**
 * Where a block ends without the comments after it that are about what follows: those after the first
 * blank line, or, without one, all of them.
 */
export function ownEnd(text: string, { assignments, headerEnd, end }: Block): number {
  const lines: { start: number; isBlank: boolean }[] = []
  for (let at = afterLine(text, assignments.at(-1)?.end ?? headerEnd); at < end;) {
    const next = afterLine(text, at)
    lines.push({ start: at, isBlank: /^[\t\n\r ]*$/.test(text.slice(at, next)) })
    at = next
  }
  const blank = lines.findIndex(({ isBlank }) => isBlank)
  return lines.slice(blank + 1).find(({ isBlank }) => !isBlank)?.start ?? end
}

/** A section with options as it is written at the end of a profile. */
export function additionOf(
  section: string,
  entries: readonly (readonly [string, string])[],
  eol = '\n',
): string {
  const lines = entries.map(
    ([option, value]) => named(option) + layout('', undefined, value, eol) + eol,
  )
  return `[${section}]${eol}${lines.join('')}`
}

/** The text with a value, or a line for a new option, written anew. */
export function wholeOption(
  profile: Profile,
  section: string,
  option: string,
  value: string,
): string {
  const { text, blocks } = profile
  const present = profile.sections.get(section)?.get(option)
  const eol = lineEnd(text)
  const written = layout(text, present, value, eol)
  if (present) return splice(text, present.valueStart, present.end, written)
  const block = blocks.findLast(({ name, holds }) => name === section && holds)!
  const at = block.assignments.at(-1)?.end ?? block.headerEnd
  return splice(text, at, at, `${eol}${named(option)}${written}`)
}

/** An option's name and its sign of equality. */
function named(option: string): string {
  return /[+-]$/.test(option) ? `${option}=` : `${option} =`
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end)
}

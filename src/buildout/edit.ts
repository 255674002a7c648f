// Edits of a profile that leave all else as it is, byte for byte; the parser hands itself in.
// Knows diagnostics and python's white space.
import { fail, ResilientError } from '../diagnostics/index.js'
import { spaceClass } from '../python/space.js'
import type { Platform } from './condition/index.js'
import type { Assignment, Edits, Profile } from './profile.js'
import { valueLines } from './value.js'

const indented = new RegExp(`^([ \\t]*)[^${spaceClass}]`)

/** Reads a profile's text. */
type Parse = (text: string, options: { file?: string; platform: Platform }) => Profile

/** Edits a profile's text so that nothing else in it changes, and parses the result to be sure. */
export class Editor implements Edits {
  constructor(readonly parse: Parse) {}

  /** See {@link Profile.set}. */
  set(profile: Profile, section: string, option: string, value: string): Profile {
    const present = profile.sections.get(section)?.get(option)
    if (present?.value === value) return profile
    const lines = present && changedLines(profile.text, present, value)
    for (const text of [lines, this.#wholeOption(profile, section, option, value)]) {
      const edited = text === undefined ? undefined : this.#attempt(profile, text)
      if (edited?.get(section, option) === value && onlyChanges(profile, edited, section, option))
        return edited
    }
    refuse(profile, section, option)
  }

  /** See {@link Profile.add}. */
  add(profile: Profile, section: string): Profile {
    if (profile.sections.has(section)) return profile
    const { text, blocks, file } = profile
    const eol = lineEnd(text)
    const gap = text === '' ? '' : /(?:\r\n?|\n)$/.test(text) ? eol : eol + eol
    const added = this.#attempt(profile, `${text}${gap}[${section}]${eol}`)
    if (added && added.blocks.length === blocks.length + 1 && added.sections.has(section))
      return added
    fail('bad-option-name', `no section can be named ${JSON.stringify(section)}`, { file })
  }

  /** See {@link Profile.remove}. */
  remove(profile: Profile, section: string, option: string | undefined): Profile {
    const blocks = profile.blocks.filter(({ name }) => name === section)
    if (option === undefined) return this.#without(profile, blocks)
    const found = blocks
      .filter(({ holds }) => holds)
      .flatMap(({ assignments }) => assignments)
      .filter(({ name }) => name === option)
    return this.#without(
      profile,
      found.map(({ start, end }) => ({ start, end: afterLine(profile.text, end) })),
    )
  }

  /** The text with a value, or a line for a new option, written anew. */
  #wholeOption(profile: Profile, section: string, option: string, value: string): string {
    const present = profile.sections.get(section)?.get(option)
    const eol = lineEnd(profile.text)
    const written = layout(profile.text, present, value, eol)
    if (present) return splice(profile.text, present.valueStart, present.end, written)
    const { text, blocks } = this.add(profile, section)
    const block = blocks.findLast(({ name, holds }) => name === section && holds)!
    const at = block.assignments.at(-1)?.end ?? block.headerEnd
    const name = /[+-]$/.test(option) ? `${option}=` : `${option} =`
    return splice(text, at, at, `${eol}${name}${written}`)
  }

  #without(profile: Profile, stretches: readonly { start: number; end: number }[]): Profile {
    if (stretches.length === 0) return profile
    let kept = ''
    let at = 0
    for (const { start, end } of stretches) {
      kept += profile.text.slice(at, start)
      at = end
    }
    return this.#reparsed(profile, kept + profile.text.slice(at))
  }

  #attempt(profile: Profile, text: string): Profile | undefined {
    try {
      return this.#reparsed(profile, text)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      return undefined
    }
  }

  #reparsed({ file, platform }: Profile, text: string): Profile {
    return this.parse(text, { platform, ...(file === undefined ? {} : { file }) })
  }
}

/** That no other option came, went or changed: a value may hold what opens a section. */
function onlyChanges(before: Profile, after: Profile, section: string, option: string): boolean {
  const counted = (profile: Profile): number =>
    profile.blocks.reduce((sum, { assignments }) => sum + assignments.length, 0)
  const isNew = before.sections.get(section)?.has(option) !== true
  const blocks = before.blocks.length + (before.sections.has(section) ? 0 : 1)
  return after.blocks.length === blocks && counted(after) === counted(before) + (isNew ? 1 : 0)
}

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
function changedLines(text: string, present: Assignment, value: string): string | undefined {
  const [first, ...lines] = valueLines(text, present.valueStart, present.end)
  if (lines.length === 0 || first!.end > first!.start) return undefined
  const [old, wanted] = [present.value.split('\n'), value.split('\n')]
  // Blank lines before the first are no part of the value.
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
function afterLine(text: string, place: number): number {
  const rest = /[^\r\n]*(?:\r\n?|\n)?/y
  rest.lastIndex = place
  rest.test(text)
  return rest.lastIndex
}

function refuse(profile: Profile, section: string, option: string): never {
  fail('bad-value', `a profile cannot hold this value of ${section}:${option}`, {
    path: `${section}:${option}`,
    file: profile.file,
    expected: 'lines without white space at their ends, the first and the last one not blank',
  })
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end)
}

/** The text's own way to end a line. */
function lineEnd(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

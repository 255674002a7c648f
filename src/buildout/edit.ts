// Edits of a profile that leave all else as it is, byte for byte; the parser hands itself in.
// Knows diagnostics and python's white space.
import { fail, ResilientError } from '../diagnostics/index.js'
import { spaceClass } from '../python/space.js'
import type { Platform } from './condition/index.js'
import { optionNameProblem } from './encode.js'
import { Profile, type Additions, type Assignment, type Edits } from './profile.js'
import { valueLines } from './value.js'

const sign = new RegExp(`[${spaceClass}]*[+-]$`)
const indented = new RegExp(`^([ \\t]*)[^${spaceClass}]`)

/** What reads a profile's text. */
interface Reader {
  parse(text: string, options: { file?: string; platform: Platform }): Profile
  readInto(profile: Profile): void
}

/** Edits a profile's text so that nothing else in it changes, and parses the result to be sure. */
export class Editor implements Edits {
  constructor(readonly reader: Reader) {}

  /** See {@link Profile.set}. */
  set(profile: Profile, section: string, option: string, value: string): Profile {
    checkOption(profile, section, option)
    const present = profile.sections.get(section)?.get(option)
    if (present?.value === value) return profile
    const lines = present && changedLines(profile.text, present, value)
    let cause: ResilientError | undefined
    for (const text of [lines, this.#wholeOption(profile, section, option, value)]) {
      if (text === undefined) continue
      const edited = this.#attempt(profile, text)
      if (edited instanceof ResilientError) cause = edited
      else if (
        edited.get(section, option) === value &&
        onlyChanges(profile, edited, section, option)
      )
        return edited
    }
    refuse(profile, section, option, cause)
  }

  /**
   * See {@link Profile.add}. What stands at the end of a profile is read the same by itself, so it alone
   * is parsed to be sure, and the whole when somebody looks into it.
   */
  add(profile: Profile, section: string, options: Readonly<Record<string, string>> = {}): Profile {
    const entries = Object.entries(options)
    if (hasSection(profile, section))
      return entries.reduce(
        (edited, [name, value]) => this.set(edited, section, name, value),
        profile,
      )
    const text = additionOf(profile, section, entries)
    if (!this.#isAddition(profile, text, section, entries))
      this.#refuseAddition(profile, section, entries)
    const additions = { ...added(profile, section, text), read: this.reader.readInto }
    return new Profile(additions, profile.file, profile.platform, this)
  }

  /** Whether a text is a section with these options and nothing else. */
  #isAddition(
    profile: Profile,
    text: string,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): boolean {
    const read = this.#attempt(profile, text)
    return (
      !(read instanceof ResilientError) &&
      read.blocks.length === 1 &&
      read.sections.has(section) &&
      read.blocks[0]!.assignments.length === entries.length &&
      entries.every(([option, value]) => read.get(section, option) === value)
    )
  }

  #refuseAddition(
    profile: Profile,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): never {
    if (!this.#isAddition(profile, additionOf(profile, section, []), section, []))
      fail('bad-option-name', `a section cannot be named ${JSON.stringify(section)}`, {
        file: profile.file,
        expected: 'a name without brackets, colons, line breaks, or white space at its ends',
      })
    for (const [option] of entries) checkOption(profile, section, option)
    const wrong = entries.find((entry) => {
      const alone = additionOf(profile, section, [entry])
      return !this.#isAddition(profile, alone, section, [entry])
    })
    const [option] = wrong ?? entries.at(-1)!
    const read = this.#attempt(profile, additionOf(profile, section, wrong ? [wrong] : entries))
    refuse(profile, section, option, read instanceof ResilientError ? read : undefined)
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
    return splice(text, at, at, `${eol}${named(option)}${written}`)
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

  /** The profile that a text is, or why it is none. */
  #attempt(profile: Profile, text: string): Profile | ResilientError {
    try {
      return this.#reparsed(profile, text)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      return error
    }
  }

  #reparsed({ file, platform }: Profile, text: string): Profile {
    return this.reader.parse(text, { platform, ...(file === undefined ? {} : { file }) })
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
function afterLine(text: string, place: number): number {
  const rest = /[^\r\n]*(?:\r\n?|\n)?/y
  rest.lastIndex = place
  rest.test(text)
  return rest.lastIndex
}

/** Whether a profile has a section, with what was added and not read yet. */
function hasSection(profile: Profile, section: string): boolean {
  const { additions } = profile
  if (!additions) return profile.sections.has(section)
  const before = additions.sections.get(section)
  return additions.base.sections.has(section) || (before !== undefined && before < additions.count)
}

/** What a profile has besides its base, with one section more. A list that others go on with is copied. */
function added(profile: Profile, section: string, text: string): Omit<Additions, 'read'> {
  const { additions } = profile
  const {
    base = profile,
    texts = [],
    sections = new Map<string, number>(),
    count = 0,
  } = additions ?? {}
  const isLatest = texts.length === count
  const all = (isLatest ? texts : texts.slice(0, count)) as string[]
  const names = (
    isLatest ? sections : new Map([...sections].filter(([, before]) => before < count))
  ) as Map<string, number>
  all.push(text)
  names.set(section, count)
  return { base, texts: all, sections: names, count: count + 1 }
}

/** A section with options as it is written at the end of a profile. */
function additionOf(
  profile: Profile,
  section: string,
  entries: readonly (readonly [string, string])[],
): string {
  const { text } = profile.additions?.base ?? profile
  const eol = lineEnd(text)
  const isOpen = profile.additions === undefined && text !== '' && !/[\r\n]$/.test(text)
  const gap = text === '' && profile.additions === undefined ? '' : isOpen ? eol + eol : eol
  const lines = entries.map(
    ([option, value]) => named(option) + layout('', undefined, value, eol) + eol,
  )
  return `${gap}[${section}]${eol}${lines.join('')}`
}

/** An option's name and its sign of equality. */
function named(option: string): string {
  return /[+-]$/.test(option) ? `${option}=` : `${option} =`
}

function refuse(
  profile: Profile,
  section: string,
  option: string,
  cause: ResilientError | undefined,
): never {
  fail('bad-value', `a profile cannot hold this value of ${section}:${option}`, {
    path: `${section}:${option}`,
    file: profile.file,
    expected: 'lines without white space at their ends; the first and the last must not be blank',
    // Its place is in a text that nobody has.
    related: cause && cause.diagnostics.map(({ message }) => ({ message })),
  })
}

/** Throws `bad-option-name` for a name that the parser would not read as one. */
function checkOption({ file }: Profile, section: string, option: string): void {
  const bare = option.replace(sign, '')
  const problem = /^<(?:part-dependencies>)?$/.test(bare) ? undefined : optionNameProblem(bare)
  if (problem === undefined) return
  fail(
    'bad-option-name',
    `a profile cannot hold an option named ${JSON.stringify(option)}: ${problem}`,
    {
      path: `${section}:${option}`,
      file,
      expected: 'a name without white space, "=", ":", brackets or braces; "NAME +" for +=',
    },
  )
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end)
}

/** The text's own way to end a line. */
function lineEnd(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

// Edits of a profile that leave all else as it is, byte for byte; the parser hands itself in.
// Knows diagnostics and python's white space.
import { checkGiven, checkText, fail, ResilientError, shape } from '../diagnostics/index.js'
import { spaceClass } from '../python/space.js'
import type { Platform } from './condition/index.js'
import { optionNameProblem } from './encode.js'
import { lineEnd, onePiece, partOf, piecesOf, withPart, withSection } from './pieces.js'
import { Profile, type Assignment, type Edits, type Pieces } from './profile.js'
import { valueLines } from './value.js'

const sign = new RegExp(`[${spaceClass}]*[+-]$`)
const indented = new RegExp(`^([ \\t]*)[^${spaceClass}]`)

/** What reads a profile's text. */
interface Reader {
  parse(text: string, options: { file?: string; platform: Platform }): Profile
  readInto(profile: Profile): void
}

/**
 * Edits a profile's text so that nothing else in it changes, and parses the result to be sure: the
 * blocks of the section alone, which are read the same by themselves, or the whole where one of them
 * has a condition.
 */
export class Editor implements Edits {
  constructor(readonly reader: Reader) {}

  read(profile: Profile): void {
    this.reader.readInto(profile)
  }

  /** See {@link Profile.get}. */
  get(profile: Profile, section: string, option: string): string | undefined {
    return this.#part(profile, section).sections.get(section)?.get(option)?.value
  }

  /** See {@link Profile.set}. */
  set(profile: Profile, section: string, option: string, value: string): Profile {
    checkText('the section', section)
    checkText('the option', option)
    checkText('the value', value)
    checkOption(profile, section, option)
    const part = this.#part(profile, section)
    if (!part.sections.has(section)) return this.#added(profile, section, [[option, value]])
    return this.#joined(profile, section, part, this.#set(part, section, option, value))
  }

  /** See {@link Profile.add}. */
  add(profile: Profile, section: string, options: Readonly<Record<string, string>> = {}): Profile {
    checkText('the section', section)
    checkGiven('the options', options, shape.valuesOf(shape.text))
    const entries = Object.entries(options)
    if (this.#part(profile, section).sections.has(section))
      return entries.reduce(
        (edited, [name, value]) => this.set(edited, section, name, value),
        profile,
      )
    return this.#added(profile, section, entries)
  }

  /** A profile with a section that it has not, at its end. */
  #added(
    profile: Profile,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): Profile {
    for (const [option, value] of entries)
      if (isBroken(value)) refuse(profile, section, option, undefined, 'whole characters')
    const pieces = piecesOf(profile)
    const whole = pieces ?? onePiece(profile.text)
    const text = additionOf(section, entries, whole.eol)
    if (isBroken(section) || !this.#isAddition(profile, text, section, entries))
      this.#refuseAddition(profile, section, entries)
    const longer = withSection(whole, section, text)
    return pieces ? this.#made(profile, longer) : this.#reparsed(profile, longer.texts.join(''))
  }

  /** See {@link Profile.remove}. */
  remove(profile: Profile, section: string, option: string | undefined): Profile {
    checkText('the section', section)
    if (option !== undefined) checkText('the option', option)
    const part = this.#part(profile, section)
    const blocks = part.blocks.filter(({ name }) => name === section)
    const gone =
      option === undefined
        ? blocks
        : blocks
            .filter(({ holds }) => holds)
            .flatMap(({ assignments }) => assignments)
            .filter(({ name }) => name === option)
            .map(({ start, end }) => ({ start, end: afterLine(part.text, end) }))
    return this.#joined(profile, section, part, this.#without(part, gone))
  }

  /** A section's blocks as a profile of their own; the whole one where a condition decides. */
  #part(profile: Profile, section: string): Profile {
    const pieces = piecesOf(profile)
    return pieces ? this.#reparsed(profile, partOf(pieces, section)) : profile
  }

  /** A profile with what became of a part of it. */
  #joined(profile: Profile, section: string, part: Profile, edited: Profile): Profile {
    if (edited === part) return profile
    const pieces = piecesOf(profile)
    return pieces ? this.#made(profile, withPart(pieces, section, edited)) : edited
  }

  #made(profile: Profile, pieces: Pieces): Profile {
    return new Profile(pieces, profile.file, profile.platform, this)
  }

  /** A profile that has a section, with an option of it set. */
  #set(profile: Profile, section: string, option: string, value: string): Profile {
    if (isBroken(value)) refuse(profile, section, option, undefined, 'whole characters')
    const present = profile.sections.get(section)?.get(option)
    if (present?.value === value) return profile
    const lines = present && changedLines(profile.text, present, value)
    let cause: ResilientError | undefined
    for (const text of [lines, wholeOption(profile, section, option, value)]) {
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
    if (isBroken(section) || !this.#isAddition(profile, additionOf(section, []), section, []))
      fail('bad-option-name', `a section cannot be named ${JSON.stringify(section)}`, {
        file: profile.file,
        expected: 'one word without brackets, braces, ":", "#" or ";"',
      })
    for (const [option] of entries) checkOption(profile, section, option)
    const wrong = entries.find((entry) => {
      const alone = additionOf(section, [entry])
      return !this.#isAddition(profile, alone, section, [entry])
    })
    const [option] = wrong ?? entries.at(-1)!
    const read = this.#attempt(profile, additionOf(section, wrong ? [wrong] : entries))
    refuse(profile, section, option, read instanceof ResilientError ? read : undefined)
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

/** Whether UTF-8, in which profiles are, cannot hold a text: half of a surrogate pair stands in it. */
function isBroken(text: string): boolean {
  return /\p{Cs}/u.test(text)
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

/** A section with options as it is written at the end of a profile. */
function additionOf(
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
function wholeOption(profile: Profile, section: string, option: string, value: string): string {
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

function refuse(
  profile: Profile,
  section: string,
  option: string,
  cause: ResilientError | undefined,
  expected = 'lines without white space at their ends; the first and the last must not be blank',
): never {
  fail('bad-value', `a profile cannot hold this value of ${section}:${option}`, {
    path: `${section}:${option}`,
    file: profile.file,
    expected,
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

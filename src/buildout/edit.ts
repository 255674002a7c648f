// Edits of a profile that leave all else as it is, byte for byte; the parser hands itself in.
// Knows diagnostics and python's white space.
import { checkGiven, checkText, fail, ResilientError, shape } from '../diagnostics/index.js'
import { halfPair } from '../python/half.js'
import { spaceClass } from '../python/space.js'
import type { Platform } from './condition/index.js'
import { optionNameProblem } from './encode.js'
import { additionOf, afterLine, changedLines, ownEnd, wholeOption } from './layout.js'
import * as parts from './pieces.js'
import { Profile, type Edits, type Piece, type Pieces } from './profile.js'

const sign = new RegExp(`[${spaceClass}]*[+-]$`)

/** What reads a profile's text. */
interface Reader {
  parse(text: string, options: { file?: string; platform: Platform }): Profile
  readInto(profile: Profile): void
}

/**
 * Edits a profile's text so that nothing else in it changes, and parses the result to be sure: the
 * piece of the option alone, which is read the same under its header, or the whole where a block has
 * a condition.
 */
export class Editor implements Edits {
  constructor(readonly reader: Reader) {}

  read(profile: Profile): void {
    this.reader.readInto(profile)
  }

  /** See {@link Profile.get}. */
  get(profile: Profile, section: string, option: string): string | undefined {
    const pieces = parts.piecesOf(profile)!
    const spot = parts.spotOf(pieces, section, option)
    return spot && this.#reparsed(profile, parts.textAt(pieces, spot)).get(section, option)
  }

  /** See {@link Profile.set}. */
  set(profile: Profile, section: string, option: string, value: string): Profile {
    checkText('the section', section)
    checkText('the option', option)
    checkText('the value', value)
    checkOption(profile, section, option)
    const pieces = parts.piecesOf(profile)
    if (!pieces)
      return profile.sections.has(section)
        ? this.#set(profile, section, option, value)
        : this.#added(profile, undefined, section, [[option, value]])
    const spot = parts.spotOf(pieces, section, option)
    if (!spot) return this.#added(profile, pieces, section, [[option, value]])
    const part = this.#reparsed(profile, parts.textAt(pieces, spot))
    const edited = this.#set(part, section, option, value)
    return edited === part ? profile : this.#made(profile, parts.withPieces(pieces, spot, edited))
  }

  /** See {@link Profile.add}. */
  add(profile: Profile, section: string, options: Readonly<Record<string, string>> = {}): Profile {
    checkText('the section', section)
    checkGiven('the options', options, shape.valuesOf(shape.text))
    const entries = Object.entries(options)
    const pieces = parts.piecesOf(profile)
    const isThere = pieces
      ? parts.spotOf(pieces, section, '') !== undefined
      : profile.sections.has(section)
    if (isThere)
      return entries.reduce(
        (edited, [name, value]) => this.set(edited, section, name, value),
        profile,
      )
    return this.#added(profile, pieces, section, entries)
  }

  /** A profile with a section that it has not, at its end. */
  #added(
    profile: Profile,
    pieces: Pieces | undefined,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): Profile {
    for (const [option, value] of entries)
      if (isBroken(value)) refuse(profile, section, option, undefined, 'whole characters')
    const eol = pieces?.eol ?? parts.lineEnd(profile.text)
    const text = additionOf(section, entries, eol)
    const read = isBroken(section) ? undefined : this.#addition(profile, text, section, entries)
    if (!read) this.#refuseAddition(profile, section, entries)
    if (pieces) return this.#made(profile, parts.withSection(pieces, section, read))
    return this.#reparsed(profile, profile.text + parts.blankLine(profile.text, eol) + text)
  }

  /** See {@link Profile.remove}. */
  remove(profile: Profile, section: string, option: string | undefined): Profile {
    checkText('the section', section)
    if (option !== undefined) checkText('the option', option)
    const pieces = parts.piecesOf(profile)
    if (!pieces) return this.#removed(profile, section, option)
    const restOf = (header: Piece, { text }: Piece): string => {
      const part = this.#reparsed(profile, header.text + text)
      return part.text.slice(afterLine(part.text, part.blocks[0]!.assignments[0]!.end))
    }
    const afterBlock = (header: Piece, last: Piece): string => {
      const part = this.#reparsed(profile, last === header ? header.text : header.text + last.text)
      return part.text.slice(ownEnd(part.text, part.blocks[0]!))
    }
    const left =
      option === undefined
        ? parts.withoutSection(pieces, section, afterBlock)
        : parts.withoutOption(pieces, section, option, restOf)
    return left === pieces ? profile : this.#made(profile, left)
  }

  /** A profile that is read as a whole without a section, or without an option of it. */
  #removed(profile: Profile, section: string, option: string | undefined): Profile {
    const blocks = profile.blocks.filter(({ name }) => name === section)
    const gone =
      option === undefined
        ? blocks.map((block) => ({ start: block.start, end: ownEnd(profile.text, block) }))
        : blocks
            .filter(({ holds }) => holds)
            .flatMap(({ assignments }) => assignments)
            .filter(({ name }) => name === option)
            .map(({ start, end }) => ({ start, end: afterLine(profile.text, end) }))
    return this.#without(profile, gone)
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

  /** A text that is a section with these options and nothing else, read; undefined for another. */
  #addition(
    profile: Profile,
    text: string,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): Profile | undefined {
    const read = this.#attempt(profile, text)
    const isGood =
      !(read instanceof ResilientError) &&
      read.blocks.length === 1 &&
      read.sections.has(section) &&
      read.blocks[0]!.assignments.length === entries.length &&
      entries.every(([option, value]) => read.get(section, option) === value)
    return isGood ? read : undefined
  }

  #refuseAddition(
    profile: Profile,
    section: string,
    entries: readonly (readonly [string, string])[],
  ): never {
    if (isBroken(section) || !this.#addition(profile, additionOf(section, []), section, []))
      fail('bad-option-name', `a section cannot be named ${JSON.stringify(section)}`, {
        file: profile.file,
        expected: 'one word without brackets, braces, ":", "#" or ";"',
      })
    for (const [option] of entries) checkOption(profile, section, option)
    const wrong = entries.find((entry) => {
      const alone = additionOf(section, [entry])
      return !this.#addition(profile, alone, section, [entry])
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
  return halfPair.test(text)
}

/** That no other option came, went or changed: a value may hold what opens a section. */
function onlyChanges(before: Profile, after: Profile, section: string, option: string): boolean {
  const counted = (profile: Profile): number =>
    profile.blocks.reduce((sum, { assignments }) => sum + assignments.length, 0)
  const isNew = before.sections.get(section)?.has(option) !== true
  const blocks = before.blocks.length + (before.sections.has(section) ? 0 : 1)
  return after.blocks.length === blocks && counted(after) === counted(before) + (isNew ? 1 : 0)
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

// The profiles of a release's folder as texts whose sections can be compared. Knows diagnostics,
// buildout, jinja, profiles and release.
import {
  folderOf,
  isUrl,
  joinPath,
  parseProfile,
  references,
  resolveProfile,
  words,
  type Assignment,
  type Platform,
  type Profile,
  type ProfileReader,
} from '../../buildout/index.js'
import { Lines, ResilientError, type Diagnostic, type Range } from '../../diagnostics/index.js'
import type { TemplateOptions } from '../../jinja/index.js'
import { renderWithPlaces } from '../../profiles/template.js'
import type { Release } from '../../release/index.js'
import { isTemplate, placeOf } from '../jinja.js'
import { assumeOf } from './assume.js'
import { levelOf } from '../level.js'
import { variantsOfReads } from '../variants.js'
import { indexOfName } from '../word-places.js'
import { importsOf, type Imports } from './imports.js'
import { loosely } from './tags.js'

/** A release's folder: its profiles and those of the stack that it extends, by their paths. */
export interface ReleaseFiles {
  folder: string
  files: ReadonlyMap<string, string>
  /** Gives what the software's profiles extend besides. */
  reader: ProfileReader
  /** What its software.cfg makes of them, where there is one. */
  release?: Release | undefined
}

/** What templates are rendered with, besides what is assumed. */
export type Given = Pick<TemplateOptions, 'context' | 'modules' | 'limits'> & {
  /** What conditions are decided for. */
  platform?: Platform
}

/** Where something is for people. */
export interface Spot {
  file?: string
  range?: Range
}

/** One profile as one reader sees it; a template may be several, a text for each set of parameters. */
export interface ReleaseText {
  path: string
  profile: Profile
  /** Who has its sections: the build of the software, or an instance. */
  level: 'software' | 'instance'
  /** Whether `$${…}` is for the sections of its own level, and `${…}` for the software's. */
  isFilledIn: boolean
  /** Whether it is a template as it is written, since it could not be rendered: more may be in it. */
  isWritten?: boolean
  place(start: number, end: number): Spot
}

/** What the profiles of a folder say, as far as they can be read. */
export interface ReleaseTexts {
  texts: readonly ReleaseText[]
  /** What the software's profiles extend and nobody could read, and where they name it. */
  unread: ReadonlyMap<string, Spot>
  /** Profiles that are left out, and why. */
  diagnostics: readonly Diagnostic[]
  sources: ReadonlyMap<string, string>
}

/** Reads every profile of a release. Never throws for what they hold. */
export function textsOf(release: ReleaseFiles, given: Given): ReleaseTexts {
  const reading = new Reading(release, given)
  for (const [path, text] of release.files) {
    if (isSoftware(path, text)) reading.attempt(path, () => reading.software(path, text))
  }
  for (const [path, text] of release.files) {
    if (!reading.sources.has(path)) reading.attempt(path, () => reading.instance(path, text))
  }
  return reading
}

function isSoftware(path: string, text: string): boolean {
  if (!path.endsWith('.cfg')) return false
  const name = path.slice(folderOf(path).length + 1)
  return /^(?:software|buildout)\b/.test(name) || text.includes('${:_profile_base_location_}')
}

class Reading implements ReleaseTexts {
  readonly texts: ReleaseText[] = []
  readonly unread = new Map<string, Spot>()
  readonly diagnostics: Diagnostic[] = []
  readonly sources = new Map<string, string>()
  #imports: Imports | undefined
  /** What the software is known to fill in, whether or not it looks so. */
  readonly #filledIn: ReadonlySet<string | undefined>

  constructor(
    readonly release: ReleaseFiles,
    readonly given: Given,
  ) {
    const makings = release.release?.makings ?? []
    const filled = makings.filter(({ artefact, unit }) => !unit && artefact.making === 'fill')
    this.#filledIn = new Set(filled.map(({ artefact }) => artefact.input))
  }

  attempt(path: string, read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      this.sources.set(path, this.release.files.get(path)!)
      this.#lessThanWhole(error, 'it is left out of what is compared')
    }
  }

  #lessThanWhole(error: ResilientError, what: string): void {
    const [{ message, ...first }] = error.diagnostics
    this.diagnostics.push({ ...first, severity: 'info', message: `${what}: ${message}` })
  }

  /** A profile that builds the software, and all that it extends. */
  software(path: string, text: string): void {
    const { reader } = this.release
    const { profiles } = resolveProfile(this.#parse(text, path), { path, reader })
    for (const [each, profile] of profiles) {
      const extended = profile.sections.get('buildout')?.get('extends')
      for (const name of words(extended?.value ?? '')) {
        const target = isUrl(name) ? name : joinPath(folderOf(each), name)
        // Of two folders the same is meant by the end of the name.
        if (!profiles.has(target) && !this.unread.has(name))
          this.unread.set(name, { file: each, range: rangeOf(profile, extended!, name) })
      }
      if (this.sources.has(each)) continue
      this.sources.set(each, profile.text)
      this.texts.push({
        path: each,
        profile,
        level: 'software',
        isFilledIn: false,
        place: (start, end) => ({ file: each, range: profile.range(start, end) }),
      })
    }
  }

  /** A profile of the instance, as the software fills it in or Jinja2 renders it. */
  instance(path: string, text: string): void {
    this.sources.set(path, text)
    const whole = this.#parsed(path, text)
    const isFilledIn =
      this.#filledIn.has(path) || levelOf(whole, references) === 'software-template'
    const rendered = isTemplate(path, text) && !isFilledIn ? this.rendered(path, text) : []
    if (rendered.length > 0) for (const each of rendered) this.texts.push(each)
    else {
      const source = new Lines(text)
      this.texts.push({
        path,
        profile: whole,
        level: 'instance',
        isFilledIn,
        isWritten: isTemplate(path, text) && !isFilledIn,
        place: (start, end) => ({ file: path, range: inSource(whole, source, text, start, end) }),
      })
    }
  }

  /** What a template renders to, with none and each of the parameters that it reads. */
  rendered(path: string, text: string): ReleaseText[] {
    const made = new Map<string, ReleaseText>()
    let failed: ResilientError | undefined
    for (const context of this.#contexts(text)) {
      try {
        const rendered = renderWithPlaces(text, {
          ...this.given,
          file: path,
          context,
          imports: (this.#imports ??= importsOf(this.release.files, this.texts)),
          assume: assumeOf(context),
          load: (name, from) => this.#beside(name, from),
        })
        for (const [file, source] of rendered.sources) this.sources.set(file, source)
        made.set(rendered.text, {
          path,
          profile: this.#parse(rendered.text, path),
          level: 'instance',
          isFilledIn: false,
          place: (start, end) => placeOf(rendered, start, end),
        })
      } catch (error) {
        // With a parameter that was made up it need not work.
        if (!(error instanceof ResilientError)) throw error
        failed ??= error
      }
    }
    if (made.size === 0 && failed)
      this.#lessThanWhole(failed, 'it is compared as it stands, without being rendered')
    return [...made.values()]
  }

  /** The parameters that are given, or else none and each that the template reads. */
  #contexts(text: string): Map<string, unknown>[] {
    const { context = {} } = this.given
    const given = new Map<string, unknown>(
      context instanceof Map ? context : Object.entries(context),
    )
    const own = given.get('slapparameter_dict')
    if (own instanceof Map ? own.size > 0 : own !== undefined) return [given]
    return variantsOfReads(text).map(
      ({ parameters }) => new Map([...given, ['slapparameter_dict', parameters]]),
    )
  }

  #beside(name: string, from: string): { file: string; text: string } | undefined {
    const file = joinPath(folderOf(from), name)
    const text = this.release.files.get(file)
    return text === undefined ? undefined : { file, text }
  }

  #parse(text: string, file: string): Profile {
    const { platform } = this.given
    return parseProfile(text, { file, ...(platform ? { platform } : {}) })
  }

  /** The profile as it stands where it can be read so; without what Jinja2 makes of it else. */
  #parsed(path: string, text: string): Profile {
    try {
      return this.#parse(text, path)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      return this.#parse(loosely(text), path)
    }
  }
}

/** Where a value has a word. */
function rangeOf(profile: Profile, { valueStart, end }: Assignment, word: string): Range {
  const start = valueStart + Math.max(0, indexOfName(profile.text.slice(valueStart, end), word))
  return profile.range(start, start + word.length)
}

/** A stretch of a text without tags in the text with them: on the same line. */
function inSource(
  profile: Profile,
  source: Lines,
  text: string,
  start: number,
  end: number,
): Range {
  if (profile.text === text) return source.range(start, end)
  const { line } = profile.range(start, end).start
  const from = source.start(line)
  const words = profile.text.slice(start, end).split('\n')[0]!
  const next = text.indexOf('\n', from)
  const at = text.slice(from, next < 0 ? text.length : next).indexOf(words)
  const begin = from + Math.max(0, at)
  return source.range(begin, at < 0 ? Math.max(next, begin) : begin + words.length)
}

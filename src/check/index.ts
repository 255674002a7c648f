// Checks of profiles: every rule run, its findings placed and put in order. Knows diagnostics,
// buildout, python and release.
import { resolve } from 'node:path'
import { nodeReader } from '../buildout/files/reader.js'
import {
  parseProfile,
  platformShape,
  resolveProfile,
  type Platform,
  type Profile,
  type ProfileReader,
  type Resolved,
} from '../buildout/index.js'
import {
  checkGiven,
  checkText,
  placeShape,
  ResilientError,
  shape,
  type Diagnostic,
  type Shape,
} from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import { dynamicSections, LevelView } from '../release/index.js'
import { withoutAbout } from './about.js'
import { bounded } from './bounded.js'
import { withoutConsequences } from './consequences.js'
import { Context, type Place } from './context.js'
import { givenSections, nodeSections } from './given.js'
import type { Level } from './level.js'
import { md5sumOf } from './md5.js'
import { demandFindings } from './release/demands.js'
import { isRoot } from './root.js'
import { findingsOf, byFileAndPlace, ownPlace, placeFinding } from './run.js'
import { isUnresolved } from './unresolved.js'

export { byFileAndPlace, mistakeOf } from './run.js'
export type { Place } from './context.js'
export type { Level } from './level.js'
export type { Stretch } from './finding.js'

/** What {@link checkProfile} knows besides the text. */
export interface CheckOptions {
  /** The profile's name in findings and, without `path`, where it is. */
  file?: string
  /** The profile's path, from whose folder it extends others. */
  path?: string
  /** Gives the text of a profile that is extended; files of the disk unless said. */
  reader?: ProfileReader
  /** What one file may hold, in bytes; 16 MiB unless said. */
  sizeLimit?: number
  /** Sections that somebody else gives, besides those of the node and of the monitor's template. */
  given?: Iterable<string>
  /** What conditions are decided for. */
  platform?: Platform
  /** Who reads the profile; what its text tells unless said. */
  level?: Level
  /** Where a stretch of a profile is for people; in the profile itself unless said. */
  place?: Place
  /** Takes the text of every file that findings may point into. */
  sources?: Map<string, string>
}

const { amount, callback, oneOf, text } = shape

const names: Shape = {
  expected: 'names of sections, such as a list or a Set of them',
  is: (value) => typeof value === 'object' && value !== null && Symbol.iterator in value,
}

/** The names that are given, which may be there to go through only once. */
function namesOf(given: Iterable<string>): string[] {
  let found: string[] = []
  const isText = (): boolean => {
    found = [...given]
    return found.every(text.is)
  }
  checkGiven('"given" of the options', given, { ...names, is: isText })
  return found
}

const taken: Shape = {
  ...shape.map,
  is: (value) => shape.map.is(value) && typeof (value as { set?: unknown }).set === 'function',
}

const checkOptions = shape.optionsOf<CheckOptions>({
  file: text,
  path: text,
  reader: callback,
  sizeLimit: amount,
  given: names,
  platform: platformShape,
  level: oneOf('plain', 'jinja', 'software-template'),
  place: callback,
  sources: taken,
})

/**
 * What will fail, or not do what it seems to, once a profile is deployed. Never throws for what the
 * profile holds: text that is not a profile is a finding too.
 */
export function checkProfile(text: string, options: CheckOptions = {}): Diagnostic[] {
  checkText('the profile', text)
  checkGiven('the options', options, checkOptions)
  const { file, platform, sources, given } = options
  const sections = namesOf(given ?? [])
  if (file !== undefined) sources?.set(file, text)
  try {
    const profile = parseProfile(text, {
      ...(file === undefined ? {} : { file }),
      ...(platform === undefined ? {} : { platform }),
    })
    return bounded(undefined, () =>
      checkParsed(profile, { ...options, ...checkedPlace(options), given: sections }),
    )
  } catch (error) {
    if (!(error instanceof ResilientError) || error.diagnostics[0].code === 'bad-argument')
      throw error
    return error.diagnostics.map((diagnostic) => withHint(diagnostic, text))
  }
}

/** The caller's `place`, held to what it must give. */
function checkedPlace({ place }: CheckOptions): Pick<CheckOptions, 'place'> {
  if (!place) return {}
  return {
    place: (stretch) => {
      const found: unknown = place(stretch)
      checkGiven('what place() gives', found, placeShape)
      return found as ReturnType<Place>
    },
  }
}

/** The same for a profile that is parsed already: `place` leads back to where its text came from. */
function checkParsed(profile: Profile, options: CheckOptions = {}): Diagnostic[] {
  const { file = 'profile.cfg', reader = nodeReader, place = ownPlace, sources } = options
  const isGiven = givenTo(profile, options)
  const path = resolve(options.path ?? file)
  const resolved = resolveProfile(profile, { path, reader, given: isGiven })
  noteSources(profile, resolved, sources)
  const context = new Context(profile, resolved, options.level, { isGiven }, sumsOf(options))
  const found = withoutConsequences([...findingsOf(context, place), ...demandsOf(context, place)])
  return byFileAndPlace(found.map(withoutAbout))
}

/** A profile that was rendered, of which not all is known. */
export interface RenderedProfile {
  text: string
  /** Whether sections or options may be missing that what is not known would give. */
  isOpen: boolean
  /** The templates that it was rendered from. */
  templates: readonly string[]
  /** How tests of what is not known came out. */
  way: boolean
}

/** What is wrong with a profile that was rendered; nothing is said of what depends on unknowns. */
export function checkRendered(
  { text, isOpen, templates, way }: RenderedProfile,
  options: CheckOptions & { file: string },
): Diagnostic[] {
  const { file, platform, reader = nodeReader, place = ownPlace, sources } = options
  try {
    const profile = parseProfile(text, { file, ...(platform ? { platform } : {}) })
    const isGiven = givenTo(profile, options)
    const resolved = resolveProfile(profile, {
      path: resolve(options.path ?? file),
      reader,
      given: (section) => isGiven(section) || holdsUnknown(section),
      isLater: holdsUnknown,
    })
    noteSources(profile, resolved, sources)
    const whole = { ...resolved, complete: resolved.complete && !isOpen }
    const view = new LevelView(whole, way, false, templates.flatMap(dynamicSections))
    const context = new Context(
      profile,
      whole,
      'jinja',
      {
        isGiven: (section) => isGiven(section) || view.isGiven(section),
        isOpen: (section, option) => view.isDynamic(section, option),
        mayBeAny: (section) => !isGiven(section) && view.mayBeAny(section),
      },
      sumsOf(options),
    )
    const found = withoutConsequences([...findingsOf(context, place), ...demandsOf(context, place)])
    return byFileAndPlace(found.filter((each) => !isUnresolved(each)))
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return error.diagnostics.filter((each) => !isUnresolved(each))
  }
}

/** The sections that a profile need not have. */
function givenTo(profile: Profile, options: CheckOptions): (section: string) => boolean {
  const known = isRoot(profile) ? nodeSections : givenSections
  const given = new Set([...known, ...(options.given ?? [])])
  return (section) => given.has(section)
}

/** The sums of files, as far as they may be read. */
function sumsOf({ sizeLimit }: CheckOptions): (path: string) => string | undefined {
  return (path) => md5sumOf(path, sizeLimit)
}

function noteSources(
  profile: Profile,
  { profiles }: Resolved,
  sources: Map<string, string> | undefined,
): void {
  for (const [name, other] of profiles) if (other !== profile) sources?.set(name, other.text)
}

function demandsOf(context: Context, place: Place): Diagnostic[] {
  // A template of the software level is read as its first pass leaves it, which is not known.
  if (context.level === 'software-template') return []
  return [...demandFindings(context)].map((each) => placeFinding(each, place))
}

function withHint(diagnostic: Diagnostic, text: string): Diagnostic {
  if (diagnostic.hint !== undefined || !/\{%|\{\{/.test(text)) return diagnostic
  return {
    ...diagnostic,
    hint: 'this is a Jinja2 template: give what it is rendered with (--parameters, --context)',
  }
}

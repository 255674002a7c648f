// Checks of profiles: every rule run, its findings placed and put in order. Knows diagnostics
// and buildout.
import { resolve } from 'node:path'
import { nodeReader } from '../buildout/files/reader.js'
import {
  parseProfile,
  resolveProfile,
  type Platform,
  type Profile,
  type ProfileReader,
} from '../buildout/index.js'
import { ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { Context, type Place } from './context.js'
import { givenSections, nodeSections } from './given.js'
import type { Level } from './level.js'
import { md5sumOf } from './md5.js'
import { isRoot } from './root.js'
import { findingsOf, inOrder, ownPlace } from './run.js'

export { inOrder } from './run.js'
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

/**
 * What will fail, or not do what it seems to, once a profile is deployed. Never throws for what the
 * profile holds: text that is no profile is a finding too.
 */
export function checkProfile(text: string, options: CheckOptions = {}): Diagnostic[] {
  const { file, platform, sources } = options
  if (file !== undefined) sources?.set(file, text)
  try {
    const profile = parseProfile(text, {
      ...(file === undefined ? {} : { file }),
      ...(platform === undefined ? {} : { platform }),
    })
    return checkParsed(profile, options)
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return error.diagnostics.map((diagnostic) => withHint(diagnostic, text))
  }
}

/** The same for a profile that is parsed already, or rendered: `place` leads back to the template. */
export function checkParsed(profile: Profile, options: CheckOptions = {}): Diagnostic[] {
  const { file = 'profile.cfg', reader = nodeReader, place = ownPlace, sources } = options
  const known = isRoot(profile) ? nodeSections : givenSections
  const given = new Set([...known, ...(options.given ?? [])])
  const isGiven = (section: string): boolean => given.has(section)
  const path = resolve(options.path ?? file)
  const resolved = resolveProfile(profile, { path, reader, given: isGiven })
  for (const [name, other] of resolved.profiles)
    if (other !== profile) sources?.set(name, other.text)
  const md5sum = (each: string): string | undefined => md5sumOf(each, options.sizeLimit)
  const context = new Context(profile, resolved, options.level, isGiven, md5sum)
  return inOrder(findingsOf(context, place))
}

function withHint(diagnostic: Diagnostic, text: string): Diagnostic {
  if (diagnostic.hint !== undefined || !/\{%|\{\{/.test(text)) return diagnostic
  return { ...diagnostic, hint: 'this is a Jinja2 template: check what it renders to' }
}

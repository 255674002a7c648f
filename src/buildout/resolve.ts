// A profile put together as buildout does it: extends, defaults, macros, references. Knows
// diagnostics.
import type { Diagnostic } from '../diagnostics/index.js'
import { defaultSection, defaultVersions } from './defaults.js'
import { extendProfile, type ProfileReader } from './extends.js'
import { expandMacros } from './macros.js'
import { Setting, updateSections, type Section, type Sections } from './merge.js'
import { folderOf, joinPath } from './path.js'
import type { Profile } from './profile.js'
import { Substitution } from './substitute.js'

export interface ResolveOptions {
  /** The profile's path; what it extends counts from its folder. */
  path: string
  /** Gives the text of a profile that is extended. */
  reader: ProfileReader
  /** Sections that somebody else gives: the node, a template that is extended later. */
  given?: (section: string) => boolean
  /** The folder in which buildout runs; the profile's unless said. */
  directory?: string
  /** Names under `extends` that lead to what is not read. */
  isLater?: (name: string) => boolean
}

/** A profile as buildout sees it once everything is put together. */
export interface Resolved {
  profile: Profile
  /** Every profile that was read, by its path. */
  profiles: ReadonlyMap<string, Profile>
  /** The paths of what each of them extends itself. */
  extending: ReadonlyMap<string, readonly string[]>
  /** What `buildout annotate` shows: all profiles merged, macros and references as they stand. */
  annotated: Sections
  /** With what macros give. */
  sections: Sections
  /** Sections that lack what a missing macro would give, or what only the node can tell. */
  incomplete: ReadonlySet<string>
  /** The options that sections may have, by conditions that only the node can decide. */
  undecided: ReadonlyMap<string, ReadonlySet<string>>
  /** What is extended but was not read: URLs, and names that are filled in later. */
  unread: readonly string[]
  /** Whether everything that is extended was read. */
  complete: boolean
  diagnostics: Diagnostic[]
  /** The value of an option with its references replaced; undefined where that cannot be known. */
  value(section: string, option: string): string | undefined
}

/**
 * Puts a profile together as zc.buildout 2.13.2 does: what it extends, the defaults of `[buildout]`,
 * `+=` and `-=`, macros, references. Findings are collected, nothing is thrown.
 */
export function resolveProfile(profile: Profile, options: ResolveOptions): Resolved {
  const { path, reader, given = () => false } = options
  const extended = extendProfile(profile, path, reader, options.isLater)
  const folder = options.directory ?? folderOf(path)
  const annotated: Sections = new Map([['buildout', defaultSection(folder)]])
  updateSections(annotated, extended.sections)
  const buildout = annotated.get('buildout')!
  addVersions(annotated, buildout)
  placeDirectories(buildout, folder)
  const undecided = undecidedOf(extended.profiles)
  const isKnown = (section: string): boolean =>
    !extended.complete || given(section) || undecided.has(section)
  const expanded = expandMacros(annotated, isKnown, undecided)
  const substitution = new Substitution(
    expanded.sections,
    (section, option) => undecided.get(section)?.has(option) === true,
  )
  return {
    profile,
    profiles: extended.profiles,
    extending: extended.extending,
    annotated,
    sections: expanded.sections,
    incomplete: expanded.incomplete,
    undecided,
    unread: extended.unread,
    complete: extended.complete,
    diagnostics: [...extended.diagnostics, ...expanded.diagnostics],
    value: (section, option) => substitution.value(section, option),
  }
}

function undecidedOf(profiles: ReadonlyMap<string, Profile>): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>()
  for (const { undecided } of profiles.values())
    for (const [name, options] of undecided)
      all.set(name, new Set([...(all.get(name) ?? []), ...options]))
  return all
}

function addVersions(sections: Sections, buildout: Section): void {
  if (!buildout.has('versions')) {
    buildout.set('versions', Setting.of('versions', 'DEFAULT_VALUE'))
    if (!sections.has('versions')) sections.set('versions', new Map())
  }
  const versions = sections.get(buildout.get('versions')!.value)
  if (!versions) return
  for (const [name, version] of Object.entries(defaultVersions))
    if (!versions.has(name)) versions.set(name, Setting.of(version, 'DEFAULT_VALUE'))
}

/** A relative folder counts from the file that set it. */
function placeDirectories(buildout: Section, folder: string): void {
  for (const name of ['download-cache', 'eggs-directory', 'extends-cache']) {
    const setting = buildout.get(name)
    if (!setting || /^[/~]|\$\{/.test(setting.value)) continue
    const { source } = setting.last
    const base = source.endsWith('_VALUE')
      ? (buildout.get('directory')?.value ?? folder)
      : folderOf(source)
    const place = joinPath(base, setting.value)
    buildout.set(name, setting.then('DIRECTORY', place, place, setting.last))
  }
}

// What a release is, as its own files say it: from software.cfg to every profile that an instance runs. Knows
// diagnostics and buildout.
import type { Assignment, Platform, Profile, ProfileReader, Resolved } from '../buildout/index.js'
import type { Diagnostic } from '../diagnostics/index.js'
import type { Artefact } from './artefacts.js'
import type { LevelView } from './level.js'
import type { Made, Maker, Scope } from './making.js'
import type { MacroCall } from './render.js'
import type { MappedText } from './text.js'
import type { World } from './worlds.js'

/** What `readRelease` is given besides the path of software.cfg. */
export interface ReleaseOptions {
  /** Gives the text of a file; throws a ResilientError where it cannot. */
  reader: ProfileReader
  /** What conditions are decided for. */
  platform?: Platform
  /** The texts of macros that are not the author's: what fails in them is reported at their call. */
  atHand?: Readonly<Record<string, string>>
  /** Whether an option that no profile sets is certainly none of a section's, whatever its recipe does; never unless said. */
  isMissing?: (view: LevelView, section: string, option: string) => boolean
  /** Follows one software type alone. */
  softwareType?: string
}

/** A profile of the instance, as one way of the unknown tests makes it. */
export interface Variant {
  way: boolean
  profile: Profile
  resolved: Resolved
  view: LevelView
  /** Whether Jinja2 rendered it last. */
  isRendered: boolean
  calls: readonly MacroCall[]
  /** The made texts that the profile and what it extends consist of, by their paths. */
  texts: ReadonlyMap<string, MappedText>
  /** What was made for it, by the paths that were asked for. */
  asked: ReadonlyMap<string, Made | undefined>
  /** The worlds that come to it. */
  worlds: World[]
  /** The unknowns that print lines of their own into it. */
  printed: readonly string[]
}

/** A profile that an instance runs. */
export interface Unit {
  artefact: Artefact
  scope: Scope
  /** The software types that run it; none for the root, which runs for each. */
  types: Set<string>
  /** The file of the tree that it is made from, where it is one. */
  file: string | undefined
  /** One for each way; the second is left out where nothing is different. */
  variants: Variant[]
  /** The reason it failed, where there is no variant. */
  failures: Diagnostic[][]
  /**
   * The same where other branches are taken than either way takes: for what is wrong in those alone, and,
   * of an instance, for what the tests come to otherwise together.
   */
  further: Pick<Unit, 'variants' | 'failures'>
  /** The scope of its own sections. */
  own: Scope | undefined
}

/** A profile in every way that it was made. */
export function waysOf({ variants, further }: Pick<Unit, 'variants' | 'further'>): Variant[] {
  return [...variants, ...further.variants]
}

/** One type of a switch. */
export interface SwitchEntry {
  type: string
  value: string
  section: string
  option: string
  /** The switch that it stands in, and where. */
  switch: string
  assignment: Assignment | undefined
  unit: Unit
  /** The profile that it leads to; undefined where that is not known. */
  target: Unit | undefined
  /** Whether it was not looked at, since another type was asked for. */
  isLeftOut: boolean
}

/** A section that makes a file, wherever it stands. */
export interface Making {
  artefact: Artefact
  scope: Scope
  /** The profile that the section is of; undefined at software level. */
  unit: Unit | undefined
}

/** A software release. */
export interface Release {
  path: string
  options: ReleaseOptions
  software: { profile: Profile; resolved: Resolved; view: LevelView; scope: Scope }
  root: Unit | undefined
  /** Every profile that an instance runs, the root first. */
  units: Unit[]
  entries: SwitchEntry[]
  makings: Making[]
  maker: Maker
}

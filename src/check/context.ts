// What rules ask of a profile that is put together. Knows diagnostics, buildout, python and release.
import type {
  Assignment,
  Profile,
  Reference,
  Resolved,
  Section,
  Setting,
} from '../buildout/index.js'
import { macrosOf, references, spaceClass, strip, words } from '../buildout/index.js'
import { mayLook, nearest, type Range } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import { mayBeSame, namedBy, namingOptions, type Named } from '../release/index.js'
import type { Finding, Stretch } from './finding.js'
import { levelOf, type Level } from './level.js'
import { WordPlaces } from './word-places.js'

/** One rule, one file; it yields what it finds. */
export type Rule = (context: Context) => Iterable<Finding>

/** Where a stretch of a profile is, as people see it: a rendered profile's is in its template. */
export type Place = (stretch: Stretch) => { file?: string; range?: Range }

/** What is known of sections besides what profiles say. */
export interface Knowledge {
  /** Whether somebody else gives a section that no profile has. */
  isGiven(section: string): boolean
  /** Whether a section may have options that are not seen. */
  isOpen(section: string, option?: string): boolean
  /** Whether a section is there only if a name of which nothing is known is its own. */
  mayBeAny(section: string): boolean
  /** Whether a profile is the release's own, and none of a stack's. */
  isOwn(file: string): boolean
}

const nothing = (): string[] => []

/** Comments in a list of words. */
const comments = new RegExp(`(^|[${spaceClass}])[#;][^\\n]*`, 'g')

/** The names in a list of parts, without what is meant to be a comment. */
export function partNames(value: string): string[] {
  return words(value.replace(comments, '$1'))
}

/** A profile, put together, and what rules ask about it. */
export class Context {
  #reached: Set<string> | undefined
  #inherited: Set<string> | undefined
  #referring: Map<string, [option: string, setting: Setting][]> | undefined
  #knowsParts: boolean | undefined
  readonly #read = new Map<string, readonly Reference[]>()
  readonly #places = new WordPlaces()
  /** Who reads the profile; what its text tells unless said. */
  readonly level: Level
  /** The sections of the checked profile and of all that it extends, with what macros give. */
  readonly sections: ReadonlyMap<string, Section>

  constructor(
    readonly profile: Profile,
    readonly resolved: Resolved,
    level: Level | undefined,
    readonly known: Pick<Knowledge, 'isGiven'> & Partial<Knowledge>,
    /** The MD5 sum of a file, undefined where there is none. */
    readonly md5sum: (path: string) => string | undefined,
    /** The sections that the files which a section makes refer to. */
    readonly reads: (section: string) => Iterable<string> = nothing,
  ) {
    this.sections = resolved.sections
    this.level = level ?? levelOf(profile, (value) => this.allReferences(value))
  }

  /** Whether somebody else gives a section that no profile has, or a condition that only the node decides. */
  isGiven(section: string): boolean {
    if (this.known.isGiven(section)) return true
    return this.resolved.undecided.has(section) && !this.sections.has(section)
  }

  /** Whether a section may have options that are not seen, or one that is. */
  isOpen(section: string, option?: string): boolean {
    return this.known.isOpen?.(section, option) === true
  }

  /** Whether a section is there only if a name of which nothing is known is its own. */
  mayBeAny(section: string): boolean {
    return this.known.mayBeAny?.(section) === true
  }

  /** Whether a profile is the release's own, and none of a stack's. */
  isOwn(file: string): boolean {
    return this.known.isOwn?.(file) === true
  }

  /** Whether it is seen as a part of its release, of which all is known that can be. */
  get isOfRelease(): boolean {
    return this.reads !== nothing
  }

  /** Whether all that the profile extends was read, so that what is missing is missing. */
  get complete(): boolean {
    return this.resolved.complete
  }

  /** The references of a value that are for the level of the checked profile's own sections. */
  references(value: string): readonly Reference[] {
    const all = this.allReferences(value)
    const escaped = this.level === 'software-template'
    return all.length === 0 ? all : all.filter((reference) => reference.escaped === escaped)
  }

  /** Those for whichever level. Half of the rules ask, so a value is read once. */
  allReferences(value: string): readonly Reference[] {
    if (!value.includes('${')) return []
    const known = this.#read.get(value)
    if (known) return known
    const found = references(value)
    this.#read.set(value, found)
    return found
  }

  /** Whether a name of which a part is not known may be that of a section. */
  mayBeSection(name: string): boolean {
    const { undecided } = this.resolved
    if (!mayLook(this.sections.size)) return true
    const names = [...this.sections.keys(), ...undecided.keys()]
    return this.isGiven(name) || names.some((each) => mayBeSame(each, name))
  }

  /** The names in `parts`, where they can be known. */
  parts(): string[] {
    return this.#parts().filter((name) => !holdsUnknown(name))
  }

  /** Those of which a part is not known. */
  unknownParts(): string[] {
    return this.#parts().filter(holdsUnknown)
  }

  #parts(): string[] {
    const setting = this.sections.get('buildout')?.get('parts')
    if (!setting) return []
    const value = this.resolved.value('buildout', 'parts') ?? setting.value
    // What Jinja2 fills in is not known here.
    const known = value.replace(comments, '$1').replace(/\{\{[^{}]*\}\}|\{%[^%]*%\}/g, '{}')
    return words(known).filter((name) => !/[{}$]/.test(name))
  }

  /** Whether all parts are known, so that a section which none leads to is read by nobody. */
  get knowsParts(): boolean {
    return (this.#knowsParts ??= this.#partsAreKnown())
  }

  #partsAreKnown(): boolean {
    const undecided = this.resolved.undecided.get('buildout')
    if (['parts', 'parts +', 'parts -', '<'].some((name) => undecided?.has(name))) return false
    const value = this.complete ? this.resolved.value('buildout', 'parts') : undefined
    return (
      value !== undefined && !/[{}$]/.test(value) && !holdsUnknown(value) && words(value).length > 0
    )
  }

  /** The sections that buildout comes to from the parts; all that buildout never reads may be unfinished. */
  get reached(): ReadonlySet<string> {
    if (this.#reached) return this.#reached
    // What a loop over what is not known names is read as soon as it is gone through.
    const looped = this.unknownParts().filter((name) => this.sections.has(name))
    const reached = new Set(['buildout', ...this.parts(), ...looped])
    for (const name of reached) {
      const section = this.sections.get(name)
      for (const setting of section?.values() ?? [])
        for (const reference of this.references(setting.value))
          reached.add(reference.section || name)
      const dependencies = section?.get('<part-dependencies>')?.value ?? ''
      for (const dependency of words(dependencies)) reached.add(dependency)
      for (const read of this.#readByTemplate(name, section)) reached.add(read)
      for (const type of readBySwitch(section)) reached.add(type)
      for (const { section: named } of this.named(section)) reached.add(named)
      for (const read of this.reads(name)) reached.add(read)
    }
    return (this.#reached = reached)
  }

  /** The sections that slapos.recipe.template:jinja2 reads for a template's context. */
  *#readByTemplate(name: string, section: Section | undefined): Generator<string> {
    if (!section?.get('recipe')?.value.includes('slapos.recipe.template:jinja2')) return
    // Some of its lines may stand in another option.
    const value = this.resolved.value(name, 'context') ?? section.get('context')?.value ?? ''
    for (const line of value.split('\n')) {
      const [kind, , what] = words(line)
      if (kind === 'section' && what !== undefined) yield what
      else if (kind === 'key' && what?.includes(':') === true)
        yield what.slice(0, what.indexOf(':'))
    }
  }

  /** The sections that the recipe of a section opens by name, and the options in which it does. */
  *named(section: Section | undefined): Generator<Named & { setting: Setting; in: string }> {
    for (const option of namingOptions) {
      const setting = section?.get(option)
      if (!setting) continue
      for (const named of namedBy(option, setting.value, (key) => section!.has(key)))
        yield { ...named, setting, in: option }
    }
  }

  /** The options of each section that may refer to others: few do, and several rules go through them. */
  get referring(): ReadonlyMap<string, readonly (readonly [option: string, setting: Setting])[]> {
    if (this.#referring) return this.#referring
    this.#referring = new Map()
    for (const [name, section] of this.sections) {
      const options = [...section].filter(([, { value }]) => value.includes('${'))
      if (options.length > 0) this.#referring.set(name, options)
    }
    return this.#referring
  }

  /** Whether a line of a profile has a text: none of the options holds what no line has. */
  mentions(text: string): boolean {
    const { profile, resolved } = this
    if (profile.text.includes(text)) return true
    for (const other of resolved.profiles.values()) if (other.text.includes(text)) return true
    return false
  }

  /** The options that hold a text, in sections that are meant to work as they stand. */
  *settingsWith(
    text: string,
  ): Generator<{ name: string; option: string; setting: Setting; assignment: Assignment }> {
    if (!this.mentions(text)) return
    for (const [name, section] of this.sections) {
      for (const [option, setting] of section) {
        const { value, assignment } = setting
        if (value.includes(text) && assignment && this.isUsed(name))
          yield { name, option, setting, assignment }
      }
    }
  }

  /** The sections that others inherit. */
  get inherited(): ReadonlySet<string> {
    if (this.#inherited) return this.#inherited
    this.#inherited = new Set()
    for (const section of this.resolved.annotated.values())
      for (const name of macrosOf(section)) this.#inherited.add(name)
    return this.#inherited
  }

  /** The name that may be meant. */
  near(
    name: string,
    candidates: ReadonlyMap<string, unknown> | readonly string[],
  ): string | undefined {
    return nearest(name, 'size' in candidates ? candidates.keys() : candidates)
  }

  /** Whether a section is meant to work as it stands: parts lead to it, or it is the profile's own. */
  isUsed(name: string): boolean {
    if (this.reached.has(name)) return true
    if (this.knowsParts) return false
    return !this.inherited.has(name) && this.profile.sections.has(name)
  }

  /** Where a text stands in what set an option; the whole option where it is not found. */
  locate(assignment: Assignment, text: string): Stretch {
    const { profile, start, end, valueStart } = assignment
    const index = this.#places.find(profile.text.slice(valueStart, end), text)
    if (text === '' || index < 0) return { profile, start, end }
    return { profile, start: valueStart + index, end: valueStart + index + text.length }
  }

  /** The step of an option's history that wrote a text, the latest one first. */
  writerOf(setting: Setting, text: string): Assignment | undefined {
    const written = setting.history.reverse().filter(({ assignment }) => assignment)
    const found = written.find(
      ({ operation, value }) => operation !== 'REMOVE' && this.#places.find(value, text) >= 0,
    )
    return (found ?? written[0])?.assignment
  }
}

/** The sections of the types of a switch: one of them is read, and which one only the node knows. */
function* readBySwitch(section: ReadonlyMap<string, Setting> | undefined): Generator<string> {
  if (!/^slapos\.cookbook:(?:switch-)?softwaretype$/.test(section?.get('recipe')?.value ?? ''))
    return
  for (const { value } of section!.values()) {
    const [name, option] = strip(value).split(':')
    if (option !== undefined && name !== '' && !value.includes('$')) yield name!
  }
}

// What all profiles of a release say of a section, whichever of them an instance reads. Knows
// buildout and release.
import {
  macrosOf,
  references,
  Setting,
  words,
  type Assignment,
  type Section,
} from '../../buildout/index.js'
import { namedBy } from '../../release/index.js'
import { unnamed } from './tags.js'
import type { ReleaseText, ReleaseTexts } from './texts.js'

export type TextLevel = ReleaseText['level']

/** A section as one text has it. */
export interface Entry {
  text: ReleaseText
  name: string
  assignments: ReadonlyMap<string, Assignment>
}

/** Something that leads from a text to a section, or to an option of it. */
export interface Lead {
  level: TextLevel
  section: string
  /** Undefined where the whole section is meant. */
  option: string | undefined
  /** As it is written. */
  written: string
  from: { entry: Entry; assignment: Assignment }
}

/** No value that people write has more; a loop ends there. */
const mostReferences = 500

/** The sections of a release, each with what every text says of it. */
export class Union {
  readonly #entries: Record<TextLevel, Map<string, Entry[]>> = {
    software: new Map(),
    instance: new Map(),
  }
  readonly #sections: Record<TextLevel, Map<string, Section>> = {
    software: new Map(),
    instance: new Map(),
  }
  readonly #leads: Lead[] = []
  readonly #used: Record<TextLevel, Set<string>> = { software: new Set(), instance: new Set() }

  constructor(readonly release: ReleaseTexts) {
    for (const text of release.texts) {
      for (const [name, assignments] of text.profile.sections) {
        if (name === unnamed || /[{}]/.test(name)) continue
        const entry = { text, name, assignments }
        const entries = this.#entries[text.level].get(name)
        if (entries) entries.push(entry)
        else this.#entries[text.level].set(name, [entry])
      }
    }
    for (const entry of this.all()) {
      for (const lead of leadsOf(entry)) {
        this.#leads.push(lead)
        if (lead.section !== entry.name) this.#used[lead.level].add(lead.section)
      }
    }
  }

  *all(level?: TextLevel): Iterable<Entry> {
    for (const each of level ? [level] : (['software', 'instance'] as const))
      for (const entries of this.#entries[each].values()) yield* entries
  }

  names(level: TextLevel): Iterable<string> {
    return this.#entries[level].keys()
  }

  has(level: TextLevel, name: string): boolean {
    return this.#entries[level].has(name)
  }

  entries(level: TextLevel, name: string): readonly Entry[] {
    return this.#entries[level].get(name) ?? []
  }

  /** Whether buildout comes to a section from the parts; of profiles that stand alone, whether it is there. */
  isReached(name: string): boolean {
    return this.has('instance', name)
  }

  /** The parts that are installed, as far as they are known. */
  get parts(): readonly string[] {
    return []
  }

  /** Whether all parts are known. */
  get knowsParts(): boolean {
    return false
  }

  get leads(): readonly Lead[] {
    return this.#leads
  }

  /** Whether a profile may have what another of its name has, and is not seen: it could not be rendered. */
  mayHold({ text }: Entry): boolean {
    const name = text.path.slice(text.path.lastIndexOf('/') + 1)
    return this.release.texts.some((each) => each.isWritten && each.path.endsWith(`/${name}`))
  }

  /** Whether another section leads to this one. */
  isUsed(level: TextLevel, name: string): boolean {
    return this.#used[level].has(name)
  }

  /** The options of a section: its own, and what it inherits. */
  section(level: TextLevel, name: string): Section {
    const known = this.#sections[level].get(name)
    if (known) return known
    const section: Section = new Map()
    // Who inherits itself finds it as far as it is.
    this.#sections[level].set(name, section)
    for (const { assignments } of this.entries(level, name)) {
      for (const macro of macrosOf(assignments))
        for (const [option, setting] of this.section(level, macro))
          if (!section.has(option)) section.set(option, setting)
    }
    for (const { assignments, text } of this.entries(level, name).toReversed())
      for (const assignment of assignments.values())
        if (assignment.name !== '<')
          section.set(assignment.option, Setting.of(assignment.value, text.path, assignment))
    return section
  }

  recipe(level: TextLevel, name: string): string {
    return this.section(level, name).get('recipe')?.value ?? ''
  }

  /** The value of an option, its references replaced where profiles tell what they are. */
  value(entry: Entry, option: string): string | undefined {
    const assignment = this.#assignmentOf(entry, option)
    return assignment && this.#replaced(entry, assignment, { left: mostReferences })
  }

  #assignmentOf({ assignments, name, text }: Entry, option: string): Assignment | undefined {
    return assignments.get(option) ?? this.section(text.level, name).get(option)?.assignment
  }

  #replaced(entry: Entry, { value }: Assignment, budget: { left: number }): string {
    let made = ''
    let at = 0
    for (const reference of references(value)) {
      if (reference.escaped !== entry.text.isFilledIn || reference.problem !== undefined) continue
      const target = reference.section === '' ? entry : this.#near(entry, reference.section)
      const found = target && this.#assignmentOf(target, reference.option)
      if (!target || !found || budget.left-- <= 0) continue
      made += value.slice(at, reference.start) + this.#replaced(target, found, budget)
      at = reference.end
    }
    return made + value.slice(at)
  }

  /** A section of the same text where it has it, of another else. */
  #near({ text }: Entry, name: string): Entry | undefined {
    const entries = this.entries(text.level, name)
    return entries.find((each) => each.text === text) ?? entries[0]
  }
}

function* leadsOf(entry: Entry): Iterable<Lead> {
  const { text, assignments, name } = entry
  for (const assignment of assignments.values()) {
    const from = { entry, assignment }
    const { value, option } = assignment
    const to = (section: string, target: string | undefined, written: string, level = text.level) =>
      ({ level, section, option: target, written, from }) satisfies Lead
    if (assignment.name === '<') {
      for (const macro of macrosOf(assignments)) yield to(macro, undefined, macro)
      continue
    }
    for (const { problem, section, option: target, start, end, escaped } of references(value)) {
      if (problem !== undefined) continue
      // What the software level fills in belongs to it, whoever writes it.
      const level = escaped || !text.isFilledIn ? text.level : 'software'
      if (escaped && !text.isFilledIn) continue
      if (text.level === 'instance' && level === 'software' && section === '') continue
      yield to(section || name, target, value.slice(start, end), level)
    }
    if (name === 'buildout' && /(?:^|-)parts$/.test(option)) {
      for (const part of words(value)) if (!/[{}$]/.test(part)) yield to(part, undefined, part)
    }
    if (/context$/.test(option)) yield* contextLeads(value, to)
    for (const named of namedBy(option, value, (key) => assignments.has(key)))
      yield to(named.section, named.option, named.text)
    for (const [written, , section] of value.matchAll(/buildout\[(['"])([\w.-]+)\1\]/g))
      yield to(section!, undefined, written)
  }
}

/** What slapos.recipe.template:jinja2 reads for a template: `key NAME SECTION:OPTION`, `section NAME SECTION`. */
function* contextLeads(
  value: string,
  to: (section: string, option: string | undefined, written: string) => Lead,
): Iterable<Lead> {
  for (const line of value.split('\n')) {
    const [kind, , what = ''] = words(line)
    const [section = '', option] = what.split(':')
    if (section === '' || /[{}$]/.test(what)) continue
    if (kind === 'section') yield to(section, undefined, what)
    else if (kind === 'key' && option !== undefined) yield to(section, option, what)
  }
}

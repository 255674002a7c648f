// What the sections of one level say, and the files that they make. Knows buildout and python.
import { spaceClass, strip } from '../buildout/index.js'
import type { Resolved, Section } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'
import { artefactOf, type Artefact } from './artefacts.js'
import type { Given } from './given.js'
import { expressionIn, headerOf, isAny, namePattern, unknownPattern } from './headers.js'
import { nodeSections } from './recipes.js'
import type { MacroCall } from './render.js'
import type { MappedText } from './text.js'
import { Values } from './values.js'

/** The sections of a profile at its level, put together one way. */
export class LevelView {
  readonly values: Values
  /** By every path under which the file may lie. */
  readonly artefacts = new Map<string, Artefact>()
  /** What the names may be of which a part is known. */
  readonly #patterns: readonly { name: string; pattern: RegExp }[]
  /** Whether a section's name is not known at all, so that any may be there. */
  readonly hasAnySection: boolean

  constructor(
    readonly resolved: Resolved,
    /** How tests of what is not known come out in it. */
    readonly way: boolean,
    /** Whether it is an instance's, for which the node gives sections. */
    readonly isInstance: boolean,
    /** The sections whose options a template names by what it is given. */
    readonly dynamic: readonly Dynamic[] = [],
    given?: Given,
  ) {
    this.values = new Values(resolved.sections, resolved.undecided, given)
    const patterns = [...resolved.sections.keys()]
      .filter(holdsUnknown)
      .map((name) => ({ name, pattern: unknownPattern(name) }))
    this.#patterns = patterns.filter(({ pattern }) => !isAny(pattern))
    this.hasAnySection = patterns.some(({ pattern }) => isAny(pattern))
    for (const name of resolved.sections.keys()) {
      const artefact = artefactOf(name, this.values)
      for (const path of artefact?.outputs ?? [])
        if (!this.artefacts.has(path)) this.artefacts.set(path, artefact!)
    }
  }

  get sections(): ReadonlyMap<string, Section> {
    return this.resolved.sections
  }

  /**
   * Whether somebody else gives a section, or an unknown may be its name. One of which nothing is known
   * is hardly that of a section that stands there by its own.
   */
  isGiven(section: string): boolean {
    if (this.hasAnySection && !this.sections.has(section)) return true
    if (this.isInstance && nodeSections.has(section)) return true
    if (this.resolved.undecided.has(section) && !this.sections.has(section)) return true
    return this.#mayBeAnother(section)
  }

  /** Whether a section is there only if a name of which nothing is known is its own. */
  mayBeAny(section: string): boolean {
    if (!this.hasAnySection || (this.isInstance && nodeSections.has(section))) return false
    if (this.sections.has(section) || this.resolved.undecided.has(section)) return false
    return !this.#mayBeAnother(section)
  }

  /** Whether another section of which only a part of the name is known may be it. */
  #mayBeAnother(section: string): boolean {
    return this.#patterns.some(({ name, pattern }) => name !== section && pattern.test(section))
  }

  /** Whether a template gives the section options by names that are not seen here, and whether one may be it. */
  isDynamic(section: string, option?: string): boolean {
    return this.dynamic.some(
      (each) => each.section.test(section) && (option === undefined || each.option.test(option)),
    )
  }

  /** Whether a section may have options that are not seen: what its recipe sets, or an unknown. */
  isOpen(section: string): boolean {
    const options = this.sections.get(section)
    if (!options || !this.resolved.complete || this.isGiven(section)) return true
    if (section === 'buildout' || options.has('recipe') || this.isDynamic(section)) return true
    return this.resolved.incomplete.has(section) || [...options.keys()].some(holdsUnknown)
  }
}

const tag = `\\{%[-+]?[${spaceClass}]*`
const macroBegins = new RegExp(`${tag}macro[${spaceClass}]+(\\w+)`)
const macroEnds = new RegExp(`${tag}endmacro\\b`)
const tagAlone = new RegExp(`^[${spaceClass}]*${tag}[^%]*%\\}[${spaceClass}]*$`)

/** Options of [buildout] that are lists: what an indented line prints below one is more of it. */
const lists: ReadonlySet<string> = new Set(['extends', 'parts'])
const optionAtMargin = new RegExp(`^([\\w.-]+)[${spaceClass}]*[+-]?=`)
const isIndented = /^[ \t]/

/** Sections whose options a template names by what it is given, and what is known of those names. */
export interface Dynamic {
  section: RegExp
  option: RegExp
}

/** The same as it is written: the header, the option, and the macro that prints them. */
interface Written {
  header: string
  option: string
  macro: string | undefined
}

/** The sections of a template's text whose options it names by what it is given. */
export function dynamicSections(template: string): Dynamic[] {
  return dynamicIn(template).map(({ header, option }) => dynamicOf(namePattern(header), option))
}

/**
 * The same where all calls of its macros are known: what nobody calls prints nothing, and a header that is
 * a parameter has the name that it was given; any other one those that it came to.
 */
export function dynamicByCalls(
  template: string,
  calls: readonly MacroCall[],
  printed: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Dynamic[] {
  return dynamicIn(template).flatMap(({ header, option, macro }) => {
    const own = calls.filter((call) => call.macro === macro)
    const names =
      macro === undefined
        ? [...(printed.get(header) ?? [])].map(unknownPattern)
        : own.map(({ parameters }) => namePattern(givenIn(header, parameters)))
    const all = macro === undefined && names.length === 0 ? [namePattern(header)] : names
    return all.map((section) => dynamicOf(section, option))
  })
}

function dynamicOf(section: RegExp, option: string): Dynamic {
  return { section, option: namePattern(option) }
}

/** What the headers of a template came to in a text that was made of it, by how they are written. */
export function printedNames(
  { text, origin }: MappedText,
  read: (file: string) => string | undefined,
): Map<string, Set<string>> {
  const printed = new Map<string, Set<string>>()
  for (const { index } of text.matchAll(/^\[/gm)) {
    const name = headerOf(lineAt(text, index))
    const from = name === undefined ? undefined : origin(index)
    const written = from && headerOf(lineAt(read(from.file) ?? '', from.offset))
    if (name === undefined || written === undefined) continue
    printed.set(written, (printed.get(written) ?? new Set()).add(name))
  }
  return printed
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(offset, end < 0 ? text.length : end)
}

const parameterAlone = /\{\{-? *(\w+) *-?\}\}/g

/** A header with the parameters of a macro that are known in their places. */
function givenIn(header: string, parameters: MacroCall['parameters']): string {
  return header.replaceAll(parameterAlone, (written, name: string) => {
    const value = parameters.get(name)
    return typeof value === 'string' && !holdsUnknown(value) ? value : written
  })
}

function dynamicIn(template: string): Written[] {
  const found = new Map<string, Written>()
  let [header, before, around, option] = ['', '', '', '']
  let macro: string | undefined
  const add = (named: string): void => {
    found.set(`${macro}\0${header}\0${named}`, { header, option: named, macro })
  }
  for (const line of template.split('\n')) {
    const name = headerOf(line)
    // What a macro prints does not go on behind it.
    const begun = macroBegins.exec(line)
    if (begun) [around, macro] = [header, begun[1]]
    if (macroEnds.test(line)) [header, macro] = [around, undefined]
    const { name: named, isAlone } = expressionIn(line)
    if (name !== undefined) header = name
    else if (named !== undefined) add(named)
    option = optionAtMargin.exec(line)?.[1] ?? option
    // What stands by itself below an option may print more of them; after a blank line, sections.
    const isItem = header === 'buildout' && isIndented.test(line) && lists.has(option)
    if (isAlone && before !== '' && !isItem) add('{{ }}')
    // A tag stands for what is around it.
    if (!isAlone && !tagAlone.test(line)) before = strip(line)
  }
  return [...found.values()]
}

// What two ways of what is not known show together. Knows diagnostics, python and release.
import { keyOf, type Code, type Diagnostic } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import {
  headerOf,
  isAny,
  mayBeSame,
  namePattern,
  unknownName,
  unknownPattern,
} from '../release/index.js'
import { aboutOf } from './about.js'
import { nameMeant } from './slips.js'

/** Findings by what tells them from each other. */
export type Found = ReadonlyMap<string, Diagnostic>

/** A finding with what tells it from others. */
export function keyed(diagnostic: Diagnostic): [string, Diagnostic] {
  return [keyOf(diagnostic), diagnostic]
}

/** The section that a finding says to be missing. */
export function missingOf(diagnostic: Diagnostic): string | undefined {
  return ofSections.has(diagnostic.code) ? aboutOf(diagnostic).section : undefined
}

/** Codes that say a section to be missing. */
const ofSections: ReadonlySet<Code> = new Set([
  ...(['reference-section', 'macro-missing', 'part-missing'] as const),
])

/**
 * What depends on how much there is of something, or on which branches are taken together: with what is
 * not known it may never come to that.
 */
function isMadeUp(diagnostic: Diagnostic): boolean {
  const { code } = diagnostic
  // What a template sets anew in a branch is meant to win, as under a condition of buildout's own.
  if (code === 'option-twice') return true
  const { isCertain = false, hangsOn } = aboutOf(diagnostic)
  return hangsOn === 'amount' && !isCertain
}

/** Codes that say what is missing, or what leads where: another branch may have it. */
const ofBranches: ReadonlySet<Code> = new Set([
  ...(['reference-loop', 'macro-loop', 'part-recipe', 'option-added'] as const),
  ...(['component-missing', 'component-part', 'component-wrapper', 'output-twice'] as const),
  ...([
    'importer-bypassed',
    'safety-bypassed',
    'parts-dropped',
    'parts-lost',
    'option-lost',
  ] as const),
])

/** What is found of the sections of the stack by the values that profiles give them. */
const ofStack: ReadonlySet<Code> = new Set(['importer-bypassed', 'safety-bypassed'] as const)

/**
 * The findings of both ways, and of further renders that come to other branches. What one way alone shows
 * is as wrong as it is where both do: some instance comes to it. But for what another branch may have, or what may come to nothing: that is
 * information, or not reported.
 */
export function ofBothWays(
  first: Found,
  second: Found,
  declared: Declared,
  further: readonly Found[] = [],
): Diagnostic[] {
  const all = [...further, first, second].flatMap((each) => [...each])
  const reported = new Set([...first, ...second].map(([, { message }]) => message))
  return [...new Map(all)].flatMap(([key, diagnostic]): Diagnostic[] => {
    const name = missingOf(diagnostic)
    if (name !== undefined) return mayBeDeclared(diagnostic, name, declared) ? [] : [diagnostic]
    if (first.has(key) && second.has(key)) return [diagnostic]
    if (isMadeUp(diagnostic)) return []
    const { options = [], near, isCertain = false, hangsOn } = aboutOf(diagnostic)
    const { code, message } = diagnostic
    // Which keys a dict has, or which value there is, may hang on the same test; names are given once and for all.
    const isFurther = !first.has(key) && !second.has(key)
    // A name that there is not is reported where the two ways come to it.
    if (isFurther && code === 'template-undefined' && reported.has(message)) return []
    const isOfBranch =
      code === 'template-value' || code === 'template-undefined'
        ? !isCertain && hangsOn !== 'name'
        : // What is written otherwise in the section itself is not given by another branch.
          near === undefined && options.some((option) => declared.option(option))
    // Where the other way fails, no branch of it gives what the stack's sections need.
    const isAlone = declared.isAlone === true && ofStack.has(diagnostic.code)
    if (isAlone || (!isOfBranch && !ofBranches.has(diagnostic.code))) return [diagnostic]
    // Branches that no instance takes together lack what others have.
    if (isFurther && !code.startsWith('template-')) return []
    return [{ ...diagnostic, severity: 'info' }]
  })
}

/** Whether the section that a finding says to be missing may stand in a branch that no way took. */
export function mayBeDeclared(diagnostic: Diagnostic, name: string, declared: Declared): boolean {
  // A header of which nothing is known is hardly that of a name that is nearly another one.
  const { near } = aboutOf(diagnostic)
  const isSlip = near !== undefined && nameMeant(name, [near]) !== undefined
  // Nor does a loop write macros.
  const isLooped = diagnostic.code === 'macro-missing' && !declared.isWritten(name)
  if (declared.section(name)) return !(isSlip && isLooped)
  return declared.isAny(name) && !isSlip
}

/** What stands somewhere in a template, in a branch that no way took. */
export interface Declared {
  section(name: string): boolean
  /** Whether a section of just that name is written. */
  isWritten(name: string): boolean
  /** Whether a header of which nothing is known may be that of a section. */
  isAny(name: string): boolean
  option(name: string): boolean
  /** Whether one way alone comes to a profile, and the other one fails. */
  isAlone?: boolean
}

/**
 * What headers and options in the texts may declare. `namesOf` gives the names that the header in a line came
 * to, where it came to some and all of them are known.
 */
export function declarationsIn(
  texts: Iterable<string>,
  namesOf: (text: string, line: number) => Iterable<string> | undefined = () => undefined,
): Declared {
  const [sections, options, quoted] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const written = new Set<string>()
  let returned = ''
  for (const text of texts) {
    for (const [index, line] of text.split('\n').entries()) {
      const name = headerOf(line)
      if (name !== undefined) {
        written.add(name)
        for (const each of namesOf(text, index) ?? [name]) sections.add(each)
      }
      const option = optionIn.exec(line)?.[1]
      // A name that is an expression alone is any: its section is reported with that.
      if (option !== undefined && /^[\w.-]|\}[\w.-]/.test(option)) options.add(option)
    }
    for (const [, name] of text.matchAll(inQuotes)) quoted.add(name!)
    returned += ` ${text.replace(referred, ' ')}`
  }
  const patterns = [...sections].map(patternOf)
  const tests = patterns.filter((each) => !isAny(each))
  const parts = [...sections].filter((each) => !isAny(patternOf(each))).map(unknownName)
  const hasAny = tests.length < patterns.length
  const named = [...options].map(namePattern)
  const words = new Set(returned.match(/[\w.-]+/g))
  return {
    section: (name) =>
      holdsUnknown(name)
        ? parts.some((each) => mayBeSame(each, name))
        : (hasAny && quoted.has(name)) || tests.some((test) => test.test(name)),
    isWritten: (name) => written.has(name),
    isAny: () => hasAny,
    option: (name) =>
      name.startsWith('connection-')
        ? words.has(name.slice('connection-'.length))
        : named.some((test) => test.test(name)),
  }
}

/** What a name may be, as it is written or as it came to be printed. */
function patternOf(name: string): RegExp {
  return holdsUnknown(name) ? unknownPattern(name) : namePattern(name)
}

/** An option in a line, by itself or behind a tag, which may print a part of its name. */
const optionIn = /^(?:\{%[^%]*%\})?[ \t]*((?:[\w.-]|\{\{[^{}]*\}\})+)[ \t]*[+-]?=/

/** Names that a header of which nothing else is known may get. */
const inQuotes = /['"]([\w.-]+)['"]/g

/** What references ask for is not a declaration of it. */
const referred = /\$\{[\w.-]*:connection-[\w.-]*\}/g

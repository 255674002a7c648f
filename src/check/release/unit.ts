// One profile of a release checked, both ways. Knows diagnostics, profiles and release.
import { Lines, type Diagnostic } from '../../diagnostics/index.js'
import { macros } from '../../profiles/macros.js'
import {
  headerOf,
  nodeSections,
  type LevelView,
  type Unit,
  type Variant,
  isRequest,
  waysOf,
} from '../../release/index.js'
import { Context, type Knowledge, type Rule } from '../context.js'
import { mayHave, setBy } from '../recipes.js'
import { isOfNode } from '../reference.js'
import { findingsOf, placeFinding } from '../run.js'
import { mayBeNamed, slipOf } from '../slips.js'
import { isOfSlapos } from '../taken-parts.js'
import { isUnresolved } from '../unresolved.js'
import { demandFindings, wrapperFindings } from './demands.js'
import {
  declarationsIn,
  keyed,
  mayBeDeclared,
  missingOf,
  ofBothWays,
  type Declared,
} from '../ways.js'
import type { Files } from './places.js'

const contexts = new WeakMap<Variant, Context>()

/** A profile as rules see it, one way; rules and the files that it makes ask the same of it. */
export function contextOf(variant: Variant, files: Files, reads: Context['reads']): Context {
  let context = contexts.get(variant)
  if (!context) contexts.set(variant, (context = newContext(variant, files, reads)))
  return context
}

function newContext(
  { profile, resolved, view, isRendered, texts }: Variant,
  files: Files,
  reads: Context['reads'],
): Context {
  const level = isRendered ? 'jinja' : 'plain'
  const isOwn = (file: string): boolean => !isOfSlapos(texts.get(file)?.origin(0)?.file ?? file)
  const known = { ...knowledgeOf(view), isOwn }
  return new Context(profile, resolved, level, known, files.md5sum, reads)
}

/** What the view of a level knows of its sections. */
export function knowledgeOf(view: LevelView): Omit<Knowledge, 'isOwn'> {
  return {
    isGiven: (section) => view.isGiven(section),
    isOpen: (section, option) => view.isDynamic(section, option),
    mayBeAny: (section) => view.mayBeAny(section),
  }
}

/** Whether an option that no profile sets is certainly none of a section's: its recipe does not set it, or it is misspelt. */
export function isMissing(view: LevelView, section: string, option: string): boolean {
  const { complete, incomplete, undecided } = view.resolved
  const options = view.sections.get(section)
  if (!complete || incomplete.has(section) || undecided.has(section)) return false
  if (view.isDynamic(section, option) || mayBeNamed(options, option)) return false
  if (options?.has('recipe') !== true) {
    // What buildout is told besides may be there: what it always has is misspelt.
    const isNamed = nodeSections.has(section) || (section === 'buildout' && !isOfNode(option))
    return isNamed && slipOf(section, options, option) !== undefined
  }
  if (view.isGiven(section) && !nodeSections.has(section)) return false
  if (!mayHave(options, option)) return true
  const isKnown = setBy(options) !== undefined || isRequest(options)
  return !isKnown && slipOf(section, options, option) !== undefined
}

/** What is wrong with a profile of the instance, whatever is not known of it; some rules alone, where they are said. */
export function unitFindings(
  unit: Unit,
  files: Files,
  reads: Context['reads'],
  rules?: readonly Rule[],
): Diagnostic[] {
  const waysOf = ({ variants }: Pick<Unit, 'variants'>): Map<string, Diagnostic>[] =>
    variants.map((variant) => new Map(variantFindings(unit, variant, files, reads, rules)))
  // What failed for want of what is not known says nothing.
  const failuresOf = ({ failures }: Pick<Unit, 'failures'>): Map<string, Diagnostic>[] =>
    failures
      .map((each) => each.filter((one) => !isUnresolved(one)))
      .filter((each) => each.length > 0)
      .map((each) => new Map(each.map((one) => keyed(files.placed(one, none)))))
  const ways = waysOf(unit)
  const [first, second] = [...ways, ...failuresOf(unit)]
  const further = [...waysOf(unit.further), ...failuresOf(unit.further)]
  if (!first) return []
  if (!second && further.length === 0) return [...first.values()]
  const declared: Declared = {
    section: (name) => declarations(unit, files).section(name),
    isWritten: (name) => declarations(unit, files).isWritten(name),
    isAny: (name) => declarations(unit, files).isAny(name),
    option: (name) => declarations(unit, files).option(name),
    isAlone: ways.length < 2,
  }
  return ofBothWays(first, second ?? first, declared, further)
}

const none = new Map<never, never>()

function* variantFindings(
  { types }: Unit,
  variant: Variant,
  files: Files,
  reads: Context['reads'],
  rules: readonly Rule[] | undefined,
): Generator<[string, Diagnostic]> {
  const context = contextOf(variant, files, reads)
  const place = files.place(variant.texts)
  const isFirst = types.size === 0
  const demands = rules ? [] : [...demandFindings(context, isFirst), ...wrapperFindings(context)]
  const all = [
    ...findingsOf(context, place, rules),
    ...demands.map((each) => placeFinding(each, place)),
  ]
  for (const each of all) {
    const diagnostic = files.placed(each, variant.texts)
    if (!isUnresolved(diagnostic)) yield keyed(diagnostic)
  }
}

/** Whether what a finding says to be missing may be there in a branch that no way took. */
export function mayBeThere(unit: Unit, files: Files): (diagnostic: Diagnostic) => boolean {
  if (unit.variants.length + unit.failures.length < 2) return () => false
  return (diagnostic) => {
    const name = missingOf(diagnostic)
    return name !== undefined && mayBeDeclared(diagnostic, name, declarations(unit, files))
  }
}

/** What the files may declare in a branch that no way took. */
function declarations(unit: Unit, files: Files): Declared {
  let known = declared.get(unit)
  if (!known) declared.set(unit, (known = declarationsOf(unit, files)))
  return known
}

const declared = new WeakMap<Unit, Declared>()

function declarationsOf(unit: Unit, files: Files): Declared {
  const sources = new Set<string>()
  const names = new Map<string, Map<number, Set<string>>>()
  for (const { texts } of waysOf(unit)) {
    for (const text of texts.values()) {
      for (let at = 0; at < text.text.length; at = next(text.text, at)) {
        const { file, offset = 0 } = text.origin(at) ?? {}
        if (file === undefined) continue
        sources.add(file)
        const name = headerOf(text.text.slice(at, next(text.text, at)))
        if (name === undefined) continue
        const source = files.read(file) ?? ''
        const line = Lines.of(source).position(offset).line - 1
        const lines = names.get(source) ?? new Map<number, Set<string>>()
        names.set(source, lines.set(line, (lines.get(line) ?? new Set()).add(name)))
      }
    }
  }
  if (unit.file !== undefined) sources.add(unit.file)
  // The stack's macros make no sections but those of a component.
  const ours = new Set(Object.values(macros()))
  const texts = [...sources].map((file) => files.read(file) ?? '')
  return declarationsIn(
    texts.filter((text) => !ours.has(text)),
    (text, line) => names.get(text)?.get(line),
  )
}

function next(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

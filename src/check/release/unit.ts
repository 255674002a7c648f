// One profile of a release checked, both ways. Knows diagnostics, python and release.
import { keyOf, type Diagnostic } from '../../diagnostics/index.js'
import { holdsUnknown } from '../../python/index.js'
import { headerOf, namePattern, type Unit, type Variant } from '../../release/index.js'
import { Context } from '../context.js'
import { findingsOf, placed } from '../run.js'
import { demandFindings, wrapperFindings } from './demands.js'
import { isUntold, type Files } from './places.js'

/** A profile as rules see it, one way. */
export function contextOf(
  { profile, resolved, view, isRendered }: Variant,
  files: Files,
  reads: Context['reads'],
): Context {
  const isGiven = (section: string): boolean => view.isGiven(section)
  const isOpen = (section: string): boolean => view.isDynamic(section)
  const level = isRendered ? 'jinja' : 'plain'
  return new Context(profile, resolved, level, isGiven, files.md5sum, isOpen, reads)
}

/** What is wrong with a profile of the instance, whatever is not known of it. */
export function unitFindings(unit: Unit, files: Files, reads: Context['reads']): Diagnostic[] {
  const ways = unit.variants.map((variant) => new Map(variantFindings(variant, files, reads)))
  const failures = unit.failures.map(
    (each) => new Map(each.map((one) => keyed(files.placed(one, none)))),
  )
  const [first, second] = [...ways, ...failures]
  if (!first) return []
  if (!second) return [...first.values()]
  const isDeclared = declarations(unit, files)
  return [...new Map([...first, ...second])].flatMap(([key, diagnostic]) => {
    const name = missingOf(diagnostic)
    if (name !== undefined) return isDeclared(name) ? [] : [diagnostic]
    // What only one way shows depends on what is not known.
    return [first.has(key) && second.has(key) ? diagnostic : { ...diagnostic, severity: 'info' }]
  })
}

const none = new Map<never, never>()

function* variantFindings(
  variant: Variant,
  files: Files,
  reads: Context['reads'],
): Generator<[string, Diagnostic]> {
  const context = contextOf(variant, files, reads)
  const place = files.place(variant.texts)
  const demands = [...demandFindings(context), ...wrapperFindings(context)].map((each) =>
    placed(each, place),
  )
  for (const each of [...findingsOf(context, place), ...demands]) {
    const diagnostic = files.placed(each, variant.texts)
    if (!isUntold(diagnostic)) yield keyed(diagnostic)
  }
}

function keyed(diagnostic: Diagnostic): [string, Diagnostic] {
  return [keyOf(diagnostic), diagnostic]
}

/** The section that a finding says to be missing. */
function missingOf({ code, message, received }: Diagnostic): string | undefined {
  if (code === 'reference-section') return / refers to \[([^\]]*)\]/.exec(message)?.[1]
  if (code === 'macro-missing') return received
  return code === 'part-missing' ? /^the part (.*) has no section$/.exec(message)?.[1] : undefined
}

/** Whether what a finding says to be missing may be there in a branch that no way took. */
export function mayBeThere(unit: Unit, files: Files): (diagnostic: Diagnostic) => boolean {
  if (unit.variants.length + unit.failures.length < 2) return () => false
  const isDeclared = declarations(unit, files)
  return (diagnostic) => {
    const name = missingOf(diagnostic)
    return name !== undefined && isDeclared(name)
  }
}

/** Whether a header in one of the files may declare a section, in a branch that no way took. */
function declarations(unit: Unit, files: Files): (name: string) => boolean {
  const sources = new Set<string>()
  for (const { texts } of unit.variants) {
    for (const text of texts.values()) {
      for (let at = 0; at < text.text.length; at = next(text.text, at)) {
        const file = text.origin(at)?.file
        if (file !== undefined) sources.add(file)
      }
    }
  }
  if (unit.file !== undefined) sources.add(unit.file)
  const patterns = new Set<string>()
  for (const file of sources) {
    for (const line of (files.read(file) ?? '').split('\n')) {
      const name = headerOf(line)
      if (name !== undefined) patterns.add(name)
    }
  }
  const tests = [...patterns].map(namePattern)
  return (name) => holdsUnknown(name) || tests.some((test) => test.test(name))
}

function next(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

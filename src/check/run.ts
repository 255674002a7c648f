// The rules run over a profile that is put together, and their findings placed. Knows diagnostics.
import {
  didYouMean,
  finding,
  grouped,
  keyOf,
  type Code,
  type Diagnostic,
} from '../diagnostics/index.js'
import type { About } from './about.js'
import type { Context, Place, Rule } from './context.js'
import type { Finding, Stretch } from './finding.js'
import { monitorSections } from './given.js'
import { oldNameHint } from './old-names.js'
import { remedyOf } from './root.js'
import { rules } from './rules/index.js'

/** What reading and rules find in a profile, in no order. */
export function findingsOf(
  context: Context,
  place: Place,
  asked: readonly Rule[] = rules,
): Diagnostic[] {
  const { profile, resolved } = context
  const diagnostics = [
    ...profile.diagnostics,
    ...once(resolved.diagnostics.filter((each) => isMeant(each, context))).map((each) =>
      atMacro(each, context, place),
    ),
  ]
  for (const rule of asked)
    for (const found of diagnostics.length > mostFindings ? [] : rule(context)) {
      diagnostics.push(placeFinding(found, place))
      if (diagnostics.length > mostFindings) break
    }
  if (diagnostics.length > mostFindings)
    return [...diagnostics.slice(0, mostFindings), tooMany(profile.file)]
  return diagnostics
}

/** Nobody reads more of what one profile is told. */
const mostFindings = 10_000

function tooMany(file: string | undefined): Diagnostic {
  const message = `the profile has more than ${grouped(mostFindings)} findings: no others are looked for`
  const hint = 'correct these, then check again'
  return finding('too-large', message, { ...(file === undefined ? {} : { file }), hint })
}

/** Buildout looks for what a section inherits once it reads the section. */
function isMeant({ code, path = '' }: Diagnostic, context: Context): boolean {
  if (code !== 'macro-missing') return true
  const section = path.slice(0, path.lastIndexOf(':'))
  return !context.knowsParts || context.reached.has(section)
}

/** The place of a stretch in the profile itself. */
export function ownPlace({ profile, start, end }: Stretch): ReturnType<Place> {
  const { file } = profile
  return { ...(file === undefined ? {} : { file }), range: profile.range(start, end) }
}

/** A finding at its place. */
export function placeFinding({ at, related, ...finding }: Finding, place: Place): Diagnostic {
  const others = related?.map((other) => ({ message: other.message, ...place(other.at) }))
  return { ...finding, ...place(at), ...(others ? { related: others } : {}) }
}

/** Every promise of a root inherits from the monitor's template: that it is not extended is one finding. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const reported = new Set<string>()
  return diagnostics.filter(({ code, received = '' }) => {
    if (code !== 'macro-missing' || !monitorSections.has(received)) return true
    const isFirst = !reported.has(received)
    reported.add(received)
    return isFirst
  })
}

/** Findings on macros know their section; where that stands is known here. */
function atMacro(diagnostic: Diagnostic, context: Context, place: Place): Diagnostic {
  if (diagnostic.range || diagnostic.path === undefined) return diagnostic
  const section = diagnostic.path.slice(0, diagnostic.path.lastIndexOf(':'))
  const setting = context.resolved.annotated.get(section)?.get('<')
  const missing = diagnostic.received ?? ''
  const writer = setting && context.writerOf(setting, missing)
  return {
    ...diagnostic,
    ...(diagnostic.code === 'macro-missing' ? hintOn(missing, section, context) : {}),
    ...(writer ? place(context.locate(writer, missing)) : {}),
  }
}

function hintOn(missing: string, heir: string, context: Context): { about: About; hint?: string } {
  const old = oldNameHint(context, missing)
  const near = old === undefined ? context.near(missing, context.sections) : undefined
  const about = { section: missing, near }
  const hint = old ?? didYouMean(near) ?? remedyOf(missing, context.resolved.annotated.get(heir))
  return hint === undefined ? { about } : { about, hint }
}

/** By file, then by place. */
export function byFileAndPlace(diagnostics: Diagnostic[]): Diagnostic[] {
  const files = [...new Set(diagnostics.map(({ file }) => file))]
  const rank = new Map(files.map((file, index) => [file, index]))
  const offset = ({ range }: Diagnostic): number => range?.start.offset ?? 0
  return diagnostics.toSorted(
    (a, b) => rank.get(a.file)! - rank.get(b.file)! || offset(a) - offset(b),
  )
}

/** Codes of which each place has one mistake, however many sections, parts or types show it. */
const ofOnePlace: ReadonlySet<Code> = new Set([
  ...(['reference-open', 'part-missing', 'parts-dropped', 'output-twice'] as const),
  ...(['recipe-unknown', 'part-recipe'] as const),
])

/**
 * What tells a mistake from others. What a macro or a loop writes is one, however often it stands in
 * what it comes to; so are parts that a profile drops, whatever each one that extends it has left.
 */
export function mistakeOf(diagnostic: Diagnostic): string {
  const { code, file, range, expected } = diagnostic
  const at = `${code} ${file} ${range?.start.offset}`
  if (range && code === 'recipe-option') return `${at} ${expected}`
  return range && ofOnePlace.has(code) ? at : keyOf(diagnostic)
}

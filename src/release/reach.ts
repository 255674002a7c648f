// The sections that buildout comes to from the parts of a profile. Knows buildout and python.
import { references, strip, words, type Section } from '../buildout/index.js'
import { causeIn, holdsUnknown, printedUnknown } from '../python/index.js'
import type { Causes, Deciding } from './causes.js'
import { askedBesides, doingOf } from './code.js'
import { contextLines } from './context.js'
import { isMade } from './folders.js'
import { isAny, unknownPattern } from './headers.js'
import { namedBy, namingOptions } from './named.js'
import { fileRecipeOf } from './recipes.js'
import type { Variant } from './release.js'

/** What buildout comes to. */
export interface Reached {
  /** The sections that are read, the parts first, in the order in which they are come to, with what decides that. */
  sections: Map<string, Causes>
  /** What may be requested besides, of which nothing more is known, in words. */
  besides: string[]
}

/** A section that another one leads to, and what decides whether it does. */
interface Lead {
  to: string
  causes: Causes
}

/** The sections that are read: first those that are surely, then those that may be. */
export function reachedIn(deciding: Deciding): Reached {
  const { variant } = deciding
  const { view } = variant
  const { parts, unnamed } = partsIn(deciding)
  const sections = new Map<string, Causes>([['buildout', []]])
  /** What hangs on something, by how many things decide it. */
  const later: Lead[][] = []
  const enter = (open: Lead[], because: Causes): void => {
    for (let at = 0; at < open.length; at++) {
      const { to, causes } = open[at]!
      if (causes.length > because.length) (later[causes.length] ??= []).push({ to, causes })
      else if (!sections.has(to)) {
        sections.set(to, because)
        for (const lead of leadsOf(to, deciding)) {
          const all = [...new Set([...because, ...lead.causes])]
          open.push({ to: lead.to, causes: all })
        }
      }
    }
  }
  enter(parts, [])
  for (let count = 1; count < later.length; count++)
    for (const lead of later[count] ?? []) if (!sections.has(lead.to)) enter([lead], lead.causes)
  const besides = [...unnamed, ...variant.printed]
    .map((name) => `what ${name} puts into the profile`)
    .concat(view.resolved.unread.map((file) => `what ${nameOf(file)}, which is extended, gives`))
    .map((what) => `${what} is not known`)
  for (const name of sections.keys()) {
    const section = view.sections.get(name)
    const doing = section && doingOf(name, section, view)
    const asked = section && askedBesides(name, view)
    if (doing?.opensOthers) besides.push(`which sections the code of [${name}] opens is not known`)
    if (doing?.requests) besides.push(`what the code of [${name}] requests is not known`)
    if (asked !== undefined) besides.push(asked)
  }
  return { sections, besides: [...new Set(besides)] }
}

/** What is extended by the name that its profile has for it, where that is not known; a made one has a name of its own. */
function nameOf(file: string): string {
  const name = file.replace(printedUnknown, (_, unknown: string) => causeIn(unknown))
  return isMade(name) ? name.slice(name.lastIndexOf('/') + 1) : name
}

/** The parts, and the unknowns of which none is known. */
function partsIn(deciding: Deciding): { parts: Lead[]; unnamed: string[] } {
  const { view } = deciding.variant
  const parts: Lead[] = []
  const unnamed: string[] = []
  for (const to of words(view.values.get('buildout', 'parts') ?? '')) {
    if (!holdsUnknown(to) || view.sections.has(to)) {
      parts.push({ to, causes: deciding.part(to) })
      continue
    }
    const [, name = ''] = to.match(printedUnknown.source) ?? []
    const pattern = unknownPattern(to)
    if (isAny(pattern)) unnamed.push(causeIn(name))
    else
      for (const each of view.sections.keys())
        if (pattern.test(each)) parts.push({ to: each, causes: [causeIn(name)] })
  }
  return { parts, unnamed }
}

/** Recipes of slapos.cookbook that open the sections which an option names. */
const naming: Readonly<Record<string, string>> = { 'slapos.cookbook:neoppod.cluster': 'nodes' }

/** The sections that a section leads to: by references, by names, and by code. */
function* leadsOf(name: string, deciding: Deciding): Generator<Lead> {
  const { view } = deciding.variant
  const { values } = view
  const section = view.sections.get(name)
  if (!section) return
  for (const { value, assignment } of section.values())
    for (const { section: to, escaped } of references(value))
      if (!escaped && to) yield { to, causes: deciding.option(assignment) }
  for (const to of namedIn(name, section, values)) yield { to, causes: [] }
  const option = naming[strip(values.get(name, 'recipe') ?? '')]
  if (option !== undefined)
    for (const to of words(values.get(name, option) ?? '')) yield { to, causes: [] }
  for (const to of doingOf(name, section, view)?.opens ?? [])
    yield { to, causes: [`the code of [${name}]`] }
}

/** The sections that a section names without a reference to them. */
function* namedIn(
  name: string,
  section: Section,
  values: Variant['view']['values'],
): Generator<string> {
  if (section.has('<part-dependencies>')) yield* words(values.get(name, '<part-dependencies>')!)
  for (const option of namingOptions)
    if (section.has(option))
      for (const named of namedBy(option, values.get(name, option)!, (key) => section.has(key)))
        yield named.section
  if (fileRecipeOf(section)?.making !== 'jinja2') return
  for (const { kind, expression } of contextLines(values.get(name, 'context') ?? '')) {
    const of = kind === 'section' ? expression : (expression.split(':')[0] ?? '')
    if (/^(?:section|key|jsonkey)$/.test(kind) && of !== '') yield strip(of)
  }
}

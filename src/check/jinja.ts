// Checks of Jinja2 templates of no release: rendered with what is known and what a schema allows, then
// checked as profiles. Knows diagnostics, buildout, parameters, jinja, profiles, python and release.
import {
  finding,
  grouped,
  keyOf,
  Lines,
  ResilientError,
  type Diagnostic,
  type Range,
} from '../diagnostics/index.js'
import { parseProfile, spaceClass } from '../buildout/index.js'
import { Branches, type Rendered, type TemplateOptions } from '../jinja/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import { macros } from '../profiles/macros.js'
import { rootFindings } from '../profiles/root.js'
import { renderWithPlaces } from '../profiles/template.js'
import { Dict, holdsUnknown, isSpent, Unknown } from '../python/index.js'
import { filledAlone, MappedText, readable } from '../release/index.js'
import { bounded } from './bounded.js'
import { checkRendered, type CheckOptions } from './index.js'
import { isFilledFirst, isRendered } from './level.js'
import { givenWith, shadowed, unknownImport, unknownName } from './unknowns.js'
import { conditionOf, variantsOfSchema, type Variant } from './variants.js'
import { inWords, isUnresolved } from './unresolved.js'
import { declarationsIn, keyed, ofBothWays } from './ways.js'

const tagOnLine = new RegExp(`^[ \\t]*\\{%[-+]?[${spaceClass}]*[a-z]`, 'm')

/** Whether a profile is a Jinja2 template: by its name, or by braces in what buildout reads itself. */
export function isTemplate(file: string, text: string): boolean {
  if (/\.jinja2?(?:\.|$)/.test(file)) return true
  if (!text.includes('{{') && !text.includes('{%')) return false
  try {
    return isRendered(parseProfile(text))
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return tagOnLine.test(text)
  }
}

/** What a template is rendered with, and the document of its parameters where they are given. */
export interface GivenTemplate {
  options: TemplateOptions
  document?: ParameterDocument
}

/** A template, what is known of it, and what is asked of its check. */
interface Asked {
  source: string
  options: CheckOptions & { file: string }
  template: TemplateOptions
  document: ParameterDocument | undefined
  branches?: Branches
}

/**
 * What is wrong with what a template renders to, at the template's lines. Without parameters it is
 * rendered with those that the schema allows; a finding that does not show in all of them names those
 * where it does. What nobody gives is not known: it is rendered both ways that its tests can come out,
 * and nothing is said of what depends on it.
 */
export function checkTemplate(
  source: string,
  options: CheckOptions & { file: string },
  given: GivenTemplate,
  schema?: SoftwareSchema,
): Diagnostic[] {
  return bounded(given.options.limits?.steps, () =>
    findingsOfTemplate(source, options, given, schema).map(inWords),
  )
}

function findingsOfTemplate(
  source: string,
  options: CheckOptions & { file: string },
  { options: template, document }: GivenTemplate,
  schema?: SoftwareSchema,
): Diagnostic[] {
  const asked = { source, options, template, document }
  const own = givenWith(template).get('slapparameter_dict')
  const isGiven = own instanceof Map ? own.size > 0 : own !== undefined
  if (isGiven || !schema?.choices.size)
    return checkWith({ ...asked, branches: new Branches() }, isGiven ? own : undefined)
  const found = new Map<string, { diagnostic: Diagnostic; where: Variant[] }>()
  const failing: Variant[] = []
  const rendered: Variant[] = []
  const variants = variantsOfSchema(source, schema)
  for (const [i, variant] of variants.entries()) {
    const diagnostics = checkWith(asked, variant.parameters)
    if (rendered.length > 0 && isSpent()) {
      found.set('', { diagnostic: untried(i, variants.length, options.file), where: rendered })
      break
    }
    const hasFailed = diagnostics.some(isOfTemplate)
    // A value that was made up may not fit; what the template does with others must.
    if (variant.isMadeUp && hasFailed) continue
    failing.push(variant)
    if (!hasFailed) rendered.push(variant)
    for (const diagnostic of diagnostics) {
      const key = keyOf(diagnostic)
      const where = found.get(key)?.where ?? []
      if (where.at(-1) !== variant) where.push(variant)
      found.set(key, { diagnostic: found.get(key)?.diagnostic ?? diagnostic, where })
    }
    // What has no end once is not run again with everything else.
    if (diagnostics.some(({ code }) => code === 'template-limit')) break
  }
  return [...found.values()].map(({ diagnostic, where }) => {
    const condition = conditionOf(where, isOfTemplate(diagnostic) ? failing : rendered)
    const { related = [] } = diagnostic
    return condition === undefined
      ? diagnostic
      : { ...diagnostic, related: [...related, { message: condition }] }
  })
}

/** That the templates of all that a schema allows take too long together: those that were rendered count. */
function untried(tried: number, of: number, file: string): Diagnostic {
  const message = `the template was tried with ${grouped(tried)} of ${grouped(of)} sets of parameters: with all of them it does too many steps`
  const hint = '--max-steps raises how many it may do'
  return finding('template-limit', message, { severity: 'info', file, hint })
}

function isOfTemplate({ code }: Diagnostic): boolean {
  return code.startsWith('template-')
}

/** What is wrong with it under some parameters, both ways; undefined parameters are not known. */
function checkWith(asked: Asked, parameters: unknown): Diagnostic[] {
  const first = checkOnce(asked, parameters, true)
  const hasEnd = !first.found.some(({ code }) => code === 'template-limit')
  const second = first.hasUnknown && hasEnd ? checkOnce(asked, parameters, false) : first
  if (first === second) return first.found
  const further = [...(hasEnd ? (asked.branches?.further() ?? []) : [])].map((way) =>
    checkOnce(asked, parameters, way),
  )
  const isSame = first.text !== undefined && first.text === second.text
  // What failed for want of what is not known says nothing.
  const [one = first, other = one] = isSame
    ? [first]
    : [first, second].filter((each) => !isSilent(each))
  if (one === other && further.length === 0) return one.found
  const isDeclared = declarationsIn(
    new Set([one, other, ...further].flatMap((each) => each.templates)),
  )
  const [a, b, ...more] = [one, other, ...further].map(({ found }) => new Map(found.map(keyed)))
  return ofBothWays(a!, b!, isDeclared, more)
}

/** The templates that are not the stack's macros, which make no sections but those of a component. */
function ownOf(sources: ReadonlyMap<string, string>): string[] {
  const ours = new Set(Object.values(macros()))
  return [...sources.values()].filter((text) => !ours.has(text))
}

function isSilent({ found, text }: Once): boolean {
  return text === undefined && found.length === 0
}

/** What one rendering of a template came to, and what is wrong with it. */
interface Once {
  found: Diagnostic[]
  /** Whether it asked for what is not known. */
  hasUnknown: boolean
  /** What it came to, where it came to something. */
  text?: string
  templates: string[]
}

function checkOnce(
  { source, options, template, document, branches }: Asked,
  own: unknown,
  way: boolean,
): Once {
  const { file } = options
  const parameters = own ?? new Dict()
  if (parameters instanceof Dict) parameters.rest = new Unknown('slapparameter_dict', way)
  const given = givenWith(template)
  const names = shadowed(source, way)
  const context = new Map([...names, ...given, ['slapparameter_dict', parameters]])
  let hasUnknown = own === undefined || names.some(([name]) => !given.has(name))
  const note = <T>(unknown: T): T => {
    hasUnknown ||= unknown !== undefined
    return unknown
  }
  const isFilled = isFilledFirst(source)
  const text = isFilled ? filledAlone(file, source) : MappedText.of(file, source)
  const nameOf = unknownName(source, given, way)
  const importOf = unknownImport(template, way)
  try {
    const rendered = renderWithPlaces(text.text, {
      ...template,
      extensions: [...(template.extensions ?? []), 'jinja2.ext.loopcontrols'],
      context,
      file,
      assume: (name) => note(nameOf(name)),
      unset: (name) => note(nameOf(name)),
      unread: (name, from) => note(importOf(name, from)),
      ...(branches ? { branches } : {}),
    })
    const read = new Map<string, string>()
    const { text: profile, isOpen } = readable(new MappedText(rendered.text, () => undefined))
    const templates = ownOf(rendered.sources)
    const diagnostics = checkRendered(
      { text: profile.text, isOpen, templates, way },
      { ...options, sources: read },
    )
    for (const [name, other] of [...read, ...rendered.sources]) options.sources?.set(name, other)
    options.sources?.set(file, source)
    if (document?.file !== undefined) options.sources?.set(document.file, document.text)
    const components = rendered.components.filter(
      ({ asked }) => !Object.values(asked).some((each) => holdsUnknown(String(each))),
    )
    const found = [
      ...diagnostics.map((each) => inTemplate(each, file, rendered)),
      ...rootFindings({ ...rendered, components }, document),
    ]
    return {
      found: found
        .map((each) => backIn(text, source, each, file))
        .filter((each) => !isUnresolved(each)),
      hasUnknown,
      text: rendered.text,
      templates,
    }
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    for (const [name, other] of error.sources) options.sources?.set(name, other)
    options.sources?.set(file, source)
    const found = error.diagnostics
      .map((each) => backIn(text, source, each, file))
      .filter((each) => !isUnresolved(each))
    return { found, hasUnknown, templates: ownOf(error.sources) }
  }
}

/** A finding in the rendered text as one in the template that the text came from. */
function inTemplate(diagnostic: Diagnostic, file: string, rendered: Rendered): Diagnostic {
  return moved(diagnostic, (at) =>
    at.file === file && at.range
      ? placeOf(rendered, at.range.start.offset, at.range.end.offset)
      : {},
  )
}

/** A finding in a text that was filled in as one in the text before. */
function backIn(
  { text, origin }: MappedText,
  source: string,
  diagnostic: Diagnostic,
  file: string,
) {
  if (text === source) return diagnostic
  return moved(diagnostic, (at) => {
    if (at.file !== file || !at.range) return {}
    const start = origin(at.range.start.offset)?.offset ?? 0
    const last = origin(Math.max(at.range.start.offset, at.range.end.offset - 1))?.offset ?? start
    return { file, range: Lines.of(source).range(start, Math.max(last, start) + 1) }
  })
}

interface At {
  file?: string
  range?: Range
}

function moved(diagnostic: Diagnostic, place: (at: At) => At): Diagnostic {
  const { related } = diagnostic
  return {
    ...diagnostic,
    ...(related ? { related: related.map((each) => ({ ...each, ...place(each) })) } : {}),
    ...place(diagnostic),
  }
}

/** Where a stretch of a rendered text came from; nothing where that cannot be known. */
export function placeOf(rendered: Rendered, begin: number, end: number): At {
  const start = rendered.place(begin)
  const last = rendered.place(Math.max(begin, end - 1))
  const text = start && rendered.sources.get(start.file)
  if (!start || text === undefined) return {}
  const lines = Lines.of(text)
  const from = Math.min(lines.start(start.line) + start.column - 1, text.length)
  const until = last?.file === start.file ? lines.start(last.line) + last.column : from + 1
  return {
    file: start.file,
    range: lines.range(from, Math.min(Math.max(until, from + 1), text.length)),
  }
}

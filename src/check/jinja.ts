// Checks of Jinja2 templates: rendered for what a schema allows, then checked as profiles. Knows
// diagnostics, buildout, parameters, jinja and profiles.
import { spaceClass } from '../buildout/index.js'
import {
  finding,
  keyOf,
  Lines,
  nearest,
  ResilientError,
  type Diagnostic,
  type Range,
} from '../diagnostics/index.js'
import {
  globals,
  recipeNames,
  usualModule,
  type Rendered,
  type TemplateOptions,
} from '../jinja/index.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import { rootFindings } from '../profiles/root.js'
import { renderWithPlaces } from '../profiles/template.js'
import { checkProfile, type CheckOptions } from './index.js'
import { conditionOf, variantsOfReads, variantsOfSchema, type Variant } from './variants.js'

const tagOnLine = new RegExp(`^[ \\t]*\\{%[-+]?[${spaceClass}]*[a-z]`, 'm')

/** Whether a profile is a Jinja2 template, by its name or by a line that begins with a tag. */
export function isTemplate(file: string, text: string): boolean {
  return /\.jinja2?(?:\.|$)/.test(file) || tagOnLine.test(text)
}

/** What a template is rendered with, and the document of its parameters where they are given. */
export interface GivenTemplate {
  options: TemplateOptions
  document?: ParameterDocument
}

/**
 * What is wrong with what a template renders to, at the template's lines. Without parameters it is
 * rendered with those that the schema allows or, without one, with what it reads by name; a finding
 * that does not show in all of them names those where it does. A name that nobody gives is taken for
 * a reference to what the node knows, unless it is nearly one that somebody does.
 */
export function checkTemplate(
  source: string,
  options: CheckOptions & { file: string },
  { options: template, document }: GivenTemplate,
  schema?: SoftwareSchema,
): Diagnostic[] {
  const own = given(template).get('slapparameter_dict')
  if (own instanceof Map ? own.size > 0 : own !== undefined) return checkWith(own)
  const variants = schema?.choices.size ? variantsOfSchema(source, schema) : variantsOfReads(source)
  const found = new Map<string, { diagnostic: Diagnostic; where: Variant[] }>()
  const told: Variant[] = []
  const rendered: Variant[] = []
  for (const variant of variants) {
    const diagnostics = checkWith(variant.parameters)
    const hasFailed = diagnostics.some(isOfTemplate)
    // A value that was made up may not fit; what the template does with others must.
    if (variant.isMadeUp && hasFailed) continue
    told.push(variant)
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
    const condition = conditionOf(where, isOfTemplate(diagnostic) ? told : rendered)
    const { related = [] } = diagnostic
    return condition === undefined
      ? diagnostic
      : { ...diagnostic, related: [...related, { message: condition }] }
  })

  function checkWith(parameters: unknown): Diagnostic[] {
    const context = new Map([...given(template), ['slapparameter_dict', parameters]])
    const assumed = { ...template, context, assume: assumeOf(context) }
    return checkOnce(source, options, assumed, document)
  }
}

function isOfTemplate({ code }: Diagnostic): boolean {
  return code.startsWith('template-')
}

function given({ context = {} }: TemplateOptions): Map<string, unknown> {
  return new Map(context instanceof Map ? context : Object.entries(context))
}

/** What a name that nobody gives is taken for: what the node knows, unless it is nearly one that somebody does. */
export function assumeOf(
  context: ReadonlyMap<string, unknown>,
): (name: string) => string | undefined {
  const known = [...context.keys(), ...recipeNames().keys(), ...globals().keys()]
  return (name) =>
    usualModule(name) === undefined && nearest(name, known) === undefined
      ? `\${slap-configuration:${name}}`
      : undefined
}

function checkOnce(
  source: string,
  options: CheckOptions & { file: string },
  template: TemplateOptions,
  document: ParameterDocument | undefined,
): Diagnostic[] {
  try {
    const rendered = renderWithPlaces(source, { ...template, file: options.file })
    const read = new Map<string, string>()
    // The level is known; braces that are left, in a script say, tell nothing of it.
    const diagnostics = checkProfile(rendered.text, { ...options, sources: read, level: 'jinja' })
    for (const [name, text] of [...read, ...rendered.sources]) options.sources?.set(name, text)
    if (document?.file !== undefined) options.sources?.set(document.file, document.text)
    return [
      ...diagnostics.map((diagnostic) => inTemplate(diagnostic, options.file, rendered)),
      ...rootFindings(rendered, document),
    ]
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    for (const [name, text] of error.sources) options.sources?.set(name, text)
    return error.diagnostics.map(unassumed)
  }
}

/** What fails for a name that was assumed fails for want of it. */
function unassumed(diagnostic: Diagnostic): Diagnostic {
  const { code, message, ...details } = diagnostic
  const name = /\$\{slap-configuration:([\p{L}\p{N}_]+)\}/u.exec(message)?.[1]
  if (code !== 'template-value' || name === undefined) return diagnostic
  return finding(
    'template-undefined',
    `"${name}" is not known here, and cannot be taken for a text`,
    { ...details, hint: 'give it with --context, or in quotes where a text is meant' },
  )
}

/** A finding in the rendered text as one in the template that the text came from. */
function inTemplate(diagnostic: Diagnostic, file: string, rendered: Rendered): Diagnostic {
  const { related } = diagnostic
  const moved = {
    ...diagnostic,
    ...(related ? { related: related.map((each) => ({ ...each, ...place(each) })) } : {}),
  }
  return { ...moved, ...place(diagnostic) }

  function place(at: { file?: string; range?: Range }): { file?: string; range?: Range } {
    if (at.file !== file || !at.range) return {}
    return placeOf(rendered, at.range.start.offset, at.range.end.offset)
  }
}

/** Where a stretch of a rendered text came from; nothing where that cannot be told. */
export function placeOf(
  rendered: Rendered,
  begin: number,
  end: number,
): { file?: string; range?: Range } {
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

import {
  Lines,
  nearest,
  ResilientError,
  type Diagnostic,
  type Range,
} from '../diagnostics/index.js'
import { globals, renderWithPlaces, type Rendered, type TemplateOptions } from '../jinja/index.js'
import { checkProfile, type CheckOptions } from './index.js'

/** Whether a profile is a Jinja2 template, by its name or by a line that begins with a tag. */
export function isTemplate(file: string, text: string): boolean {
  return /\.jinja2?(?:\.|$)/.test(file) || /^[ \t]*\{%[-+]?\s*[a-z]/m.test(text)
}

/** Parameters of one's own that are tried at most, each by itself. */
const most = 16

/**
 * What is wrong with what a template renders to, at the template's lines. Without parameters it is
 * rendered with none, with each that it reads by name, and with all of them; a name that nobody
 * gives is taken for a reference to what the node knows, unless it is nearly one that somebody does.
 */
export function checkTemplate(
  source: string,
  options: CheckOptions & { file: string },
  template: TemplateOptions,
): Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  for (const [index, parameters] of variants(source, template).entries()) {
    const context = new Map([...given(template), ['slapparameter_dict', parameters]])
    const diagnostics = checkOnce(source, options, {
      ...template,
      context,
      assume: assumeOf(context),
    })
    // A value that was made up may not fit; what the template does with none must.
    if (index > 0 && diagnostics.some(({ code }) => code.startsWith('template-'))) continue
    for (const diagnostic of diagnostics) {
      const { code, file, range, message } = diagnostic
      const key = JSON.stringify([code, file, range?.start.offset, message])
      if (!found.has(key)) found.set(key, diagnostic)
    }
  }
  return [...found.values()]
}

function given({ context = {} }: TemplateOptions): Map<string, unknown> {
  return new Map(context instanceof Map ? context : Object.entries(context))
}

/** The parameters to render with: those given, or combinations of those that the template reads. */
function variants(source: string, template: TemplateOptions): unknown[] {
  const own = given(template).get('slapparameter_dict')
  if (own instanceof Map ? own.size > 0 : own !== undefined) return [own]
  const reads = /slapparameter_dict(?:\.(?:get|pop|setdefault)\(|\[)\s*(?:'([^']*)'|"([^"]*)")/g
  const names = [...source.matchAll(reads)].map(([, single, double]) => single ?? double ?? '')
  const each = [...new Set(names)].slice(0, most).map((name) => [name, '1'] as const)
  return [new Map(), ...each.map((entry) => new Map([entry])), new Map(each)]
}

function assumeOf(context: ReadonlyMap<string, unknown>): (name: string) => string | undefined {
  const known = [...context.keys(), ...globals().keys()]
  return (name) =>
    nearest(name, known) === undefined ? `\${slap-configuration:${name}}` : undefined
}

function checkOnce(
  source: string,
  options: CheckOptions & { file: string },
  template: TemplateOptions,
): Diagnostic[] {
  try {
    const rendered = renderWithPlaces(source, { ...template, file: options.file })
    const read = new Map<string, string>()
    const diagnostics = checkProfile(rendered.text, { ...options, sources: read })
    for (const [name, text] of [...read, ...rendered.sources]) options.sources?.set(name, text)
    return diagnostics.map((diagnostic) => inTemplate(diagnostic, options.file, rendered))
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    for (const [name, text] of error.sources) options.sources?.set(name, text)
    return [...error.diagnostics]
  }
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
    const start = rendered.place(at.range.start.offset)
    const last = rendered.place(Math.max(at.range.start.offset, at.range.end.offset - 1))
    const text = start && rendered.sources.get(start.file)
    if (!start || text === undefined) return {}
    const lines = new Lines(text)
    const from = Math.min(lines.start(start.line) + start.column - 1, text.length)
    const until = last?.file === start.file ? lines.start(last.line) + last.column : from + 1
    return {
      file: start.file,
      range: lines.range(from, Math.min(Math.max(until, from + 1), text.length)),
    }
  }
}

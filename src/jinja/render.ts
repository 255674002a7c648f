import { Lines, ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { withLimits, type Limits } from './budget.js'
import { fromJavaScript } from './convert.js'
import { Fault, refuse, type Place } from './fault.js'
import { globals, importModule, recipeNames } from './globals/index.js'
import { Output } from './output.js'
import type { Run } from './scope.js'
import { stack } from './stack.js'
import { Template } from './template.js'
import { Module, typeName, UndefinedUse, type Value } from './values.js'

export type { Limits } from './budget.js'
export type { Place } from './fault.js'

/** A template that an import names. */
export interface Source {
  file: string
  text: string
}

/** What a template is rendered with, and how far it may go. */
export interface TemplateOptions {
  /** The names that the template can use besides the recipe's own; `slapparameter_dict` holds the instance parameters. */
  context?: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>
  /** Name → Python module, as `import NAME MODULE` of a section's context: `json`, `urllib.parse` or `six.moves.urllib.parse`. */
  modules?: Readonly<Record<string, string>>
  /** Alias → source text, for `{% import 'alias' as … %}`; they come before `parts` and `replicated`. */
  imports?: Readonly<Record<string, string | Source>>
  /** The template's name in messages. */
  file?: string
  /** Finds what no alias names; undefined where there is nothing. */
  load?: (name: string, from: string) => Source | undefined
  /** What a name that nobody gives stands for; such a name is an error unless said. */
  assume?: (name: string) => string | undefined
  /** What stops a template that loops for ever or grows without bound. */
  limits?: Limits
}

/** A rendered text that knows its templates. */
export interface Rendered {
  text: string
  /** The template's place that an offset of the text came from. */
  place(offset: number): Place | undefined
  /** Every template read, by its name. */
  sources: ReadonlyMap<string, string>
}

/**
 * Renders a stack author's Jinja2 text as slapos.recipe.template:jinja2 does. Throws
 * `template-syntax`, `template-undefined`, `template-value`, `template-import` and `template-limit`,
 * each with the file, line and column of the template that it is about.
 */
export function renderTemplate(source: string, options: TemplateOptions = {}): string {
  return renderWithPlaces(source, options).text
}

/** The same, with the place that every part of the text came from. */
export function renderWithPlaces(source: string, options: TemplateOptions = {}): Rendered {
  const file = options.file ?? '<template>'
  const sources = new Map([[file, source]])
  const run: Run = {
    templates: new Library(options, sources),
    globals: globals(),
    assume: options.assume,
    out: new Output(),
    at: { file, line: 1, column: 1 },
  }
  const { out } = run
  try {
    const given = contextOf(options)
    withLimits(options.limits ?? {}, () => {
      const template = new Template(file, source)
      template.render(run, given)
    })
  } catch (error) {
    throw explain(error, run.at, sources)
  }
  return { text: run.out.toString(), place: (offset) => out.place(offset), sources }
}

/** What a template is given: the recipe's names, the modules, and the context before both. */
function contextOf({ context = {}, modules = {} }: TemplateOptions): Map<string, Value> {
  const given = new Map(recipeNames())
  for (const [name, module] of Object.entries(modules)) given.set(name, importModule(module))
  const entries = context instanceof Map ? context : Object.entries(context)
  for (const [name, value] of entries) given.set(String(name), fromJavaScript(value))
  return given
}

/** Finds templates by alias, then the stack's own modules, then by `load`. */
class Library {
  readonly #found = new Map<string, Template | Module>()
  constructor(
    readonly options: TemplateOptions,
    readonly sources: Map<string, string>,
  ) {}

  get(name: Value, from: string): Template | Value {
    if (name instanceof Template || name instanceof Module) return name
    if (Array.isArray(name)) {
      for (const each of name) {
        try {
          return this.get(each, from)
        } catch (error) {
          if (!(error instanceof Fault) || error.code !== 'template-import') throw error
        }
      }
      throw new Fault('template-import', 'none of the templates is there')
    }
    if (typeof name !== 'string') refuse(`a template is named by a text, not by ${typeName(name)}`)
    const { imports = {} } = this.options
    const alias = Object.hasOwn(imports, name) ? imports[name] : undefined
    const own = alias === undefined && Object.hasOwn(stack, name) ? stack[name] : undefined
    const key = alias !== undefined || own ? name : `${from}\0${name}`
    const known = this.#found.get(key)
    if (known) return known
    const found = own ? own() : this.#read(name, from, alias)
    this.#found.set(key, found)
    return found
  }

  #read(name: string, from: string, alias: string | Source | undefined): Template {
    const source = alias === undefined ? this.options.load?.(name, from) : alias
    if (source === undefined) {
      const known = [...Object.keys(this.options.imports ?? {}), ...Object.keys(stack)]
      throw new Fault(
        'template-import',
        `there is no template "${name}"`,
        `known are ${known.join(', ')}`,
      )
    }
    const { file, text } = typeof source === 'string' ? { file: name, text: source } : source
    this.sources.set(file, text)
    return new Template(file, text)
  }
}

/** Any failure as a diagnostic at its place in the template. */
function explain(error: unknown, at: Place, sources: ReadonlyMap<string, string>): ResilientError {
  if (error instanceof ResilientError) {
    const [first, ...rest] = error.diagnostics.map((each) => place(each, at, sources))
    return new ResilientError([first!, ...rest], sources)
  }
  const found = diagnose(error)
  if (!found) throw error
  const own =
    error instanceof Fault
      ? error.place
      : error instanceof UndefinedUse
        ? error.value.place
        : undefined
  const where = own ?? at
  return new ResilientError([place(found, where, sources)], sources)
}

function diagnose(error: unknown): Diagnostic | undefined {
  const severity = 'error'
  if (error instanceof Fault) {
    const { code, message, hint } = error
    return { code, severity, message, ...(hint === undefined ? {} : { hint }) }
  }
  if (error instanceof UndefinedUse) {
    const { message, hint: given } = error.value
    const hint = typeof given === 'function' ? given() : given
    return {
      code: 'template-undefined',
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
    }
  }
  // The engine's own limits, of its stack and of a text's length, are the last.
  if (error instanceof RangeError) {
    const message = error.message.includes('stack')
      ? 'the template nests too deep'
      : 'the template makes a value that is too long'
    return { code: 'template-limit', severity, message }
  }
  return undefined
}

function place(
  diagnostic: Diagnostic,
  at: Place,
  sources: ReadonlyMap<string, string>,
): Diagnostic {
  const source = sources.get(at.file)
  if (source === undefined) return { file: at.file, ...diagnostic }
  const lines = new Lines(source)
  const offset = Math.min(lines.start(at.line) + at.column - 1, source.length)
  const word = /^[\p{L}\p{N}_]+/u.exec(source.slice(offset, offset + 200))?.[0].length ?? 1
  const range = lines.range(offset, Math.min(offset + word, source.length))
  return { ...diagnostic, file: at.file, range }
}

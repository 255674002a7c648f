// A template rendered within its limits, and what fails as a finding. Knows every stage,
// diagnostics and python.
import {
  type Diagnostic,
  fail,
  finding,
  grouped,
  Lines,
  ResilientError,
} from '../diagnostics/index.js'
import {
  type HangsOn,
  isUnknown,
  LimitError,
  type Limits,
  isText,
  Module,
  PyError,
  refuse,
  str,
  typeName,
  type Value,
  withLimits,
} from '../python/index.js'
import { compile } from './compile/index.js'
import { fromJavaScript } from './convert.js'
import { Fault, type Place } from './fault.js'
import { importModule } from './library/globals/modules.js'
import { globals } from './library/globals/own.js'
import { recipeNames } from './library/globals/recipe.js'
import { Branches } from './runtime/branches.js'
import { Output } from './runtime/output.js'
import type { Called, Run } from './runtime/scope.js'
import { Template } from './runtime/template.js'
import { Undefined } from './runtime/undefined.js'
import { extensions } from './syntax/parser.js'

/** A template that an import names. */
export interface Source {
  file: string
  text: string
}

/** What a template is rendered with, and how far it may go. */
export interface TemplateOptions {
  /** The names that the template can use besides the recipe's own; `slapparameter_dict` holds the instance parameters. */
  context?: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>
  /** Name → Python module, as `import NAME MODULE` of a section's context: `json` or `urllib.parse`, say. */
  modules?: Readonly<Record<string, string>>
  /** Alias → source text, for `{% import 'alias' as … %}`. */
  imports?: Readonly<Record<string, string | Source>>
  /** Jinja2's extensions by their names; `jinja2.ext.do` is on, as on a node. */
  extensions?: readonly string[]
  /** The template's name in messages. */
  file?: string
  /** Finds what no alias names; undefined where there is nothing. */
  load?: (name: string, from: string) => Source | undefined
  /** What a name that nobody gives stands for; such a name is an error unless said. */
  assume?: (name: string) => unknown
  /** What stops a template that loops for ever or grows without bound. */
  limits?: Limits
}

/** What the caller hands in besides. */
export interface RenderOptions extends TemplateOptions {
  /**
   * Alias → source text of templates that are not the author's; one of `imports` comes before it.
   * What fails in their macros is reported where these are called, an import's copy of one too.
   */
  atHand?: Readonly<Record<string, string>>
  /** Hears of every call of a macro. */
  called?: Called
  /** What a name is that the template sets where it was not, before its use; none unless said. */
  unset?: (name: string) => unknown
  /** What stands for a template that no alias names; none does unless said. */
  unread?: (name: string, from: string) => unknown
  /** Hears which branches were come to, and says which others are. */
  branches?: Branches
  /** The texts of further templates that are not the author's, however they are imported. */
  foreign?: readonly string[]
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
export function renderTemplate(source: string, options: RenderOptions = {}): string {
  return renderWithPlaces(source, options).text
}

/** The same, with the place that every part of the text came from. */
export function renderWithPlaces(source: string, options: RenderOptions = {}): Rendered {
  const file = options.file ?? '<template>'
  const sources = new Map([[file, source]])
  const branches = options.branches ?? new Branches()
  const run: Run = {
    templates: new Library(options, sources),
    globals: globals(),
    assume: options.assume as Given,
    unset: options.unset as Run['unset'],
    called: options.called,
    branches,
    out: new Output(branches),
    depth: 0,
    at: { file, line: 1, column: 1 },
  }
  const { out } = run
  try {
    const given = contextOf(options)
    const extended = extensionsOf(options)
    withLimits(options.limits ?? {}, () => {
      const template = compile(file, source, extended)
      template.render(run, given)
    })
  } catch (error) {
    throw explain(error, run.at, sources, options.unset !== undefined)
  }
  return { text: run.out.toString(), place: (offset) => out.place(offset), sources }
}

/** What a template is given: the recipe's names, the modules, and the context before both. */
function contextOf({ context = {}, modules = {} }: TemplateOptions): Map<string, Value> {
  const given = new Map(recipeNames())
  if (typeof modules !== 'object' || modules === null || modules instanceof Map) {
    fail('bad-argument', 'the modules must be an object of names', {
      expected: "an object of names, such as { json_module: 'json' }",
    })
  }
  for (const [name, module] of Object.entries(modules)) given.set(name, importModule(module))
  const entries = context instanceof Map ? context : Object.entries(context)
  for (const [name, value] of entries) given.set(String(name), fromJavaScript(value))
  return given
}

/** The extensions that a template has; throws for one that is not known here. */
function extensionsOf({ extensions: given = [] }: TemplateOptions): readonly string[] {
  const unknown = given.find((each) => !extensions.includes(each))
  if (unknown === undefined) return given
  fail('bad-argument', `the extension ${unknown} of Jinja2 is not known here`, {
    expected: extensions.join(' or '),
  })
}

/** What stands for a name, in the engine's own values. */
type Given = ((name: string) => Value | undefined) | undefined

/** Finds templates by alias, then those at hand, then by `load`. */
class Library {
  readonly #found = new Map<string, Template>()
  constructor(
    readonly options: RenderOptions,
    readonly sources: Map<string, string>,
  ) {}

  get(name: Value, from: string): Template | Value {
    if (name instanceof Template || name instanceof Module || isUnknown(name)) return name
    if (name instanceof Undefined) name.unfit()
    if (!isText(name)) refuse(`the name of a template must be text, not ${typeName(name)}`)
    name = str(name)
    const source = this.#given(name)
    const key = source === undefined ? `${from}\0${name}` : name
    const known = this.#found.get(key)
    if (known) return known
    const unread = source === undefined ? this.options.unread?.(name, from) : undefined
    if (unread !== undefined) return unread as Value
    const found = this.#read(name, from, source)
    this.#found.set(key, found)
    return found
  }

  has(name: string): boolean {
    return this.#given(name) !== undefined
  }

  /** What an alias names. */
  #given(name: string): string | Source | undefined {
    const { imports = {}, atHand = {} } = this.options
    return [imports, atHand].find((each) => Object.hasOwn(each, name))?.[name]
  }

  #read(name: string, from: string, given: string | Source | undefined): Template {
    const source = given ?? this.options.load?.(name, from)
    const { imports = {}, atHand = {} } = this.options
    if (source === undefined) {
      const known = [...Object.keys(imports), ...Object.keys(atHand)]
      throw new Fault(
        'template-import',
        `there is no template "${name}"`,
        known.length > 0 ? `the templates known here are ${known.join(', ')}` : undefined,
      )
    }
    const { file, text } = typeof source === 'string' ? { file: name, text: source } : source
    this.sources.set(file, text)
    const { foreign = [] } = this.options
    const isForeign = Object.values(atHand).includes(text) || foreign.includes(text)
    return compile(file, text, extensionsOf(this.options), isForeign)
  }
}

/** What is said where a template wants more than it may. */
const overLimit = {
  steps: (most: string) => ({
    message: `the template did more than ${most} steps`,
    hint: 'if it does not loop forever, raise limits.steps (--max-steps of check and render template)',
  }),
  together: (most: string) => ({
    message: `the template, with all else that is rendered beside it, did more than ${most} steps`,
    hint: 'if none loops forever, raise limits.steps (--max-steps of check and render template)',
  }),
  size: (most: string) => ({
    message: `the template makes a value of more than ${most} characters or items`,
    hint: 'if it does not grow without bound, raise limits.size (--max-output of check and render template)',
  }),
}

/** A failure that holds whatever is not known says so to who renders with what is not. */
interface Diagnosed extends Diagnostic {
  about?: { isCertain: boolean; hangsOn: HangsOn | undefined }
}

/** Any failure as a diagnostic at its place in the template. */
function explain(
  error: unknown,
  at: Place,
  sources: ReadonlyMap<string, string>,
  isAsked: boolean,
): ResilientError {
  if (error instanceof ResilientError) {
    const [first, ...rest] = error.diagnostics.map((each) => placedAt(each, at, sources))
    return new ResilientError([first!, ...rest], sources)
  }
  const found: Diagnosed | undefined = diagnose(error)
  if (!found) throw error
  if (isAsked && (error instanceof Fault || error instanceof PyError))
    found.about = { isCertain: error.isCertain, hangsOn: error.hangsOn }
  const where = (error instanceof Fault && error.place) || at
  return new ResilientError([placedAt(found, where, sources)], sources)
}

function diagnose(error: unknown): Diagnostic | undefined {
  if (error instanceof Fault) {
    const { code, message, hint } = error
    return finding(code, message, { hint: typeof hint === 'function' ? hint() : hint })
  }
  if (error instanceof LimitError) {
    const { message, hint } = overLimit[error.limit](grouped(error.most))
    return finding('template-limit', message, { hint })
  }
  if (error instanceof PyError) return finding('template-value', error.message)
  // The engine's own limits, of its stack and of a text's length, are the last.
  if (error instanceof RangeError) {
    const message = error.message.includes('stack')
      ? 'the template nests too deeply'
      : 'the template makes a value that is too long'
    return finding('template-limit', message)
  }
  return undefined
}

/** A finding at its place in one of the templates. */
export function placedAt(
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

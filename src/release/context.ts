// What a section gives the template that it renders. Knows buildout, python and jinja.
import { words, type Section } from '../buildout/index.js'
import { checkModule } from '../jinja/index.js'
import {
  Dict,
  Func,
  holdsUnknown,
  PyError,
  readJson,
  Unknown,
  type Value,
} from '../python/index.js'
import type { Values } from './values.js'

/** One line of `context` or `import-list`: `KIND NAME EXPRESSION`. */
export interface ContextLine {
  kind: string
  name: string
  expression: string
}

/** The lines of a `context` or an `import-list`; what is no such line is left out. */
export function contextLines(value: string): ContextLine[] {
  return value.split('\n').flatMap((line) => {
    const [kind, name] = words(line)
    if (kind === undefined || name === undefined || holdsUnknown(kind)) return []
    const rest = line.trim().slice(kind.length).trim().slice(name.length).trim()
    return [{ kind, name, expression: rest }]
  })
}

/** What the sections of a level say to a template. */
export interface Giving {
  values: Values
  /** Whether more options of a section may be set than are seen. */
  isOpen(section: string): boolean
  /** How tests of what is not known come out. */
  way: boolean
}

/** What a template is rendered with. */
export interface TemplateContext {
  context: Map<string, Value>
  modules: Record<string, string>
}

/** What a template asserts of what is not known says nothing. */
const passing = new Func('assert', () => '')

/** The names that a section's `context` gives. */
export function contextOf(section: string, options: Section, giving: Giving): TemplateContext {
  const context = new Map<string, Value>([['assert', passing]])
  const modules: Record<string, string> = {}
  if (!options.has('context')) return { context, modules }
  for (const { kind, name, expression } of contextLines(giving.values.get(section, 'context')!)) {
    if (kind === 'import' && isModule(expression)) modules[name] = expression
    else context.set(name, valueOf(kind, name, expression, section, giving))
  }
  return { context, modules }
}

function isModule(name: string): boolean {
  try {
    checkModule(name)
    return true
  } catch {
    return false
  }
}

function valueOf(
  kind: string,
  name: string,
  expression: string,
  section: string,
  giving: Giving,
): Value {
  const unknown = new Unknown(name, giving.way)
  if (holdsUnknown(expression) && kind !== 'raw') return unknown
  switch (kind) {
    case 'raw':
      return textValue(expression, name, giving.way)
    case 'key': {
      const [of = '', option = ''] = expression.split(':')
      const value = giving.values.get(of || section, option)
      if (value === undefined && option === 'configuration') return dictOf(unknown)
      return value === undefined ? unknown : textValue(value, name, giving.way)
    }
    case 'section':
      return sectionValue(expression, name, giving)
    case 'json':
      return jsonValue(expression, unknown)
    default:
      return unknown
  }
}

/** Instance parameters: a dict, of which nothing is known. */
function dictOf(unknown: Unknown): Dict {
  const dict = new Dict()
  dict.rest = unknown
  return dict
}

/** An option's text, where it is known whole. */
function textValue(text: string, name: string, way: boolean): Value {
  return holdsUnknown(text) || text.startsWith('!py!') ? new Unknown(name, way) : text
}

function sectionValue(section: string, name: string, { values, isOpen, way }: Giving): Value {
  const options = values.sections.get(section)
  if (!options) return new Unknown(name, way)
  const dict = new Dict()
  for (const option of options.keys()) {
    if (option.startsWith('<') || holdsUnknown(option)) continue
    dict.set(option, textValue(values.get(section, option)!, `${name}.${option}`, way))
  }
  if (isOpen(section)) dict.rest = new Unknown(name, way)
  return dict
}

function jsonValue(text: string, otherwise: Value): Value {
  try {
    return readJson(text)
  } catch (error) {
    if (error instanceof PyError) return otherwise
    throw error
  }
}

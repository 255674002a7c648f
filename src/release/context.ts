// What a section gives the template that it renders. Knows buildout, python and jinja.
import { strip } from '../buildout/index.js'
import { words, type Section } from '../buildout/index.js'
import { isModule } from '../jinja/index.js'
import {
  Dict,
  Func,
  holdsUnknown,
  PyError,
  readJson,
  str,
  type Unknown,
  type Value,
} from '../python/index.js'
import { isConfiguration, parametersIn, titleOption, typeOption, type Given } from './given.js'
import { instanceFolder, softwareFolder } from './folders.js'
import { nodeOptions, nodeSections } from './recipes.js'
import type { Values } from './values.js'

/** One line of `context` or `import-list`: `KIND NAME EXPRESSION`. */
export interface ContextLine {
  kind: string
  name: string
  expression: string
}

/** The lines of a `context` or an `import-list`; other lines are left out. */
export function contextLines(value: string): ContextLine[] {
  return value.split('\n').flatMap((line) => {
    const [kind, name] = words(line)
    if (kind === undefined || name === undefined || holdsUnknown(kind)) return []
    const rest = strip(strip(strip(line).slice(kind.length)).slice(name.length))
    return [{ kind, name, expression: rest }]
  })
}

/** What the sections of a level say to a template. */
export interface Giving {
  values: Values
  /** Whether more options of a section may be set than are seen. */
  isOpen(section: string): boolean
  /** Whether an option that no profile sets is certainly none of a section's. */
  isMissing: (section: string, option: string) => boolean
  /** Stands for what is not known. */
  unknown: (name: string) => Unknown
  /** The instance parameters, as far as they are known, and what stands for the others. */
  parameters?: (unknown: Unknown) => Dict
  /** What the instance is requested with, where all of that is known. */
  given?: Given | undefined
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
  for (const { kind, name, expression } of contextLines(
    giving.values.get(section, 'context') ?? '',
  )) {
    if (kind === 'import' && isModule(expression)) modules[name] = expression
    else context.set(name, valueOf(kind, name, expression, section, giving))
  }
  return { context, modules }
}

/** What a user knows a value by: its section, and the option. */
function sourceOf(kind: string, expression: string, section: string): string | undefined {
  const [of = '', option = ''] = expression.split(':')
  if (kind === 'section') return expression
  return /^(?:json)?key$/.test(kind) ? `${of || section}.${option}` : undefined
}

function valueOf(
  kind: string,
  name: string,
  expression: string,
  section: string,
  giving: Giving,
): Value {
  const unknown = giving.unknown(
    kind === 'raw' ? name : (sourceOf(kind, expression, section) ?? name),
  )
  if (holdsUnknown(expression) && kind !== 'raw') return unknown
  switch (kind) {
    case 'raw':
      return textValue(expression, name, giving)
    case 'key': {
      const [of = '', option = ''] = expression.split(':')
      const value = giving.values.get(of || section, option)
      if (value === undefined && option === 'configuration')
        return configurationOf(of || section, unknown, giving)
      return value === undefined ? unknown : textValue(value, unknown.name, giving)
    }
    case 'section':
      return sectionValue(expression, expression, giving)
    case 'json':
      return jsonValue(expression, unknown)
    case 'jsonkey': {
      const [of = '', option = ''] = expression.split(':')
      const value = giving.values.get(of || section, option)
      return value === undefined || holdsUnknown(value) ? unknown : jsonValue(value, unknown)
    }
    default:
      return unknown
  }
}

/** Instance parameters: a dict, of which nothing is known unless it is said. */
function configurationOf(
  section: string,
  rest: Unknown,
  { parameters, given, values, unknown }: Giving,
): Dict {
  const options = values.sections.get(section)
  if (given && isConfiguration(section, options)) return parametersIn(given, options, unknown)
  if (parameters) return parameters(rest)
  const dict = new Dict()
  dict.rest = rest
  return dict
}

/** An option's text, where it is known whole. Of the node's own folders only a node can test what they are. */
function textValue(text: string, name: string, { unknown }: Pick<Giving, 'unknown'>): Value {
  if (holdsUnknown(text) || text.startsWith('!py!')) return unknown(name)
  const isOfNode = [softwareFolder, instanceFolder].some((folder) => text.includes(folder))
  return isOfNode ? unknown(name).like(text) : text
}

function sectionValue(section: string, name: string, giving: Giving): Value {
  const { values, isOpen, unknown } = giving
  const options = values.sections.get(section)
  if (!options && !nodeSections.has(section)) return unknown(name)
  const dict = new Dict()
  for (const option of options?.keys() ?? []) {
    if (option.startsWith('<') || holdsUnknown(option)) continue
    dict.set(option, textValue(values.get(section, option)!, `${name}.${option}`, giving))
  }
  const ofNode = Object.hasOwn(nodeOptions, section) ? nodeOptions[section]! : []
  for (const option of ofNode) if (!dict.has(option)) dict.set(option, unknown(`${name}.${option}`))
  if (giving.given && (section === 'slap-parameter' || isConfiguration(section, options))) {
    const parameters = parametersIn(giving.given, options, unknown)
    const isOld = section === 'slap-parameter'
    const title = isOld ? undefined : giving.given.title?.()
    if (title !== undefined) dict.set(titleOption, title)
    const { softwareType } = giving.given
    if (!isOld && softwareType !== undefined) dict.set(typeOption, softwareType)
    if (!isOld) dict.set('configuration', parameters)
    for (const [key, value] of parameters.entries.values())
      dict.set(isOld ? key : `configuration.${str(key)}`, value)
    if (isOld && !giving.given.isOpen) return dict
  }
  if (options && !isOpen(section)) return dict
  dict.rest = unknown(name)
  dict.lacks = (key) => typeof key === 'string' && giving.isMissing(section, key)
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

// What an instance is requested with, where its profiles read it. Knows buildout and python.
import { strip, type Section } from '../buildout/index.js'
import {
  Dict,
  isText as isTextual,
  readJson,
  str,
  type Unknown,
  type Value,
} from '../python/index.js'

/** The parameters that an instance is requested with. */
export interface Given {
  /** Each as JSON; undefined for one of which only its name is known. */
  parameters: ReadonlyMap<string, string | undefined>
  /** Whether there may be others. */
  isOpen: boolean
  /** The software type that is asked for; undefined where it is not known. */
  softwareType: string | undefined
  /** Whether they come as one JSON text named `_`, or each by itself as a text; undefined where they were read already. */
  isSerialised: boolean | undefined
  /** The name that it is requested by; undefined, or gives undefined, where that is not known. */
  title?: () => string | undefined
}

/** The recipes that read the parameters as the JSON that they are. */
const serialised = /^slapos\.cookbook:slapconfiguration\.(?:serialised|jsonschema|instancenode)\b/
const configuration = /^slapos\.cookbook:slapconfiguration\b/

/** What that recipe sets besides: the node's own. */
export const setByConfiguration: ReadonlySet<string> = new Set([
  ...['instance-title', 'root-instance-title', 'root-instance-short-title', 'instance-guid'],
  ...['instance-state', 'slap-software-release-url', 'slap-computer-id'],
  ...['slap-computer-partition-id', 'slave-instance-list', 'timestamp', 'ipv4', 'ipv6'],
  ...['ipv4-random', 'ipv6-random', 'storage-dict'],
])

/** What that recipe gives the software type that is asked for as. */
export const typeOption = 'slap-software-type'

/** What that recipe gives an instance's name as. */
export const titleOption = 'instance-title'

/** Whether a section has what the instance is requested with: by its recipe, or as the switch hands it on. */
export function isConfiguration(name: string, section: Section | undefined): boolean {
  const recipe = recipeOf(section)
  return recipe === '' ? name === 'slap-configuration' : configuration.test(recipe)
}

/** The parameters as a section has them, made anew: a template may change them. */
export function parametersIn(
  given: Given,
  section: Section | undefined,
  unknown: (name: string) => Unknown,
): Dict {
  const dict = new Dict()
  const recipe = recipeOf(section)
  if (given.isSerialised === true && recipe !== '' && !serialised.test(recipe)) {
    dict.set('_', unknown('_'))
    return dict
  }
  const isText = configuration.test(recipe) && !serialised.test(recipe)
  for (const [name, json] of given.parameters) {
    const value = json === undefined ? unknown(`parameters.${name}`) : readJson(json)
    // The master keeps every parameter as text.
    dict.set(name, isText && json !== undefined ? str(value) : value)
  }
  if (given.isOpen) dict.rest = unknown('parameters')
  return dict
}

/** The text of a parameter, of the type or of the name, where an option stands for one by its name; undefined where it does not. */
export function parameterText(
  given: Given,
  name: string,
  section: Section | undefined,
  option: string,
  unknown: (name: string) => Unknown,
): string | undefined {
  if (option === typeOption && isConfiguration(name, section))
    return given.softwareType ?? unknown(option).text()
  if (option === titleOption && isConfiguration(name, section)) return given.title?.()
  const isOld = name === 'slap-parameter'
  if (!isOld && !(option.startsWith('configuration.') && isConfiguration(name, section)))
    return undefined
  const key = isOld ? option : option.slice('configuration.'.length)
  if (!given.parameters.has(key) && !given.isOpen) return undefined
  const own = isOld && section?.has(key) === true
  if (!given.parameters.has(key) && own) return unknown(`parameters.${key}`).text()
  return textOf(parametersIn(given, section, unknown).get(key) ?? null)
}

/** A value as an option has it. */
export function textOf(value: Value): string {
  return isTextual(value) ? str(value) : `!py!${str(value)}`
}

function recipeOf(section: Section | undefined): string {
  return strip(section?.get('recipe')?.value ?? '')
}

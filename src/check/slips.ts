// Options that a recipe or a node may set, so that nobody can say that they are missing: only that they
// are nearly spelt like one that there is. Knows buildout and diagnostics.
import { strip, type Section } from '../buildout/index.js'
import { nearest } from '../diagnostics/index.js'
import { nodeOptions } from './given.js'

/** What nearly every recipe that builds or fetches something sets. */
const ofBuilds = ['location']

/** Below, half of all names are near to another. */
const shortest = 5

/** The option that is meant by one that no profile sets; undefined where it is near to none. */
export function slipOf(
  section: string,
  options: Section | undefined,
  option: string,
): string | undefined {
  if (option.length < shortest || isSetByScript(options, option)) return undefined
  const most = option.length < 8 ? 1 : 2
  const near = nearest(option, candidatesOf(section, options), most)
  return near !== undefined && isSlip(option, near) ? near : undefined
}

function candidatesOf(section: string, options: Section | undefined): string[] {
  const recipe = strip(options?.get('recipe')?.value ?? '')
  const isConfiguration = recipe.startsWith('slapos.cookbook:slapconfiguration')
  const node = isConfiguration ? 'slap-configuration' : section
  return [
    ...(options?.keys() ?? []),
    ...(Object.hasOwn(nodeOptions, node) ? nodeOptions[node]! : recipe === '' ? [] : ofBuilds),
  ]
}

/** Whether a script of the section may set an option: it names it. */
function isSetByScript(options: Section | undefined, option: string): boolean {
  return options !== undefined && [...options.values()].some(({ value }) => value.includes(option))
}

/** Another number or a plural is another name. */
function isSlip(option: string, near: string): boolean {
  const digits = (name: string): string => name.replace(/\D/g, '')
  const isPlural = option === `${near}s` || near === `${option}s`
  return !isPlural && digits(option) === digits(near)
}

// Options that a recipe or a node may set, so that nobody can say that they are missing: only that they
// are nearly spelt like one that there is. Knows buildout, diagnostics
// and release.
import { strip, type Section } from '../buildout/index.js'
import { nearest } from '../diagnostics/index.js'
import { nodeOptions } from '../release/index.js'
import type { Context } from './context.js'

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
  return isSetByScript(options, option)
    ? undefined
    : nameMeant(option, candidatesOf(section, options))
}

/** The name that is meant by one of which only the spelling tells that it is none. */
export function nameMeant(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < shortest) return undefined
  const near = nearest(name, candidates, name.length < 8 ? 1 : 2)
  return near !== undefined && isSlip(name, near) ? near : undefined
}

/** The section of a profile that is meant by a name which only an unknown may make one. */
export function sectionMeant(
  context: Context,
  section: string,
  isFit: (near: string) => boolean = () => true,
): string | undefined {
  if (!context.mayBeAny(section)) return undefined
  const near = nameMeant(section, context.sections.keys())
  return near !== undefined && isFit(near) ? near : undefined
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

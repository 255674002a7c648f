// Options that a recipe or a node may set, so that nobody can say that they are missing: only that they
// are nearly spelt like one that there is. Knows buildout, diagnostics, python
// and release.
import { strip, type Section } from '../buildout/index.js'
import { nearest } from '../diagnostics/index.js'
import { holdsUnknown } from '../python/index.js'
import { nodeOptions, unknownPattern } from '../release/index.js'
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
  if (isSetByScript(options, option)) return undefined
  const candidates = candidatesOf(section, options)
  const isOfNode = nodeOf(section, options) !== undefined
  const numbered = isOfNode ? candidates.find(isNumbered(option)) : undefined
  const begun =
    isOfNode || options?.has('recipe') !== true ? undefined : ofBuilds.find(isBegun(option))
  return numbered ?? begun ?? nameMeant(option, candidates)
}

/** The names of a section of which a part is not known, looked for once: there may be a reference to each. */
const unknownNames = new WeakMap<Section, string[]>()

/** Whether an option may be one of a section's of whose names a part is not known. */
export function mayBeNamed(section: Section | undefined, option: string): boolean {
  if (!section) return false
  const names = unknownNames.get(section) ?? [...section.keys()].filter(holdsUnknown)
  unknownNames.set(section, names)
  return names.some((each) => unknownPattern(each).test(option))
}

/** The name of what a build sets that is begun and not ended. */
function isBegun(option: string): (name: string) => boolean {
  return (name) => option.length >= 3 && name !== option && name.startsWith(option)
}

/** Of what a node gives, no name is another one without its number. */
function isNumbered(option: string): (name: string) => boolean {
  return (name) => option.length > 1 && name.slice(0, -1) === option && /\d$/.test(name)
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
  const node = nodeOf(section, options)
  const others = options?.has('recipe') === true ? ofBuilds : []
  return [...(options?.keys() ?? []), ...(node === undefined ? others : nodeOptions[node]!)]
}

/** The section of the node whose options a section has; undefined where it is none. */
function nodeOf(section: string, options: Section | undefined): string | undefined {
  const recipe = strip(options?.get('recipe')?.value ?? '')
  if (recipe.startsWith('slapos.cookbook:slapconfiguration')) return 'slap-configuration'
  return Object.hasOwn(nodeOptions, section) ? section : undefined
}

/** Whether a script of the section may set an option: it names it. */
function isSetByScript(options: Section | undefined, option: string): boolean {
  // A short name is a part of many words.
  const isWord = (text: string): boolean => text.split(/[^\w-]+/).includes(option)
  const names = option.length < shortest ? isWord : (text: string) => text.includes(option)
  return options !== undefined && [...options.values()].some(({ value }) => names(value))
}

/** Another number or a plural is another name. */
function isSlip(option: string, near: string): boolean {
  const digits = (name: string): string => name.replace(/\D/g, '')
  const isPlural = option === `${near}s` || near === `${option}s`
  return !isPlural && digits(option) === digits(near)
}

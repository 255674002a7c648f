// What stands for the names and the imports that nobody gives a template of no release. Knows
// diagnostics, jinja, profiles and python.
import { nearest } from '../diagnostics/index.js'
import { globals, recipeNames, type TemplateOptions } from '../jinja/index.js'
import { macros } from '../profiles/macros.js'
import { spaceClass, Unknown } from '../python/index.js'

/** The context that is given. */
export function givenWith({ context = {} }: TemplateOptions): Map<string, unknown> {
  return new Map(context instanceof Map ? context : Object.entries(context))
}

const space = `[${spaceClass}]*`
const sets = new RegExp(
  String.raw`\{%[-+]?${space}set[${spaceClass}]+([\p{L}_][\p{L}\p{N}_]*)`,
  'gu',
)

/** Python's names that the template uses as it uses no function: those of the context, which come before. */
export function shadowed(source: string, way: boolean): [string, Unknown][] {
  const found: [string, Unknown][] = []
  for (const name of [...recipeNames().keys(), ...globals().keys()]) {
    if (!source.includes(name)) continue
    const use = new RegExp(
      `\\{[{%][^%}]*?(?<![\\w.|'"/-])(?<!\\|${space})${name}(?!${space}\\()(?![\\w'"/=-])`,
    )
    if (use.test(source)) found.push([name, new Unknown(name, way)])
  }
  return found
}

/** A name that is nearly one that is given, or one that the template sets itself, is a slip. */
export function unknownName(
  source: string,
  context: ReadonlyMap<string, unknown>,
  way: boolean,
): (name: string) => Unknown | undefined {
  const set = [...source.matchAll(sets)].map(([, name]) => name!)
  const aliases = Object.keys(macros())
  return (name) => {
    const isSlip =
      (name.length >= 8 && nearest(name, context.keys(), 2) !== undefined) ||
      aliases.includes(name) ||
      nearest(name, aliases, 1) !== undefined ||
      set.some((each) => isSlipOf(name, each))
    return isSlip ? undefined : new Unknown(name, way)
  }
}

/** One letter too many, too few, or two in the wrong order; not a plural, not another number. */
function isSlipOf(name: string, meant: string): boolean {
  if (name.length < 5 || nearest(name, [meant], 1) === undefined) return false
  if (name.length === meant.length) return [...name].sort().join('') === [...meant].sort().join('')
  const [short, long] = name.length < meant.length ? [name, meant] : [meant, name]
  const at = [...long].findIndex((letter, index) => letter !== short[index])
  return !/[\d_]/.test(long[at]!) && at < short.length
}

/** What an import is of which there is no template: not known, unless it is nearly one of ours. */
export function unknownImport(
  { imports = {}, load }: TemplateOptions,
  way: boolean,
): (name: string, from: string) => Unknown | undefined {
  const known = [...Object.keys(imports), ...Object.keys(macros())]
  return (name, from) => {
    if (load?.(name, from) !== undefined || nearest(name, known) !== undefined) return undefined
    return new Unknown(name, way)
  }
}

// What a section inherits of those that the node writes. Knows buildout and release.
import { macrosOf } from '../buildout/index.js'
import { nodeOptions } from '../release/index.js'
import type { Context } from './context.js'

/**
 * The options that a section inherits of those that the node writes; undefined where it may have others
 * that are not seen.
 */
export function givenTo(
  context: Context,
  name: string,
  seen = new Set<string>(),
): Set<string> | undefined {
  const { incomplete, annotated } = context.resolved
  const given = new Set<string>()
  if (seen.has(name)) return undefined
  seen.add(name)
  const macros = macrosOf(annotated.get(name) ?? new Map())
  if (incomplete.has(name) && macros.length === 0) return undefined
  for (const macro of macros) {
    const ofNode = Object.hasOwn(nodeOptions, macro) ? nodeOptions[macro]! : []
    if (/^slap[-_]connection$/.test(macro)) for (const option of ofNode) given.add(option)
    else if (!incomplete.has(macro) && context.sections.has(macro)) continue
    else {
      const further = givenTo(context, macro, seen)
      if (!further || !context.sections.has(macro)) return undefined
      for (const option of further) given.add(option)
    }
  }
  return given
}

/** Whether a section that the profile has surely lacks a recipe. */
export function lacksRecipe(context: Context, name: string): boolean {
  if (context.sections.get(name)?.has('recipe') !== false || context.isGiven(name)) return false
  if (!context.resolved.incomplete.has(name)) return true
  // The node writes none.
  const isWhole = context.isOfRelease && givenTo(context, name) !== undefined
  return isWhole && !context.isOpen(name, 'recipe')
}

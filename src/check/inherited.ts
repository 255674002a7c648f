// What a section lacks though it inherits. Knows release.
import { givenTo } from '../release/index.js'
import type { Context } from './context.js'

/** Whether a section that the profile has surely lacks a recipe. */
export function lacksRecipe(context: Context, name: string): boolean {
  if (context.sections.get(name)?.has('recipe') !== false || context.isGiven(name)) return false
  if (!context.resolved.incomplete.has(name)) return true
  // The node writes none.
  const isWhole = context.isOfRelease && givenTo(context, name) !== undefined
  return isWhole && !context.isOpen(name, 'recipe')
}

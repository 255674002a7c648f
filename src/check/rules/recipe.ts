// A rule: the recipe of a section. Knows diagnostics.
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { cookbook, otherEggs } from '../known-recipes.js'
import { atOption } from '../options.js'

/** A recipe is one that there is. */
export const recipe: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    const setting = section.get('recipe')
    if (!setting || !context.reached.has(name)) continue
    const value = setting.value
    if (/[{}$\ue000]/.test(value)) continue
    const near = meant(value)
    if (near !== undefined) {
      yield found(
        'recipe-unknown',
        `[${name}] asks for ${value}, which is no recipe that is known`,
        {
          severity: 'warning',
          ...atOption(context, name, 'recipe', setting),
          received: value,
          hint: didYouMean(near),
        },
      )
      continue
    }
  }
}

/** The recipe that is nearly spelt so; undefined where a name is one, or like none. */
function meant(recipe: string): string | undefined {
  const [egg = '', entry = ''] = recipe.split(':')
  const eggs = ['slapos.cookbook', ...Object.keys(otherEggs)]
  if (!eggs.includes(egg)) {
    const near = nearest(egg, eggs, 2)
    return near === undefined ? undefined : recipe.replace(egg, near)
  }
  const entries = egg === 'slapos.cookbook' ? Object.keys(cookbook) : otherEggs[egg]!
  if (entries.includes(entry)) return undefined
  const near = nearest(entry, entries.filter(Boolean))
  return near === undefined ? undefined : `${egg}:${near}`
}

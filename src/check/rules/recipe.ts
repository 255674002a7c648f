// Two rules: the recipe of a section, and the options that it demands. Knows diagnostics.
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Section } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { cookbook, otherEggs } from '../known-recipes.js'
import { fileRecipeOf } from '../../release/index.js'
import { atOption } from '../options.js'

/** A recipe is one that there is, and has the options that it reads. */
export const recipe: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    const setting = section.get('recipe')
    if (!setting || !context.reached.has(name)) continue
    const value = setting.value.trim()
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
    yield* missing(context, name, section, value)
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

function* missing(
  context: Context,
  name: string,
  section: Section,
  recipe: string,
): Generator<Finding> {
  if (!context.complete || context.resolved.incomplete.has(name) || context.isGiven(name)) return
  if (context.isOpen(name)) return
  const entry = recipe.startsWith('slapos.cookbook:') ? recipe.slice('slapos.cookbook:'.length) : ''
  const own = Object.hasOwn(cookbook, entry) ? cookbook[entry]! : []
  const demands = [...own.map((option) => [option]), ...(fileRecipeOf(section)?.demands ?? [])]
  const setting = section.get('recipe')!
  for (const options of demands) {
    if (options.some((option) => section.has(option) || section.has(`${option} +`))) continue
    const [option] = options
    const names = [...section.keys()]
    yield found('recipe-option', `[${name}] has no ${option}, which ${recipe} needs`, {
      ...atOption(context, name, 'recipe', setting),
      expected: options.join(' or '),
      hint: didYouMean(nearest(option!, names)),
    })
  }
}

// A rule: the recipe of a section. Knows diagnostics and buildout.
import { strip } from '../../buildout/index.js'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { closedEggs, cookbook, cookbookVersion, otherEggs } from '../known-recipes.js'
import { atOption } from '../options.js'

/** A recipe is one that there is. */
export const recipe: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    const setting = section.get('recipe')
    if (!setting || !context.reached.has(name)) continue
    const value = strip(setting.value)
    if (/[{}$\n\ue000]/.test(value)) continue
    const hint = hintOn(value)
    if (hint === undefined) continue
    yield found('recipe-unknown', `[${name}] asks for ${value}, which is not a known recipe`, {
      severity: isCertain(value) ? 'error' : 'warning',
      ...atOption(context, name, 'recipe', setting),
      received: value,
      hint,
    })
  }
}

const eggs = ['slapos.cookbook', ...Object.keys(otherEggs)]

/** The entry points of an egg that is known, the one without a name as an empty one. */
function entriesOf(egg: string): readonly string[] {
  return egg === 'slapos.cookbook' ? Object.keys(cookbook) : otherEggs[egg]!
}

/** What to say of a recipe: undefined where it is one, or of an egg of which not all is known. */
function hintOn(recipe: string): string | undefined {
  const [egg = '', entry = ''] = recipe.split(':')
  if (!eggs.includes(egg)) {
    const near = nearest(egg, eggs, 2)
    return near === undefined ? undefined : didYouMean(recipe.replace(egg, near))
  }
  const entries = entriesOf(egg)
  if (entries.includes(entry)) return undefined
  const named = entries.filter(Boolean)
  const near = nearest(entry, named) ?? beginningOf(entry, named)
  if (near !== undefined) return didYouMean(`${egg}:${near}`)
  if (!closedEggs.has(egg)) return undefined
  const version = egg === 'slapos.cookbook' ? ` ${cookbookVersion}` : ''
  return `${egg}${version} has ${entry === '' ? 'no recipe without a name: write EGG:NAME' : `no recipe ${entry}`}`
}

/** Whether a node surely has no such recipe: another version of the egg has hardly one that is nearly another. */
function isCertain(recipe: string): boolean {
  const [egg = '', entry = ''] = recipe.split(':')
  if (!eggs.includes(egg)) return false
  const isClosed = closedEggs.has(egg) && egg !== 'slapos.cookbook'
  return isClosed || nearest(entry, entriesOf(egg).filter(Boolean), 2) !== undefined
}

/** The one name that goes on as another begins: `slapconfiguration` for `slapconfig`. */
function beginningOf(entry: string, names: readonly string[]): string | undefined {
  if (entry.length < 4) return undefined
  const longer = names.filter((name) => name.startsWith(entry))
  const [shortest] = longer.toSorted((a, b) => a.length - b.length)
  return longer.every((name) => name.startsWith(shortest!)) ? shortest : undefined
}

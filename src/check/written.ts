// Which options of a section name what its recipe writes. Knows release and types of buildout.
import type { Section } from '../buildout/index.js'
import { fileRecipeOf } from '../release/index.js'
import { cookbookRecipe } from './recipes.js'

const wrapper: readonly string[] = ['wrapper']

/** The files that recipes of slapos.cookbook write, by the options that name them. */
const byCookbook: Readonly<Record<string, readonly string[]>> = {
  equeue: wrapper,
  logrotate: wrapper,
  notifier: wrapper,
  'notifier.notify': wrapper,
  'promise.plugin': ['output'],
  'redis.server': wrapper,
  shell: wrapper,
  simplehttpserver: wrapper,
  simplelogger: wrapper,
  sshkeys_authority: wrapper,
  'sshkeys_authority.request': wrapper,
  wrapper: ['wrapper-path'],
}

/** The options of a section that name the files which its recipe writes, as far as they are set. */
export function filesWrittenBy(section: Section): string[] {
  const recipe = cookbookRecipe(section) ?? ''
  const own = Object.hasOwn(byCookbook, recipe) ? byCookbook[recipe]! : []
  return [...own, ...(fileRecipeOf(section)?.outputs ?? [])].filter((option) => section.has(option))
}

/** Where recipes of which nothing is known usually say what they write. */
const usual = ['output', 'rendered', 'target', 'wrapper', 'wrapper-path']

/** The options of a section that name what its recipe writes, or may. */
export function mayBeWrittenBy(section: Section): string[] {
  const known = filesWrittenBy(section)
  if (known.length > 0 || !section.has('recipe')) return known
  return usual.filter((option) => section.has(option))
}

/** The options of a section that name what its recipe writes, folders too. */
export function writtenBy(section: Section): string[] {
  if (cookbookRecipe(section) !== 'mkdirectory') return filesWrittenBy(section)
  return [...section.keys()].filter((option) => option !== 'recipe' && option !== 'mode')
}

// The files that sections make. Knows python and buildout.
import { strip } from '../buildout/index.js'
import type { Section } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'
import { fileRecipeOf, type FileRecipe, type Making } from './recipes.js'
import { beforeHash, fileNames, type Values } from './values.js'

/** A file that a section makes. */
export interface Artefact {
  /** The section that makes it. */
  section: string
  options: Section
  recipe: FileRecipe
  making: Making
  /** The path that it is made from; undefined for a text of the section's own. */
  input: string | undefined
  /** Every path under which others may find it. */
  outputs: string[]
}

/** What a section makes, undefined where that file is not known. */
export function artefactOf(name: string, values: Values): Artefact | undefined {
  const section = values.sections.get(name)!
  const recipe = fileRecipeOf(section)
  if (!recipe) return undefined
  const { inline, making } = recipe
  const isInline = inline !== undefined && inlineOption(section, recipe) !== undefined
  const input = isInline ? undefined : inputOf(name, section, recipe, values)
  if (!isInline && input === undefined) return undefined
  const outputs = recipe.outputs
    .filter((option) => section.has(option) || (recipe.isInParts && option === 'target'))
    .flatMap((option) => values.get(name, option) ?? [])
    .filter((path) => !path.startsWith('!py!'))
  const location = section.has('location') || recipe.isInParts
  if (location && making === 'copy') {
    const folder = values.get(name, section.has('destination') ? 'destination' : 'location')!
    outputs.push(...fileNames(name, values).map((file) => `${folder}/${file}`))
    if (recipe.isPlain) outputs.push(folder)
  }
  if (recipe.isPlain && outputs.length === 0) return undefined
  return { section: name, options: section, recipe, making, input, outputs: outputs.map(tidy) }
}

/** The option that holds the text itself: by its own name, or behind `inline:` in place of a path. */
export function inlineOption(section: Section, { inline, inputs }: FileRecipe): string | undefined {
  if (inline === undefined) return undefined
  if (section.has(inline)) return inline
  return inputs.find((option) => section.get(option)?.value.startsWith('inline:'))
}

function inputOf(
  name: string,
  section: Section,
  { inputs }: FileRecipe,
  values: Values,
): string | undefined {
  const option = inputs.find((each) => section.has(each))
  const value = option === undefined ? undefined : values.get(name, option)
  if (value === undefined) return undefined
  const path = beforeHash(strip(value))
  // A folder may be there that holds the file under its own name.
  if (path === '' || (/^[a-z]+:\/\//i.test(path) && !path.startsWith('file://'))) return undefined
  return tidy(path.replace(/^file:\/\//, ''))
}

/** A path with one slash between its parts, and no `..` that is known to lead back. */
export function tidy(path: string): string {
  if (!/\/\.{0,2}(?:\/|$)/.test(path)) return path
  const kept: string[] = []
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && kept.length > 0 && !holdsUnknown(kept.at(-1)!)) kept.pop()
    else kept.push(step)
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/')
}

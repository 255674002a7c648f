// The options that the recipes of a release's parts need. Knows diagnostics, buildout and release.
import { strip } from '../../buildout/index.js'
import type { Section } from '../../buildout/index.js'
import { didYouMean, nearest } from '../../diagnostics/index.js'
import { fileRecipeOf } from '../../release/index.js'
import type { Context } from '../context.js'
import { found, type Finding } from '../finding.js'
import { cookbook } from '../known-recipes.js'
import { atOption, atSection } from '../options.js'
import { isAskedFor, isWritten } from '../wrappers.js'

/** Each section that is read has the options that its recipe asks for without asking whether they are there. */
export function* demandFindings(context: Context): Generator<Finding> {
  for (const [name, section] of context.sections) {
    const recipe = section.get('recipe') && strip(section.get('recipe')!.value)
    if (recipe !== undefined && context.reached.has(name))
      yield* missing(context, name, section, recipe)
  }
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
    const near = nearest(options[0]!, section.keys())
    // What is misspelt may be so in what the section inherits.
    const place = near === undefined ? atSection : atOption
    yield found('recipe-option', `[${name}] has no ${options[0]}, which ${recipe} needs`, {
      ...place(context, name, 'recipe', setting),
      expected: options.join(' or '),
      hint: didYouMean(near),
    })
  }
}

/** What the stack runs of an exporter or an importer is there, and something writes it. */
export function* wrapperFindings(context: Context): Generator<Finding> {
  const { profile, sections, resolved } = context
  if (!context.complete) return
  for (const name of ['exporter', 'importer']) {
    if (!isAskedFor(context, name) || resolved.incomplete.has(name)) continue
    const section = sections.get(name)
    if (section && isWritten(context, name)) continue
    const own = profile.blocks.find((block) => block.name === name && block.holds)
    const extended = profile.sections.get('buildout')?.get('extends')
    yield found(
      'component-missing',
      section
        ? `[${name}] has no recipe, and nothing writes its wrapper`
        : `there is no [${name}], whose wrapper is what runs`,
      {
        at: own
          ? { profile, start: own.start, end: own.headerEnd }
          : (extended ?? { profile, start: 0, end: 0 }),
        path: name,
        expected: `[${name}] with a recipe and wrapper = …`,
      },
    )
  }
}

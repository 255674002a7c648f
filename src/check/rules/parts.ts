// Two rules: parts without a section, or without a recipe. Knows buildout and diagnostics.
import { macrosOf } from '../../buildout/index.js'
import { didYouMean } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { lacksRecipe } from '../inherited.js'
import { oldNameHint } from '../old-names.js'
import { atHeader } from '../options.js'
import { remedyOf } from '../root.js'
import { sectionMeant } from '../slips.js'

/** Every part has a section, and that section a recipe. */
export const parts: Rule = function* (context) {
  const { sections, complete } = context
  const setting = sections.get('buildout')?.get('parts')
  if (!setting || !complete) return
  const bare: string[] = []
  for (const part of new Set(context.parts())) {
    const section = sections.get(part)
    if (!section) {
      const meant = sectionMeant(context, part, (near) => !context.reached.has(near))
      if (context.isGiven(part) && meant === undefined) continue
      const old = oldNameHint(context, part)
      const near = old === undefined ? context.near(part, sections) : undefined
      const hint = old ?? didYouMean(near) ?? remedyOf(part, undefined)
      yield missing(context, part, near, hint)
    } else if (lacksRecipe(context, part)) bare.push(part)
  }
  yield* withoutRecipe(context, bare)
  for (const part of new Set(context.unknownParts())) {
    if (sections.has(part) || context.mayBeSection(part)) continue
    const near = context.near(part, sections)
    yield missing(context, part, near, didYouMean(near))
  }
}

/** Parts without a recipe: those that inherit from one section of the profile lack that section's. */
function* withoutRecipe(context: Context, bare: readonly string[]): Generator<Finding> {
  const heirs = new Map<string, string[]>()
  for (const part of bare) {
    const shared = inheritedBy(context, part).find((name) => isBase(context, name)) ?? part
    heirs.set(shared, [...(heirs.get(shared) ?? []), part])
  }
  for (const [section, lacking] of heirs) {
    const message = lacking.includes(section)
      ? `[${section}] is among the parts and has no recipe`
      : `[${section}] has no recipe, nor has a part that inherits it`
    yield found('part-recipe', message, {
      ...(atHeader(context, section) ?? placeOf(context, section)),
      expected: 'recipe = EGG:NAME',
    })
  }
}

function inheritedBy({ resolved }: Context, name: string): string[] {
  return macrosOf(resolved.annotated.get(name) ?? new Map())
}

/** Whether a section of the profile is one that gives a recipe to none of those that inherit it. */
function isBase(context: Context, name: string): boolean {
  if (atHeader(context, name) === undefined) return false
  const { sections } = context
  return ![...sections].some(
    ([heir, section]) => section.has('recipe') && inheritedBy(context, heir).includes(name),
  )
}

function missing(
  context: Context,
  part: string,
  near: string | undefined,
  hint: string | undefined,
): Finding {
  return found('part-missing', `the part ${part} has no section`, {
    ...placeOf(context, part),
    about: { section: part, near },
    expected: `[${part}]`,
    hint,
  })
}

function placeOf(context: Context, part: string): Pick<Finding, 'at' | 'path'> {
  const setting = context.sections.get('buildout')!.get('parts')!
  const writer = context.writerOf(setting, part)
  const { profile } = context
  const at = writer ? context.locate(writer, part) : { profile, start: 0, end: 0 }
  return { at, path: 'buildout:parts' }
}

// Two rules: parts without a section, or without a recipe. Knows diagnostics.
import { didYouMean } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { givenTo } from '../inherited.js'
import { oldNameHint } from '../old-names.js'
import { remedyOf } from '../root.js'
import { sectionMeant } from '../slips.js'

/** Every part has a section, and that section a recipe. */
export const parts: Rule = function* (context) {
  const { sections, complete } = context
  const setting = sections.get('buildout')?.get('parts')
  if (!setting || !complete) return
  for (const part of new Set(context.parts())) {
    const section = sections.get(part)
    if (!section) {
      const meant = sectionMeant(context, part, (near) => !context.reached.has(near))
      if (context.isGiven(part) && meant === undefined) continue
      const old = oldNameHint(context, part)
      const near = old === undefined ? context.near(part, sections) : undefined
      const hint = old ?? didYouMean(near) ?? remedyOf(part, undefined)
      yield missing(context, part, near, hint)
    } else if (!section.has('recipe') && !mayInherit(context, part) && !context.isGiven(part)) {
      yield found('part-recipe', `[${part}] is among the parts and has no recipe`, {
        ...placeOf(context, part),
        expected: 'recipe = EGG:NAME',
      })
    }
  }
  for (const part of new Set(context.unknownParts())) {
    if (sections.has(part) || context.mayBeSection(part)) continue
    const near = context.near(part, sections)
    yield missing(context, part, near, didYouMean(near))
  }
}

/** Whether a section may inherit a recipe that is not seen: the node writes none. */
function mayInherit(context: Context, name: string): boolean {
  if (!context.resolved.incomplete.has(name)) return false
  return (
    !context.isOfRelease || givenTo(context, name) === undefined || context.isOpen(name, 'recipe')
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

// Two rules: parts without a section, or without a recipe. Knows this folder alone.
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { oldNameHint } from '../old-names.js'
import { remedyOf } from '../root.js'
import { sectionMeant } from '../slips.js'

/** Every part has a section, and that section a recipe. */
export const parts: Rule = function* (context) {
  const { sections, complete, resolved } = context
  const setting = sections.get('buildout')?.get('parts')
  if (!setting || !complete) return
  for (const part of new Set(context.parts())) {
    const section = sections.get(part)
    if (!section) {
      const meant = sectionMeant(context, part, (near) => !context.reached.has(near))
      if (context.isGiven(part) && meant === undefined) continue
      yield found('part-missing', `the part ${part} has no section`, {
        ...placeOf(context, part),
        expected: `[${part}]`,
        hint:
          oldNameHint(context, part) ?? context.near(part, sections) ?? remedyOf(part, undefined),
      })
    } else if (!section.has('recipe') && !resolved.incomplete.has(part) && !context.isGiven(part)) {
      yield found('part-recipe', `[${part}] is among the parts and has no recipe`, {
        ...placeOf(context, part),
        expected: 'recipe = EGG:NAME',
      })
    }
  }
  for (const part of new Set(context.unknownParts())) {
    if (sections.has(part) || context.mayBeSection(part)) continue
    yield found('part-missing', `the part ${part} has no section`, {
      ...placeOf(context, part),
      expected: `[${part}]`,
      hint: context.near(part, sections),
    })
  }
}

function placeOf(context: Context, part: string): Pick<Finding, 'at' | 'path'> {
  const setting = context.sections.get('buildout')!.get('parts')!
  const writer = context.writerOf(setting, part)
  const { profile } = context
  const at = writer ? context.locate(writer, part) : { profile, start: 0, end: 0 }
  return { at, path: 'buildout:parts' }
}

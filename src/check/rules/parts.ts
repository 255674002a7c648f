import type { Context, Finding, Rule } from '../context.js'

/** Every part has a section, and that section a recipe. */
export const parts: Rule = function* (context) {
  const { sections, complete, resolved } = context
  const setting = sections.get('buildout')?.get('parts')
  if (!setting || !complete) return
  for (const part of new Set(context.parts())) {
    const section = sections.get(part)
    if (!section) {
      if (context.isGiven(part)) continue
      yield {
        ...base(context, part),
        code: 'part-missing',
        message: `the part ${part} has no section`,
        expected: `[${part}]`,
        ...context.near(part, sections),
      }
    } else if (!section.has('recipe') && !resolved.incomplete.has(part) && !context.isGiven(part)) {
      yield {
        ...base(context, part),
        code: 'part-recipe',
        message: `[${part}] is among the parts and has no recipe`,
        expected: 'recipe = EGG:NAME',
      }
    }
  }
}

function base(context: Context, part: string): Pick<Finding, 'at' | 'severity' | 'path'> {
  const setting = context.sections.get('buildout')!.get('parts')!
  const writer = context.writerOf(setting, part)
  const { profile } = context
  const at = writer ? context.locate(writer, part) : { profile, start: 0, end: 0 }
  return { at, severity: 'error', path: 'buildout:parts' }
}

// What a section inherits of those that the node writes. Knows buildout.
import { macrosOf, type Resolved, type Section } from '../buildout/index.js'
import { nodeOptions } from './recipes.js'

/** Sections, as they are written and put together. */
export interface Inheriting {
  resolved: Pick<Resolved, 'incomplete' | 'annotated'>
  sections: ReadonlyMap<string, Section>
}

/**
 * The options that a section inherits of those that the node writes; undefined where it may have others
 * that are not seen.
 */
export function givenTo(
  context: Inheriting,
  name: string,
  seen = new Set<string>(),
): Set<string> | undefined {
  const { incomplete, annotated } = context.resolved
  const given = new Set<string>()
  if (seen.has(name)) return undefined
  seen.add(name)
  const macros = macrosOf(annotated.get(name) ?? new Map())
  if (incomplete.has(name) && macros.length === 0) return undefined
  for (const macro of macros) {
    const ofNode = Object.hasOwn(nodeOptions, macro) ? nodeOptions[macro]! : []
    if (/^slap[-_]connection$/.test(macro)) for (const option of ofNode) given.add(option)
    else if (!incomplete.has(macro) && context.sections.has(macro)) continue
    else {
      const further = givenTo(context, macro, seen)
      if (!further || !context.sections.has(macro)) return undefined
      for (const option of further) given.add(option)
    }
  }
  return given
}

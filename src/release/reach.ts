// The sections that buildout comes to from the parts of a profile. Knows buildout and python.
import { references, strip, words, type Section } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'
import { contextLines } from './context.js'
import type { LevelView } from './level.js'
import { namedBy, namingOptions } from './named.js'
import { fileRecipeOf } from './recipes.js'

/** The sections that are read, the parts first; in the order in which they are come to. */
export function reachedIn({ sections, values }: LevelView): Set<string> {
  const parts = words(values.get('buildout', 'parts') ?? '')
  const reached = new Set(['buildout', ...parts.filter((name) => !holdsUnknown(name))])
  for (const name of reached) {
    const section = sections.get(name)
    if (!section) continue
    for (const { value } of section.values())
      for (const { section: of, escaped } of references(value)) if (!escaped && of) reached.add(of)
    for (const each of namedIn(name, section, values)) reached.add(each)
  }
  return reached
}

/** The sections that a section names without a reference to them. */
function* namedIn(name: string, section: Section, values: LevelView['values']): Generator<string> {
  if (section.has('<part-dependencies>')) yield* words(values.get(name, '<part-dependencies>')!)
  for (const option of namingOptions)
    if (section.has(option))
      for (const named of namedBy(option, values.get(name, option)!, (key) => section.has(key)))
        yield named.section
  if (fileRecipeOf(section)?.making !== 'jinja2') return
  for (const { kind, expression } of contextLines(values.get(name, 'context') ?? '')) {
    const of = kind === 'section' ? expression : (expression.split(':')[0] ?? '')
    if (/^(?:section|key|jsonkey)$/.test(kind) && of !== '') yield strip(of)
  }
}

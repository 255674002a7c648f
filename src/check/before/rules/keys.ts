// What instances publish, by the names that others ask for. Knows nothing else.
import { at, changed, inWords, type MoveRule } from '../comparison.js'
import type { Entry, Union } from '../union.js'

/** Whoever asks for a key that nobody publishes waits for ever. */
export const keys: MoveRule = function* ({ old, now }) {
  const [before, after] = [publishedBy(old), publishedBy(now)]
  for (const [section, published] of before) {
    const elsewhere =
      after.get(section) ?? new Map([...after.values()].flatMap((each) => [...each]))
    const lost = [...published].filter(([key]) => !elsewhere.has(key))
    const [first] = lost
    if (!first) continue
    const names = lost.map(([key]) => key)
    const target = now.entries('instance', section)[0]
    const where = at(first[1], first[0])
    yield changed(
      'key-lost',
      target
        ? `[${section}] no longer publishes ${inWords(names)}`
        : `nobody publishes ${inWords(names)} any more: there is no [${section}]`,
      {
        severity: 'warning',
        at: target ? at(target) : where,
        other: target ? { message: 'the old release publishes it here', at: where } : undefined,
        path: `${section}:${names[0]}`,
        expected: inWords(names),
      },
    )
  }
}

/** The keys of each section that publishes, and who writes them. */
function publishedBy(union: Union): Map<string, Map<string, Entry>> {
  const sections = new Map<string, Map<string, Entry>>()
  for (const name of new Set(union.names('instance'))) {
    const recipe = union.recipe('instance', name)
    if (!/^slapos\.cookbook:publish(?:\.serialised)?$/.test(recipe) && !isPublishing(name)) continue
    const keys = new Map<string, Entry>()
    for (const entry of union.entries('instance', name)) {
      for (const { option, name: written } of entry.assignments.values()) {
        // An option that begins with a dash is the recipe's own.
        if (option === 'recipe' || written === '<' || /^-|[{}]/.test(option)) continue
        if (!keys.has(option)) keys.set(option, entry)
      }
    }
    sections.set(name, keys)
  }
  return sections
}

/** The stack's own; a root gives theirs a recipe, or whoever reads the fragment. */
function isPublishing(name: string): boolean {
  return /^(?:resilient-publish-connection-parameter|publish-connection-information)$/.test(name)
}

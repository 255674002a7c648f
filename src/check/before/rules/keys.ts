// What instances publish, by the names that others ask for. Knows nothing else.
import { at, changed, inWords, type At, type Comparison, type MoveRule } from '../comparison.js'
import { isKnownName } from '../role.js'
import type { Union } from '../union.js'

/** Whoever asks for a key that nobody publishes waits for ever. */
export const keys: MoveRule = function* (comparison) {
  const [before, after] = [publishedBy(comparison.old), publishedBy(comparison.now)]
  const all = new Set([...after.values()].flatMap((each) => [...each.keys()]))
  for (const [section, published] of before) {
    // Who publishes a key is of no matter to one instance; of many it is the section that tells them apart.
    const kept = comparison.isRole ? all : (after.get(section) ?? all)
    const lost = [...published].filter(
      ([key, { entry }]) => !kept.has(key) && !comparison.now.mayHold(entry),
    )
    if (lost.length > 0) yield lostKeys(section, new Map(lost), after, comparison)
  }
}

function lostKeys(
  section: string,
  lost: ReadonlyMap<string, At>,
  after: ReadonlyMap<string, ReadonlyMap<string, At>>,
  { now }: Comparison,
): ReturnType<typeof changed> {
  const names = [...lost.keys()]
  const [where] = lost.values()
  const candidates = now.entries('instance', section)
  const target =
    candidates.find(({ text }) => nameOf(text.path) === nameOf(where!.entry.text.path)) ??
    candidates[0]
  const message = !target
    ? `${inWords(names)}: no longer published, since there is no [${section}]`
    : after.has(section)
      ? `[${section}] no longer publishes ${inWords(names)}`
      : `${inWords(names)}: no longer published, since no part leads to [${section}]`
  return changed('key-lost', message, {
    severity: 'warning',
    at: target ? at(target) : where!,
    other: target ? { message: 'the old release publishes it here', at: where! } : undefined,
    path: `${section}:${names[0]}`,
    expected: inWords(names),
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The keys of each section that publishes, and who writes them. */
function publishedBy(union: Union): Map<string, Map<string, At>> {
  const sections = new Map<string, Map<string, At>>()
  for (const name of new Set(union.names('instance'))) {
    const recipe = union.recipe('instance', name)
    const publishes = /^slapos\.cookbook:publish(?:\.serialised)?$/.test(recipe)
    if ((!publishes && !isPublishing(name)) || !union.isReached(name)) continue
    const entries = union.entries('instance', name)
    const keys = new Map<string, At>()
    for (const [option, { assignment }] of union.section('instance', name)) {
      // An option that begins with a dash is the recipe's own.
      if (/^(?:recipe$|[-<])/.test(option) || !isKnownName(option) || !assignment) continue
      const own = entries.find(({ text }) => text.profile === assignment.profile)
      keys.set(option, own ? { entry: own, assignment } : at(entries[0]!))
    }
    sections.set(name, keys)
  }
  return sections
}

/** The stack's own; a root gives theirs a recipe, or whoever reads the fragment. */
function isPublishing(name: string): boolean {
  return /^(?:resilient-publish-connection-parameter|publish-connection-information)$/.test(name)
}

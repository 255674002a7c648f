// Sections that are still there, and that no part leads to any more. Knows buildout.
import { macrosOf } from '../../../buildout/index.js'
import { at, changed, type MoveRule } from '../comparison.js'

/** What buildout no longer comes to it uninstalls, although the profile has it. */
export const parts: MoveRule = function* ({ old, now, isRole }) {
  if (!isRole || !now.knowsParts) return
  const heirs = new Set<string>()
  for (const { name, assignments } of now.all('instance'))
    if (now.isReached(name)) for (const macro of macrosOf(assignments)) heirs.add(macro)
  for (const name of new Set(old.parts)) {
    // Another section does it, by another name.
    if (heirs.has(name)) continue
    if (!old.has('instance', name) || !now.has('instance', name) || now.isReached(name)) continue
    const recipe = old.recipe('instance', name)
    // What is published is told by its keys.
    if (recipe === '' || /^slapos\.cookbook:publish/.test(recipe)) continue
    const [entry, before] = [now.entries('instance', name)[0]!, old.entries('instance', name)[0]!]
    yield changed(
      'part-lost',
      `no part leads to [${name}] any more: what an instance has of it is uninstalled`,
      {
        severity: 'warning',
        at: at(entry),
        other: { message: 'in the old release it is installed', at: at(before) },
        path: 'buildout:parts',
        expected: name,
      },
    )
  }
}

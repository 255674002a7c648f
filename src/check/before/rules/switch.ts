// The part that goes on with an instance's type: its name decides which installed file counts.
// Knows buildout.
import { words } from '../../../buildout/index.js'
import { at, changed, inWords, type MoveRule } from '../comparison.js'
import type { Entry, Union } from '../union.js'

/**
 * What an instance has installed stands in a file named after this part. By another name nothing is
 * known of it: ports are drawn anew, and what runs is neither uninstalled nor stopped.
 */
export const switchPart: MoveRule = function* ({ old, now }) {
  const [before, after] = [partsOf(old), partsOf(now)]
  for (const [name, entry] of before) {
    if (after.has(name)) continue
    const renamed = [...after].find(([other]) => !before.has(other))
    const other = { message: 'the old release has it here', at: at(entry) }
    const path = `${renamed?.[0] ?? name}:recipe`
    if (!renamed) {
      yield changed('switch-renamed', `no profile has a switch part named [${name}] any more`, {
        severity: 'warning',
        at: at(entry),
        path,
        expected: `[${name}], by its name`,
        hint: 'keep the name: what an instance has installed is recorded in a file named after it',
      })
      continue
    }
    yield changed(
      'switch-renamed',
      `the switch part is [${renamed[0]}], and was [${name}]: every instance chooses new ports, and what it runs now is never uninstalled, not even the old takeover page with its password`,
      {
        at: at(renamed[1]),
        other,
        path,
        expected: `[${name}]`,
        received: `[${renamed[0]}]`,
        hint: `keep the name ${inWords([name])}, in the header and in parts`,
      },
    )
  }
}

/** Those among the parts of their profile; all of them where that cannot be known. */
function partsOf(union: Union): Map<string, Entry> {
  const switches = new Map<string, Entry>()
  for (const entry of union.all('instance')) {
    if (/^slapos\.cookbook:(?:switch-)?softwaretype$/.test(union.recipe('instance', entry.name)))
      switches.set(entry.name, entry)
  }
  const listed = new Set<string>()
  for (const entry of union.entries('instance', 'buildout'))
    for (const part of words(union.value(entry, 'parts') ?? '')) listed.add(part)
  const among = [...switches].filter(([name]) => listed.has(name))
  return new Map(among.length > 0 ? among : switches)
}

// A rule: parts that are lost between two profiles that extend a third. Knows buildout and
// diagnostics.
import { words } from '../../buildout/index.js'
import { few } from '../../diagnostics/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { housekeeping } from '../given.js'

/** Of two extended profiles that both add to a third one's parts, the later one takes the earlier one's away. */
export const partsLost: Rule = function* (context) {
  const setting = context.sections.get('buildout')?.get('parts')
  const { profile } = context
  const extended = profile.sections.get('buildout')?.get('extends')
  if (!setting || !extended) return
  // A backup runs nothing of the software itself.
  if (profile.sections.has('importer')) return
  const kept = new Set(words(setting.value))
  const seen = new Set<string>()
  let before: readonly { part: string; isAdded: boolean }[] = []
  for (const { operation, value, assignment, source } of setting.history) {
    const own = words(value).map((part) => ({ part, isAdded: operation === 'ADD' }))
    if (
      operation === 'OVERRIDE' &&
      assignment &&
      (assignment.operator === '+=' || seen.has(source))
    ) {
      // A profile that is extended twice takes away what was added to its parts, as they are.
      const lost = before
        .filter(({ isAdded }) => isAdded || assignment.operator === '+=')
        .map(({ part }) => part)
        .filter((part) => !kept.has(part) && !context.reached.has(part))
      if (!lost.every((part) => housekeeping.has(part))) {
        yield found(
          'parts-lost',
          `${few([...new Set(lost)], 5)}: lost, since a profile that is extended later ${assignment.operator === '+=' ? 'adds to' : 'has'} the same parts`,
          {
            severity: 'info',
            at: { profile, start: extended.start, end: extended.nameEnd },
            path: 'buildout:parts',
            expected: `parts += ${lost.slice(0, 5).join(' ')}`,
            related: [{ message: 'the parts that are left', at: assignment }],
          },
        )
        return
      }
    }
    seen.add(source)
    if (operation === 'ADD') before = [...before, ...own]
    else if (operation !== 'REMOVE') before = own
  }
}

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
  const { history } = setting
  const kept = new Set(words(setting.value))
  let before = ''
  for (const step of history) {
    const { operation, value, assignment } = step
    if (operation === 'OVERRIDE' && assignment?.operator === '+=') {
      const lost = words(before).filter((part) => !kept.has(part) && !context.reached.has(part))
      if (!lost.every((part) => housekeeping.has(part))) {
        yield found(
          'parts-lost',
          `${few(lost, 5)}: lost, since a profile that is extended later adds to the same parts`,
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
    before = operation === 'ADD' ? `${before}\n${value}` : operation === 'REMOVE' ? before : value
  }
}

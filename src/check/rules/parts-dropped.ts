// A rule: parts that are lost. Knows buildout and
// diagnostics.
import { words } from '../../buildout/index.js'
import { few } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { housekeeping } from '../given.js'

/** `parts =` leaves out nothing that an extended profile asked for. */
export const partsDropped: Rule = function* (context) {
  const { profile } = context
  const assignment = profile.sections.get('buildout')?.get('parts')
  const setting = context.sections.get('buildout')?.get('parts')
  if (!assignment || !setting) return
  const kept = new Set(words(setting.value))
  const history = setting.history
  const dropped = new Set<string>()
  for (const { operation, value, source } of history.slice(
    0,
    history.findIndex((step) => step.assignment === assignment),
  )) {
    // The parts of a component or a stack build it alone; a software names those that it needs.
    const isOfSlapos = /(?:^|\/)(?:component|stack)\/[^/]+(?:\/[^/]+)?$/.test(source)
    if (operation === 'REMOVE' || isOfSlapos) continue
    for (const part of words(value)) {
      // What the kept parts refer to is installed all the same.
      if (!kept.has(part) && !context.reached.has(part)) dropped.add(part)
    }
  }
  if ([...dropped].every((part) => housekeeping.has(part))) return
  yield found(
    'parts-dropped',
    `parts = drops ${few([...dropped], 5)}, which an extended profile asks for`,
    {
      // Many a profile means just that; one that makes a component resilient needs what it extends.
      severity: isComponent(context) ? 'warning' : 'info',
      at: { profile, start: assignment.start, end: assignment.nameEnd + 1 },
      path: 'buildout:parts',
      expected: 'parts +=',
    },
  )
}

/** Whether a profile is an export or an import, which works by the parts of what it extends. */
function isComponent({ profile, sections }: Context): boolean {
  return ['exporter', 'importer'].some((name) => profile.sections.has(name) && sections.has(name))
}

// A rule: parts that a profile names anew. Knows buildout and diagnostics.
import type { Assignment } from '../../buildout/index.js'
import { few } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { housekeeping } from '../given.js'
import { takenParts } from '../taken-parts.js'

/** `parts =` leaves out nothing that an extended profile asked for. */
export const partsDropped: Rule = function* (context) {
  for (const { parts, by, isAnew } of takenParts(context)) {
    if (!isAnew) continue
    const { profile, start, nameEnd } = by
    const isGrave = isOfComponent(by, context) && !parts.every((part) => housekeeping.has(part))
    yield found(
      'parts-dropped',
      `parts = drops ${few(parts, 5)}, which an extended profile asks for`,
      {
        // Many a profile means just that; one that makes a component resilient needs what it extends.
        severity: isGrave ? 'warning' : 'info',
        at: { profile, start, end: nameEnd + 1 },
        path: 'buildout:parts',
        expected: 'parts +=',
        hint: 'list with parts -= what is meant to be left out',
      },
    )
  }
}

/** Whether an export or an import says it, which works by the parts of what it extends. */
function isOfComponent({ profile: by }: Assignment, { profile, sections }: Context): boolean {
  if (by !== profile) return false
  return ['exporter', 'importer'].some((name) => profile.sections.has(name) && sections.has(name))
}

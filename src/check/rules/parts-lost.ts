// A rule: parts that are lost between two profiles that a third extends. Knows diagnostics.
import { few } from '../../diagnostics/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { housekeeping } from '../given.js'
import { takenParts } from '../taken-parts.js'

/** Of two extended profiles that both name parts, the later one takes the earlier one's away. */
export const partsLost: Rule = function* (context) {
  const { profile } = context
  const extended = profile.sections.get('buildout')?.get('extends')
  if (!extended) return
  for (const { parts, by, isOwn, isAnew } of takenParts(context)) {
    // A backup loads, and runs nothing of the software itself: the stack's profile for it may take that away.
    const isMeant = profile.sections.has('importer') && by.profile.sections.has(ofLoading)
    if (isAnew || isMeant || parts.every((part) => housekeeping.has(part))) continue
    const adds = by.operator === '+='
    yield found(
      'parts-lost',
      `${few(parts, 5)}: lost, since a profile that is extended later ${adds ? 'adds to' : 'has'} the same parts`,
      {
        severity: isOwn ? 'warning' : 'info',
        at: { profile, start: extended.start, end: extended.nameEnd },
        path: 'buildout:parts',
        expected: `parts += ${parts.slice(0, 5).join(' ')}`,
        hint: 'name them with parts +=, or with parts -= what is meant to be left out',
        related: [{ message: 'the parts that are left', at: by }],
      },
    )
  }
}

/** A section that the profiles of loading have, and no others. */
const ofLoading = 'backup-signature-link'

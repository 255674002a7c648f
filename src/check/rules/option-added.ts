// A rule: `+=` that meets nothing. Knows buildout.
import type { Assignment } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'

/** `+=` and `-=` change what another profile or a macro sets: else they make an option of their own. */
export const optionAdded: Rule = function* (context) {
  const reported = new Set<Assignment>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name) || !context.complete || context.isGiven(name)) continue
    if (context.resolved.incomplete.has(name)) continue
    for (const [option, setting] of section) {
      const { assignment } = setting
      if (!/[+-]$/.test(option) || !assignment || reported.has(assignment)) continue
      const { profile, block, option: plain, operator, start, nameEnd } = assignment
      const isOwn = profile.sections.get(block.name)?.has(plain) === true
      // What inherits the section may set it, or who extends a profile without parts.
      const isLone = context.knowsParts && context.reached.has(name) && !section.has(plain)
      // Of a file that several extend, the second merge adds to what the first one set.
      if (section.get(plain)?.isBy(assignment) === true) continue
      if (!isOwn && (!isLone || context.inherited.has(block.name))) continue
      reported.add(assignment)
      const why = isOwn ? `[${block.name}] of the same file sets ${plain}` : `nothing sets ${plain}`
      yield found('option-added', `${plain} ${operator} changes nothing: ${why}`, {
        severity: 'warning',
        at: { profile, start, end: nameEnd + 1 },
        path: `${name}:${plain}`,
        received: `an option named "${option}"`,
        hint: isOwn ? `write all of it after ${plain} =` : `write ${plain} =`,
      })
    }
  }
}

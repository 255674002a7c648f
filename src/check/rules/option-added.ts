// A rule: `+=` that meets nothing. Knows buildout.
import type { Assignment } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'

/** `+=` and `-=` change what another profile or a macro sets: within one section they make an option of their own. */
export const optionAdded: Rule = function* (context) {
  const told = new Set<Assignment>()
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name) || !context.complete || context.isGiven(name)) continue
    if (context.resolved.incomplete.has(name)) continue
    for (const [option, setting] of section) {
      const { assignment } = setting
      if (!/[+-]$/.test(option) || !assignment || told.has(assignment)) continue
      const plain = assignment.option
      const own = assignment.profile.sections.get(assignment.block.name)?.get(plain)
      if (!own || own.profile !== assignment.profile) continue
      told.add(assignment)
      yield found(
        'option-added',
        `${plain} ${assignment.operator} changes nothing: [${assignment.block.name}] of the same file sets ${plain}`,
        {
          severity: 'warning',
          at: { profile: assignment.profile, start: assignment.start, end: assignment.nameEnd + 1 },
          path: `${name}:${plain}`,
          received: `an option named "${option}"`,
          hint: `write all of it behind ${plain} =`,
        },
      )
    }
  }
}

// A rule: what looks like a section of the node or of the monitor's template. Knows diagnostics.
import { didYouMean } from '../../diagnostics/index.js'
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { givenSections } from '../given.js'
import { nameMeant } from '../slips.js'

/** A profile adds to the sections that it is given by their names: what is nearly one of them is read by nobody. */
export const sectionLookalike: Rule = function* (context) {
  const { profile } = context
  const reported = new Set<string>()
  for (const { name, nameStart, holds } of profile.blocks) {
    if (!holds || reported.has(name) || context.isGiven(name)) continue
    if (context.inherited.has(name) || context.reached.has(name)) continue
    const near = nameMeant(name, givenSections)
    // Who writes that one too has both.
    if (near === undefined || profile.sections.has(near) || context.mentions(`{${name}:`)) continue
    reported.add(name)
    yield found('section-lookalike', `nothing reads [${name}]: no part leads to it`, {
      severity: 'warning',
      at: { profile, start: nameStart, end: nameStart + name.length },
      path: name,
      hint: didYouMean(near),
    })
  }
}

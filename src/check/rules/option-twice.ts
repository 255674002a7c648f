// A rule: an option that is set twice. Knows buildout.
import { words, type Assignment, type Profile } from '../../buildout/index.js'
import type { Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

/** Whether nothing is lost: a list that is written anew with what it had, the monitors of one more component. */
function keeps(value: string, before: string): boolean {
  if (value === before) return true
  const kept = new Set(words(value))
  return words(before).length > 0 && words(before).every((word) => kept.has(word))
}

/** No option is set twice in one section of one file to different values. */
export const optionTwice: Rule = function* (context) {
  const { profile, resolved } = context
  for (const each of new Set([profile, ...resolved.profiles.values()])) {
    for (const finding of twiceIn(each)) {
      const section = finding.path!.slice(0, finding.path!.lastIndexOf(':'))
      // Nobody misses what no part leads to.
      if (!context.knowsParts || context.reached.has(section) || context.inherited.has(section))
        yield finding
    }
  }
}

function* twiceIn(profile: Profile): Generator<Finding> {
  const seen = new Map<string, Map<string, Assignment>>()
  for (const block of profile.blocks) {
    if (!block.holds) continue
    const isConditional = block.condition !== undefined
    let section = seen.get(block.name)
    if (!section) seen.set(block.name, (section = new Map()))
    for (const assignment of block.assignments) {
      const before = section.get(assignment.name)
      section.set(assignment.name, assignment)
      if (!before || keeps(assignment.value, before.value)) continue
      // What is set under a condition is meant to win; of two that add, the first is lost all the same.
      if (isConditional && assignment.operator === '=') continue
      yield twice(assignment, before)
    }
  }
}

function twice(assignment: Assignment, before: Assignment): Finding {
  const { profile, block, option } = assignment
  return found(
    'option-twice',
    `${option} is set twice in [${block.name}], and only this value counts`,
    {
      severity: 'warning',
      at: { profile, start: assignment.start, end: assignment.nameEnd },
      path: `${block.name}:${option}`,
      hint: 'keep one of the two',
      related: [
        {
          message: 'the value that is lost',
          at: { profile, start: before.start, end: before.end },
        },
      ],
    },
  )
}

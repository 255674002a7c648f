// Sections of the old release that the new one's profiles still rely on. Knows
// diagnostics.
import { didYouMean, nearest } from '../../../diagnostics/index.js'
import { mayHave } from '../../recipes.js'
import { at, changed, type Comparison, type MoveRule } from '../comparison.js'
import type { Entry, Lead, TextLevel } from '../union.js'

/** What a profile refers to, or changes, and the old release had. */
export const sections: MoveRule = function* (comparison) {
  const { now } = comparison
  const reported = new Set<string>()
  for (const lead of now.leads) {
    if (comparison.level !== undefined && lead.level !== comparison.level) continue
    const gone = missing(comparison, lead)
    if (gone === undefined) continue
    const { entry, assignment } = lead.from
    const key = `${entry.text.path}\0${entry.name}\0${assignment.name}\0${lead.written}`
    if (reported.has(key)) continue
    reported.add(key)
    const whole = gone === 'section'
    const names = whole
      ? [...now.names(lead.level)]
      : [...now.section(lead.level, lead.section).keys()]
    const target = whole ? `[${lead.section}]` : `${lead.section}:${lead.option}`
    const [before] = comparison.old.entries(lead.level, lead.section)
    yield changed(
      'section-lost',
      `${lead.written} leads to ${target}, which the old release has and this one does not`,
      {
        at: { entry, assignment, written: lead.written },
        other: before && { message: 'the old release has it here', at: at(before, lead.option) },
        path: `${entry.name}:${assignment.option}`,
        expected: target,
        hint: didYouMean(nearest(whole ? lead.section : lead.option!, names)),
      },
    )
  }
  yield* idle(comparison)
}

function missing(
  { old, now, isGiven }: Comparison,
  { level, section, option }: Lead,
): 'section' | 'option' | undefined {
  if (isGiven(section) || section === 'buildout' || !old.has(level, section)) return undefined
  // What a profile gives that only this release extends is not known.
  if (
    level === 'software' &&
    ![...now.release.unread.keys()].every((name) => old.release.unread.has(name))
  )
    return undefined
  if (!now.has(level, section)) return 'section'
  if (option === undefined || !old.section(level, section).has(option)) return undefined
  const target = now.section(level, section)
  return target.has(option) || mayHave(target, option) ? undefined : 'option'
}

/** Sections that changed one of the stack's, which is no longer there: nothing uses them now. */
function* idle({ old, now, isGiven, level: one }: Comparison) {
  const levels: TextLevel[] = one === undefined ? ['software', 'instance'] : [one]
  for (const level of levels) {
    for (const name of now.names(level)) {
      if (isGiven(name) || name === 'buildout' || now.isUsed(level, name)) continue
      const [entry, ...others] = now.entries(level, name) as [Entry, ...Entry[]]
      const before = old.entries(level, name)
      const stack = before.find(({ text }) => nameOf(text.path) !== nameOf(entry.text.path))
      if (!stack || !old.isUsed(level, name)) continue
      if (others.some(({ text }) => text.path !== entry.text.path)) continue
      yield changed(
        'section-lost',
        `[${name}] changes a section that is no longer there: nothing uses it`,
        {
          severity: 'warning',
          at: at(entry),
          other: { message: 'the old release has it here', at: at(stack) },
          path: `${name}:${[...entry.assignments.keys()][0] ?? ''}`,
          expected: `[${name}] in the stack`,
        },
      )
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

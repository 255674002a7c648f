// A rule: options that refer to themselves. Knows diagnostics.
import { wayBack } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

interface Visit {
  section: string
  option: string
  targets: [section: string, option: string][]
  next: number
}

/** No option refers to itself, by however many others. */
export const referenceLoop: Rule = function* (context) {
  const done = new Set<string>()
  for (const [section, options] of context.referring) {
    for (const [option] of options) {
      if (done.has(key(section, option))) continue
      const first = visit(context, section, option)
      // Most lead to what refers to nothing.
      if (first.targets.length === 0) continue
      const path: Visit[] = [first]
      const open = new Set([key(section, option)])
      while (path.length > 0) {
        const top = path.at(-1)!
        const target = top.targets[top.next++]
        if (!target) {
          path.pop()
          open.delete(key(top.section, top.option))
          done.add(key(top.section, top.option))
          continue
        }
        const at = key(...target)
        if (open.has(at)) {
          const round = path.slice(path.findIndex((step) => key(step.section, step.option) === at))
          if (context.isUsed(section)) yield loop(context, round)
        } else if (!done.has(at)) {
          path.push(visit(context, ...target))
          open.add(at)
        }
      }
    }
  }
}

/** An option, and those that it leads to which refer to others in turn. */
function visit(context: Context, section: string, option: string): Visit {
  const { value } = context.sections.get(section)!.get(option)!
  const targets: Visit['targets'] = []
  for (const reference of context.references(value)) {
    if (reference.problem !== undefined) continue
    const of = reference.section || section
    const target = context.sections.get(of)?.get(reference.option)
    if (target?.value.includes('${') === true) targets.push([of, reference.option])
  }
  return { section, option, targets, next: 0 }
}

function loop(context: Context, round: readonly Visit[]): Finding {
  const [first] = round
  const { section, option } = first!
  const names = round.map((step) => `${step.section}:${step.option}`)
  const writer = context.sections.get(section)!.get(option)!.assignment
  const { profile } = context
  return found(
    'reference-loop',
    `${section}:${option} refers to itself: ${wayBack(names, names[0]!)}`,
    {
      at: writer ?? { profile, start: 0, end: 0 },
      path: `${section}:${option}`,
      hint: 'give one option of the loop a value of its own',
    },
  )
}

function key(section: string, option: string): string {
  return `${section}\0${option}`
}

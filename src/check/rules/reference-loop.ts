// A rule: options that refer to themselves. Knows diagnostics.
import { wayBack } from '../../diagnostics/index.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'

interface Visit {
  section: string
  option: string
  targets: [section: string, option: string][]
  next: number
  /** Whether the way goes through it. */
  isOpen: boolean
}

/** No option refers to itself, by however many others. */
export const referenceLoop: Rule = function* (context) {
  const visits = new Map<string, Map<string, Visit>>()
  const visit = (section: string, option: string): Visit => {
    const made = visitTo(context, section, option)
    const others = visits.get(section)
    if (others) others.set(option, made)
    else visits.set(section, new Map([[option, made]]))
    return made
  }
  for (const [section, options] of context.referring) {
    for (const [option] of options) {
      if (visits.get(section)?.has(option)) continue
      const path = [visit(section, option)]
      while (path.length > 0) {
        const top = path.at(-1)!
        const target = top.targets[top.next++]
        if (!target) {
          top.isOpen = false
          path.pop()
          continue
        }
        const known = visits.get(target[0])?.get(target[1])
        if (!known) path.push(visit(...target))
        else if (known.isOpen && context.isUsed(section))
          yield loop(context, path.slice(path.indexOf(known)))
      }
    }
  }
}

/** An option, and those that it leads to which refer to others in turn. */
function visitTo(context: Context, section: string, option: string): Visit {
  const { value } = context.sections.get(section)!.get(option)!
  const targets: Visit['targets'] = []
  for (const reference of context.references(value)) {
    if (reference.problem !== undefined) continue
    const of = reference.section || section
    const target = context.sections.get(of)?.get(reference.option)
    if (target?.value.includes('${') === true) targets.push([of, reference.option])
  }
  return { section, option, targets, next: 0, isOpen: true }
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

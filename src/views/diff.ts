// What changes between two plans, as text. Knows diagnostics and plan.
import { shortened } from '../diagnostics/index.js'
import type { Change, Difference, PlanDiff, TreeDifference } from '../plan/index.js'
import { checkDiffs } from '../plan/shape.js'
import { printable, printableValue } from './printable.js'

const signs = { added: '+', removed: '-', moved: '>', changed: '~' } as const

/** What changes between two plans, a request a line, what is lost below it. */
export function diffText(diffs: readonly PlanDiff[]): string {
  checkDiffs(diffs)
  return diffs.map(one).join('\n')
}

function one({ name, count, differences }: PlanDiff): string {
  const title = `${printable(name)}: ${extent(count)}`
  if (differences.length === 0) return `${title}\n  nothing changes in what is requested\n`
  return [title, ...differences.flatMap(rows), ''].join('\n')
}

function extent({ old, new: now }: PlanDiff['count']): string {
  if (old === null) return `${now} instances, none before`
  if (now === null) return `no instances, ${old} before`
  return old === now ? `${now} instances` : `${now} instances, ${old} before`
}

function rows({ kind, request, changes, note }: Difference): string[] {
  return [
    `${signs[kind]} ${printable(request)} is ${kind}`,
    ...changes.map((change) => `    ${printable(change.what)}: ${shown(change)}`),
    ...(note === undefined ? [] : [`    ${note}`]),
  ]
}

function shown({ old, new: now }: Change): string {
  // What is set to nothing is not what is not set.
  const [before, after] = [value(old), value(now)]
  if (before !== after || old === now) return `${before} -> ${after}`
  return old === null ? `${before} -> (empty)` : `(empty) -> ${after}`
}

function value(given: Change['old']): string {
  if (given === null || given === '') return '(none)'
  return shortened(printableValue(given), 80)
}

const treeSigns = { ...signs, renamed: '>' } as const

/** What changes in the requests of a release, a request a line, named by those on the way to it. */
export function treeDiffText(differences: readonly TreeDifference[]): string {
  if (differences.length === 0) return 'nothing changes in what the root requests\n'
  return differences
    .flatMap(({ kind, request, before, changes, note }) => [
      `${treeSigns[kind]} ${request.map(printable).join(' > ')} is ${kind}${before === undefined ? '' : `, ${printable(before)} before`}`,
      ...changes.map((change) => `    ${printable(change.what)}: ${shown(change)}`),
      ...(note === undefined ? [] : [`    ${note}`]),
    ])
    .concat('')
    .join('\n')
}

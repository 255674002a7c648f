import { replicate } from '../dist/index.js'
import { measureHere } from './measure.js'
import { alone } from './row.js'

/** `replicate` with three SLA keys an instance: linear, and 1,000 instances in 150 ms. */
export function replication() {
  const counts = [10, 100, 1000, 10_000]
  const times = measureHere(
    counts.map((count) => {
      const parameters = slaKeys(count)
      return () => replicate('app', count, 'app-export', 'app-import', 'ArgL', 'ArgB', parameters)
    }),
    5,
  )
  return counts.map((count, index) => ({
    ...alone(`replicate ${count}`, times[index], count === 1000 ? '< 150 ms' : ''),
    ratio: index === 0 ? '' : `${(times[index] / times[index - 1]).toFixed(1)}×`,
    beside: index === 0 ? '' : `replicate ${counts[index - 1]}`,
    ...(count === 10_000 ? { goal: 'linear: 10×' } : {}),
  }))
}

/** Three keys an instance: for the instance by name and by id, and for a PBS. */
export function slaKeys(count) {
  return Object.fromEntries(
    Array.from({ length: count - 1 }, (_, id) => [
      [`-sla-app${id}-computer_guid`, `COMP-${id}`],
      [`-sla-${id}-network_guid`, `NET-${id}`],
      [`-sla-pbs${id + 1}-computer_guid`, `COMP-PBS-${id + 1}`],
    ]).flat(),
  )
}

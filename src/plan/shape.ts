// What comes as a plan, and is one. Knows diagnostics.
import { checkList, fail } from '../diagnostics/index.js'
import type { Plan } from './types.js'

/** Throws `bad-argument` for what are not plans. */
export function checkPlans(plans: unknown): asserts plans is readonly Plan[] {
  checkList('the plans', plans)
  for (const each of plans) checkPlan(each)
}

/** Throws `bad-argument` for what is not a plan. */
export function checkPlan(plan: unknown): asserts plan is Plan {
  if (isPlan(plan)) return
  fail('bad-argument', 'a plan cannot be used', {
    expected: 'what plan() gives, or one of what planAll() gives',
  })
}

/** Whether a value has what a plan has. */
export function isPlan(value: unknown): value is Plan {
  const { name, count, requests } = (value ?? {}) as Partial<Plan>
  return (
    typeof name === 'string' &&
    typeof count === 'number' &&
    Array.isArray(requests) &&
    requests.every(isRequest)
  )
}

function isRequest(value: unknown): boolean {
  const { name, role, sla, parameters, options, references, returns, inherits } = (value ??
    {}) as Record<string, unknown>
  const objects = [sla, parameters, options]
  return (
    typeof name === 'string' &&
    typeof role === 'string' &&
    objects.every((each) => typeof each === 'object' && each !== null) &&
    [references, returns, inherits].every(Array.isArray) &&
    Object.values(sla as object).every((each) => typeof each === 'object' && each !== null)
  )
}

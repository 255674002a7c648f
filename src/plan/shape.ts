// What comes as a plan, and is one. Knows diagnostics.
import { checkGiven, findingShape, shape } from '../diagnostics/index.js'
import type { Plan } from './types.js'

const { amount, anything, listOf, object, oneOf, optional, record, text, truth, valuesOf } = shape
const texts = listOf(text)

const slaValue = record({
  value: text,
  key: shape.either('text or null', text, oneOf(null)),
  from: oneOf('nameid', 'id', 'default', 'wiring'),
  overrides: optional(record({ key: text, value: text })),
})

const role = oneOf('leader', 'backup', 'pbs', 'pull', 'push')

const planShape = record(
  {
    name: text,
    count: amount,
    requests: listOf(
      record({
        section: text,
        name: text,
        role,
        id: amount,
        softwareType: text,
        shared: truth,
        parameters: object,
        references: texts,
        returns: texts,
        sla: valuesOf(slaValue),
        inherits: texts,
        options: object,
        notifies: texts,
      }),
    ),
    parts: texts,
    unused: texts,
    diagnostics: listOf(findingShape),
  },
  'what plan() gives, or one of what planAll() gives',
)

const plansShape = listOf(planShape, 'a list of plans')

const diffsShape = listOf(
  record(
    {
      name: text,
      count: record({
        old: shape.either('a number or null', amount, oneOf(null)),
        new: shape.either('a number or null', amount, oneOf(null)),
      }),
      differences: listOf(
        record({
          kind: oneOf('added', 'removed', 'moved', 'changed'),
          request: text,
          role,
          id: amount,
          changes: listOf(record({ what: text, old: anything, new: anything })),
          note: optional(text),
        }),
      ),
    },
    'what diffPlans() gives',
  ),
)

/** Throws `bad-argument` for what are not plans. */
export function checkPlans(plans: unknown): asserts plans is readonly Plan[] {
  checkGiven('the plans', plans, plansShape)
}

/** Throws `bad-argument` for what is not a plan. */
export function checkPlan(plan: unknown): asserts plan is Plan {
  checkGiven('a plan', plan, planShape)
}

/** Throws `bad-argument` for what are not differences of plans. */
export function checkDiffs(diffs: unknown): void {
  checkGiven('the differences', diffs, diffsShape)
}

/** Whether a value has what a plan has. */
export function isPlan(value: unknown): value is Plan {
  return shape.misfitOf('a plan', value, planShape) === undefined
}

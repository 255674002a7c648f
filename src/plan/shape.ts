// What comes as a plan, and is one. Knows diagnostics.
import { checkGiven, findingShape, shape, type Shape } from '../diagnostics/index.js'
import type { InstanceRequest } from './tree.js'
import type { Plan, Request } from './types.js'

const { amount, data, listOf, oneOf, optional, record, text, truth, valuesOf } = shape
const texts = listOf(text)
const datas = valuesOf(data)

const slaValue = record({
  value: text,
  key: shape.either('text or null', text, oneOf(null)),
  from: oneOf('nameid', 'id', 'default', 'wiring', 'profile'),
  overrides: optional(record({ key: text, value: text })),
})

const role = oneOf('leader', 'backup', 'pbs', 'pull', 'push')

const request = record({
  section: text,
  name: text,
  role,
  id: amount,
  softwareType: text,
  shared: truth,
  parameters: datas,
  references: texts,
  returns: texts,
  sla: valuesOf(slaValue),
  inherits: texts,
  options: datas,
  notifies: texts,
})

/** Requests of which each pull and push has what it takes from and what it gives to. */
const wired: Shape = {
  expected: 'requests with sections of their own, and what their pulls and pushes lead to',
  is: isWired,
}

const planShape = record(
  {
    name: text,
    count: amount,
    requests: {
      ...listOf(request),
      *parts(requests: readonly Request[], what) {
        yield* listOf(request).parts!(requests as never, what)
        yield [what, requests, wired]
      },
    },
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
          changes: listOf(record({ what: text, old: data, new: data })),
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

const tree = record({
  section: text,
  file: shape.either('text or null', text, oneOf(null)),
  line: shape.either('a number or null', amount, oneOf(null)),
  name: text,
  softwareType: text,
  software: shape.either('text or null', text, oneOf(null)),
  shared: truth,
  state: shape.either('text or null', text, oneOf(null)),
  isSerialised: truth,
  parameters: datas,
  sla: datas,
  returns: texts,
  readBy: valuesOf(texts),
  unknown: valuesOf(texts),
  condition: shape.either('text or null', text, oneOf(null)),
  each: shape.either('text or null', text, oneOf(null)),
  besides: texts,
  notFollowed: shape.either('text or null', text, oneOf(null)),
})

/** Whether a value is a list of what a release requests, and what that requests in turn. */
export function isTree(value: unknown): value is InstanceRequest[] {
  const lists = [value]
  // What is found on the way is gone through as well.
  for (const list of lists) {
    if (!Array.isArray(list)) return false
    for (const each of list as unknown[]) {
      if (shape.misfitOf('a request', each, tree) !== undefined) return false
      lists.push((each as InstanceRequest).requests)
    }
  }
  return true
}

/** What a pull and a push lead from and to, as `ROLE NUMBER`; nothing of other requests. */
export function ends({ role, id }: Pick<Request, 'role' | 'id'>): string[] {
  if (role === 'pull') return ['leader 0', `pbs ${id}`]
  return role === 'push' ? [`pbs ${id}`, `backup ${id}`] : []
}

function isWired(value: unknown): boolean {
  const requests = value as readonly Request[]
  const roles = new Set(requests.map(({ role, id }) => `${role} ${id}`))
  return (
    new Set(requests.map(({ section }) => section)).size === requests.length &&
    requests.flatMap(ends).every((other) => roles.has(other))
  )
}

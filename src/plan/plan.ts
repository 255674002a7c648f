// Components to plans. Knows diagnostics and sla.
import { checkGiven, fail, reading, shape, type Diagnostic } from '../diagnostics/index.js'
import { malformedKey, resolveChecked, unmatchedKey, type ResolvedSla } from '../sla/index.js'
import { checkComponent, type CheckedComponent } from './component.js'
import { doubtful } from './lost.js'
import { makeRequests } from './requests.js'
import type { Component, Plan, Request } from './types.js'
import { promiseOf } from './wiring.js'

const aList = shape.listOf(shape.anything)

/**
 * Every request of a component and their wiring, as data. Throws `bad-name`, `bad-count`,
 * `bad-argument`, `bad-option-name`; findings that stop nothing are the plan's `diagnostics`.
 */
export function plan(component: Component): Plan {
  return planned([checkComponent(component, 'the component')])[0]!
}

/**
 * The plans of components that live in one profile. A magic key is unmatched only where none of
 * them takes it, and is reported once. Throws, besides what {@link plan} does, `duplicate-section` for
 * the second of two components that would write one section or request one instance.
 */
export function planAll(components: readonly Component[]): Plan[] {
  checkGiven('the components', components, aList)
  const checked = reading('the components', aList.expected, () =>
    Array.from(components, (each, index) =>
      checkComponent(each, `item ${index + 1} of the components`),
    ),
  )
  return planned(checked)
}

function planned(checked: readonly CheckedComponent[]): Plan[] {
  const slas = checked.map(resolveChecked)
  const taken = new Set(slas.flatMap(({ matched }) => matched))
  const reported = new Set<string>()
  const plans = checked.map((component, index) => {
    const sla = slas[index]!
    const unmatched = sla.unmatched.filter((key) => !taken.has(key))
    const unused = once(unmatched, reported)
    const findings = [
      ...once(sla.malformed, reported).map(malformedKey),
      ...unused.map((key) => unmatchedKey(key, checked)),
    ]
    return planOne(component, sla, unused, findings)
  })
  refuseDuplicates(plans)
  return plans
}

function planOne(
  component: CheckedComponent,
  sla: ResolvedSla,
  unused: string[],
  findings: Diagnostic[],
): Plan {
  const { requests, diagnostics } = makeRequests(component, sla)
  return {
    name: component.name,
    count: component.count,
    requests,
    parts: requests.flatMap(partsOf),
    unused,
    diagnostics: [...findings, ...diagnostics, ...doubtful(component, requests)],
  }
}

/** A request, and the promise that its ssh key arrives. */
function partsOf({ section, role }: Request): string[] {
  return role === 'pull' || role === 'push' ? [section] : [section, promiseOf(section)]
}

function once(keys: readonly string[], reported: Set<string>): string[] {
  const fresh = keys.filter((key) => !reported.has(key))
  for (const key of fresh) reported.add(key)
  return fresh
}

function refuseDuplicates(plans: readonly Plan[]): void {
  if (plans.length < 2) return
  const owners = new Map<string, string>()
  for (const { name, requests, parts } of plans) {
    // A PBS of `a` and a component `pbs-a` would share the defaults of one [slap-parameter] option.
    const names = [
      ...parts,
      ...requests.map((request) => `"${request.name}"`),
      ...defaultsOf(name, requests),
    ]
    for (const each of names) {
      const owner = owners.get(each)
      if (owner !== undefined) refuse(each, owner, name)
    }
    for (const each of names) owners.set(each, name)
  }
}

/** The options of `[slap-parameter]` that a component gives empty defaults to. */
export function defaultsOf(namebase: string, requests: readonly Request[]): string[] {
  return requests
    .filter(({ role }) => role === 'backup')
    .flatMap(({ id }) => [`${namebase}${id}-computer-guid`, `pbs-${namebase}${id}-computer-guid`])
}

function refuse(shared: string, one: string, other: string): never {
  fail(
    'duplicate-section',
    `the components "${one}" and "${other}" cannot be in one profile: both would create ${shared}`,
    {
      path: other,
      expected: 'components whose sections and requests have different names',
      hint: `rename the component "${other}"`,
    },
  )
}

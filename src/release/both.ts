// The requests of a profile as both ways of what is not known have them. Knows plan.
import type { InstanceRequest } from '../plan/index.js'
import type { Unit, Variant } from './release.js'
import { askedIn, type Asked, type Asking, type LineOf } from './requests.js'

/** What a profile requests, in the order in which buildout comes to it. */
export function requestsOf({ variants, further }: Unit, lineOf: LineOf): Asking {
  const [one, other] = variants.map((variant) => askedIn(variant, lineOf))
  if (!one) return { asked: [], besides: [] }
  const tests = testsOf(variants)
  const all = new Map<string, Asked>()
  for (const [key, asked] of one.asked) {
    const twin = other?.asked.get(key)
    all.set(key, !other ? asked : twin ? merged(asked, twin, tests) : onlyIf(asked, tests))
  }
  // Branches that neither way comes to make requests of their own.
  const others = further.variants.map((variant) => askedIn(variant, lineOf))
  for (const { asked: found } of other ? [other, ...others] : others)
    for (const [key, asked] of found) if (!all.has(key)) all.set(key, onlyIf(asked, tests))
  const besides = [one, ...(other ? [other] : []), ...others].flatMap((each) => each.besides)
  return { asked: [...all.values()], besides: [...new Set(besides)] }
}

/** Of many unknowns that may decide something, so many are named. */
const mostNamed = 3

/** The unknowns that were tested on the way to a profile, by their names. */
export function testsOf(variants: readonly Variant[]): string[] {
  const names = new Set(
    variants.flatMap(({ asked }) =>
      [...asked.values()].flatMap((made) => [...(made?.tests ?? [])]),
    ),
  )
  const [first, ...others] = [...names].slice(0, mostNamed)
  if (first === undefined) return ['a test of what is not known']
  return [first, ...others, ...(names.size > mostNamed ? ['others'] : [])]
}

/** What is requested only where what is not known comes out one way. */
function onlyIf(asked: Asked, tests: readonly string[]): Asked {
  const { condition, each } = asked.request
  if (condition !== null || each !== null) return asked
  return { ...asked, request: { ...asked.request, condition: tests.join(', ') } }
}

/** The values on which both ways agree. */
function merged(one: Asked, other: Asked, tests: string[]): Asked {
  const unknown = { ...other.request.unknown, ...one.request.unknown }
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const sent = new Map(one.sent)
  for (const [kind, field] of [
    ['config', 'parameters'],
    ['sla', 'sla'],
  ] as const) {
    const [a, b] = [one.request[field], other.request[field]]
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (isSame(a[name], b[name])) continue
      // Of a value that one way alone has it is not known whether it is there.
      if (Object.hasOwn(a, name) && Object.hasOwn(b, name)) a[name] = '…'
      unknown[`${kind} ${name}`] ??= tests
      if (kind === 'config') sent.set(name, undefined)
    }
  }
  const texts: Partial<InstanceRequest> = {}
  for (const field of ['name', 'softwareType', 'software', 'shared', 'state', 'returns'] as const) {
    if (isSame(one.request[field], other.request[field])) continue
    unknown[field] ??= tests
    if (field !== 'shared' && field !== 'returns') texts[field] = '…'
  }
  const { condition, line } = one.request
  // The one of two branches that holds is come to.
  const isEither = other.request.condition === null || other.request.line !== line
  const request = {
    ...one.request,
    ...texts,
    condition: isEither ? null : condition,
    parameters: { ...other.request.parameters, ...one.request.parameters },
    sla: { ...other.request.sla, ...one.request.sla },
    unknown,
  }
  return { request, sent, isOpen: one.isOpen || other.isOpen }
}

// The requests of a profile as all ways of what is not known have them. Knows plan.
import type { InstanceRequest } from '../plan/index.js'
import { waysOf, type Unit, type Variant } from './release.js'
import { askedIn, type Asked, type Asking, type LineOf } from './requests.js'
import { someTest } from './told.js'
import { decidedBy, outcomesOf, worldsIn, type World } from './worlds.js'

/** What a profile requests, in the order in which buildout comes to it. */
export function requestsOf(unit: Unit, lineOf: LineOf): Asking {
  const variants = waysOf(unit)
  const ways = variants.map((variant) => ({
    ...askedIn(variant, lineOf),
    worlds: variant.worlds,
  }))
  const causes = decidersIn(variants)
  const keys = new Set(ways.flatMap(({ asked }) => [...asked.keys()]))
  const asked = [...keys].map((key) => {
    const [there, gone] = [true, false].map((isThere) =>
      ways.filter((way) => way.asked.has(key) === isThere),
    )
    const found = merged(
      there!.map((way) => ({ ...way.asked.get(key)!, worlds: way.worlds })),
      causes,
    )
    return gone!.length === 0 ? found : onlyIf(found, causes([there!, gone!].map(worldsIn)))
  })
  return { asked, besides: [...new Set(ways.flatMap(({ besides }) => besides))] }
}

/** What decides which of some outcomes it comes to, each by the worlds that come to it. */
type CausesOf = (outcomes: readonly (readonly World[])[]) => string[]

/** The same by the names of the unknowns. */
export function decidersIn(variants: readonly Variant[]): CausesOf {
  const tests = new Map<string, string>()
  for (const { asked } of variants)
    for (const made of asked.values())
      for (const [test, name] of made?.tests ?? []) tests.set(test, name)
  const all = worldsIn(variants)
  const known = new Map<string, string[]>()
  return (outcomes) => {
    const key = all.map((world) => outcomes.findIndex((each) => each.includes(world))).join()
    let found = known.get(key)
    if (!found) {
      const names = decidedBy(outcomes, [...tests.keys()]).map((test) => tests.get(test) ?? '')
      found = [...new Set(names.filter((name) => name !== ''))]
      known.set(key, found)
    }
    return found.length > 0 ? found : [someTest]
  }
}

/** What is requested only where what is not known comes out one way. */
function onlyIf(asked: Asked, causes: readonly string[]): Asked {
  const { condition, each } = asked.request
  if (condition !== null || each !== null) return asked
  return { ...asked, request: { ...asked.request, condition: causes.join(', ') } }
}

/** One way of a request, and the worlds that come to it. */
type Way = Asked & { worlds: readonly World[] }

/** The values on which all ways agree. */
function merged(ways: readonly Way[], causes: CausesOf): Asked {
  const [one, ...others] = ways
  if (others.length === 0) return one!
  const unknown: InstanceRequest['unknown'] = {}
  for (const { request } of ways)
    for (const [what, why] of Object.entries(request.unknown)) unknown[what] ??= why
  const differing = (of: (request: InstanceRequest) => unknown): string[] | undefined => {
    const outcomes = outcomesOf(ways, ({ request }) => JSON.stringify(of(request)))
    return outcomes.size > 1 ? causes([...outcomes.values()]) : undefined
  }
  const sent = new Map(ways.flatMap((way) => [...way.sent]))
  const named = (field: 'parameters' | 'sla', kind: string): InstanceRequest['parameters'] => {
    const all: InstanceRequest['parameters'] = {}
    for (const { request } of ways)
      for (const [name, value] of Object.entries(request[field])) {
        if (Object.hasOwn(all, name)) continue
        all[name] = value
        const why = differing((each) => each[field][name])
        if (!why) continue
        // Of a value that some ways lack it is not known whether it is there.
        const differ = new Set(
          ways.flatMap((way) => JSON.stringify(way.request[field][name]) ?? []),
        )
        if (differ.size > 1) all[name] = '…'
        unknown[`${kind} ${name}`] ??= why
        if (kind === 'config') sent.set(name, undefined)
      }
    return all
  }
  const [parameters, sla] = [named('parameters', 'config'), named('sla', 'sla')]
  const texts: Partial<InstanceRequest> = {}
  for (const field of ['name', 'softwareType', 'software', 'shared', 'state', 'returns'] as const) {
    const why = differing((request) => request[field])
    if (!why) continue
    unknown[field] ??= why
    if (field !== 'shared' && field !== 'returns') texts[field] = '…'
  }
  const { condition, line, notFollowed } = one!.request
  // The one of two branches that holds is come to.
  const isAlike = others.every(({ request }) => request.condition !== null && request.line === line)
  const lacks = others.every(({ request }) => request.notFollowed === notFollowed)
  const request = {
    ...one!.request,
    ...texts,
    condition: isAlike ? condition : null,
    parameters,
    sla,
    returns: [...new Set(ways.flatMap((way) => way.request.returns))],
    readBy: readByAll(ways),
    notFollowed: lacks ? notFollowed : null,
    unknown,
  }
  for (const name of sent.keys()) if (unknown[`config ${name}`]) sent.set(name, undefined)
  return { request, sent, isOpen: ways.some(({ isOpen }) => isOpen) }
}

/** Who reads what is returned, one way or another. */
function readByAll(ways: readonly Way[]): InstanceRequest['readBy'] {
  const all: InstanceRequest['readBy'] = {}
  for (const { request } of ways)
    for (const [key, by] of Object.entries(request.readBy))
      all[key] = [...new Set([...(all[key] ?? []), ...by])]
  return all
}

// Magic keys to one SLA for each request. Knows diagnostics and parameters.
import { checkGiven, described, fail, shape, type Shape } from '../diagnostics/index.js'
import { printedText } from '../parameters/printed.js'
import { isMagic, readingsOf, splitKey } from './keys.js'
import type { ResolvedSla, Sla, SlaValue } from './types.js'

/** What the magic keys are resolved for. */
export interface SlaScope {
  /** The namebase. */
  name: string
  /** Every instance, the leader too. */
  count: number
  parameters: Readonly<Record<string, unknown>>
}

const { anything, text, valuesOf } = shape

const scopeFields = { name: text, count: anything, parameters: valuesOf(anything) }

const scopeShape: Shape = {
  ...shape.record(scopeFields, '{ name, count, parameters }'),
  names: Object.keys(scopeFields),
}

/** As many instances as a component may have. */
export const mostInstances = 100_000

/**
 * One SLA for each request, from the magic keys of the instance parameters: a nameid key
 * (`-sla-runner2-…`, `-sla-pbs2-…`) beats an id key (`-sla-2-…`) whatever their order; a request
 * that no key is for gets `mode = unique_by_network`. One pass over the keys. The rules are those of
 * the stack's README, "Deploying your resilient software".
 */
export function resolveSla(scope: SlaScope): ResolvedSla {
  checkGiven('the argument of resolveSla()', scope, scopeShape)
  const { name, count, parameters } = scope
  if (!Number.isInteger(count) || count < 1 || count > mostInstances)
    fail('bad-count', 'the count is not a number of instances', {
      expected: 'a whole number from 1 to 100,000, including the leader',
      received: described(count),
    })
  return resolveChecked({ name, count, parameters })
}

/** {@link resolveSla} of a scope that has been looked at. */
export function resolveChecked({ name, count, parameters }: SlaScope): ResolvedSla {
  const instances = new Map<number, Map<string, SlaValue>>()
  const servers = new Map<number, Map<string, SlaValue>>()
  const matched: string[] = []
  const unmatched: string[] = []
  const malformed: string[] = []
  for (const [key, given] of Object.entries(parameters)) {
    if (!isMagic(key)) continue
    const readings = readingsOf(key, name)
    const wellFormed = readings.filter((reading) => reading.name !== '')
    const value = printedText(key, given)
    let taken = false
    for (const { kind, id, name: slaName } of wellFormed) {
      const from = kind === 'id' ? 'id' : 'nameid'
      const entry = { value, key, from } as const
      if (kind !== 'pbs' && id < count) taken = put(instances, id, slaName, entry)
      if (kind !== 'instance' && id > 0 && id < count) taken = put(servers, id, slaName, entry)
    }
    const isWellFormed = readings.length > 0 ? wellFormed.length > 0 : splitKey(key) !== undefined
    if (taken) matched.push(key)
    else if (isWellFormed) unmatched.push(key)
    else malformed.push(key)
  }
  const ids = Array.from({ length: count }, (_, id) => id)
  return {
    instances: ids.map((id) => slaOf(instances.get(id))),
    servers: ids.slice(1).map((id) => slaOf(servers.get(id))),
    matched,
    unmatched,
    malformed,
  }
}

function put(
  slas: Map<number, Map<string, SlaValue>>,
  id: number,
  name: string,
  entry: SlaValue,
): true {
  const sla = slas.get(id) ?? new Map<string, SlaValue>()
  slas.set(id, sla)
  const other = sla.get(name)
  if (!other) sla.set(name, entry)
  else if (entry.from === 'nameid') sla.set(name, { ...entry, overrides: beaten(other) })
  else sla.set(name, { ...other, overrides: beaten(entry) })
  return true
}

function beaten({ key, value }: SlaValue): { key: string; value: string } {
  return { key: key!, value }
}

function slaOf(values: Map<string, SlaValue> | undefined): Sla {
  if (values) return Object.fromEntries(values)
  return { mode: { value: 'unique_by_network', key: null, from: 'default' } }
}

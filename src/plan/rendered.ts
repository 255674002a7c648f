// A component's plan as its release renders it. Knows diagnostics and sla.
import { few, finding, type Diagnostic } from '../diagnostics/index.js'
import type { Sla, SlaValue } from '../sla/index.js'
import { textOf } from './requests.js'
import { ends } from './shape.js'
import type { InstanceRequest } from './tree.js'
import type { Plan, Request } from './types.js'

/**
 * The plan with what the sections of a root's profile say: its own macros made them, and the author may
 * have changed them since. A request that no section makes is left out. `first` is the component that the
 * root requests first, where that is known.
 */
export function asRendered(plan: Plan, rendered: readonly InstanceRequest[], first?: string): Plan {
  const bySection = new Map(rendered.map((request) => [request.section, request]))
  const made = plan.requests.flatMap((request) => {
    const own = bySection.get(request.section)
    return own ? [combined(request, own)] : []
  })
  const roles = new Set(made.map(({ role, id }) => `${role} ${id}`))
  // A pull or push whose ends are not there is a request like any other.
  const requests = made.filter((request) => ends(request).every((each) => roles.has(each)))
  const planned = new Map(plan.requests.map((request) => [request.section, request]))
  const kept = new Map<string, string[]>()
  for (const { section, name, sla } of made)
    for (const { attribute, value, key } of keysOf(planned.get(section)!))
      if (!isReached(attribute, value, sla)) kept.set(key, [...(kept.get(key) ?? []), name])
  const leader = plan.requests.find(({ role }) => role === 'leader')
  const replaced = leader ? replacedIn(leader, bySection.get(leader.section)) : new Set<string>()
  const sections = new Set(requests.map(({ section }) => section))
  const lost = new Set(
    plan.requests.map(({ section }) => section).filter((section) => !sections.has(section)),
  )
  return {
    ...plan,
    requests: requests.map((request) => ({
      ...request,
      notifies: notifiedBy(request, leader, replaced).filter((section) => !lost.has(section)),
    })),
    parts: plan.parts.filter((part) => !lost.has(part)),
    diagnostics: [
      ...plan.diagnostics.map((each) => ofRoot(asReplaced(each, replaced))),
      ...Array.from(kept, ([key, names]) => keptKey(key, names, plan.name === first)),
    ],
  }
}

/** The magic keys of a request's SLA, and what each sets. */
function keysOf({ sla }: Request): { attribute: string; value: string; key: string }[] {
  return Object.entries(sla).flatMap(([attribute, { key, value }]) =>
    key === null ? [] : [{ attribute, value, key }],
  )
}

/** Whether a key is for a request as it is made. An empty value is dropped of it, and leaves no default either. */
function isReached(attribute: string, value: string, sla: Sla): boolean {
  if (value === '') return sla['mode']?.from !== 'default'
  return sla[attribute] !== undefined && sla[attribute].from !== 'default'
}

/** A stack's macros may take every magic key away with the first component. */
function keptKey(key: string, names: readonly string[], isFirst: boolean): Diagnostic {
  return finding('sla-unmatched', `"${key}" does not reach ${few(names, 3)}`, {
    severity: 'warning',
    path: key,
    // Nothing takes the keys away before the first: why they do not reach it is not known.
    hint: isFirst
      ? undefined
      : 'the root hands its parameters to another component first, whose macro takes all magic keys',
  })
}

/** The names under which the leader's section has something else than the wiring. */
function replacedIn(leader: Request, made: InstanceRequest | undefined): Set<string> {
  const { parameters = {}, unknown = {} } = made ?? {}
  return new Set(
    Object.entries(parameters)
      // What refers to others is the wiring's.
      .filter(([name]) => !(`config ${name}` in unknown))
      .filter(([name, value]) => textOf(value) !== textOf(leader.parameters[name]))
      .map(([name]) => name),
  )
}

/** A stack's macros may let a parameter replace their wiring, where ours leave it out. */
function asReplaced(diagnostic: Diagnostic, replaced: ReadonlySet<string>): Diagnostic {
  const { code, path = '' } = diagnostic
  if (code !== 'reserved-parameter' || !replaced.has(path)) return diagnostic
  const message = `the parameter "${path}" replaces what the stack's wiring has under this name`
  return { ...diagnostic, severity: 'error', message }
}

/** What the root says is not the command line's to say. */
function ofRoot(diagnostic: Diagnostic): Diagnostic {
  const { code, hint } = diagnostic
  if (code !== 'sla-unmatched' || hint === undefined) return diagnostic
  return { ...diagnostic, hint: hint.replace(/--count (\d+)\?$/, 'a count of $1 in the root?') }
}

function notifiedBy(
  request: Request,
  leader: Request | undefined,
  replaced: ReadonlySet<string>,
): readonly string[] {
  return request.section === leader?.section && replaced.has('notify') ? [] : request.notifies
}

function combined(request: Request, made: InstanceRequest): Request {
  const { name, softwareType, shared, parameters, returns, unknown } = made
  return {
    ...request,
    name,
    softwareType,
    shared,
    parameters,
    references: Object.keys(parameters).filter((each) => `config ${each}` in unknown),
    returns,
    sla: slaOf(request.sla, made.sla),
  }
}

function slaOf(planned: Sla, made: InstanceRequest['sla']): Sla {
  return Object.fromEntries(
    Object.entries(made).map(([name, value]): [string, SlaValue] => {
      const text = textOf(value)!
      const known = planned[name]
      if (known?.value === text) return [name, known]
      // What the macros write where no magic key is for a request.
      const isDefault = name === 'mode' && text === 'unique_by_network'
      return [name, { value: text, key: null, from: isDefault ? 'default' : 'profile' }]
    }),
  )
}

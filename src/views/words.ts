// What the views say of requests, the same in each. Knows sla and plan.
import type { Plan, Request, Role } from '../plan/index.js'
import type { SlaValue } from '../sla/index.js'

/** The way that data flows, and so the order in which the requests of a pair are shown. */
const flow: readonly Role[] = ['leader', 'pbs', 'pull', 'push', 'backup']

/** The requests as they are read: the leader, then pair by pair PBS, pull, push, backup. */
export function inPairs(requests: readonly Request[]): Request[] {
  return [...requests].sort((a, b) => a.id - b.id || flow.indexOf(a.role) - flow.indexOf(b.role))
}

/** `leader`, `backup 1`, `PBS 1`, `pull 1`, `push 1`. */
export function roleOf({ role, id }: Request): string {
  return role === 'leader' ? role : `${role === 'pbs' ? 'PBS' : role} ${id}`
}

/** `3 instances, 2 PBSs, 9 requests`. */
export function extent({ count, requests }: Plan): string {
  const pbs = requests.filter(({ role }) => role === 'pbs').length
  return [
    counted(count, 'instance'),
    ...(pbs > 0 ? [counted(pbs, 'PBS')] : []),
    counted(requests.length, 'request'),
  ].join(', ')
}

/** `1 instance`, `3 instances`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Where an SLA value came from: `nameid -sla-runner1-computer_guid, overrides …`, `default`. */
export function origin({ from, key, overrides }: SlaValue): string {
  const source = key === null ? from : `${from} ${key}`
  return overrides ? `${source}, overrides ${overrides.key} = ${overrides.value}` : source
}

/** The requests of a plan by their section. */
export type Sections = ReadonlyMap<string, Request>

/** Looked up once a plan: a plan may have 400,000 requests. */
export function sectionsOf({ requests }: Plan): Sections {
  return new Map(requests.map((request) => [request.section, request]))
}

/** An SLA value with its origin: `group = web (id -sla-1-group)`, `instance_guid of PBS 1 (wiring)`. */
export function slaText(name: string, value: SlaValue, sections: Sections): string {
  const [, section = '', option] = /^\$\{([^:}]+):([^}]+)\}$/.exec(value.value) ?? []
  const other = value.from === 'wiring' && option === name ? sections.get(section) : undefined
  return `${name} ${other ? `of ${roleOf(other)}` : `= ${value.value}`} (${origin(value)})`
}

/** Whom a request notifies: `pull 1`, `backup 1`; a leader of many notifies `every pull (199)`. */
export function notified({ notifies }: Request, sections: Sections): string[] {
  const others = notifies.map((section) => sections.get(section))
  const role = others[0]?.role
  if (role && others.length > 4 && others.every((other) => other?.role === role))
    return [`every ${role} (${others.length})`]
  return others.map((other, index) => (other ? roleOf(other) : notifies[index]!))
}

/** The requests that a request's parameters and SLA refer to, without itself. */
export function wiredTo(request: Request, sections: Sections): Request[] {
  const values = [
    ...request.references.map((name) => request.parameters[name]),
    ...Object.values(request.sla)
      .filter(({ from }) => from === 'wiring')
      .map(({ value }) => value),
  ]
  const named = new Set<Request>()
  for (const value of values) {
    if (typeof value !== 'string') continue
    for (const [, section = ''] of value.matchAll(/\$\{([^:{}]+):/g)) {
      const other = sections.get(section)
      if (other && other !== request) named.add(other)
    }
  }
  return [...named]
}

// A component's plan as its release renders it. Knows sla.
import type { Sla, SlaValue } from '../sla/index.js'
import { ends } from './shape.js'
import type { InstanceRequest } from './tree.js'
import type { Plan, Request } from './types.js'

/**
 * The plan with what the sections of a root's profile say: its own macros made them, and the author may
 * have changed them since. A request that no section makes is left out.
 */
export function asRendered(plan: Plan, rendered: readonly InstanceRequest[]): Plan {
  const bySection = new Map(rendered.map((request) => [request.section, request]))
  const made = plan.requests.flatMap((request) => {
    const own = bySection.get(request.section)
    return own ? [combined(request, own)] : []
  })
  const roles = new Set(made.map(({ role, id }) => `${role} ${id}`))
  // A pull or push whose ends are not there is a request like any other.
  const requests = made.filter((request) => ends(request).every((each) => roles.has(each)))
  const sections = new Set(requests.map(({ section }) => section))
  const lost = new Set(
    plan.requests.map(({ section }) => section).filter((section) => !sections.has(section)),
  )
  return {
    ...plan,
    requests: requests.map((request) => ({
      ...request,
      notifies: request.notifies.filter((section) => !lost.has(section)),
    })),
    parts: plan.parts.filter((part) => !lost.has(part)),
  }
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
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      const known = planned[name]
      if (known?.value === text) return [name, known]
      // What the macros write where no magic key is for a request.
      const isDefault = name === 'mode' && text === 'unique_by_network'
      return [name, { value: text, key: null, from: isDefault ? 'default' : 'profile' }]
    }),
  )
}

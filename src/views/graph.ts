// The nodes, arrows and frames of plans. Knows diagnostics and plan.
import type { Diagnostic } from '../diagnostics/index.js'
import type { Plan, Request } from '../plan/index.js'
import { findingsOf } from './findings.js'
import { inPairs } from './words.js'

/** The plans as a picture's parts: no places yet, and nothing of DOT or SVG. */
export interface Graph {
  nodes: Node[]
  arrows: Arrow[]
  /** Outer frames before those that lie in them. */
  frames: Frame[]
}

/** The leader, a PBS or a backup. */
export interface Node {
  request: Request
  frame: Frame | undefined
  findings: readonly Diagnostic[]
}

/** A pull or a push, the way that data flows. */
export interface Arrow {
  request: Request
  from: string
  to: string
  findings: readonly Diagnostic[]
}

/** A computer or a network that an SLA names. */
export interface Frame {
  id: string
  kind: 'computer' | 'network'
  guid: string
  /** The network that a computer lies in, where one network is named for it. */
  parent: Frame | undefined
}

/** The nodes, arrows and frames of the plans; components that name one computer share its frame. */
export function graphOf(plans: readonly Plan[], diagnostics: readonly Diagnostic[] = []): Graph {
  const requests = plans.flatMap((plan) => inPairs(plan.requests))
  const frames = framesOf(requests)
  const graph: Graph = { nodes: [], arrows: [], frames: [...frames.values()] }
  for (const plan of plans) {
    const { at } = findingsOf(plan, diagnostics)
    const sections = new Map(plan.requests.map((one) => [`${one.role} ${one.id}`, one.section]))
    for (const request of inPairs(plan.requests)) {
      const { role, id, section, sla } = request
      const findings = at.get(section) ?? []
      const pbs = sections.get(`pbs ${id}`) ?? ''
      if (role === 'pull')
        graph.arrows.push({ request, from: sections.get('leader 0') ?? '', to: pbs, findings })
      else if (role === 'push')
        graph.arrows.push({ request, from: pbs, to: sections.get(`backup ${id}`) ?? '', findings })
      else graph.nodes.push({ request, frame: frameOf(sla, frames), findings })
    }
  }
  return graph
}

function framesOf(requests: readonly Request[]): Map<string, Frame> {
  const networks = new Map<string, Frame>()
  const computers = new Map<string, Set<string>>()
  for (const { sla } of requests) {
    const network = sla['network_guid']?.value
    const computer = sla['computer_guid']?.value
    if (network) networks.set(`network ${network}`, frame('network', network, undefined))
    if (!computer) continue
    const named = computers.get(computer) ?? new Set()
    computers.set(computer, network ? named.add(network) : named)
  }
  const frames = new Map(networks)
  for (const [computer, named] of computers) {
    const [only, ...others] = named
    const parent = others.length === 0 ? networks.get(`network ${only}`) : undefined
    frames.set(`computer ${computer}`, frame('computer', computer, parent))
  }
  return frames
}

function frame(kind: Frame['kind'], guid: string, parent: Frame | undefined): Frame {
  return { id: `${kind} ${guid}`, kind, guid, parent }
}

function frameOf(sla: Request['sla'], frames: ReadonlyMap<string, Frame>): Frame | undefined {
  const computer = sla['computer_guid']?.value
  const network = sla['network_guid']?.value
  return frames.get(computer ? `computer ${computer}` : `network ${network ?? ''}`)
}

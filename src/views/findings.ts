// Findings at the requests that they are about. Knows diagnostics and plan.
import type { Diagnostic } from '../diagnostics/index.js'
import type { Plan, Request } from '../plan/index.js'

/** The findings of a plan by the section of the request that they are about. */
export interface Findings {
  at: ReadonlyMap<string, readonly Diagnostic[]>
  /** Those about no single request. */
  elsewhere: readonly Diagnostic[]
}

/**
 * Finds the request of every finding: the section in its path; the requests that took, or passed
 * over, the magic key in its path; or the leader, which gets every parameter. Where a finding says
 * which requests it is about, no other.
 */
export function findingsOf(plan: Plan, more: readonly Diagnostic[] = []): Findings {
  const at = new Map<string, Diagnostic[]>()
  const elsewhere: Diagnostic[] = []
  const places = index(plan.requests)
  for (const diagnostic of new Set([...plan.diagnostics, ...more])) {
    const { path, requests } = diagnostic
    const named = path === undefined ? undefined : placesOf(path, places)
    const all = [...(named ?? (requests ?? []).filter((each) => places.has(each)))]
    const sections = requests ? all.filter((each) => requests.includes(each)) : all
    if (sections.length === 0) elsewhere.push(diagnostic)
    for (const section of sections) {
      const known = at.get(section)
      if (known) known.push(diagnostic)
      else at.set(section, [diagnostic])
    }
  }
  return { at, elsewhere }
}

function placesOf(
  path: string,
  places: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> | undefined {
  return places.get(path) ?? places.get(path.split(':')[0]!)
}

function index(requests: readonly Request[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>()
  const add = (path: string, { section }: Request) => {
    const sections = places.get(path)
    if (sections) sections.add(section)
    else places.set(path, new Set([section]))
  }
  for (const request of requests) {
    add(request.section, request)
    for (const { key, overrides } of Object.values(request.sla)) {
      if (key !== null) add(key, request)
      if (overrides) add(overrides.key, request)
    }
    if (request.role !== 'leader') continue
    for (const name of Object.keys(request.parameters)) add(name, request)
  }
  return places
}

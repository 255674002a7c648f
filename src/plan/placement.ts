// What fails together. Knows diagnostics and parameters.
import { finding, shortened, type Diagnostic, type Related } from '../diagnostics/index.js'
import { placeOfParameter, type ParameterDocument, type Places } from '../parameters/index.js'
import type { Plan, Request } from './types.js'

/** The places of parameters, and what they are where that is known. */
type PlacedValues = Places & Partial<Pick<ParameterDocument, 'values'>>

/** What one failure takes with it, by the roles that share a fate. */
const losses: Record<string, string> = {
  'leader backup': 'the leader and its backup are lost together',
  'leader pbs': 'the leader and its archive are lost together',
  'backup pbs': 'the backup and the archive it is loaded from are lost together',
  'leader backup pbs': 'the leader, its backup and its archive are lost together',
}

/**
 * Warnings for a leader, its backup and their PBS that were asked onto one computer, and for all
 * three in one network. Nothing is said of what no magic key places. Linear in the requests.
 */
export function checkPlacement({ name, requests }: Plan, places: PlacedValues): Diagnostic[] {
  const byRole = new Map(requests.map((request) => [`${request.role} ${request.id}`, request]))
  const leader = byRole.get('leader 0')
  const diagnostics: Diagnostic[] = []
  for (let id = 1; byRole.has(`backup ${id}`); id++) {
    const trio = [leader, byRole.get(`backup ${id}`), byRole.get(`pbs ${id}`)].filter(
      (request) => request !== undefined,
    )
    const shared = sharing(trio, 'computer_guid', places)
    if (shared) diagnostics.push(warning(shared, 'computer_guid', 'computer', name, places))
    const all = sharing(trio, 'network_guid', places)
    if (all?.length === 3 && shared?.length !== 3) {
      diagnostics.push(warning(all, 'network_guid', 'network', name, places))
    }
  }
  return diagnostics
}

/** The requests, at least two, that one value was asked for; what is not text, as null, names no place. */
function sharing(
  requests: readonly Request[],
  slaName: string,
  { values = {} }: PlacedValues,
): Request[] | undefined {
  const asked = ({ sla }: Request): string | undefined => {
    const { value, key } = sla[slaName] ?? {}
    const given = typeof key === 'string' && Object.hasOwn(values, key) ? values[key] : value
    return typeof given === 'string' || typeof given === 'number' ? value : undefined
  }
  for (const request of requests) {
    const value = asked(request)
    const same = requests.filter((other) => value && asked(other) === value)
    if (same.length > 1) return same
  }
  return undefined
}

function warning(
  requests: readonly Request[],
  slaName: string,
  kind: string,
  namebase: string,
  places: Places,
): Diagnostic {
  const names = requests.map((request) => request.name)
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  const { value, key } = requests[0]!.sla[slaName]!
  const mover = requests.at(-1)!
  const at = mover.sla[slaName]!.key ?? key
  // Networks may be shared by two of the three.
  const movers = requests.slice(1, kind === 'network' ? 2 : undefined)
  const remedies = movers.map((each) => `-sla-${nameid(each, namebase)}-${slaName}`)
  const related: Related[] = [
    ...new Set(requests.slice(0, -1).flatMap(({ sla }) => sla[slaName]!.key ?? [])),
  ]
    .filter((other) => other !== mover.sla[slaName]!.key)
    .map((other) => ({
      ...withoutPath(placeOfParameter(places, other, 'value')),
      message: `"${other}" is here`,
    }))
  return finding(
    'shared-fate',
    `${list} are on one ${kind}, ${shortened(value)}: when it fails, ${losses[requests.map(({ role }) => role).join(' ')]}`,
    {
      severity: 'warning',
      // What the author's profile sets has no parameter.
      ...(at === null ? {} : placeOfParameter(places, at, 'value')),
      expected: kind === 'network' ? 'more than one network' : 'a computer for each',
      received: shortened(value),
      hint: `name another ${kind} with ${remedies.join(', and yet another with ')}`,
      related: related.length > 0 ? related : undefined,
      // Another component's requests may take the same key.
      requests: requests.map(({ section }) => section),
    },
  )
}

function nameid({ role, id }: Request, namebase: string): string {
  return role === 'pbs' ? `pbs${id}` : `${namebase}${id}`
}

function withoutPath({
  file,
  range,
}: ReturnType<typeof placeOfParameter>): Omit<Related, 'message'> {
  return { ...(file === undefined ? {} : { file }), ...(range === undefined ? {} : { range }) }
}

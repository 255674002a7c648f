// The requests of a component, as data. Knows diagnostics, parameters and sla.
import { failWith, finding, type Diagnostic } from '../diagnostics/index.js'
import type { Json } from '../parameters/index.js'
import { printedText } from '../parameters/printed.js'
import { isMagic, type ResolvedSla, type Sla } from '../sla/index.js'
import { unfitOptionName, type CheckedArguments, type CheckedComponent } from './component.js'
import type { Request, Role } from './types.js'
import * as wiring from './wiring.js'

/** Of the instance parameters only these reach the backups; empty or false ones do not. */
const forBackups = [
  'software-root',
  'buildout-shared-folder',
  'testing-short-embedded-instance-path',
]

/** The instance parameters that the wiring of a leader uses, set or not. */
const reserved = [
  'number',
  'name',
  'namebase',
  'authorized-key',
  'notify',
  'on-notification',
  'monitor-url-list',
]

/** Kept by the PBS where the instance parameters say nothing. */
const defaultRetention = '2W'

/** Every request of a component, in the order in which they are parts, with the findings on the way. */
export function makeRequests(
  component: CheckedComponent,
  sla: ResolvedSla,
): { requests: Request[]; diagnostics: Diagnostic[] } {
  failWith([...unfitSlaNames(sla), ...unfitNames(component)])
  const diagnostics: Diagnostic[] = []
  const ids = Array.from({ length: component.count - 1 }, (_, index) => index + 1)
  const leader = makeLeader(component, sla, ids, passedParameters(component, diagnostics))
  const copied = copiedParameters(component.parameters)
  const requests = [
    leader,
    ...ids.map((id) => makeBackup(component, sla, id, copied)),
    ...ids.flatMap((id) => makeServer(component, sla, id)),
  ]
  setMonitorUrls(component, requests)
  return { requests, diagnostics }
}

/** An SLA name becomes an option, `sla-NAME`; one key may give it to a backup and its server. */
function unfitSlaNames({ instances, servers }: ResolvedSla): Diagnostic[] {
  const named = [...instances, ...servers].flatMap((each) =>
    Object.entries(each).flatMap(([name, { key }]) => (key === null ? [] : [[key, name] as const])),
  )
  return [...new Map(named)].flatMap(([key, name]) => unfitOptionName(`sla-${name}`, key))
}

/** All parameters but the magic keys become options, `config-NAME`, of the leader. */
function unfitNames({ parameters, monitor }: CheckedComponent): Diagnostic[] {
  const passed = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return passed
    .filter(([name]) => !isMagic(name) && !Object.hasOwn(monitor.parameter, name))
    .flatMap(([name]) => unfitOptionName(`config-${name}`, name))
}

function makeLeader(
  { name, exportType, leader, monitor }: CheckedComponent,
  { instances }: ResolvedSla,
  ids: readonly number[],
  data: Record<string, Json>,
): Request {
  return makeRequest('leader', 0, wiring.leaderWiring(name, ids), {
    type: exportType,
    data,
    sla: instances[0]!,
    given: leader,
    monitor,
  })
}

function makeBackup(
  { name, importType, backup, monitor }: CheckedComponent,
  { instances }: ResolvedSla,
  id: number,
  data: Record<string, Json>,
): Request {
  return makeRequest('backup', id, wiring.backupWiring(name, id), {
    type: importType,
    data,
    sla: instances[id]!,
    given: backup,
    monitor,
  })
}

/** A PBS with its pull and its push, which are shared instances on it: they go where it is. */
function makeServer(
  { name, parameters, monitor }: CheckedComponent,
  { servers }: ResolvedSla,
  id: number,
): Request[] {
  const retention = printedText(
    'remove-backup-older-than',
    parameters['remove-backup-older-than'] ?? defaultRetention,
  )
  const server = wiring.sectionOf('pbs', name, id)
  const onServer = (): Sla => ({
    instance_guid: { value: '${' + server + ':instance_guid}', key: null, from: 'wiring' },
  })
  return [
    makeRequest('pbs', id, wiring.serverWiring(name, id), { sla: servers[id - 1]!, monitor }),
    makeRequest('pull', id, wiring.pullWiring(name, id, retention), { sla: onServer() }),
    makeRequest('push', id, wiring.pushWiring(name, id), { sla: onServer() }),
  ]
}

const none: CheckedArguments = { inherits: [], options: {} }

/** What a request has besides its wiring; a pull-backup server's has little. */
interface Given {
  type?: string
  data?: Record<string, Json>
  sla: Sla
  given?: CheckedArguments
  monitor?: CheckedComponent['monitor']
}

/** The wiring beats the monitor's parameters, those the instance parameters, and all the stack author's. */
function makeRequest(
  role: Role,
  id: number,
  wires: wiring.Wiring,
  { type = 'pull-backup', data = {}, sla, given = none, monitor }: Given,
): Request {
  const monitoring = monitor?.parameter ?? {}
  const wired = { ...wires.texts, ...wires.references }
  const { authored, options } = split(given.options, sla)
  const references = [
    ...Object.keys(wires.references),
    ...referencesIn(monitoring, [wired]),
    ...referencesIn(authored, [wired, monitoring, data]),
  ]
  return {
    section: wires.section,
    name: wires.name,
    role,
    id,
    softwareType: type,
    shared: role === 'pull' || role === 'push',
    parameters: { ...authored, ...data, ...monitoring, ...wired },
    references,
    returns: [...wires.returns, ...(monitor?.returns ?? [])],
    sla,
    inherits: given.inherits,
    options,
    notifies: wires.notifies,
  }
}

/** The names whose value is a reference, and which nothing stronger sets. */
function referencesIn(
  values: Record<string, Json>,
  stronger: readonly Record<string, Json>[],
): string[] {
  return Object.keys(values).filter((name) => {
    const value = values[name]
    return (
      typeof value === 'string' &&
      value.includes('${') &&
      !stronger.some((each) => Object.hasOwn(each, name))
    )
  })
}

/** The stack author's `config-NAME` options are parameters; the others stay options, but for the SLA's. */
function split(
  given: Record<string, unknown>,
  sla: Sla,
): {
  authored: Record<string, Json>
  options: Record<string, unknown>
} {
  const entries = Object.entries(given)
  const isParameter = ([option]: [string, unknown]): boolean => option.startsWith('config-')
  const isOwn = ([option]: [string, unknown]): boolean =>
    option.startsWith('sla-') && Object.hasOwn(sla, option.slice('sla-'.length))
  return {
    authored: Object.fromEntries(
      entries
        .filter(isParameter)
        .map(([option, value]) => [option.slice('config-'.length), value as Json]),
    ),
    options: Object.fromEntries(entries.filter((entry) => !isParameter(entry) && !isOwn(entry))),
  }
}

/** What becomes the leader's `config-NAME`: all but the magic keys and the names that the wiring uses. */
function passedParameters(
  component: CheckedComponent,
  diagnostics: Diagnostic[],
): Record<string, Json> {
  const { parameter } = component.monitor
  const taken = new Set([...reserved, ...Object.keys(parameter)])
  const passed: [string, Json][] = []
  for (const [name, value] of Object.entries(component.parameters)) {
    if (isMagic(name) || value === undefined) continue
    // A root that hands the monitor what it was given leaves nothing out.
    const isHandedOn = Object.hasOwn(parameter, name) && textOf(parameter[name]) === textOf(value)
    if (taken.has(name) && !isHandedOn) diagnostics.push(reservedParameter(name))
    else if (isHandedOn) continue
    else passed.push([name, value as Json])
  }
  return Object.fromEntries(passed)
}

/** A value as the text that is sent of it, or would be: to compare values by. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function reservedParameter(name: string): Diagnostic {
  return finding(
    'reserved-parameter',
    `the parameter "${name}" is left out: the stack's wiring uses this name`,
    { severity: 'warning', path: name, hint: 'give the parameter another name' },
  )
}

function copiedParameters(parameters: CheckedComponent['parameters']): Record<string, Json> {
  return Object.fromEntries(
    forBackups
      .filter((name) => Object.hasOwn(parameters, name) && isTrue(parameters[name]))
      .map((name) => [name, printedText(name, parameters[name])]),
  )
}

/** Python's truth: the stack leaves out what is empty, zero, false or null. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** The leader is handed the URLs of all others where the monitor is set on it: none, where none returns its. */
function setMonitorUrls({ monitor }: CheckedComponent, requests: Request[]): void {
  const [leader, ...others] = requests
  const urls = monitorUrls(others)
  if (!monitor.setsUrl || others.length === 0) return
  leader!.parameters['monitor-url-list'] = urls.join(' ')
  leader!.references.push('monitor-url-list')
}

/** The monitor URL of each request that returns one: leader, backups, PBSs. */
export function monitorUrls(requests: readonly Request[]): string[] {
  return requests
    .filter(({ returns }) => returns.includes('monitor-base-url'))
    .map(({ section }) => wiring.connection(section, 'monitor-base-url'))
}

// What changes between two plans. Knows diagnostics and parameters.
import { checkGiven, shape } from '../diagnostics/index.js'
import type { Json } from '../parameters/index.js'
import { printedText } from '../parameters/printed.js'
import { masked, maskRequest } from './mask.js'
import { checkPlans } from './shape.js'
import type { Plan, Request, Role } from './types.js'
import { wiredNames } from './wiring.js'

/** One value of a request that is not what it was; null where there was or is none. */
export interface Change {
  /** `softwareType`, `sla computer_guid`, `config NAME`, … */
  what: string
  old: Json
  new: Json
}

/** One request that is not what it was. */
export interface Difference {
  kind: 'added' | 'removed' | 'moved' | 'changed'
  /** As the master sees it. */
  request: string
  role: Role
  id: number
  changes: Change[]
  /** What is lost, or what it takes, in a sentence. */
  note?: string
}

/** What two plans of one component differ in. */
export interface PlanDiff {
  name: string
  /** Every instance; null where the component is not in the plan. */
  count: { old: number | null; new: number | null }
  differences: Difference[]
}

const diffOptions = shape.optionsOf<{ secrets?: boolean }>({ secrets: shape.truth })

/**
 * What changes between two sets of plans, component by component: requests are the same where the
 * master sees one name. Values of secrets are masked unless they are asked for.
 */
export function diffPlans(
  old: readonly Plan[],
  now: readonly Plan[],
  options: { secrets?: boolean } = {},
): PlanDiff[] {
  checkPlans(old)
  checkPlans(now)
  checkGiven('the options', options, diffOptions)
  const { secrets = false } = options
  const names = [...new Set([...now, ...old].map(({ name }) => name))]
  return names.map((name) => {
    const before = old.find((plan) => plan.name === name)
    const after = now.find((plan) => plan.name === name)
    return {
      name,
      count: { old: before?.count ?? null, new: after?.count ?? null },
      differences: differencesOf(before, after, name, secrets),
    }
  })
}

function differencesOf(
  old: Plan | undefined,
  now: Plan | undefined,
  namebase: string,
  secrets: boolean,
): Difference[] {
  const before = new Map((old?.requests ?? []).map((request) => [request.name, request]))
  const after = new Map((now?.requests ?? []).map((request) => [request.name, request]))
  const shown = secrets ? (request: Request) => request : maskRequest
  const differences: Difference[] = []
  for (const [name, request] of after) {
    const other = before.get(name)
    if (!other) differences.push(difference('added', request, []))
    else {
      const changes = changesOf(shown(other), shown(request), other, request)
      if (changes.length === 0) continue
      const moves = changes.some(({ what }) => placing.has(what))
      differences.push(
        difference(
          moves ? 'moved' : 'changed',
          request,
          changes,
          moves ? moving(request, namebase) : retention(request, changes),
        ),
      )
    }
  }
  for (const [name, request] of before) {
    if (!after.has(name))
      differences.push(difference('removed', request, [], losing(request, namebase)))
  }
  return differences
}

function difference(
  kind: Difference['kind'],
  { name, role, id }: Request,
  changes: Change[],
  note?: string,
): Difference {
  return { kind, request: name, role, id, changes, ...(note === undefined ? {} : { note }) }
}

/** What becomes of an instance that nobody requests any more, by what it has. */
export function leftWith(what: string): string {
  return `it is no longer requested; it stays, with ${what}, until it is destroyed`
}

/** The master places an instance once. */
export const stays =
  'an instance that is there stays where it is: to move it, it must be destroyed and requested again'

/** What decides on which computer a request lands. */
export const placing: ReadonlySet<string> = new Set(['sla computer_guid', 'sla network_guid'])

function changesOf(shownOld: Request, shownNew: Request, old: Request, now: Request): Change[] {
  const before = valuesOf(old)
  const after = valuesOf(now)
  const [printedOld, printedNew] = [valuesOf(shownOld), valuesOf(shownNew)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((what) => {
      const [a, b] = [before.get(what), after.get(what)]
      return !isSame(a, b, [printedOld.get(what), printedNew.get(what)])
    })
    .map((what) => ({
      what,
      old: printedOld.get(what) ?? null,
      new: printedNew.get(what) ?? null,
    }))
}

/** A plan that was saved with its secrets masked, in a JSON value or a URL too, cannot tell whether they changed. */
export function isSame(
  old: Json | undefined,
  now: Json | undefined,
  shown: readonly (Json | undefined)[],
): boolean {
  const [a, b, ...printed] = [old, now, ...shown].map((each) => JSON.stringify(each))
  if (a === b) return true
  return printed[0] === printed[1] && (a?.includes(masked) === true || b?.includes(masked) === true)
}

/** Every value of a request but its wiring, which follows from the count. */
function valuesOf(request: Request): Map<string, Json> {
  const { role, softwareType, shared, parameters, references, returns, sla, inherits, options } =
    request
  const wired = wiredNames(role)
  return new Map<string, Json>([
    ['softwareType', softwareType],
    ['shared', shared],
    ['inherits', inherits.join(' ')],
    ['returns', returns.join(' ')],
    ...Object.entries(sla)
      .filter(([, { from }]) => from !== 'wiring')
      .map(([name, { value }]): [string, Json] => [`sla ${name}`, value]),
    ...Object.entries(parameters)
      .filter(([name, value]) => !wired.has(name) || (value !== '' && !references.includes(name)))
      .map(([name, value]): [string, Json] => [`config ${name}`, value]),
    ...Object.entries(options).map(([name, value]): [string, Json] => [
      `option ${name}`,
      value as Json,
    ]),
  ])
}

function losing({ role, id }: Request, namebase: string): string | undefined {
  switch (role) {
    case 'pbs':
      return leftWith(`its archive of ${namebase}0`)
    case 'backup':
      return leftWith('its copy of the data')
    case 'leader':
      return leftWith('its data')
    case 'pull':
      return `PBS ${id} keeps nothing new of ${namebase}0`
    case 'push':
      return `${namebase}${id} gets no more data`
  }
}

/** The master places an instance once: another SLA is for the next time that it is requested. */
function moving({ role }: Request, namebase: string): string | undefined {
  const lost: Partial<Record<Role, string>> = {
    pbs: `its archive of ${namebase}0 is then lost, every increment that it keeps`,
    backup: 'its copy of the data is then lost, and is loaded anew at the next push',
    leader: 'its data is then lost, unless a backup has taken over',
  }
  return `${stays}${role in lost ? `; ${lost[role]}` : ''}`
}

function retention({ role }: Request, changes: readonly Change[]): string | undefined {
  const change = changes.find(
    ({ what }) => role === 'pull' && what === 'config remove-backup-older-than',
  )
  return change
    ? `what is older than ${printedText(change.what, change.new)} is lost at the next pull`
    : undefined
}

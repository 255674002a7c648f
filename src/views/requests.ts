// The requests of a release's root, as text. Knows diagnostics and plan.
import { shortened } from '../diagnostics/index.js'
import type { InstanceRequest, Plan } from '../plan/index.js'
import { printable, printableValue } from './printable.js'
import { counted } from './words.js'

/** A root, by the software type that it is of. */
export interface RequestingRoot {
  type: string
  requests: readonly InstanceRequest[]
  /** What it may request besides, in words. */
  besides: readonly string[]
  /** What is not known of its components, in words. */
  unknown?: readonly string[]
}

/**
 * Every request of a root and of what it requests, below one another: name, software type, SLA,
 * parameters, what is returned and who reads it, and what is not known of it. Those that plans show are
 * named alone, and only where they request something themselves.
 */
export function requestsText(
  { type, requests, besides, unknown = [] }: RequestingRoot,
  plans: readonly Plan[],
): string {
  const shown = new Set(plans.flatMap((plan) => plan.requests.map(({ section }) => section)))
  const all = count(requests)
  const others = all - shown.size
  const what =
    plans.length === 0 ? counted(all, 'request') : `${counted(others, 'request')} besides`
  const title = `Software type ${printable(type)}: ${what}`
  const rows = [
    ...requests.flatMap((request) => rowsOf(request, '  ', shown, besides)),
    ...besides.map((each) => `  maybe more: ${printable(each)}`),
    ...unknown.map((each) => `  not known: ${printable(each)}`),
  ]
  if (plans.length > 0 && others === 0 && rows.length === 0) return ''
  return [title, ...(rows.length > 0 ? ['', ...rows] : []), ''].join('\n')
}

function count(requests: readonly InstanceRequest[]): number {
  return requests.reduce((sum, each) => sum + 1 + count(each.requests), 0)
}

const nothing: ReadonlySet<string> = new Set()

/** What may be requested besides is said once, where it holds for whoever requests as well. */
function rowsOf(
  request: InstanceRequest,
  indent: string,
  shown: ReadonlySet<string>,
  around: readonly string[],
): string[] {
  const own = request.besides.filter((each) => !around.includes(each))
  const inner = [
    ...request.requests.flatMap((each) =>
      rowsOf(each, `${indent}  `, nothing, [...around, ...own]),
    ),
    ...own.map((each) => `${indent}  maybe more: ${printable(each)}`),
  ]
  if (shown.has(request.section)) {
    const name = printable(request.name)
    const given = Object.entries(request.parameters).filter((each) => isHandedOn(request, ...each))
    return [
      ...(given.length === 0 ? [] : [`${indent}${name} is given`]),
      ...given.map(
        ([each, value]) =>
          `${indent}    ${printable(each)} = ${text(value)}${causes(request.unknown, `config ${each}`)}`,
      ),
      ...(inner.length === 0 ? [] : [`${indent}${name} requests`, ...inner]),
    ]
  }
  return [
    `${indent}${titleOf(request)}`,
    ...detailsOf(request).map((line) => `${indent}    ${line}`),
    ...inner,
  ]
}

/** Whether a parameter of a plan's request is none of the wiring's, which plans are about and which reads as references. */
function isHandedOn(
  { unknown, shared }: InstanceRequest,
  name: string,
  value: InstanceRequest['sla'][string],
): boolean {
  const isWiring = `config ${name}` in unknown && !printableValue(value).includes('…')
  return !shared && !isWiring && !['name', 'namebase', 'number'].includes(name)
}

function titleOf({
  name,
  softwareType,
  software,
  shared,
  condition,
  each,
}: InstanceRequest): string {
  return [
    `${name === '' ? 'without a name' : printable(name)}: ${printable(softwareType)}`,
    software === null ? '' : ` of ${printable(software)}`,
    shared ? ' (shared)' : '',
    each === null ? '' : `, one for each of ${printable(each)} (not known)`,
    condition === null ? '' : `, or not (not known: ${printable(condition)})`,
  ].join('')
}

function detailsOf(request: InstanceRequest): string[] {
  const { file, line, state, sla, parameters, returns, readBy, unknown, notFollowed } = request
  const values = (kind: string, all: InstanceRequest['sla']): string[] =>
    Object.entries(all).map(
      ([name, value]) =>
        `${kind}${printable(name)} = ${text(value)}${causes(unknown, `${kind || 'config '}${name}`)}`,
    )
  const others = ['name', 'softwareType', 'software', 'shared', 'state', 'returns']
  return [
    ...(file === null ? [] : [`in ${printable(file)}:${line}, [${printable(request.section)}]`]),
    ...(state === null ? [] : [`state = ${printable(state)}`]),
    ...values('sla ', sla),
    ...values('', parameters),
    ...returns.map((key) => {
      const by = readBy[key] ?? []
      return `returns ${printable(key)}${by.length > 0 ? `, read by ${by.map(printable).join(', ')}` : ''}`
    }),
    ...others
      .filter((what) => what in unknown)
      .map((what) => `${words[what] ?? what}: ${causes(unknown, what).slice(2)}`),
    ...(notFollowed === null ? [] : [`not followed: ${printable(notFollowed)}`]),
  ]
}

const words: Readonly<Record<string, string>> = {
  softwareType: 'software type',
  returns: 'what it returns',
}

/** What decides what is not known. */
function causes(unknown: InstanceRequest['unknown'], what: string): string {
  const found = unknown[what]
  return found ? `  (not known: ${found.map(printable).join(', ')})` : ''
}

function text(value: InstanceRequest['sla'][string]): string {
  return shortened(printableValue(value), 100)
}

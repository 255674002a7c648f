// Who requests an instance, by the name that the master has for it. Knows diagnostics.
import { finding, type Diagnostic } from '../diagnostics/index.js'
import type { InstanceRequest } from './tree.js'

/** One request of an instance, and who makes it. */
export interface Asking {
  request: InstanceRequest
  /** The name of the instance that requests it. */
  by: string
  /** Whether it is requested for sure. */
  isSure: boolean
}

/**
 * The requests of a tree by name, those whose name is known: the master has one instance of a name
 * in a tree, whoever requests it.
 */
export function askingsOf(requests: readonly InstanceRequest[]): Map<string, Asking[]> {
  const found = new Map<string, Asking[]>()
  const add = (each: readonly InstanceRequest[], by: string, isCertain: boolean): void => {
    for (const request of each) {
      const isSure = isCertain && request.condition === null && request.each === null
      const others = found.get(request.name)
      if (others && isNamed(request)) others.push({ request, by, isSure })
      else if (isNamed(request)) found.set(request.name, [{ request, by, isSure }])
      // Two whose names are not known may be one.
      add(request.requests, request.name, isSure && isNamed(request))
    }
  }
  add(requests, 'the root', true)
  return found
}

/** Whether the name of a request is known whole. */
export function isNamed({ unknown }: InstanceRequest): boolean {
  return !('name' in unknown)
}

/** Of many requesters, so many are named. */
const most = 3

/** What is requested twice under one name, which the master takes for one instance. */
export function namesTwice(requests: readonly InstanceRequest[]): Diagnostic[] {
  return [...askingsOf(requests)].flatMap(([name, askings]) => {
    const sure = askings.filter(({ isSure }) => isSure)
    const who = [...new Set(sure.map(({ request, by }) => `[${request.section}] of ${by}`))]
    if (who.length < 2) return []
    const { file } = sure.at(-1)!.request
    const requesters = [...who.slice(0, most), ...(who.length > most ? ['others'] : [])]
    return [
      finding('name-twice', `"${name}" is requested by ${requesters.join(' and by ')}`, {
        severity: 'warning',
        file: file ?? undefined,
        expected: 'a name once: the master has one instance of it, given what was requested last',
        hint: 'give each a name of its own',
      }),
    ]
  })
}

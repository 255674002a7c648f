// What changes in the requests of a release. Knows parameters.
import type { Json } from '../parameters/index.js'
import { isSame, placing, stays, type Change } from './diff.js'
import type { InstanceRequest } from './tree.js'
import { maskTree } from './tree-mask.js'

/** One request of a release that is not what it was. */
export interface TreeDifference {
  kind: 'added' | 'removed' | 'renamed' | 'moved' | 'changed'
  /** The names on the way to it, from the root's own request down. */
  request: string[]
  /** What it was named, where it is renamed. */
  before?: string
  changes: Change[]
  /** What becomes of an instance that is there, in a sentence. */
  note?: string
}

/** What {@link diffTrees} leaves to others, and shows. */
export interface TreeDiffOptions {
  /** The root's own requests of which others speak; what these request is compared all the same. */
  besides?: ReadonlySet<string>
  secrets?: boolean
}

/**
 * What changes between the requests of two releases. An instance is the same where the requests on
 * the way to it have one name; one whose section has another name now is renamed.
 */
export function diffTrees(
  old: readonly InstanceRequest[],
  now: readonly InstanceRequest[],
  { besides = new Set(), secrets = false }: TreeDiffOptions = {},
): TreeDifference[] {
  return differences(old, now, [], besides, secrets)
}

function differences(
  old: readonly InstanceRequest[],
  now: readonly InstanceRequest[],
  above: readonly string[],
  besides: ReadonlySet<string>,
  secrets: boolean,
): TreeDifference[] {
  const before = new Map(old.map((request) => [request.name, request]))
  const after = new Map(now.map((request) => [request.name, request]))
  const gone = new Map(
    [...before.values()]
      .filter(({ name }) => !after.has(name) && !besides.has(name))
      .map((request) => [request.section, request]),
  )
  const found: TreeDifference[] = []
  for (const [name, request] of after) {
    const path = [...above, name]
    const same = before.get(name)
    if (same) {
      if (!besides.has(name)) found.push(...changed(same, request, path, secrets))
      found.push(...differences(same.requests, request.requests, path, new Set(), secrets))
      continue
    }
    if (besides.has(name)) continue
    const renamed = gone.get(request.section)
    if (!renamed) {
      found.push({ kind: 'added', request: path, changes: [] })
      continue
    }
    gone.delete(request.section)
    found.push({
      kind: 'renamed',
      request: path,
      before: renamed.name,
      changes: changesOf(renamed, request, secrets),
      note: renamed.shared
        ? 'a new shared instance; the old one stays, with what it was given, until it is destroyed'
        : 'a new, empty partition; the old one stays, with its data, until it is destroyed',
    })
  }
  for (const { name, shared } of gone.values())
    found.push({
      kind: 'removed',
      request: [...above, name],
      changes: [],
      note: shared
        ? 'it is no longer requested; it stays, with what it was given, until it is destroyed'
        : 'it is no longer requested; it stays, with its data, until it is destroyed',
    })
  return found
}

function changed(
  old: InstanceRequest,
  now: InstanceRequest,
  path: string[],
  secrets: boolean,
): TreeDifference[] {
  const changes = changesOf(old, now, secrets)
  if (changes.length === 0) return []
  const moves = changes.some(({ what }) => placing.has(what))
  return [
    {
      kind: moves ? 'moved' : 'changed',
      request: path,
      changes,
      ...(moves ? { note: stays } : {}),
    },
  ]
}

function changesOf(old: InstanceRequest, now: InstanceRequest, secrets: boolean): Change[] {
  const [before, after] = [valuesOf(old), valuesOf(now)]
  const [maskedOld, maskedNew] = [valuesOf(maskTree([old])[0]!), valuesOf(maskTree([now])[0]!)]
  const [shownOld, shownNew] = secrets ? [before, after] : [maskedOld, maskedNew]
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((what) => {
      const shown = [maskedOld.get(what), maskedNew.get(what)]
      return !isSame(before.get(what), after.get(what), shown)
    })
    .map((what) => ({
      what,
      old: shownOld.get(what) ?? null,
      new: shownNew.get(what) ?? null,
    }))
}

function valuesOf(request: InstanceRequest): Map<string, Json> {
  const { softwareType, software, shared, state, isSerialised, parameters, sla } = request
  return new Map<string, Json>([
    ['softwareType', softwareType],
    ['software', software],
    ['shared', shared],
    ['state', state],
    ['serialised', isSerialised],
    ['returns', request.returns.join(' ')],
    ['condition', request.condition],
    ['each', request.each],
    ...Object.entries(sla).map(([name, value]): [string, Json] => [`sla ${name}`, value]),
    ...Object.entries(parameters).map(([name, value]): [string, Json] => [`config ${name}`, value]),
  ])
}

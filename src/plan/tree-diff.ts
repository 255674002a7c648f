// What changes in the requests of a release. Knows parameters.
import type { Json } from '../parameters/index.js'
import { isSame, leftWith, placing, stays, type Change } from './diff.js'
import type { InstanceRequest } from './tree.js'
import { maskTree } from './tree-mask.js'
import { askingsOf, isNamed, type Asking } from './tree-names.js'

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
 * What changes between the requests of two releases. An instance is the same where the master sees one
 * name, whoever requests it, and where the requests on the way to it have one name; one whose section
 * has another name now is renamed.
 */
export function diffTrees(
  old: readonly InstanceRequest[],
  now: readonly InstanceRequest[],
  { besides = new Set(), secrets = false }: TreeDiffOptions = {},
): TreeDifference[] {
  return new Comparison(old, now, secrets).of(old, now, [], besides)
}

const nothing: ReadonlySet<string> = new Set()

class Comparison {
  readonly #before: ReadonlyMap<string, Asking[]>
  readonly #after: ReadonlyMap<string, Asking[]>
  /** The names of which it is told who requests them, and those of which that the old one stays. */
  readonly #told = new Set<string>()
  readonly #left = new Set<string>()

  constructor(
    old: readonly InstanceRequest[],
    now: readonly InstanceRequest[],
    readonly secrets: boolean,
  ) {
    this.#before = askingsOf(old)
    this.#after = askingsOf(now)
  }

  of(
    old: readonly InstanceRequest[],
    now: readonly InstanceRequest[],
    above: readonly string[],
    besides: ReadonlySet<string>,
  ): TreeDifference[] {
    const before = new Map(old.map((request) => [request.name, request]))
    const after = new Map(now.map((request) => [request.name, request]))
    const gone = new Map(
      [...before.values()]
        .filter(({ name }) => !after.has(name) && !besides.has(name))
        .filter((request) => !isNamed(request) || !this.#after.has(request.name))
        .map((request) => [request.name, request]),
    )
    const [oldAlone, nowAlone] = [aloneIn(old), aloneIn(now)]
    const found: TreeDifference[] = []
    for (const [name, request] of after) {
      const path = [...above, name]
      const same = before.get(name)
      if (same) {
        if (!besides.has(name)) found.push(...this.#changed(same, request, path))
        found.push(...this.of(same.requests, request.requests, path, nothing))
        continue
      }
      const adopted = besides.has(name) ? [] : this.#adopted(request, path)
      if (adopted) found.push(...adopted)
      else {
        const alone = nowAlone.has(request.section) ? oldAlone.get(request.section) : undefined
        const was = gone.get(alone?.name ?? '')
        found.push(this.#new(request, was, path))
        if (was) gone.delete(was.name)
      }
      // What a new instance requests may be there already.
      if (!adopted || besides.has(name)) found.push(...this.#within(request.requests, path))
    }
    for (const request of gone.values()) {
      if (!this.#leaves(request)) continue
      const note = leftWith(whatOf(request))
      found.push({ kind: 'removed', request: [...above, request.name], changes: [], note })
    }
    return found
  }

  #new(now: InstanceRequest, old: InstanceRequest | undefined, path: string[]): TreeDifference {
    if (!old) return { kind: 'added', request: path, changes: [] }
    const made = now.shared ? 'a new shared instance' : 'a new, empty partition'
    return {
      kind: 'renamed',
      request: path,
      before: old.name,
      changes: changesOf(old, now, this.secrets),
      note: this.#leaves(old)
        ? `${made}; the old one stays, with ${whatOf(old)}, until it is destroyed`
        : made,
    }
  }

  /** What changes of an instance that others requested before; undefined where it is new. */
  #adopted(request: InstanceRequest, path: string[]): TreeDifference[] | undefined {
    const old = isNamed(request) ? this.#before.get(request.name) : undefined
    if (!old) return undefined
    const after = this.#after.get(request.name)!
    // Whoever requests it still is compared, and it is told there who else does.
    const isKept = after.some(({ by }) => old.some((each) => each.by === by))
    if (isKept || this.#told.has(request.name)) return []
    const same = old.at(-1)!.request
    return [
      ...this.#changed(same, request, path),
      ...this.of(same.requests, request.requests, path, nothing),
    ]
  }

  #within(requests: readonly InstanceRequest[], above: readonly string[]): TreeDifference[] {
    return requests.flatMap((request) => {
      const path = [...above, request.name]
      return this.#adopted(request, path) ?? this.#within(request.requests, path)
    })
  }

  /** Whether an instance is left that it was not told of yet. */
  #leaves(request: InstanceRequest): boolean {
    if (isNamed(request) && this.#left.has(request.name)) return false
    this.#left.add(request.name)
    return true
  }

  #changed(old: InstanceRequest, now: InstanceRequest, path: string[]): TreeDifference[] {
    const requesters = isNamed(old) && isNamed(now) ? this.#requesters(now.name) : []
    const changes = [...requesters, ...changesOf(old, now, this.secrets)]
    if (changes.length === 0) return []
    const moves = changes.some(({ what }) => placing.has(what))
    const note = moves ? stays : requesters.length > 0 ? oneOfName : undefined
    return [
      {
        kind: moves ? 'moved' : 'changed',
        request: path,
        changes,
        ...(note === undefined ? {} : { note }),
      },
    ]
  }

  #requesters(name: string): Change[] {
    const [old, now] = [this.#before, this.#after].map((each) =>
      [...new Set(each.get(name)?.map(({ by }) => by))].join(', '),
    )
    if (old === now || this.#told.has(name)) return []
    this.#told.add(name)
    return [{ what: 'requested by', old: old!, new: now! }]
  }
}

/** Requests whose section makes no other: one of several that a section makes is not told from another one. */
function aloneIn(requests: readonly InstanceRequest[]): Map<string, InstanceRequest> {
  const alone = new Map<string, InstanceRequest>()
  const seen = new Set<string>()
  for (const request of requests) {
    if (seen.has(request.section)) alone.delete(request.section)
    else alone.set(request.section, request)
    seen.add(request.section)
  }
  return alone
}

/** What an instance has that is left when nobody requests it any more. */
function whatOf({ shared }: InstanceRequest): string {
  return shared ? 'what it was given' : 'its data'
}

/** Another requester makes no other instance. */
const oneOfName =
  'the same instance, which stays where it is: the master has one of a name, whoever requests it'

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

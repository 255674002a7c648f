// What a release requests, instance by instance. Knows diagnostics, plan and python.
import { Lines } from '../diagnostics/index.js'
import type { InstanceRequest } from '../plan/index.js'
import { together } from '../python/index.js'
import { withDefaults } from './filling.js'
import type { Given } from './given.js'
import { readInstance } from './reading.js'
import type { Release, Unit } from './release.js'
import type { Origin } from './text.js'
import { requestsOf } from './both.js'
import type { Asked, Asking } from './requests.js'
import { baseName } from './values.js'

/** How far requests are followed, how many there may be, and how many are read for it. */
const [deepest, most, mostRead] = [8, 2000, 20_000]

const tooMany = `with what it requests there are more than ${most} requests`

/** What the instance of a software type runs; undefined for a type that the release does not have. */
export interface Requesting {
  /** Its own profile. */
  unit: Unit | undefined
  requests: InstanceRequest[]
  /** What it may request besides, in words. */
  besides: string[]
  /** The profiles that it and what it requests run, each with its release. */
  run: { release: Release; unit: Unit }[]
}

/** What an instance runs, and what it requests, of which nothing is followed yet. */
interface Instance extends Asking {
  unit: Unit | undefined
}

/** Requests whose turn comes, the instances above them, and where they go. */
interface Open {
  asked: readonly Asked[]
  above: readonly string[]
  into: InstanceRequest[]
}

/**
 * What an instance of a software type requests with its parameters, and what is requested in turn: those
 * nearest the root first, so that the limit leaves out what is far from it.
 */
export function requestTree(release: Release, softwareType: string, given: Given): Requesting {
  return together(undefined, () => followedFrom(release, softwareType, given))
}

function followedFrom(release: Release, softwareType: string, given: Given): Requesting {
  const tree = new Tree(release)
  const { unit, asked, besides } = tree.instance(softwareType, given)
  const requests: InstanceRequest[] = []
  const open: Open[] = [{ asked, above: [keyOf(softwareType, given)], into: requests }]
  // What is found on the way is gone through as well.
  for (const { asked: each, above, into } of open)
    for (const one of each) {
      const { request, below } = tree.followed(one, above)
      into.push(request)
      if (below) open.push({ ...below, into: request.requests })
    }
  return { unit, requests, besides, run: tree.run }
}

class Tree {
  readonly #known = new Map<string, Instance>()
  readonly run: Requesting['run'] = []
  #count = 0
  #read = 0

  constructor(readonly release: Release) {}

  /** What an instance requests that has a name, where that is known. */
  instance(type: string, given: Given, name?: string): Instance {
    const key = keyOf(type, given)
    const ofName = `${key}\0${name ?? ''}`
    const known = this.#known.get(key) ?? this.#known.get(ofName)
    if (known) return known
    let isNameRead = false
    const title = (): string | undefined => {
      isNameRead = true
      return name
    }
    const full = withDefaults(this.release, { ...given, title })
    const release = readInstance(this.release, type, full)
    const { entries, root } = release
    const unit = entries.length === 0 ? root : entries.find((each) => each.type === type)?.target
    const asking = unit
      ? requestsOf(unit, (origin) => this.#line(origin))
      : { asked: [], besides: [] }
    if (unit) this.run.push({ release, unit })
    const found = { unit, ...asking }
    this.#known.set(isNameRead ? ofName : key, found)
    return found
  }

  #line({ file, offset }: Origin): number {
    return Lines.of(this.release.maker.read(file)?.text ?? '').position(offset).line
  }

  /** Why a profile does not render, and where. */
  #why({ failures }: Unit): string {
    const [first] = failures[0] ?? []
    if (!first) return ''
    const { message, file = '', range } = first
    if (!range || !this.release.maker.files.has(file)) return `: ${message}`
    return `: ${message} (${baseName(file)}:${this.#line({ file, offset: range.start.offset })})`
  }

  /** A request, and what the instance requests that it makes, where that is followed. */
  followed(
    { request, sent, isOpen }: Asked,
    above: readonly string[],
  ): { request: InstanceRequest; below?: Omit<Open, 'into'> } {
    const { softwareType, software, shared, unknown, isSerialised } = request
    const stop = (notFollowed: string): { request: InstanceRequest } => ({
      request: { ...request, notFollowed },
    })
    if (request.notFollowed !== null) return stop(request.notFollowed)
    if (unknown['shared']) return stop('it is not known whether it is shared')
    if (shared) return stop('a shared instance runs nothing of its own')
    if (unknown['software']) return stop('its software is not known')
    if (software !== null) return stop('it is of another release')
    if (unknown['softwareType']) return stop('its software type is not known')
    const { entries } = this.release
    // The switch takes the one for the other.
    const isThere = (each: string): boolean => entries.some(({ type }) => type === each)
    const type =
      softwareType === 'RootSoftwareInstance' && !isThere(softwareType) ? 'default' : softwareType
    if (entries.length > 0 && !isThere(type))
      return stop(`the release has no software type "${softwareType}"`)
    if (above.length > deepest) return stop(`it is ${above.length} requests below the root`)
    const given = { parameters: sent, isOpen, isSerialised, softwareType }
    const key = keyOf(type, given)
    if (above.includes(key)) return stop('it requests what requests it, with the same parameters')
    if (this.#count >= most || this.#read >= mostRead) return stop(tooMany)
    const name = unknown['name'] ? undefined : request.name
    const { unit, asked, besides } = this.instance(type, given, name)
    if (!unit) return stop('its profile is not known')
    if (unit.variants.length === 0) return stop(`its profile does not render${this.#why(unit)}`)
    this.#read += asked.length
    if (this.#count + asked.length > most) return stop(tooMany)
    this.#count += asked.length
    return {
      request: { ...request, requests: [], besides },
      below: { asked, above: [...above, key] },
    }
  }
}

function keyOf(type: string, { parameters, isOpen, isSerialised }: Given): string {
  return JSON.stringify([type, [...parameters], isOpen, isSerialised === true])
}

// What a release requests, instance by instance. Knows diagnostics and plan.
import { Lines } from '../diagnostics/index.js'
import type { InstanceRequest } from '../plan/index.js'
import { withDefaults } from './filling.js'
import type { Given } from './given.js'
import { readInstance } from './reading.js'
import type { Release, Unit } from './release.js'
import type { Origin } from './text.js'
import { requestsOf } from './both.js'
import type { Asked } from './requests.js'

/** How far requests are followed. */
const [deepest, most] = [8, 2000]

/** What the instance of a software type runs; undefined for a type that the release does not have. */
export interface Requesting {
  /** Its own profile. */
  unit: Unit | undefined
  requests: InstanceRequest[]
  /** What it may request besides, in words. */
  besides: string[]
}

/** What an instance of a software type requests with its parameters, and what is requested in turn. */
export function requestTree(release: Release, softwareType: string, given: Given): Requesting {
  return new Tree(release).of(softwareType, given, [])
}

class Tree {
  readonly #known = new Map<string, Requesting>()
  #count = 0

  constructor(readonly release: Release) {}

  of(type: string, given: Given, above: readonly string[]): Requesting {
    const key = keyOf(type, given)
    const known = this.#known.get(key)
    if (known) return known
    const { entries, root } = readInstance(this.release, type, withDefaults(this.release, given))
    const unit = entries.length === 0 ? root : entries.find((each) => each.type === type)?.target
    const { asked, besides } = unit
      ? requestsOf(unit, (origin) => this.#line(origin))
      : { asked: [], besides: [] }
    const requests = asked.map((each) => this.#followed(each, [...above, key]))
    const found = { unit, requests, besides }
    this.#known.set(key, found)
    return found
  }

  #line({ file, offset }: Origin): number {
    return Lines.of(this.release.maker.read(file)?.text ?? '').position(offset).line
  }

  #followed({ request, sent, isOpen }: Asked, above: readonly string[]): InstanceRequest {
    const { softwareType, software, shared, unknown, isSerialised } = request
    const stop = (notFollowed: string): InstanceRequest => ({ ...request, notFollowed })
    if (request.notFollowed !== null) return request
    if (++this.#count > most) return stop(`more than ${most} requests`)
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
    if (above.includes(keyOf(type, given)))
      return stop('it requests what requests it, with the same parameters')
    const { unit, requests, besides } = this.of(type, given, above)
    if (!unit || unit.variants.length === 0) return stop('its profile does not render')
    return { ...request, requests, besides }
  }
}

function keyOf(type: string, { parameters, isOpen, isSerialised }: Given): string {
  return JSON.stringify([type, [...parameters], isOpen, isSerialised === true])
}

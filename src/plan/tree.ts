// What a release requests, from its root down. Knows parameters.
import type { Json } from '../parameters/index.js'

/** One request of a profile, and what the instance that it makes requests in turn. */
export interface InstanceRequest {
  section: string
  /** The file and the line that the section comes from; null where nothing is known. */
  file: string | null
  line: number | null
  /** As the master sees it. */
  name: string
  softwareType: string
  /** The URL of its software; null for the requesting release's own. */
  software: string | null
  shared: boolean
  /** The state that is asked for; null for that of the requesting instance. */
  state: string | null
  /** Whether its parameters are sent as one JSON text (`request.serialised`). */
  isSerialised: boolean
  parameters: Record<string, Json>
  sla: Record<string, Json>
  returns: string[]
  /** Who reads what it returns: for each connection parameter, `section:option`. */
  readBy: Record<string, string[]>
  /**
   * What is not known, by what it is (`name`, `config NAME`, `sla NAME`, …): what decides each. Of such
   * a value the text has an ellipsis, or the reference that stands there.
   */
  unknown: Record<string, string[]>
  /** What is not known and decides whether it is requested; null where it is requested for sure. */
  condition: string | null
  /** What there is one of it for each of, where it is not known how many those are; null otherwise. */
  each: string | null
  /** What the instance requests; empty too where that is not followed. */
  requests: InstanceRequest[]
  /** What the instance may request besides, of which nothing more is known, each in words. */
  besides: string[]
  /** Why it is not followed; null where it is. */
  notFollowed: string | null
}

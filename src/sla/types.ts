// The types of SLAs. Knows nothing else.

/** One SLA value of a request, and where it came from. */
export interface SlaValue {
  value: string
  /** The instance parameter it came from (`-sla-runner2-computer_guid`), null for the others. */
  key: string | null
  /** `profile`: the author's profile sets it, whatever the parameters are. */
  from: 'nameid' | 'id' | 'default' | 'wiring' | 'profile'
  /** The id key that a nameid key beat. */
  overrides?: { key: string; value: string }
}

/** The SLA of one request: SLA name → value. */
export type Sla = Record<string, SlaValue>

/** What the magic keys of the instance parameters mean for one component. */
export interface ResolvedSla {
  /** The SLA of the leader (0) and of each backup. */
  instances: Sla[]
  /** The SLA of each PBS, the first one's first: `servers[0]` is that of PBS 1. */
  servers: Sla[]
  /** Magic keys that a request takes. */
  matched: string[]
  /** Well-formed magic keys that match no request, in the parameters' order. */
  unmatched: string[]
  /** Magic keys that have no key or no SLA name. */
  malformed: string[]
}

// The types of SLAs. Knows nothing else.

/** One SLA value of a request, and where it came from. */
export interface SlaValue {
  value: string
  /** The instance parameter it came from (`-sla-runner2-computer_guid`), null for `default` and `wiring`. */
  key: string | null
  from: 'nameid' | 'id' | 'default' | 'wiring'
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

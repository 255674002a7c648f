/** One SLA value of a request, and where it came from. */
export interface SlaValue {
  value: string
  /** The instance parameter it came from (`-sla-runner2-computer_guid`), null for `default` and `wiring`. */
  key: string | null
  from: 'nameid' | 'id' | 'default' | 'wiring'
  /** The id key that a nameid key beat. */
  overrides?: { key: string; value: string }
}

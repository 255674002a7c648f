// What a rule over values is. Knows diagnostics.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { ParameterDocument } from '../types.js'
import type { Schedule } from './cron.js'

/** What a rule may know besides the parameters. */
export interface ValueOptions {
  /** Every instance of the component, the leader too; what needs it is left out without it. */
  count?: number
  /** The next runs of a schedule, reported as information; next-runs.ts has it with a clock. */
  nextRuns?: (schedule: Schedule) => Date[]
}

/** One rule over the values of instance parameters. It never throws. */
export type Rule = (document: ParameterDocument, options: ValueOptions) => Diagnostic[]

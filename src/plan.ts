// The public names of slapos-resilient/plan, for browsers. Knows diagnostics, parameters, sla and plan.

/** The part of the library that needs nothing of Node: it runs in a browser as it stands. */
export {
  codes,
  report,
  reporters,
  ResilientError,
  type Code,
  type Diagnostic,
  type Position,
  type Range,
  type Related,
  type Reporter,
  type ReporterName,
  type ReportOptions,
  type Severity,
} from './diagnostics/index.js'
export {
  readParameters,
  writeParameters,
  type Json,
  type Parameters,
  type ReadOptions,
  type Schedule,
  type ValueOptions,
  type WriteOptions,
} from './parameters/index.js'
export {
  resolveSla,
  type ResolvedSla,
  type Sla,
  type SlaScope,
  type SlaValue,
} from './sla/index.js'
export {
  diffPlans,
  maskSecrets,
  plan,
  planAll,
  resiliencySchema,
  validateParameters,
  type Arguments,
  type Change,
  type Difference,
  type PlanDiff,
  type Role,
  type SchemaScope,
  type ValidateOptions,
  type Component,
  type Monitor,
  type Plan,
  type Request,
} from './plan/index.js'

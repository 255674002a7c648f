// The public names of slapos-resilient/plan, for browsers.

/** The part of the library that needs nothing of Node: it runs in a browser as it stands. */
export { ResilientError, type Diagnostic } from './diagnostics/index.js'
export { readParameters, type Parameters } from './parameters/index.js'
export { resolveSla, type ResolvedSla, type Sla, type SlaValue } from './sla/index.js'
export {
  plan,
  validateParameters,
  type ValidateOptions,
  type Component,
  type Monitor,
  type Plan,
  type Request,
} from './plan/index.js'

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
export {
  renderProfile,
  replicate,
  replicateParts,
  type Level,
  type ProfileKind,
  type ProfileOptions,
} from './profiles/index.js'
export {
  parseProfile,
  Profile,
  type Assignment,
  type Block,
  type ParseOptions,
  type Platform,
} from './buildout/index.js'

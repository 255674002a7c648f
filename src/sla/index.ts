export { malformedKey, unmatchedKey } from './findings.js'
export { isMagic } from './keys.js'
export { resolveSla, type SlaScope } from './resolve.js'
export type { ResolvedSla, Sla, SlaValue } from './types.js'

// What other folders may use of SLAs. Knows this folder alone.
export { malformedKey, unmatchedKey } from './findings.js'
export { isMagic } from './keys.js'
export { mostInstances, resolveChecked, resolveSla, type SlaScope } from './resolve.js'
export type { ResolvedSla, Sla, SlaValue } from './types.js'
export { slaNames } from './names.js'
export { checkMagicKeys } from './values.js'

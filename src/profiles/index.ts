// What other folders may use of profiles. Knows this folder alone.
export { renderTemplateFile } from './render.js'
export { renderReplicated, replicate, replicateParts, type ReplicatedOptions } from './replicate.js'
export { profileKinds, type ProfileKind } from './kinds.js'
export { renderProfile, type ProfileOptions } from './profile.js'
export type { Level } from './level.js'
export { renderRelease, type ReleaseOptions } from './release.js'
export {
  componentsIn,
  filesEver,
  isWritten,
  readStackRecord,
  renderStack,
  stackRecord,
  type StackOptions,
  type StackRecord,
} from './stack.js'

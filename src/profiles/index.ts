export { renderTemplateFile } from './render.js'
export { renderReplicated, replicate, replicateParts } from './replicate.js'
export { profileKinds, renderProfile, type ProfileKind, type ProfileOptions } from './profile.js'
export type { Level } from './level.js'

export { renderTemplateFile } from './render.js'
export { renderReplicated, replicate, replicateParts } from './replicate.js'

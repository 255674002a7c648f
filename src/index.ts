// The library's public names, nothing else.

export * from './plan.js'
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
export type { TemplateOptions } from './jinja/index.js'
export { renderTemplate } from './profiles/template.js'
export { checkProfile, type CheckOptions } from './check/index.js'

// The library's public names, nothing else. Knows diagnostics, buildout, jinja, profiles, check and
// views.

export * from './plan.js'
export type { Lines } from './diagnostics/index.js'
export {
  renderProfile,
  renderReplicated,
  replicate,
  replicateParts,
  type Level,
  type ProfileKind,
  type ProfileOptions,
  type ReplicatedOptions,
} from './profiles/index.js'
export {
  parseProfile,
  type Profile,
  type Assignment,
  type Block,
  type Edits,
  type Chunks,
  type Piece,
  type PieceBlock,
  type Pieces,
  type Places,
  type Encoding,
  type ParseOptions,
  type Platform,
  type ProfileReader,
} from './buildout/index.js'
export type { Limits, Source, TemplateOptions } from './jinja/index.js'
export { renderTemplate } from './profiles/template.js'
export {
  checkProfile,
  type CheckOptions,
  type Level as CheckLevel,
  type Place,
  type Stretch,
} from './check/index.js'
export {
  diffText,
  dot,
  html,
  svg,
  table,
  type DotOptions,
  type PageOptions,
  type PictureOptions,
  type TableOptions,
} from './views/index.js'

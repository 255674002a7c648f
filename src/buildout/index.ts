// What other folders may use of the dialect. Knows this folder, and words of python.
export {
  Code,
  code,
  encodeAuthored,
  encodeValue,
  isWord,
  optionNameProblem,
  type Encoding,
} from './encode.js'
export { parseProfile, type ParseOptions } from './parse.js'
export {
  Profile,
  type Assignment,
  type Block,
  type Edits,
  type Piece,
  type PieceBlock,
  type Pieces,
  type Places,
} from './profile.js'
export { defaultPlatform, platformShape, type Platform } from './condition/index.js'
export type { Chunks } from './chunks.js'
export { decodeProfile, decodeUtf8 } from './decode.js'
export type { ProfileReader } from './extends.js'
export { macrosOf } from './macros.js'
export { Setting, type Section, type Sections, type Step } from './merge.js'
export { folderOf, isUrl, joinPath } from './path.js'
export { references, type Reference } from './references.js'
export { resolveProfile, type Resolved, type ResolveOptions } from './resolve.js'
export { Unreadable } from './unreadable.js'
export { spaceClass, strip, words } from '../python/space.js'

// What other folders may use of a release. Knows this folder alone.
export type { Artefact } from './artefacts.js'
export { contextLines, type ContextLine } from './context.js'
export {
  headerOf,
  isAny,
  joined,
  mayBeSame,
  namePattern,
  unknownName,
  unknownPattern,
} from './headers.js'
export type { Given } from './given.js'
export { namedBy, namingOptions, type Named } from './named.js'
export { schemaFinder, schemasByType } from './schemas.js'
export { filledAlone } from './fill.js'
export { isMade, softwareFolder } from './folders.js'
export { dynamicSections, LevelView } from './level.js'
export type { Maker, Scope } from './making.js'
export { fileRecipeOf, nodeOptions, nodeSections } from './recipes.js'
export {
  type Making,
  type Release,
  type ReleaseOptions,
  type SwitchEntry,
  type Unit,
  type Variant,
  waysOf,
} from './release.js'
export { readInstance, readRelease } from './reading.js'
export { printedSections, type PrintedSections } from './printed.js'
export { causesIn, someTest } from './told.js'
export { offsetRange, readable, type MacroCall } from './render.js'
export { isRequest, isSetByRequest, returnedBy } from './sets.js'
export { requestTree, type Requesting } from './tree.js'
export { MappedText, type Origin } from './text.js'
export { givenTo } from './inherited.js'

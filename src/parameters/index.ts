export { parseParameters, readParameters } from './read.js'
export type { Json, ParameterDocument, ParameterPlace, Parameters, ReadOptions } from './types.js'

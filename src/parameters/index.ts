// What other folders may use of instance parameters. Knows this folder alone.
export { jsonFault, type JsonFault } from './json-error.js'
export { placeOfParameter, withPlacesOf, type Places } from './locate.js'
export { parseParameters, parseYamlParameters, readParameters } from './read.js'
export type { Json, ParameterDocument, ParameterPlace, Parameters, ReadOptions } from './types.js'
export { checkValues, type Schedule, type ValueOptions } from './values/index.js'
export { writeParameters, type WriteOptions } from './write.js'
export { hideSecrets, secretsIn } from './secret-places.js'
export { hiddenIn, hider, isSecret, secretTexts } from './secrets.js'

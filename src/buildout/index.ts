export { Code, code, encodeValue, optionNameProblem, type Encoding } from './encode.js'
export { pythonLiteral, pythonText } from './python.js'

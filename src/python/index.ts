export { pythonLiteral, pythonText } from './literal.js'
export { divide, floatFloorDivide, floatModulo, floorDivide, modulo } from './numbers.js'

import { divide, floatFloorDivide, floatModulo, floorDivide, modulo } from '../../python/index.js'
import { Refusal, Tuple, typeName, unknown, type Value } from './values.js'

/** Python's arithmetic on ints and floats, and `+` of texts and tuples. */
export function arithmetic(operator: string, left: Value, right: Value): Value {
  if (left === unknown || right === unknown) return unknown
  const a = typeof left === 'boolean' ? BigInt(left) : left
  const b = typeof right === 'boolean' ? BigInt(right) : right
  if (typeof a === 'bigint' && typeof b === 'bigint') return integers(operator, a, b)
  if (isNumber(a) && isNumber(b)) return floats(operator, Number(a), Number(b))
  if (operator === '+') {
    if (typeof a === 'string' && typeof b === 'string') return a + b
    if (a instanceof Tuple && b instanceof Tuple && a.kind === b.kind)
      return new Tuple([...a.items, ...b.items], a.kind)
  }
  // Formatting and repetition are Python's; what they give is not found out here.
  if (operator === '%' && typeof a === 'string') return unknown
  if (operator === '*' && (typeof a === 'bigint' || typeof b === 'bigint')) {
    const other = typeof a === 'bigint' ? b : a
    if (typeof other === 'string' || other instanceof Tuple) return unknown
  }
  throw new Refusal(`a ${typeName(left)} ${operator} a ${typeName(right)} has no value`)
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number'
}

const widest = 4096n

function integers(operator: string, a: bigint, b: bigint): Value {
  if ((operator === '/' || operator === '//' || operator === '%') && b === 0n)
    throw new Refusal('it divides by zero')
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return divide(a, b)
    case '//':
      return floorDivide(a, b)
    case '%':
      return modulo(a, b)
    case '**':
      if (b < 0n) return Number(a) ** Number(b)
      if (b > widest || BigInt(a.toString(2).length) * b > widest)
        throw new Refusal('a power in it is too large')
      return a ** b
    case '<<':
    case '>>':
      if (b < 0n || b > widest) throw new Refusal('a shift in it is too large')
      return operator === '<<' ? a << b : a >> b
    case '|':
      return a | b
    case '&':
      return a & b
    case '^':
      return a ^ b
  }
  throw new Refusal(`an int has no ${operator}`)
}

function floats(operator: string, a: number, b: number): Value {
  if ((operator === '/' || operator === '//' || operator === '%') && b === 0)
    throw new Refusal('it divides by zero')
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return floatFloorDivide(a, b)
    case '%':
      return floatModulo(a, b)
    case '**':
      return a ** b
  }
  throw new Refusal(`a float has no ${operator}`)
}

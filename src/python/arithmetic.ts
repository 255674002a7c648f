// Python's operators on numbers, text, lists and sets. Knows values and numbers.
import { int } from './arguments.js'
import { asSet } from './compare.js'
import { bits, fits, spend, spendInteger } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { percent } from './format/percent.js'
import { isNumber, isText, iterate, listOf, plain } from './iterate.js'
import { finite, toFloat, tooLarge, writable } from './numbers.js'
import { misfit, PyObject, typeName, type Value } from './object.js'
import { str } from './text.js'
import { isUnknown } from './unknown.js'
import { Bytes, canChange, PySet, Tuple } from './values.js'

/** `a + b` and the other operators, by their sign. */
export function arithmetic(operator: string, a: Value, b: Value): Value {
  if (operator === '%' && typeof a === 'string') return percent(a, b)
  const own = operated(operator, a, b)
  if (own !== undefined) return own
  if (isNumber(a) && isNumber(b)) return writable(calculate(operator, plain(a), plain(b)))
  if (operator === '+') {
    if (isText(a) && isText(b)) {
      const [left, right] = [str(a), str(b)]
      fits(left.length + right.length)
      return left + right
    }
    if (Array.isArray(a) && Array.isArray(b)) return bounded([...a, ...b])
    if (a instanceof Tuple && b instanceof Tuple) {
      return new Tuple(bounded([...a.items, ...b.items]))
    }
  }
  if (operator === '*') {
    const [what, times] = isNumber(b) ? [a, b] : [b, a]
    if (isNumber(times) && typeof times !== 'number') {
      const repeated = repeat(what, times)
      if (repeated !== undefined) return repeated
    }
  }
  const [set, other] = operator === '-' ? [asSet(a), asSet(b)] : []
  if (a instanceof PySet ? other : set || (other && other !== b)) {
    const gone = other ?? new PySet(iterate(b))
    const kept = listOf(a, false).filter((item) => !gone.has(item))
    return new PySet(kept)
  }
  if (a instanceof Bytes || b instanceof Bytes) refuseHere('an operator on bytes')
  return unsupported(operator, a, b)
}

/** What an object's own operator gives, the left one's first. */
function operated(operator: string, a: Value, b: Value): Value | undefined {
  if (a instanceof PyObject && a.operate) {
    const value = a.operate(operator, b, false)
    if (value !== undefined) return value
  }
  return b instanceof PyObject ? b.operate?.(operator, a, true) : undefined
}

function bounded(items: Value[]): Value[] {
  fits(items.length)
  spend(items.length)
  return items
}

function repeat(value: Value, times: Value): Value | undefined {
  if (isText(value)) {
    const many = Math.max(0, int(times))
    fits(str(value).length * many)
    return str(value).repeat(many)
  }
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined
  if (!items) return undefined
  const many = Math.max(0, int(times))
  // Among constants Jinja2 writes each of them anew, elsewhere they are one.
  if (many > 1 && items.some(canChange))
    refuseHere('a list of lists, dicts or sets that is repeated')
  fits(items.length * many)
  spend(items.length * many)
  const list = Array.from({ length: items.length * many }, (_, i) => items[i % items.length]!)
  return Array.isArray(value) ? list : new Tuple(list)
}

function calculate(operator: string, a: bigint | number, b: bigint | number): bigint | number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return integers(operator, a, b)
  const [x, y] = [toFloat(a), toFloat(b)]
  switch (operator) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return y === 0 ? refuse('float division by zero') : x / y
    case '//':
    case '%':
    case '**':
      return refuseHere('//, % or ** of floats')
    default:
      return unsupported(operator, a, b)
  }
}

function integers(operator: string, a: bigint, b: bigint): bigint | number {
  spendInteger(a)
  spendInteger(b)
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      fits(bits(a) + bits(b))
      return a * b
    case '/':
      return b === 0n ? refuse('division by zero') : finite(divide(a, b), tooLarge)
    case '//':
      return b === 0n ? refuse('integer division or modulo by zero') : floorDivide(a, b)
    case '%':
      return b === 0n ? refuse('integer division or modulo by zero') : modulo(a, b)
    case '**':
      return power(a, b)
    default:
      return unsupported(operator, a, b)
  }
}

/** Of a negative constant Jinja2 loses the brackets, where it writes it as Python. */
function power(a: bigint, b: bigint): bigint {
  if (a < 0n || b < 0n) refuseHere('a power with a negative base or exponent')
  if (a > 1n) {
    const length = bits(a) * Number(b)
    fits(length)
    spend(Math.ceil(length / 64))
  }
  return a ** b
}

function unsupported(operator: string, a: Value, b: Value): never {
  misfit(`unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`, a, b)
}

/** `-a` and `+a`. */
export function signed(operator: '-' | '+', value: Value): Value {
  if (isUnknown(value)) return value
  if (!isNumber(value)) {
    misfit(`bad operand type for unary ${operator}: '${typeName(value)}'`, value)
  }
  const number = plain(value)
  return operator === '-' ? -number : number
}

/** `a ~ b ~ c`. */
export function concatenate(values: readonly Value[]): string {
  let joined = ''
  for (const value of values) {
    const text = str(value)
    fits(joined.length + text.length)
    joined += text
  }
  return joined
}

/** Python's `a // b` of two ints, rounded down; `b` is not 0. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** Python's `a % b` of two ints, with the sign of `b`; `b` is not 0. */
export function modulo(a: bigint, b: bigint): bigint {
  return a - floorDivide(a, b) * b
}

/** Python's `a / b` of two ints of any length; infinite where a float holds no such number. */
export function divide(a: bigint, b: bigint): number {
  const [x, y] = [Number(a), Number(b)]
  if (a === 0n || (Number.isSafeInteger(x) && Number.isSafeInteger(y))) return x / y
  const [above, below] = [a < 0n ? -a : a, b < 0n ? -b : b]
  // More bits than a float holds, the last one set where any is left: so it is rounded once.
  const shift = 66 - (above.toString(16).length - below.toString(16).length) * 4
  const scaled = shift > 0 ? above << BigInt(shift) : above
  const divisor = shift < 0 ? below << BigInt(-shift) : below
  const quotient = scaled / divisor
  const sticky = quotient * divisor === scaled ? quotient : quotient | 1n
  const half = Math.trunc(shift / 2)
  return Number(a < 0n === b < 0n ? sticky : -sticky) * 2 ** -half * 2 ** (half - shift)
}

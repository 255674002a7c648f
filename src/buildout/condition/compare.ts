import { Refusal, Tuple, typeName, unknown, type Value } from './values.js'

/** Python's comparison of two values; what only the node knows stays unknown. */
export function compare(operator: string, left: Value, right: Value): Value {
  if (operator === 'in' || operator === 'not in') {
    const found = contains(left, right)
    return found === unknown ? unknown : found === (operator === 'in')
  }
  if (holdsUnknown(left) || holdsUnknown(right)) return unknown
  if (operator === 'is' || operator === 'is not') {
    const same =
      left instanceof Tuple ? left === right : typeof left === typeof right && equal(left, right)
    return same === (operator === 'is')
  }
  if (operator === '==' || operator === '!=') return equal(left, right) === (operator === '==')
  const order = ordered(left, right)
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

function contains(item: Value, container: Value): boolean | typeof unknown {
  if (item === unknown || holdsUnknown(container)) return unknown
  if (container instanceof Tuple) return container.items.some((other) => equal(item, other))
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item)
    throw new Refusal(`a ${typeName(item)} cannot be in a str`)
  }
  throw new Refusal(`a ${typeName(container)} holds nothing that could be looked for`)
}

function holdsUnknown(value: Value): boolean {
  return value === unknown || (value instanceof Tuple && value.items.some(holdsUnknown))
}

function number(value: Value): bigint | number | undefined {
  if (typeof value === 'boolean') return BigInt(value)
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined
}

function equal(left: Value, right: Value): boolean {
  const [a, b] = [number(left), number(right)]
  // An int equals a float of its value, as in Python.
  if (a !== undefined && b !== undefined) return a == b
  if (left instanceof Tuple && right instanceof Tuple) {
    return (
      left.kind === right.kind &&
      left.items.length === right.items.length &&
      left.items.every((item, index) => equal(item, right.items[index]!))
    )
  }
  return left === right
}

function ordered(left: Value, right: Value): number {
  const [a, b] = [number(left), number(right)]
  if (a !== undefined && b !== undefined) return sign(a, b)
  if (typeof left === 'string' && typeof right === 'string') return sign(codes(left), codes(right))
  if (left instanceof Tuple && right instanceof Tuple && left.kind === right.kind) {
    for (const [index, item] of left.items.entries()) {
      const other = right.items[index]
      if (other === undefined) return 1
      if (!equal(item, other)) return ordered(item, other)
    }
    return left.items.length - right.items.length
  }
  throw new Refusal(`a ${typeName(left)} and a ${typeName(right)} have no order`)
}

function sign<T extends bigint | number | string>(a: T, b: T | bigint | number): number {
  if (a < b) return -1
  return a > b ? 1 : 0
}

/** Python orders text by code points, JavaScript by UTF-16 units. */
function codes(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/[\ue000-\uffff]/g, '\ud7ff$&') : text
}

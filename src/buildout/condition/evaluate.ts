import { arithmetic } from './arithmetic.js'
import { compare } from './compare.js'
import type { Expression } from './parse.js'
import { builtins } from './platform.js'
import { Module, Refusal, truth, Tuple, typeName, unknown, type Value } from './values.js'

/** Python's value of an expression; `tell` hears of each part that only the node can answer. */
export function evaluate(
  expression: Expression,
  names: ReadonlyMap<string, Value>,
  tell: (what: string) => void,
): Value {
  const self = (inner: Expression): Value => evaluate(inner, names, tell)
  switch (expression.kind) {
    case 'integer':
      return BigInt(/^0+$/.test(expression.text) ? '0' : expression.text)
    case 'float':
      return Number(expression.text)
    case 'string':
      return expression.text
    case 'name':
      return nameValue(expression.text, names)
    case 'sequence':
      return sequence(expression, self, tell)
    case 'not':
      return !truth(self(expression.operand))
    case 'negative':
    case 'positive':
    case 'invert':
      return signed(expression.kind, self(expression.operand))
    case 'and':
    case 'or':
      return series(expression, self)
    case 'arithmetic':
      return arithmetic(expression.operator, self(expression.left), self(expression.right))
    case 'compare':
      return comparison(expression, self)
    case 'attribute':
      return attribute(self(expression.object), expression.name, tell)
    case 'subscript':
      return subscript(self(expression.object), expression.index && self(expression.index))
    case 'call':
      return call(expression.callee, self, tell)
    case 'choice':
      return truth(self(expression.test)) ? self(expression.then) : self(expression.otherwise)
  }
}

const constants = new Map<string, Value>([
  ['None', null],
  ['True', true],
  ['False', false],
])

function nameValue(name: string, names: ReadonlyMap<string, Value>): Value {
  const value = names.get(name) ?? constants.get(name)
  if (value !== undefined) return value
  if (builtins.has(name)) return unknown
  throw new Refusal(`the name "${name}" is not defined`)
}

function sequence(
  { of, items }: Expression & { kind: 'sequence' },
  self: (inner: Expression) => Value,
  tell: (what: string) => void,
): Value {
  if (of !== 'opaque') return new Tuple(items.map(self), of)
  tell('a comprehension or a set')
  return unknown
}

function series(
  { kind, operands }: Expression & { kind: 'and' | 'or' },
  self: (inner: Expression) => Value,
): Value {
  let value: Value = false
  for (const operand of operands) {
    value = self(operand)
    if (truth(value) === (kind === 'or')) break
  }
  return value
}

function comparison(
  { first, rest }: Expression & { kind: 'compare' },
  self: (inner: Expression) => Value,
): Value {
  let left = self(first)
  let result: Value = true
  for (const { operator, operand } of rest) {
    const right = self(operand)
    result = compare(operator, left, right)
    if (!truth(result)) return result
    left = right
  }
  return result
}

function attribute(object: Value, name: string, tell: (what: string) => void): Value {
  if (object === unknown) return unknown
  if (object instanceof Module) {
    const value = object.attributes.get(name)
    if (value !== undefined && value !== unknown) return value
    tell(`${object.name}.${name}`)
    return unknown
  }
  const field = ['major', 'minor', 'micro', 'releaselevel', 'serial'].indexOf(name)
  if (object instanceof Tuple && object.items.length === 5 && field >= 0)
    return object.items[field]!
  if (object instanceof Tuple || typeof object === 'string') return unknown
  throw new Refusal(`a ${typeName(object)} has no "${name}"`)
}

function subscript(object: Value, index: Value | undefined): Value {
  if (object === unknown || index === unknown) return unknown
  if (object instanceof Tuple || typeof object === 'string') {
    if (index === undefined) return unknown
    const items = object instanceof Tuple ? object.items : [...object]
    const number = typeof index === 'boolean' ? BigInt(index) : index
    if (typeof number !== 'bigint') throw new Refusal(`a ${typeName(index)} is no index`)
    const item = items[Number(number < 0n ? BigInt(items.length) + number : number)]
    if (item === undefined) throw new Refusal(`index ${number} is out of range`)
    return item
  }
  throw new Refusal(`a ${typeName(object)} has no index`)
}

/** A call gives what `platform` would say; any other counts as false, and is told. */
function call(
  callee: Expression,
  self: (inner: Expression) => Value,
  tell: (what: string) => void,
): Value {
  if (callee.kind === 'attribute') {
    const object = self(callee.object)
    const known = object instanceof Module ? object.calls.get(callee.name) : undefined
    if (known !== undefined) return known
  } else self(callee)
  tell(`${source(callee)}()`)
  return unknown
}

function source(callee: Expression): string {
  const names: string[] = []
  let at = callee
  while (at.kind === 'attribute') {
    names.unshift(at.name)
    at = at.object
  }
  return [at.kind === 'name' ? at.text : '…', ...names].join('.')
}

function signed(kind: 'negative' | 'positive' | 'invert', value: Value): Value {
  if (value === unknown) return unknown
  const number = typeof value === 'boolean' ? BigInt(value) : value
  if (typeof number === 'bigint') {
    if (kind === 'negative') return -number
    return kind === 'positive' ? number : ~number
  }
  if (typeof number === 'number' && kind !== 'invert') return kind === 'negative' ? -number : number
  throw new Refusal(`a ${typeName(value)} has no sign`)
}

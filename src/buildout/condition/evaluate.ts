// Conditions evaluated as Python does, as far as the platform is known. Knows diagnostics, Python and what is
// unknown.
import { nearest } from '../../diagnostics/index.js'
import { arithmetic, signed } from '../../python/arithmetic.js'
import { contains, equal, order } from '../../python/compare.js'
import { keyed } from '../../python/items.js'
import { isNumber, isText, plain, truth } from '../../python/iterate.js'
import { misfit, typeName, type Value } from '../../python/object.js'
import { Module, Tuple } from '../../python/values.js'
import type { Expression } from './parse.js'
import { builtins, PlatformModule } from './platform.js'
import { Refusal } from './refusal.js'
import { itemsOf, unresolved } from './unresolved.js'

/**
 * Python's value of an expression; `tell` hears of each part that only the node can answer. What such a
 * part decides stays open, whatever stands beside it: the node may refuse it.
 */
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
      return negated(self(expression.operand))
    case 'negative':
    case 'positive':
    case 'invert':
      return sign(expression.kind, self(expression.operand))
    case 'and':
    case 'or':
      return series(expression, self)
    case 'arithmetic':
      return calculate(expression.operator, self(expression.left), self(expression.right))
    case 'compare':
      return comparison(expression, self)
    case 'attribute':
      return attribute(self(expression.object), expression.name, tell)
    case 'subscript':
      return subscript(self(expression.object), expression.index && self(expression.index))
    case 'call':
      return call(expression.callee, self, tell)
    case 'choice':
      return choice(expression, self)
  }
}

function negated(value: Value): Value {
  return value === unresolved ? unresolved : !truth(value)
}

function choice(
  { test, then, otherwise }: Expression & { kind: 'choice' },
  self: (inner: Expression) => Value,
): Value {
  const value = self(test)
  return value === unresolved ? unresolved : self(truth(value) ? then : otherwise)
}

const constants = new Map<string, Value>([
  ['None', null],
  ['True', true],
  ['False', false],
])

/** What sections ask of modules, of which the dot is easily another sign. */
const dotted = ['sys.version_info', 'sys.platform', 'platform.machine']

function nameValue(name: string, names: ReadonlyMap<string, Value>): Value {
  const value = names.get(name) ?? constants.get(name)
  if (value !== undefined) return value
  if (builtins.has(name)) return unresolved
  throw new Refusal(
    `the name "${name}" is not defined`,
    nearest(name, [...names.keys(), ...dotted]),
  )
}

function sequence(
  { of, items }: Expression & { kind: 'sequence' },
  self: (inner: Expression) => Value,
  tell: (what: string) => void,
): Value {
  if (of === 'opaque') {
    tell('a comprehension or a set')
    return unresolved
  }
  const values = items.map(self)
  if (values.includes(unresolved)) return unresolved
  return of === 'list' ? values : new Tuple(values)
}

function series(
  { kind, operands }: Expression & { kind: 'and' | 'or' },
  self: (inner: Expression) => Value,
): Value {
  let value: Value = false
  for (const operand of operands) {
    value = self(operand)
    if (value === unresolved || truth(value) === (kind === 'or')) return value
  }
  return value
}

function comparison(
  { first, rest }: Expression & { kind: 'compare' },
  self: (inner: Expression) => Value,
): Value {
  let left = self(first)
  for (const { operator, operand } of rest) {
    const right = self(operand)
    const holds = compare(operator, left, right)
    if (holds !== true) return holds
    left = right
  }
  return true
}

const ofBits = new Set(['<<', '>>', '|', '&', '^'])

/** What operators make of values; what formatting, bits and repetition give is not found out here. */
function calculate(operator: string, left: Value, right: Value): Value {
  if (left === unresolved || right === unresolved) return unresolved
  if ((operator === '%' && isText(left)) || ofBits.has(operator)) return unresolved
  const [what, times] = isWhole(left) ? [right, left] : [left, right]
  if (operator === '*' && isWhole(times) && (isText(what) || itemsOf(what))) return unresolved
  return arithmetic(operator, left, right)
}

function isWhole(value: Value): boolean {
  return typeof value === 'bigint' || typeof value === 'boolean'
}

/** Python's comparison of two values; what only the node knows stays unresolved. */
function compare(operator: string, left: Value, right: Value): Value {
  if (left === unresolved || right === unresolved) return unresolved
  switch (operator) {
    case 'in':
      return contains(right, left)
    case 'not in':
      return !contains(right, left)
    case 'is':
      return isSame(left, right)
    case 'is not':
      return !isSame(left, right)
    case '==':
      return equal(left, right)
    case '!=':
      return !equal(left, right)
    default:
      return order(operator, left, right)
  }
}

/** Python keeps one of each small value; which others are one is its own business. */
function isSame(left: Value, right: Value): boolean {
  if (itemsOf(left)) return left === right
  return typeof left === typeof right && equal(left, right)
}

function attribute(object: Value, name: string, tell: (what: string) => void): Value {
  if (object === unresolved) return unresolved
  if (object instanceof Module) {
    const value = object.attribute(name)
    if (value !== undefined && value !== unresolved) return value
    tell(`${object.name}.${name}`)
    return unresolved
  }
  const own = object instanceof Tuple ? object.attribute(name) : undefined
  if (own !== undefined) return own
  if (itemsOf(object) || isText(object)) {
    tell(`${typeName(object)}.${name}`)
    return unresolved
  }
  throw new Refusal(`'${typeName(object)}' object has no attribute '${name}'`)
}

function subscript(object: Value, index: Value | undefined): Value {
  if (object === unresolved || index === unresolved) return unresolved
  if (!itemsOf(object) && !isText(object)) {
    throw new Refusal(`'${typeName(object)}' object is not subscriptable`)
  }
  if (index === undefined) return unresolved
  const item = keyed(object, index)
  if (item !== undefined) return item
  throw new Refusal(
    isWhole(index) ? 'index out of range' : `indices must be integers, not ${typeName(index)}`,
  )
}

/** A call gives what `platform` would say; any other is unknown, and reported. */
function call(
  callee: Expression,
  self: (inner: Expression) => Value,
  tell: (what: string) => void,
): Value {
  if (callee.kind === 'attribute') {
    const object = self(callee.object)
    const known = object instanceof PlatformModule ? object.answers.get(callee.name) : undefined
    if (known !== undefined) return known
  } else self(callee)
  tell(`${source(callee)}()`)
  return unresolved
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

function sign(kind: 'negative' | 'positive' | 'invert', value: Value): Value {
  if (value === unresolved) return unresolved
  if (kind !== 'invert') return signed(kind === 'negative' ? '-' : '+', value)
  const number = isNumber(value) ? plain(value) : undefined
  return typeof number === 'bigint'
    ? ~number
    : misfit(`bad operand type for unary ~: '${typeName(value)}'`, value)
}

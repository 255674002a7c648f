// Equality, order and membership. Knows values.
import { spend, spendSearch } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { hash } from './hash.js'
import { isNumber, isText, iterate, plain, weigh } from './iterate.js'
import { misfit, PyObject, typeName, type Value } from './object.js'
import { compareText, str } from './text.js'
import { isUnknown, openOf } from './unknown.js'
import { Bytes, Dict, DictView, PySet, Range, Tuple } from './values.js'

/** `==`, by value. */
export function equal(a: Value, b: Value): boolean {
  if (a instanceof PyObject && a.equals) return a.equals(b)
  if (b instanceof PyObject && b.equals) return b.equals(a)
  weigh(a)
  if (a === b) return true
  const opened = openOf(a) ?? openOf(b)
  if (opened) return opened.way
  if (isNumber(a) && isNumber(b)) return plain(a) == plain(b)
  if (isText(a) && isText(b)) return str(a) === str(b)
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b)
  if (a instanceof Tuple && b instanceof Tuple) return sameItems(a.items, b.items)
  if (a instanceof Dict && b instanceof Dict) {
    return a.size() === b.size() && isPartOf(a, b)
  }
  if (isSetLike(a) && isSetLike(b)) {
    return a.size() === b.size() && isPartOf(a, b)
  }
  if (a instanceof Range || b instanceof Range || a instanceof Bytes || b instanceof Bytes) {
    return typeName(a) === typeName(b) && hash(a) === hash(b)
  }
  return false
}

/** Identity first, as Python's containers compare their items. */
export function same(a: Value, b: Value): boolean {
  if (a !== a && b !== b) refuseHere('whether two NaN are one and the same')
  return (typeof a !== 'string' && a === b) || equal(a, b)
}

/** Whether it is a set to Python: a dict's view may be one. */
function isSetLike(value: Value): value is PySet | DictView {
  return value instanceof PySet || (value instanceof DictView && value.isSet)
}

/** Whether all of one is in the other: keys, or for dicts and their items keys and values. */
function isPartOf(small: PySet | DictView | Dict, large: PySet | DictView | Dict): boolean {
  spend(small.size())
  const [a, b] = [small, large].map((each) =>
    each instanceof DictView && each.kind === 'items' ? each.dict : each,
  )
  if (!(a instanceof Dict && b instanceof Dict)) {
    const { items } = asSet(large)!
    return [...asSet(small)!.items.keys()].every((key) => items.has(key))
  }
  return [...a.entries].every(([key, [, value]]) => {
    const other = b.entries.get(key)
    return other !== undefined && same(value, other[1])
  })
}

/** A set, or a dict's view that is one to Python, as a set. */
export function asSet(value: Value): PySet | undefined {
  return isSetLike(value) ? (value instanceof PySet ? value : new PySet(value)) : undefined
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  spend(Math.min(a.length, b.length))
  return a.length === b.length && a.every((item, i) => same(item, b[i]!))
}

/** `<`, `>`, `<=`, `>=`; throws for values that have no order. */
export function order(operator: string, a: Value, b: Value): boolean {
  if (isUnknown(a)) return a.beside(operator, b)
  if (isUnknown(b)) return b.beside(`${operator}-`, a)
  weigh(a)
  if (isNumber(a) && isNumber(b)) return decide(operator, plain(a), plain(b))
  if (isText(a) && isText(b)) return decide(operator, compareText(str(a), str(b)), 0)
  const lists = Array.isArray(a) && Array.isArray(b) ? [a, b] : undefined
  const tuples = a instanceof Tuple && b instanceof Tuple ? [a.items, b.items] : undefined
  const [x, y] = lists ?? tuples ?? []
  if (x && y) {
    for (let i = 0; i < Math.min(x.length, y.length); i++) {
      spend()
      if (!same(x[i]!, y[i]!)) return order(operator, x[i]!, y[i]!)
    }
    return decide(operator, x.length, y.length)
  }
  if (isSetLike(a) && isSetLike(b)) {
    const [small, large] = operator.startsWith('<') ? [a, b] : [b, a]
    const more = large.size() - small.size()
    return more >= (operator.endsWith('=') ? 0 : 1) && isPartOf(small, large)
  }
  if (a instanceof Bytes && b instanceof Bytes) refuseHere('the order of bytes')
  return misfit(
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
    a,
    b,
  )
}

function decide(operator: string, a: bigint | number, b: bigint | number): boolean {
  return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b
}

/** `value in container`. */
export function contains(container: Value, value: Value): boolean {
  if (isUnknown(container)) return container.beside('has', value)
  if (isUnknown(value)) return value.beside('in', container)
  if (isText(container)) {
    if (!isText(value)) {
      misfit(`'in <string>' requires string as left operand, not ${typeName(value)}`, value)
    }
    weigh(container)
    spendSearch(str(container), str(value))
    return str(container).includes(str(value))
  }
  if (container instanceof Dict) return container.has(value)
  if (container instanceof PySet) return container.has(value)
  if (container instanceof DictView && container.kind === 'keys') return container.dict.has(value)
  // What is not a pair is not looked at.
  if (container instanceof DictView && container.kind === 'items' && !(value instanceof Tuple))
    return false
  if (container instanceof Range && isNumber(value)) {
    const number = plain(value)
    if (typeof number === 'number' && !Number.isInteger(number)) return false
    const { start, step, length } = container
    const distance = BigInt(number) - start
    return distance % step === 0n && distance / step >= 0n && distance / step < length
  }
  const isByte = typeof value === 'bigint' && value >= 0n && value < 256n
  if (container instanceof Bytes && !isByte) refuseHere(`looking for a ${typeName(value)} in bytes`)
  if (container === null || ['boolean', 'bigint', 'number'].includes(typeof container)) {
    refuse(`argument of type '${typeName(container)}' is not iterable`)
  }
  for (const item of iterate(container)) if (same(item, value)) return true
  return openOf(container)?.way === true
}

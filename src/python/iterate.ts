// Truth, length and walking through values; their weight as work. Knows values and the budget.
import { fits, spend, spendInteger, spendLength } from './budget.js'
import { refuse } from './errors.js'
import { misfit, type Named, typeName, type Value } from './object.js'
import { characters } from './quote.js'
import { openOf } from './unknown.js'
import { Bytes, type Dict, PySet, PyStr, Stream } from './values.js'

/** Python's truth: nothing, zero and all that is empty is false. */
export function truth(value: Value): boolean {
  if (value === null || typeof value !== 'object') return value !== value || Boolean(value)
  if (Array.isArray(value)) return value.length > 0 || openOf(value)?.way === true
  if (value.truth) return value.truth()
  return value.size ? value.size() !== 0 || openOf(value)?.way === true : true
}

/** The length of what has one, undefined for the rest. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return characters(value)
  if (value === null || typeof value !== 'object') return undefined
  return Array.isArray(value) ? value.length : value.size?.()
}

/** What `len()` gives; throws for what has no length, and for more than C counts. */
export function lengthOf(value: Value): bigint {
  const size = sizeOf(value)
  if (size === undefined) refuse(`object of type '${typeName(value)}' has no len()`)
  return size < 2 ** 63 ? BigInt(size) : refuse('Python int too large to convert to C ssize_t')
}

/** Counts the work that a text, bytes or an int make where something is done with them. */
export function weigh(value: Value): void {
  if (typeof value === 'string') spendLength(value.length)
  else if (typeof value === 'bigint') spendInteger(value)
  else if (value instanceof PyStr) spendLength(value.content.length)
  else if (value instanceof Bytes) spendLength(value.data.length)
}

/** Counts the work that the arguments of a call make. */
export function weighAll(list: readonly Value[], named: Named): void {
  for (const value of list) weigh(value)
  for (const value of named.values()) weigh(value)
}

/** Walks through a value; every item is a step. Throws for what cannot be walked through. */
export function iterate(value: Value): Generator<Value, void> {
  return counted(raw(value))
}

function* counted(items: Iterable<Value>): Generator<Value, void> {
  for (const item of items) {
    spend()
    weigh(item)
    yield item
  }
}

function raw(value: Value): Iterable<Value> {
  if (Array.isArray(value) || typeof value === 'string') return value
  if (value !== null && typeof value === 'object' && value.iterate) return value.iterate()
  return misfit(`'${typeName(value)}' object is not iterable`, value)
}

/** Walks through the entries of a dict; every one is a step. */
export function* entriesOf(dict: Dict): Generator<[key: Value, value: Value], void> {
  for (const entry of dict.entries.values()) {
    spend()
    weigh(entry[1])
    yield entry
  }
}

/** The items of a value as a list of their own; those of a set only where their order is nobody's. */
export function listOf(value: Value, isOrdered = true): Value[] {
  const items: Value[] = []
  const isSet = value instanceof PySet && !isOrdered
  for (const item of isSet ? counted(value.items.values()) : iterate(value)) {
    items.push(item)
    fits(items.length)
  }
  return items
}

/** Values as something to walk through once. */
export function stream(values: readonly Value[], type = 'generator'): Stream {
  return new Stream(values[Symbol.iterator](), type)
}

/** An int, a float or a bool. */
export const isNumber = (value: Value): value is bigint | number | boolean =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean'

/** A str, of its own class or not. */
export const isText = (value: Value): value is string | PyStr =>
  typeof value === 'string' || value instanceof PyStr

/** A bool as the int that it is. */
export function plain(value: bigint | number | boolean): bigint | number {
  return typeof value === 'boolean' ? BigInt(value) : value
}

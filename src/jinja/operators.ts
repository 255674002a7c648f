import { fits, spend, spendInteger, spendLength } from './budget.js'
import { refuse } from './fault.js'
import { str } from './text.js'
import {
  Bytes,
  Dict,
  DictView,
  Markup,
  PySet,
  Range,
  Stream,
  Tuple,
  typeName,
  Undefined,
  undefinedUsed,
  type Named,
  type Value,
} from './values.js'

/** Python's truth: nothing, zero and all that is empty is false. */
export function truth(value: Value): boolean {
  if (value === null) return false
  if (typeof value !== 'object') return Boolean(value)
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof Undefined) return value.strict ? undefinedUsed(value) : false
  if (value instanceof Stream) return true
  return sizeOf(value) !== 0
}

/** The length of what has one, undefined for the rest. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return characters(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof Tuple) return value.items.length
  if (value instanceof Dict) return value.size
  if (value instanceof PySet) return value.items.size
  if (value instanceof DictView) return value.dict.size
  if (value instanceof Range) return Number(value.length)
  if (value instanceof Markup) return characters(value.text)
  if (value instanceof Bytes) return value.data.length
  if (value instanceof Undefined) return value.strict ? undefinedUsed(value) : 0
  return undefined
}

/** How many characters Python counts: a pair of surrogates is one. */
export function characters(text: string): number {
  let count = text.length
  for (let i = text.search(/[\ud800-\udbff]/); i >= 0 && i < text.length; i++) {
    if (text.codePointAt(i)! > 0xffff) {
      count--
      i++
    }
  }
  return count
}

/** Counts the work that a text, bytes or an int make where something is done with them. */
export function weigh(value: Value): void {
  if (typeof value === 'string') spendLength(value.length)
  else if (typeof value === 'bigint') spendInteger(value)
  else if (value instanceof Markup) spendLength(value.text.length)
  else if (value instanceof Bytes) spendLength(value.data.length)
}

/** Counts the work that the arguments of a call make. */
export function weighAll(list: readonly Value[], named: Named): void {
  for (const value of list) weigh(value)
  for (const value of named.values()) weigh(value)
}

/** Walks through a value; every item is a step. Throws for what cannot be walked through. */
export function* iterate(value: Value): Generator<Value, void> {
  for (const item of raw(value)) {
    spend()
    weigh(item)
    yield item
  }
}

function raw(value: Value): Iterable<Value> {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return value
  if (value instanceof Tuple) return value.items
  if (value instanceof Dict) return steady(value, value.keys())
  if (value instanceof DictView) return steady(value.dict, value)
  if (value instanceof PySet) return value.items.values()
  if (value instanceof Stream) return { [Symbol.iterator]: () => value.source }
  if (value instanceof Markup) return value.text
  if (value instanceof Bytes) return Array.from(value.data, BigInt)
  if (value instanceof Range) return count(value)
  if (value instanceof Undefined) return value.strict ? undefinedUsed(value) : []
  return refuse(`'${typeName(value)}' object is not iterable`)
}

function* steady(dict: Dict, items: Iterable<Value>): Generator<Value> {
  const { size } = dict
  for (const item of items) {
    yield item
    if (dict.size !== size) refuse('dictionary changed size during iteration')
  }
}

function* count(range: Range): Generator<Value> {
  for (let i = 0n, { length } = range; i < length; i++) yield range.at(i)
}

/** Walks through the entries of a dict; every one is a step. */
export function* entriesOf(dict: Dict): Generator<[key: Value, value: Value], void> {
  for (const entry of dict.entries.values()) {
    spend()
    weigh(entry[1])
    yield entry
  }
}

/** The items of a value as a list of their own. */
export function listOf(value: Value): Value[] {
  const items: Value[] = []
  for (const item of iterate(value)) {
    items.push(item)
    fits(items.length)
  }
  return items
}

/** An int, a float or a bool. */
export const isNumber = (value: Value): value is bigint | number | boolean =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean'

/** A str, marked as safe or not. */
export const isText = (value: Value): value is string | Markup =>
  typeof value === 'string' || value instanceof Markup

/** A bool as the int that it is. */
export function plain(value: bigint | number | boolean): bigint | number {
  return typeof value === 'boolean' ? BigInt(value) : value
}

/** Text with the five characters of HTML written as entities; Markup stays. */
export function escaped(value: Value): string {
  if (value instanceof Markup) return value.text
  const text = str(value)
  if (!/[&<>"']/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;')
}

// Python's containers, functions and modules. Knows objects, hashes, printing and the budget.
import { spend, spendInteger } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { hash, hashText, together, unhashable } from './hash.js'
import { type Named, type Printer, PyObject, type Value } from './object.js'
import { bytesText, characters } from './quote.js'
import { byPrint } from './text.js'
import { changes, isUnknown, openOf, opens, type Unknown, unknownIn } from './unknown.js'

/** A str with a class of its own. */
export abstract class PyStr extends PyObject {
  constructor(readonly content: string) {
    super()
  }
  /** What comes of a part of it. */
  abstract like(text: string): PyStr
  override text(): string {
    return this.content
  }
  override hash(): string {
    return hashText(this.content)
  }
  override size(): number {
    return characters(this.content)
  }
  override iterate(): Iterable<Value> {
    return this.content
  }
}

export class Tuple extends PyObject {
  readonly type = 'tuple'
  constructor(readonly items: readonly Value[]) {
    super()
  }
  override hash(): string {
    return `(${together(this.items.map(hash))})`
  }
  override represent({ items }: Printer): string {
    return `(${items(this.items)}${this.items.length === 1 ? ',' : ''})`
  }
  override size(): number {
    return this.items.length
  }
  override iterate(): Iterable<Value> {
    return this.items
  }
  override holds(): Iterable<Value> {
    return this.items
  }
}

/** What is not known of a key: of a tuple, what it holds. */
export function unknownKey(key: Value): Unknown | undefined {
  return isUnknown(key) ? key : key instanceof Tuple ? unknownIn([key]) : undefined
}

/** A dict: insertion order, any hashable key, `1`, `1.0` and `True` one key. */
export class Dict extends PyObject {
  readonly type = 'dict'
  readonly entries = new Map<string, [key: Value, value: Value]>()
  /** What any other key has, where not all keys are known. */
  rest: Unknown | undefined
  /** The keys that it certainly has not, all the same. */
  lacks: ((key: Value) => boolean) | undefined

  constructor(items: Iterable<readonly [Value, Value]> = []) {
    super()
    for (const [key, value] of items) this.set(key, value)
  }

  get(key: Value): Value | undefined {
    const entry = this.entries.get(hash(key))
    if (entry) return entry[1]
    const unknown = unknownKey(key)
    if (unknown) return unknown.foundIn(this)
    return this.lacks?.(key) === true ? undefined : openOf(this)?.item(key)
  }
  has(key: Value): boolean {
    if (this.entries.has(hash(key))) return true
    const unknown = unknownKey(key)
    if (unknown) return unknown.way
    return this.lacks?.(key) !== true && openOf(this)?.item(key).way === true
  }
  set(key: Value, value: Value): void {
    const unknown = unknownKey(key)
    if (unknown) {
      changes(this, unknown.foundIn([unknown, value]).made)
      // One of the keys that are not known has a value that is not known already.
      if (this.rest) return
    }
    const name = hash(key)
    const entry = this.entries.get(name)
    if (entry) entry[1] = value
    else this.entries.set(name, [key, value])
  }
  delete(key: Value): boolean {
    return this.entries.delete(hash(key))
  }
  *keys(): Generator<Value> {
    for (const [key] of this.pairs()) yield key
  }
  *values(): Generator<Value> {
    for (const [, value] of this.pairs()) yield value
  }
  /** Its entries, and one for those that are not known. */
  *pairs(): Generator<[key: Value, value: Value]> {
    yield* this.entries.values()
    for (const key of this.rest?.iterate() ?? []) yield [key, this.rest!.item(key)]
  }
  /** Walks through what is its own. */
  steady(items: Iterable<Value>): Iterable<Value> {
    return steadily(this, items, this.entries.size)
  }
  override hash(): string {
    return unhashable(this.type)
  }
  override represent({ sorted, within, items }: Printer): string {
    if (within) return '{...}'
    const entries = [...this.entries.values()]
    if (sorted && entries.filter(([key]) => typeof key === 'object').length > 1)
      refuseHere('dumps of a dict with several keys that are neither texts nor numbers')
    if (sorted) entries.sort(([a], [b]) => byPrint(a, b))
    return `{${entries.map(([key, item]) => `${items([key])}: ${items([item])}`).join(', ')}}`
  }
  override size(): number {
    return this.entries.size
  }
  override iterate(): Iterable<Value> {
    return this.steady(this.keys())
  }
  override holds(): Iterable<Value> {
    return [...this.entries.values()].map(([, value]) => value)
  }
  override besides(): Unknown | undefined {
    return this.rest
  }
  override refill(value: (key: Value) => Value): void {
    for (const entry of this.entries.values()) entry[1] = value(entry[0])
  }
  override keep(values: readonly Value[]): void {
    this.entries.clear()
    for (const value of values) this.entries.set(hash(value), [value, value])
  }
}

/** A set, in insertion order (Python's own order of strings differs by run). */
export class PySet extends PyObject {
  readonly type = 'set'
  readonly items = new Map<string, Value>()
  constructor(items: Iterable<Value> = []) {
    super()
    // Of equal items the first stays.
    for (const item of items) {
      this.add(item)
    }
  }
  /** Adds what is not there; of what is not known it is not known whether it is. */
  add(item: Value): void {
    const key = hash(item)
    if (this.items.has(key)) return
    if (this.items.size > 0) opens(this, unknownIn([item, ...this.items.values()]))
    this.items.set(key, item)
  }
  has(value: Value): boolean {
    if (value instanceof PySet) refuseHere('looking for a set in a set')
    if (this.items.has(hash(value))) return true
    return (
      (unknownIn([value, ...this.items.values()]) ?? openOf(this))?.beside('in', value) === true
    )
  }
  override keep(values: readonly Value[]): void {
    this.items.clear()
    for (const value of values) this.items.set(hash(value), value)
  }
  override hash(): string {
    return unhashable(this.type)
  }
  override represent({ items }: Printer): string {
    const list = [...this.items.values()]
    if (list.length === 0) return 'set()'
    if (list.length > 1)
      refuseHere('printing a set of several items, whose order differs each time,')
    return `{${items(list)}}`
  }
  override size(): number {
    return this.items.size
  }
  override iterate(): Iterable<Value> {
    if (this.items.size > 1)
      refuseHere('iterating over a set of several items, whose order differs each time,')
    return steadily(this, this.items.values(), this.items.size)
  }
}

/** Walks through a dict or a set; throws where it has changed since it had a size. */
function* steadily(whole: Dict | PySet, items: Iterable<Value>, size: number): Generator<Value> {
  let left = size
  for (const item of items) {
    // Those that are not known have no number.
    if ((whole.size() !== size || left-- === 0) && !openOf(whole))
      refuse(`${whole.type} changed during iteration`)
    yield item
  }
  if (whole.size() !== size && !openOf(whole)) refuse(`${whole.type} changed during iteration`)
}

export class Range extends PyObject {
  readonly type = 'range'
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
  ) {
    super()
    if (step === 0n) refuse('range() arg 3 must not be zero')
  }
  get length(): bigint {
    spendInteger(this.start)
    spendInteger(this.stop)
    const span = this.step > 0n ? this.stop - this.start : this.start - this.stop
    const step = this.step > 0n ? this.step : -this.step
    return span <= 0n ? 0n : (span + step - 1n) / step
  }
  at(index: bigint): bigint {
    return this.start + index * this.step
  }
  override hash(): string {
    const { length, start, step } = this
    return `r${length},${length > 0n ? start : ''},${length > 1n ? step : ''}`
  }
  override represent(): string {
    const step = this.step === 1n ? '' : `, ${this.step}`
    return `range(${this.start}, ${this.stop}${step})`
  }
  override size(): number {
    return Number(this.length)
  }
  override *iterate(): Generator<Value> {
    for (let i = 0n, { length } = this; i < length; i++) yield this.at(i)
  }
}

/** `d.keys()`, `d.values()`, `d.items()`: they follow the dict. */
export class DictView extends PyObject {
  readonly type: string
  constructor(
    readonly dict: Dict,
    readonly kind: 'keys' | 'values' | 'items',
  ) {
    super()
    this.type = `dict_${kind}`
  }
  /** Whether it is a set to Python. */
  get isSet(): boolean {
    return this.kind !== 'values'
  }
  *[Symbol.iterator](): Generator<Value> {
    for (const [key, value] of this.dict.pairs()) {
      yield this.kind === 'keys' ? key : this.kind === 'values' ? value : new Tuple([key, value])
    }
  }
  override hash(): string {
    return this.isSet ? unhashable(this.type) : super.hash()
  }
  override represent({ items }: Printer): string {
    return `${this.type}([${items(this)}])`
  }
  override holds(): Iterable<Value> {
    return this.kind === 'keys' ? [] : this.dict.holds()
  }
  override besides(): Unknown | undefined {
    return openOf(this.dict)
  }
  override size(): number {
    return this.dict.size()
  }
  override iterate(): Iterable<Value> {
    return this.dict.steady(this)
  }
}

/** What can be walked through once: `map(…)`, `zip(…)`, `|select`. */
export class Stream extends PyObject {
  constructor(
    readonly source: Iterator<Value>,
    readonly type = 'generator',
  ) {
    super()
    spend(2)
  }
  override iterate(): Iterable<Value> {
    // Who stops early does not end it: another goes on from there.
    return { [Symbol.iterator]: () => ({ next: () => this.source.next() }) }
  }
}

export class Bytes extends PyObject {
  readonly type = 'bytes'
  constructor(readonly data: Uint8Array) {
    super()
  }
  override hash(): string {
    spend(this.data.length >> 3)
    return 'b' + this.data.join()
  }
  override represent(): string {
    return bytesText(this.data)
  }
  override size(): number {
    return this.data.length
  }
  override *iterate(): Generator<Value> {
    for (const byte of this.data) yield BigInt(byte)
  }
}

/** Something to call; `attributes` are what it offers by name (`dict.fromkeys`). */
export class Func extends PyObject {
  readonly type: string = 'function'
  constructor(
    readonly name: string,
    readonly call: (args: readonly Value[], named: Named) => Value,
    readonly attributes: ReadonlyMap<string, Value> = new Map(),
    /** What a method is called on. */
    readonly self?: Value,
  ) {
    super()
  }
  override callable(): boolean {
    return true
  }
  override attribute(name: string): Value | undefined {
    return name === '__name__' ? this.name : this.attributes.get(name)
  }
}

/** A type: called, it converts; `isinstance` asks it. */
export class Type extends Func {
  override readonly type = 'type'
  override represent(): string {
    return `<class '${this.name}'>`
  }
}

/** A bag of names. */
export class Module extends PyObject {
  readonly type: string = 'module'
  constructor(
    readonly name: string,
    readonly members: ReadonlyMap<string, Value>,
  ) {
    super()
  }
  override attribute(name: string): Value | undefined {
    return this.members.get(name)
  }
  override dir(): Iterable<string> {
    return this.members.keys()
  }
}

/** Whether a value can change, or holds one that can: it is not a key. */
export function canChange(value: Value): boolean {
  spend()
  if (value instanceof Tuple) return value.items.some(canChange)
  return Array.isArray(value) || value instanceof Dict || value instanceof PySet
}

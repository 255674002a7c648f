import { fits, spend, spendInteger, spendLength } from './budget.js'
import { refuse, type Place } from './fault.js'

/**
 * A value of a template. Python's None, bool, int, float, str and list are null, boolean, bigint,
 * number, string and Value[]; every other kind is a class. No value is an object of JavaScript's
 * own, so nothing of JavaScript can be reached through one.
 */
export type Value = null | boolean | bigint | number | string | Value[] | PyObject

/** The named arguments of a call. */
export type Named = ReadonlyMap<string, Value>

/** Whatever is not one of the primitives: what it offers by name is what `attribute` answers. */
export abstract class PyObject {
  /** Python's name of the type, for messages. */
  abstract readonly type: string
  /** An attribute by name, undefined where there is none; methods are in methods/. */
  attribute(name: string): Value | undefined {
    void name
    return undefined
  }
}

export class Tuple extends PyObject {
  readonly type = 'tuple'
  constructor(readonly items: readonly Value[]) {
    super()
  }
}

/** A dict: insertion order, any hashable key, `1`, `1.0` and `True` one key. */
export class Dict extends PyObject {
  readonly type = 'dict'
  readonly entries = new Map<string, [key: Value, value: Value]>()

  constructor(items: Iterable<readonly [Value, Value]> = []) {
    super()
    for (const [key, value] of items) this.set(key, value)
  }

  get size(): number {
    return this.entries.size
  }
  get(key: Value): Value | undefined {
    return this.entries.get(hash(key))?.[1]
  }
  has(key: Value): boolean {
    return this.entries.has(hash(key))
  }
  set(key: Value, value: Value): void {
    const name = hash(key)
    const entry = this.entries.get(name)
    if (entry) entry[1] = value
    else this.entries.set(name, [key, value])
  }
  delete(key: Value): boolean {
    return this.entries.delete(hash(key))
  }
  *keys(): Generator<Value> {
    for (const [key] of this.entries.values()) yield key
  }
  *values(): Generator<Value> {
    for (const [, value] of this.entries.values()) yield value
  }
}

/** A set or a frozenset, in insertion order (Python's own order of strings differs by run). */
export class PySet extends PyObject {
  readonly items = new Map<string, Value>()
  constructor(
    items: Iterable<Value> = [],
    readonly type: 'set' | 'frozenset' = 'set',
  ) {
    super()
    for (const item of items) this.items.set(hash(item), item)
  }
  has(value: Value): boolean {
    return this.items.has(hash(value))
  }
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
    for (const [key, value] of this.dict.entries.values()) {
      yield this.kind === 'keys' ? key : this.kind === 'values' ? value : new Tuple([key, value])
    }
  }
}

/** What can be walked through once: `map(…)`, `zip(…)`, `|select`. */
export class Stream extends PyObject {
  constructor(
    readonly source: Iterator<Value>,
    readonly type = 'generator',
  ) {
    super()
  }
}

export class Bytes extends PyObject {
  readonly type = 'bytes'
  constructor(readonly data: Uint8Array) {
    super()
  }
}

/** Text that `|escape` leaves alone. */
export class Markup extends PyObject {
  readonly type = 'Markup'
  constructor(readonly text: string) {
    super()
  }
}

/** Something to call; `attributes` are what it offers by name (`dict.fromkeys`). */
export class Func extends PyObject {
  readonly type: string = 'function'
  constructor(
    readonly name: string,
    readonly call: (args: readonly Value[], named: Named) => Value,
    readonly attributes: ReadonlyMap<string, Value> = new Map(),
  ) {
    super()
  }
  override attribute(name: string): Value | undefined {
    return name === '__name__' ? this.name : this.attributes.get(name)
  }
}

/** A type: called, it converts; `isinstance` asks it. */
export class Type extends Func {
  override readonly type = 'type'
}

/** A bag of names: a module, an imported template. */
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
}

/** `namespace()`: the one thing whose attributes a template can set. */
export class Namespace extends PyObject {
  readonly type = 'Namespace'
  readonly members = new Map<string, Value>()
  override attribute(name: string): Value | undefined {
    return this.members.get(name)
  }
}

/** A name that has no value: anything but a question for it is refused. */
export class Undefined extends PyObject {
  readonly type = 'Undefined'
  /** Where the template first asked for it. */
  place: Place | undefined
  constructor(
    readonly message: string,
    readonly hint?: string | (() => string | undefined),
    /** An inline `if` without `else` gives one that prints as nothing. */
    readonly strict = true,
  ) {
    super()
  }
}

const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** A number for an object, the same each time. */
export function identity(value: object): number {
  let id = identities.get(value)
  if (id === undefined) identities.set(value, (id = ++lastIdentity))
  return id
}

/** A text that is the same for equal keys; throws for a value that cannot be one. */
export function hash(value: Value): string {
  spend()
  if (typeof value === 'string' || value instanceof Markup) {
    const text = typeof value === 'string' ? value : value.text
    spendLength(text.length)
    return 's' + text
  }
  if (value === null) return 'N'
  if (typeof value === 'bigint') {
    spendInteger(value)
    return 'n' + value.toString(32)
  }
  if (typeof value === 'boolean') return value ? 'n1' : 'n0'
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'n' + BigInt(value).toString(32) : 'f' + value
  }
  if (value instanceof Tuple) {
    return `(${together(value.items.map(hash))})`
  }
  if (value instanceof Undefined) undefinedUsed(value)
  if (value instanceof PySet && value.type === 'frozenset') {
    return `{${together([...value.items.keys()].sort())}}`
  }
  if (value instanceof Bytes) return 'b' + value.data.join()
  if (value instanceof Range) return `r${value.start},${value.stop},${value.step}`
  const isView = value instanceof DictView && value.isSet
  if (isView || Array.isArray(value) || value instanceof Dict || value instanceof PySet) {
    refuse(`unhashable type: '${typeName(value)}'`)
  }
  return 'o' + identity(value)
}

/** Keys as one text that no others make: each says how long it is. */
function together(keys: readonly string[]): string {
  const text = keys.map((key) => `${key.length}:${key}`).join()
  fits(text.length)
  spendLength(text.length)
  return text
}

/** Stops at the use of a name without a value. */
export function undefinedUsed(value: Undefined): never {
  throw new UndefinedUse(value)
}

/** The use of an undefined value; the renderer makes a diagnostic of it. */
export class UndefinedUse extends Error {
  constructor(readonly value: Undefined) {
    super(value.message)
  }
}

/** Python's name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'float'
  if (typeof value === 'string') return 'str'
  return Array.isArray(value) ? 'list' : value.type
}

// The kinds of Python's values, and what an object can answer. Knows errors.
import { refuse, refuseHere } from './errors.js'

/**
 * A value of Python's. None, bool, int, float, str and list are null, boolean, bigint, number,
 * string and Value[]; every other kind is a class. No value is an object of JavaScript's own, so
 * nothing of JavaScript can be reached through one.
 */
export type Value = null | boolean | bigint | number | string | Value[] | PyObject

/** The named arguments of a call. */
export type Named = ReadonlyMap<string, Value>

/** How an object prints what it holds. */
export interface Printer {
  /** Whether keys and items come in order, as `pprint` has them. */
  readonly sorted: boolean
  /** Whether the object is being printed already: it holds itself. */
  readonly within: boolean
  /** Values with commas between them. */
  items(list: Iterable<Value>): string
}

/**
 * Whatever is not one of the primitives. The methods are Python's own protocol; where an optional
 * one is left out, the object cannot do that.
 */
export abstract class PyObject {
  /** Python's name of the type, for messages. */
  abstract readonly type: string

  /** An attribute by name, undefined where there is none; methods are in methods/. */
  attribute(name: string): Value | undefined {
    void name
    return undefined
  }
  /** What `dir()` gives, for hints: nothing where the attributes are not a list. */
  dir(): Iterable<string> {
    return []
  }
  /** A text that is the same for equal keys; throws where it cannot be one. */
  hash(): string {
    return 'o' + identity(this)
  }
  /** What `callable()` gives. */
  callable(): boolean {
    return false
  }
  /** What `repr()` gives; an address in memory, which most objects show, differs each time. */
  represent(printer: Printer): string {
    void printer
    return refuseHere(`printing a ${this.type}, which shows its address in memory,`)
  }
  /** What `str()` gives; what `repr()` does unless it is there. */
  text?(): string
  /** What `bool()` gives; whether it has a size other than 0 unless it is there. */
  truth?(): boolean
  /** What `len()` gives. */
  size?(): number
  /** What a loop walks through. */
  iterate?(): Iterable<Value>
  /** An item by its key, undefined where there is none. */
  item?(key: Value): Value | undefined
  /** `==`; where it is left out, and is none of Python's own kinds, only the same object is. */
  equals?(other: Value): boolean
  /** `self operator other`, or the other way round; undefined where it does not know. */
  operate?(operator: string, other: Value, reflected: boolean): Value | undefined
  /** The values that it holds, as far as they are at hand. */
  holds?(): Iterable<Value>
  /** What it may hold besides, where that is not known. */
  besides?(): PyObject | undefined
  /** Has another value under each of its keys. */
  refill?(value: (key: Value) => Value): void
  /** Has it hold these alone. */
  keep?(values: readonly Value[]): void
  /** Throws its own reason where an operation cannot take it. */
  unfit?(): never
}

/** Refuses values that an operation cannot take; one of them may have its own reason. */
export function misfit(message: string, ...values: readonly (Value | undefined)[]): never {
  for (const value of values) if (value instanceof PyObject) value.unfit?.()
  refuse(message)
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

const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** A number for an object, the same each time. */
export function identity(value: object): number {
  let id = identities.get(value)
  if (id === undefined) identities.set(value, (id = ++lastIdentity))
  return id
}

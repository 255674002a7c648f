import { nearest } from '../diagnostics/index.js'
import { spend } from './budget.js'
import { refuse } from './fault.js'
import { dictMethods } from './methods/dict.js'
import { listMethods, tupleMethods } from './methods/list.js'
import { bytesMethods, numberMethods } from './methods/number.js'
import { setMethods } from './methods/set.js'
import { markupMethods } from './methods/markup.js'
import { textMethods } from './methods/text.js'
import { truth, weigh, weighAll } from './operators.js'
import { quote, str } from './text.js'
import {
  Bytes,
  Dict,
  Func,
  Markup,
  PyObject,
  PySet,
  Range,
  Tuple,
  typeName,
  Undefined,
  undefinedUsed,
  type Named,
  type Value,
} from './values.js'

/** A method: what it is called on comes first. */
export type Method<T> = (self: T, args: readonly Value[], named: Named) => Value
export type Methods<T> = Readonly<Record<string, Method<T>>>

/** `value.name`: an attribute, else an item, else undefined. */
export function attribute(value: Value, name: string): Value {
  if (value instanceof Undefined) undefinedUsed(value)
  const direct = own(value, name)
  if (direct !== undefined) return direct
  const entry = keyed(value, name)
  return entry === undefined ? missing(value, name) : entry
}

/** `value[key]`: an item, else an attribute, else undefined. */
export function item(value: Value, key: Value): Value {
  if (value instanceof Undefined) undefinedUsed(value)
  if (key instanceof Undefined) undefinedUsed(key)
  const name = typeof key === 'string' ? key : key instanceof Markup ? key.text : undefined
  const entry = keyed(value, key)
  if (entry !== undefined) return entry
  const direct = name === undefined ? undefined : own(value, name)
  return direct === undefined ? missing(value, key) : direct
}

/** An attribute by Python's own rules, undefined where there is none. */
export function own(value: Value, name: string): Value | undefined {
  if (value instanceof PyObject) {
    const direct = value.attribute(name)
    if (direct !== undefined) return direct
  }
  if (typeof value === 'string') return bound(value, name, textMethods)
  if (value instanceof Markup) return bound(value, name, markupMethods)
  if (Array.isArray(value)) return bound(value, name, listMethods)
  if (value instanceof Dict) return bound(value, name, dictMethods)
  if (value instanceof Tuple) return bound(value, name, tupleMethods)
  if (value instanceof PySet) return bound(value, name, setMethods)
  if (value instanceof Bytes) return bound(value, name, bytesMethods)
  if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'number') {
    const number = typeof value === 'boolean' ? BigInt(value) : value
    if (name === 'real') return number
    if (name === 'imag') return typeof number === 'bigint' ? 0n : 0
    if (typeof number === 'bigint' && name === 'numerator') return number
    if (typeof number === 'bigint' && name === 'denominator') return 1n
    return bound(number, name, numberMethods)
  }
  return undefined
}

function bound<T extends Value>(self: T, name: string, methods: Methods<T>): Func | undefined {
  if (!Object.hasOwn(methods, name)) return undefined
  const method = methods[name]!
  weigh(self)
  return new Func(name, (args, named) => method(self, args, named))
}

/** An item by Python's own rules, undefined where there is none. */
export function keyed(value: Value, key: Value): Value | undefined {
  if (value instanceof Dict) {
    return Array.isArray(key) || key instanceof Dict || key instanceof PySet
      ? undefined
      : value.get(key)
  }
  if (typeof key === 'boolean') key = BigInt(key)
  if (typeof key !== 'bigint') return undefined
  weigh(value)
  const at = <T>(list: ArrayLike<T>) => list[Number(key < 0n ? BigInt(list.length) + key : key)]
  if (Array.isArray(value)) return at(value)
  if (value instanceof Tuple) return at(value.items)
  if (typeof value === 'string') return at(letters(value))
  if (value instanceof Markup) {
    const letter = at(letters(value.text))
    return letter === undefined ? undefined : new Markup(letter)
  }
  if (value instanceof Range) {
    const index = key < 0n ? value.length + key : key
    return index >= 0n && index < value.length ? value.at(index) : undefined
  }
  if (value instanceof Bytes) {
    const byte = at(value.data)
    return byte === undefined ? undefined : BigInt(byte)
  }
  return undefined
}

/** A text as its characters; an ordinary string is a list of them already. */
function letters(text: string): ArrayLike<string> {
  return /[\ud800-\udfff]/.test(text) ? [...text] : text
}

function missing(value: Value, key: Value): Undefined {
  const name = typeof key === 'string' ? quote(key) : str(key)
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name
  const message =
    typeof key === 'string'
      ? `'${typeName(value)}' object has no attribute or key ${shown}`
      : `${typeName(value)} object has no element ${shown}`
  return new Undefined(message, typeof key === 'string' ? () => suggestion(value, key) : undefined)
}

function suggestion(value: Value, name: string): string | undefined {
  const candidates =
    value instanceof Dict ? [...value.keys()].filter((key) => typeof key === 'string') : []
  const near = nearest(name, candidates)
  return near === undefined ? undefined : `did you mean ${quote(near)}?`
}

/** `value[start:stop:step]`; throws for what has no slices, as Jinja2 does not look for an item here. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  if (value instanceof Undefined) undefinedUsed(value)
  const pick = <T>(list: readonly T[]): T[] =>
    positions(list.length, start, stop, step).map((i) => list[i]!)
  if (typeof value === 'string') {
    const simple = step === null && !/[\ud800-\udfff]/.test(value)
    if (!simple) return pick([...value]).join('')
    const [from, to] = [index(start), index(stop)]
    return value.slice(from ?? 0, to ?? value.length)
  }
  if (value instanceof Markup) return new Markup(pick([...value.text]).join(''))
  if (Array.isArray(value)) return pick(value)
  if (value instanceof Tuple) return new Tuple(pick(value.items))
  if (value instanceof Bytes) return new Bytes(Uint8Array.from(pick([...value.data])))
  if (value instanceof Range) {
    const { from, to, by } = bounds(Number(value.length), start, stop, step)
    return new Range(value.at(BigInt(from)), value.at(BigInt(to)), value.step * BigInt(by))
  }
  return refuse(`'${typeName(value)}' object has no slices`)
}

function index(value: Value): number | undefined {
  if (value === null) return undefined
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Undefined) undefinedUsed(value)
  if (typeof value !== 'bigint') {
    refuse('slice indices must be integers or None or have an __index__ method')
  }
  return Number(value)
}

function positions(length: number, start: Value, stop: Value, step: Value): number[] {
  const { from, to, by } = bounds(length, start, stop, step)
  const result: number[] = []
  for (let i = from; by > 0 ? i < to : i > to; i += by) {
    spend()
    result.push(i)
  }
  return result
}

function bounds(length: number, start: Value, stop: Value, step: Value) {
  const by = index(step) ?? 1
  if (by === 0) refuse('slice step cannot be zero')
  const clamp = (given: number | undefined, otherwise: number) => {
    if (given === undefined) return otherwise
    const at = given < 0 ? given + length : given
    return by > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1)
  }
  const from = clamp(index(start), by > 0 ? 0 : length - 1)
  const to = clamp(index(stop), by > 0 ? length : -1)
  return { from, to, by }
}

/** Calls what can be called; throws for the rest. */
export function invoke(callee: Value, args: readonly Value[], named: Named): Value {
  if (callee instanceof Func) {
    weighAll(args, named)
    const result = callee.call(args, named)
    weigh(result)
    return result
  }
  if (callee instanceof Undefined) undefinedUsed(callee)
  return refuse(`'${typeName(callee)}' object is not callable`)
}

/** A function's outcome as a truth, for filters that ask. */
export function asks(callee: Value, value: Value): boolean {
  return truth(invoke(callee, [value], new Map()))
}

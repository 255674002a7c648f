// Items and slices. Knows values.
import { lettersOf, spend } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { weigh } from './iterate.js'
import { misfit, typeName, type Value } from './object.js'
import { isUnknown } from './unknown.js'
import { Bytes, canChange, Dict, DictView, PyStr, Range, Tuple, Type } from './values.js'

/** An item by Python's own rules, undefined where there is none. */
export function keyed(value: Value, key: Value): Value | undefined {
  if (isUnknown(value)) return value.item(key)
  if (isUnknown(key)) return key.foundIn(value)
  if (value instanceof Dict)
    return canChange(key) || key instanceof DictView ? undefined : value.get(key)
  if (typeof key === 'boolean') key = BigInt(key)
  if (typeof key !== 'bigint') return undefined
  weigh(value)
  const at = <T>(list: ArrayLike<T>) => list[Number(key < 0n ? BigInt(list.length) + key : key)]
  if (Array.isArray(value)) return at(value)
  if (value instanceof Tuple) return at(value.items)
  if (typeof value === 'string') return at(letters(value))
  if (value instanceof PyStr) {
    const letter = at(letters(value.content))
    return letter === undefined ? undefined : value.like(letter)
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
  return /[\ud800-\udfff]/.test(text) ? lettersOf(text) : text
}

/** `value[start:stop:step]`; throws for what has no slices. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  const unknown = [value, start, stop, step].find(isUnknown)
  // What is cut out of a text may be none of what is known of it.
  if (unknown) return unknown.foundIn(value, [value])
  const pick = <T>(list: ArrayLike<T>): T[] =>
    positions(list.length, start, stop, step).map((i) => list[i]!)
  if (typeof value === 'string') {
    const simple = step === null && !/[\ud800-\udfff]/.test(value)
    if (!simple) return pick(lettersOf(value)).join('')
    const [from, to] = [index(start), index(stop)]
    return value.slice(from ?? 0, to ?? value.length)
  }
  if (value instanceof PyStr) return value.like(pick(lettersOf(value.content)).join(''))
  if (Array.isArray(value)) return pick(value)
  if (value instanceof Tuple) return new Tuple(pick(value.items))
  if (value instanceof Bytes) return new Bytes(Uint8Array.from(pick(value.data)))
  if (value instanceof Range) {
    const { from, to, by } = bounds(Number(value.length), start, stop, step)
    return new Range(value.at(BigInt(from)), value.at(BigInt(to)), value.step * BigInt(by))
  }
  if (value instanceof Type) refuseHere('an item of a type')
  return misfit(`'${typeName(value)}' object has no slices`, value)
}

/** An index of a slice, undefined for None. */
export function index(value: Value): number | undefined {
  if (value === null) return undefined
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'bigint') {
    misfit('slice indices must be integers or None or have an __index__ method', value)
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

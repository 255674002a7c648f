// Order: sorted, min and max. Knows comparison and calls.
import { flag, signature } from './arguments.js'
import { spend } from './budget.js'
import { invoke } from './call.js'
import { order } from './compare.js'
import { refuse, refuseHere } from './errors.js'
import { iterate, listOf } from './iterate.js'
import type { Named, Value } from './object.js'
import { isUnknown, type Unknown } from './unknown.js'
import { PySet, Tuple } from './values.js'

/** The items in order, by `key` and `reverse`; equal ones stay as they were. */
export function sorter(
  name: string,
): (value: Value, args: readonly Value[], named: Named) => Value[] {
  const read = signature(name, 'key= reverse=')
  return (value, args, named) => {
    const [key = null, reverse = false] = read([], named)
    if (args.length > 0) refuse(`${name}() takes no positional arguments`)
    const items = listOf(value, false)
    const keys = key === null ? items : items.map((item) => invoke(key, [item], new Map()))
    return sortBy(items, keys, flag(reverse), value)
  }
}

/** Items sorted by keys of the same index; in a set no two may be equal. */
export function sortBy<T>(
  items: readonly T[],
  keys: readonly Value[],
  reverse = false,
  from?: Value,
): T[] {
  const tie = () => (from instanceof PySet ? refuseHere('sorting a set by equal keys') : 0)
  spend(items.length)
  const indices = items.map((_, i) => i)
  const compare = (a: number, b: number) =>
    order('<', keys[a]!, keys[b]!) ? -1 : order('<', keys[b]!, keys[a]!) ? 1 : tie()
  const sorted = reverse ? (a: number, b: number) => compare(b, a) : compare
  if (items.length < 2 || !keys.some(unplaced)) return indices.sort(sorted).map((i) => items[i]!)
  // What is not known comes before all that is, or behind it, there the other way round.
  const [known, others] = [true, false].map((isKnown) =>
    indices.filter((i) => (unplaced(keys[i]!) === undefined) === isKnown),
  )
  const [before, behind] = [true, false].map((isFirst) =>
    others!.filter((i) => unplaced(keys[i]!)!.asked('sorted') === isFirst),
  )
  return [...before!, ...known!.sort(sorted), ...behind!.reverse()].map((i) => items[i]!)
}

/** The unknown that decides where a key comes in an order. */
function unplaced(key: Value): Unknown | undefined {
  const first = Array.isArray(key) ? key[0] : key instanceof Tuple ? key.items[0] : key
  return isUnknown(first) ? first : undefined
}

/** `min` or `max` of what is given. */
export function extreme(name: 'min' | 'max'): (args: readonly Value[], named: Named) => Value {
  const read = signature(name, 'key= default=')
  return (args, named) => {
    const [key = null, otherwise] = read([], named)
    const items = args.length === 1 ? [...iterate(args[0]!)] : args
    if (args.length !== 1 && otherwise !== undefined)
      refuse(`Cannot specify a default for ${name}() with multiple positional arguments`)
    const of = (item: Value) => (key === null ? item : invoke(key, [item], new Map()))
    const found = items.length > 0 ? best(name, items, of) : otherwise
    return found === undefined ? refuse(`${name}() arg is an empty sequence`) : found
  }
}

/** The least or greatest item by its key, the first of equal ones; undefined where there is none. */
export function best(
  name: 'min' | 'max',
  items: readonly Value[],
  keyOf: (item: Value) => Value,
): Value | undefined {
  const keys = items.map(keyOf)
  let at = 0
  keys.forEach((key, i) => {
    if (i > 0 && order(name === 'min' ? '<' : '>', key, keys[at]!)) at = i
  })
  return items[at]
}

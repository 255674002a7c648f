// The methods of sets. Knows values and arguments.
import { plainly, positional } from '../arguments.js'
import { fits, spend } from '../budget.js'
import { refuse } from '../errors.js'
import { hash } from '../hash.js'
import { iterate } from '../iterate.js'
import type { Named, Value } from '../object.js'
import { repr } from '../text.js'
import { PySet } from '../values.js'
import type { Methods } from './types.js'

/** What Python's set offers. */
export const setMethods: Methods<PySet> = {
  copy: plainly('copy', 0, 0, (set) => new PySet(set.items.values())),
  union: withOthers('union', (set, others) => [
    ...itemsOf(set),
    ...others.flatMap((other) => itemsOf(other)),
  ]),
  intersection: withOthers('intersection', (set, others) =>
    itemsOf(set).filter((item) => others.every((other) => other.has(item))),
  ),
  difference: withOthers('difference', (set, others) =>
    itemsOf(set).filter((item) => !others.some((other) => other.has(item))),
  ),
  symmetric_difference: beside('symmetric_difference', (set, other) => {
    const left = itemsOf(set).filter((item) => !other.has(item))
    return new PySet([...left, ...itemsOf(other).filter((item) => !set.has(item))])
  }),
  issubset: beside('issubset', (set, other) => itemsOf(set).every((item) => other.has(item))),
  issuperset: beside('issuperset', (set, other) => itemsOf(other).every((item) => set.has(item))),
  isdisjoint: beside('isdisjoint', (set, other) => !itemsOf(set).some((item) => other.has(item))),
  add: plainly('add', 1, 1, (set, [value]) => add(set, value!)),
  discard: plainly('discard', 1, 1, (set, [value]) => {
    if (set.has(value!)) set.items.delete(hash(value!))
    return null
  }),
  remove: plainly('remove', 1, 1, (set, [value]) =>
    set.has(value!) && set.items.delete(hash(value!))
      ? null
      : refuse(`there is no item ${repr(value!)}`),
  ),
  pop: plainly('pop', 0, 0, (set) => {
    const [first] = set.items
    if (!first) refuse('pop from an empty set')
    set.items.delete(first[0])
    return first[1]
  }),
  clear: plainly('clear', 0, 0, (set) => {
    set.items.clear()
    return null
  }),
  update: plainly('update', 0, Infinity, (set, others) => {
    for (const other of others) for (const value of iterate(other!)) add(set, value)
    return null
  }),
}

function add(set: PySet, value: Value): null {
  if (!set.has(value)) set.items.set(hash(value), value)
  fits(set.items.size)
  return null
}

/** A set's items, each a step. */
function itemsOf(set: PySet): Value[] {
  spend(set.items.size)
  return [...set.items.values()]
}

/** A method that makes a set of this one and any number of others. */
function withOthers(name: string, make: (set: PySet, others: PySet[]) => Value[]) {
  return (set: PySet, args: readonly Value[], named: Named) => {
    const others = positional(name, args, named, 0, Infinity).map((arg) => new PySet(iterate(arg)))
    return new PySet(make(set, others))
  }
}

/** A method that asks about this set and another. */
function beside(name: string, ask: (set: PySet, other: PySet) => Value) {
  return plainly(name, 1, 1, (set: PySet, [other]) => ask(set, new PySet(iterate(other!))))
}

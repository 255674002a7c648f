// The methods of sets. Knows values and arguments.
import { positional } from '../arguments.js'
import { fits, spend } from '../budget.js'
import { contains } from '../compare.js'
import { refuse } from '../errors.js'
import { hash } from '../hash.js'
import { iterate } from '../iterate.js'
import type { Named, Value } from '../object.js'
import { repr } from '../text.js'
import { PySet } from '../values.js'
import type { Methods } from './types.js'

/** What Python's set offers; a frozenset has those that leave it as it is. */
export const setMethods: Methods<PySet> = {
  add: (set, args, named) => {
    const [value] = positional('add', args, named, 1)
    const { items } = changeable(set)
    if (!set.has(value!)) items.set(hash(value!), value!)
    fits(items.size)
    return null
  },
  discard: (set, args, named) => {
    const [value] = positional('discard', args, named, 1)
    changeable(set).items.delete(hash(value!))
    return null
  },
  remove: (set, args, named) => {
    const [value] = positional('remove', args, named, 1)
    if (!changeable(set).items.delete(hash(value!))) refuse(`there is no item ${repr(value!)}`)
    return null
  },
  pop: (set, args, named) => {
    positional('pop', args, named, 0)
    const [first] = changeable(set).items
    if (!first) refuse('pop from an empty set')
    set.items.delete(first[0])
    return first[1]
  },
  clear: (set, args, named) => {
    positional('clear', args, named, 0)
    changeable(set).items.clear()
    return null
  },
  copy: (set, args, named) => {
    positional('copy', args, named, 0)
    return new PySet(set.items.values(), set.type)
  },
  update: (set, args) => {
    for (const other of args) {
      for (const value of iterate(other)) {
        if (!set.has(value)) changeable(set).items.set(hash(value), value)
      }
    }
    return null
  },
  union: (set, args) =>
    new PySet([...itemsOf(set), ...args.flatMap((other) => [...iterate(other)])], set.type),
  intersection: (set, args) => {
    const others = args.map((other) => new PySet(iterate(other)))
    const kept = itemsOf(set).filter((item) => others.every((o) => o.has(item)))
    return new PySet(kept, set.type)
  },
  difference: (set, args) => {
    const others = args.map((other) => new PySet(iterate(other)))
    const kept = itemsOf(set).filter((item) => !others.some((o) => o.has(item)))
    return new PySet(kept, set.type)
  },
  symmetric_difference: (set, args, named) => {
    const other = otherOf('symmetric_difference', args, named)
    const left = itemsOf(set).filter((item) => !other.has(item))
    const right = [...other.items.values()].filter((item) => !set.has(item))
    return new PySet([...left, ...right], set.type)
  },
  issubset: (set, args, named) => {
    const other = otherOf('issubset', args, named)
    return itemsOf(set).every((item) => other.has(item))
  },
  issuperset: (set, args, named) => {
    const other = otherOf('issuperset', args, named)
    return [...other.items.values()].every((item) => set.has(item))
  },
  isdisjoint: (set, args, named) => {
    const other = otherOf('isdisjoint', args, named)
    return !itemsOf(set).some((item) => other.has(item))
  },
  __contains__: (set, args, named) => contains(set, positional('__contains__', args, named, 1)[0]!),
  __len__: (set, args, named) => {
    positional('__len__', args, named, 0)
    return BigInt(set.items.size)
  },
}

/** A set's items, each a step. */
function itemsOf(set: PySet): Value[] {
  spend(set.items.size)
  return [...set.items.values()]
}

function otherOf(name: string, args: readonly Value[], named: Named): PySet {
  return new PySet(iterate(positional(name, args, named, 1)[0]!))
}

function changeable(set: PySet): PySet {
  return set.type === 'set' ? set : refuse(`a frozenset cannot be changed`)
}

// The methods of sets. Knows values and arguments.
import { plainly } from '../arguments.js'
import { fits } from '../budget.js'
import { refuse } from '../errors.js'
import { hash } from '../hash.js'
import { listOf } from '../iterate.js'
import type { Value } from '../object.js'
import { repr } from '../text.js'
import { PySet } from '../values.js'
import type { Methods } from './types.js'

/** What Python's set offers. */
export const setMethods: Methods<PySet> = {
  copy: plainly('copy', 0, 0, (set) => new PySet(set.items.values())),
  add: plainly('add', 1, 1, (set, [value]) => add(set, value!)),
  discard: plainly('discard', 1, 1, (set, [value]) => {
    set.items.delete(hash(value!))
    return null
  }),
  remove: plainly('remove', 1, 1, (set, [value]) =>
    set.has(value!) && set.items.delete(hash(value!))
      ? null
      : refuse(`there is no item ${repr(value!)}`),
  ),
  clear: plainly('clear', 0, 0, (set) => {
    set.items.clear()
    return null
  }),
  update: plainly('update', 0, Infinity, (set, others) => {
    for (const other of others) for (const value of listOf(other!, false)) add(set, value)
    return null
  }),
}

function add(set: PySet, value: Value): null {
  set.add(value)
  fits(set.items.size)
  return null
}

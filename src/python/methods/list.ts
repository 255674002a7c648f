// The methods of lists and tuples. Knows values, order and arguments.
import { int, plainly, whole } from '../arguments.js'
import { fits, spend, spendLength } from '../budget.js'
import { same } from '../compare.js'
import { refuse } from '../errors.js'
import { keyed } from '../items.js'
import { listOf } from '../iterate.js'
import type { Value } from '../object.js'
import { sorter } from '../sort.js'
import { isUnknown, openOf, opens } from '../unknown.js'
import type { Tuple } from '../values.js'
import type { Methods } from './types.js'

const sort = sorter('sort')

/** What Python's list offers. */
export const listMethods: Methods<Value[]> = {
  append: plainly('append', 1, 1, (list, [value]) => {
    fits(list.length + 1)
    list.push(value!)
    return null
  }),
  clear: plainly('clear', 0, 0, (list) => {
    list.length = 0
    return null
  }),
  copy: plainly('copy', 0, 0, (list) => {
    spend(list.length)
    return [...list]
  }),
  count: plainly('count', 1, 1, (list, [value]) => count(list, value!)),
  extend: plainly('extend', 1, 1, (list, [values]) => {
    const added = listOf(values!)
    fits(list.length + added.length)
    for (const value of added) list.push(value)
    opens(list, isUnknown(values) ? values : openOf(values))
    return null
  }),
  index: plainly('index', 1, 3, indexOf),
  insert: plainly('insert', 2, 2, (list, [at, value]) => {
    fits(list.length + 1)
    moves(list)
    list.splice(int(at), 0, value!)
    return null
  }),
  pop: plainly('pop', 0, 1, (list, [given]) => {
    const at = int(given, -1)
    if (list.length === 0) refuse('pop from empty list')
    const index = at < 0 ? list.length + at : at
    if (index < 0 || index >= list.length) refuse('pop index out of range')
    if (index === list.length - 1) return list.pop()!
    moves(list)
    return list.splice(index, 1)[0]!
  }),
  remove: plainly('remove', 1, 1, (list, [value]) => {
    const at = list.findIndex((item) => found(item, value!))
    if (at < 0) refuse('list.remove(x): x not in list')
    moves(list)
    list.splice(at, 1)
    return null
  }),
  reverse: plainly('reverse', 0, 0, (list) => {
    moves(list)
    list.reverse()
    return null
  }),
  sort: (list, args, named) => {
    const sorted = sort(list, args, named)
    sorted.forEach((item, i) => (list[i] = item))
    return null
  },
  __setitem__: plainly('__setitem__', 2, 2, (list, [at, value]) => {
    list[place(list, at)] = value!
    return null
  }),
  __delitem__: plainly('__delitem__', 1, 1, (list, [at]) => {
    const index = place(list, at)
    moves(list)
    list.splice(index, 1)
    return null
  }),
}

/** What Python's tuple offers. */
export const tupleMethods: Methods<Tuple> = {
  count: plainly('count', 1, 1, (tuple, [value]) => count(tuple.items, value!)),
  index: plainly('index', 1, 3, (tuple, bound) => indexOf(tuple.items, bound)),
}

/** Counts the work of moving a list's items. */
function moves(list: readonly Value[]): void {
  spendLength(list.length)
}

/** Where an item of a list is that is there. */
function place(list: Value[], given: Value | undefined): number {
  const at = int(given)
  if (keyed(list, BigInt(at)) === undefined) refuse('list assignment index out of range')
  return at < 0 ? list.length + at : at
}

function found(item: Value, value: Value): boolean {
  spend()
  return same(item, value)
}

function count(list: readonly Value[], value: Value): bigint {
  return BigInt(list.filter((item) => found(item, value)).length)
}

function indexOf(
  list: readonly Value[],
  [value, start, stop]: readonly (Value | undefined)[],
): bigint {
  const bound = (at: number) => (at < 0 ? Math.max(0, list.length + at) : at)
  const to = Math.min(list.length, bound(stop === undefined ? list.length : Number(whole(stop))))
  for (let i = bound(start === undefined ? 0 : Number(whole(start))); i < to; i++)
    if (found(list[i]!, value!)) return BigInt(i)
  return refuse('the value is not in the list')
}

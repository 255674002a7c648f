// The methods of lists and tuples. Knows values, order and arguments.
import { int, positional } from '../arguments.js'
import { fits, spend, spendLength } from '../budget.js'
import { contains, same } from '../compare.js'
import { refuse } from '../errors.js'
import { keyed } from '../items.js'
import { listOf } from '../iterate.js'
import type { Named, Value } from '../object.js'
import { sorter } from '../sort.js'
import { Tuple } from '../values.js'
import type { Methods } from './types.js'

const sort = sorter('sort')

/** What Python's list offers. */
export const listMethods: Methods<Value[]> = {
  append: (list, args, named) => {
    const [value] = positional('append', args, named, 1)
    fits(list.length + 1)
    list.push(value!)
    return null
  },
  clear: (list, args, named) => {
    positional('clear', args, named, 0)
    list.length = 0
    return null
  },
  copy: (list, args, named) => {
    positional('copy', args, named, 0)
    spend(list.length)
    return [...list]
  },
  count: (list, args, named) => count(list, positional('count', args, named, 1)[0]!),
  extend: (list, args, named) => {
    const [values] = positional('extend', args, named, 1)
    const added = listOf(values!)
    fits(list.length + added.length)
    for (const value of added) list.push(value)
    return null
  },
  index: (list, args, named) => indexOf(list, args, named),
  insert: (list, args, named) => {
    const [at, value] = positional('insert', args, named, 2)
    fits(list.length + 1)
    moves(list)
    list.splice(int(at), 0, value!)
    return null
  },
  pop: (list, args, named) => {
    const at = int(positional('pop', args, named, 0, 1)[0], -1)
    if (list.length === 0) refuse('pop from empty list')
    const index = at < 0 ? list.length + at : at
    if (index < 0 || index >= list.length) refuse('pop index out of range')
    if (index === list.length - 1) return list.pop()!
    moves(list)
    return list.splice(index, 1)[0]!
  },
  remove: (list, args, named) => {
    const [value] = positional('remove', args, named, 1)
    const at = list.findIndex((item) => found(item, value!))
    if (at < 0) refuse('list.remove(x): x not in list')
    moves(list)
    list.splice(at, 1)
    return null
  },
  reverse: (list, args, named) => {
    positional('reverse', args, named, 0)
    moves(list)
    list.reverse()
    return null
  },
  sort: (list, args, named) => {
    const sorted = sort(list, args, named)
    sorted.forEach((item, i) => (list[i] = item))
    return null
  },
  __setitem__: (list, args, named) => {
    const [at, value] = positional('__setitem__', args, named, 2)
    const index = int(at)
    if (keyed(list, BigInt(index)) === undefined) refuse('list assignment index out of range')
    list[index < 0 ? list.length + index : index] = value!
    return null
  },
  __delitem__: (list, args, named) => {
    const at = int(positional('__delitem__', args, named, 1)[0])
    if (keyed(list, BigInt(at)) === undefined) refuse('list assignment index out of range')
    moves(list)
    list.splice(at < 0 ? list.length + at : at, 1)
    return null
  },
  __len__: (list, args, named) => {
    positional('__len__', args, named, 0)
    return BigInt(list.length)
  },
  __contains__: (list, args, named) =>
    contains(list, positional('__contains__', args, named, 1)[0]!),
}

/** What Python's tuple offers. */
export const tupleMethods: Methods<Tuple> = {
  count: (tuple, args, named) => count(tuple.items, positional('count', args, named, 1)[0]!),
  index: (tuple, args, named) => indexOf(tuple.items, args, named),
  __len__: (tuple, args, named) => {
    positional('__len__', args, named, 0)
    return BigInt(tuple.items.length)
  },
  __contains__: (tuple, args, named) =>
    contains(tuple, positional('__contains__', args, named, 1)[0]!),
}

/** Counts the work of moving a list's items. */
function moves(list: readonly Value[]): void {
  spendLength(list.length)
}

function found(item: Value, value: Value): boolean {
  spend()
  return same(item, value)
}

function count(list: readonly Value[], value: Value): bigint {
  return BigInt(list.filter((item) => found(item, value)).length)
}

function indexOf(list: readonly Value[], args: readonly Value[], named: Named): bigint {
  const [value, start, stop] = positional('index', args, named, 1, 3)
  const bound = (at: number) => (at < 0 ? Math.max(0, list.length + at) : at)
  const to = Math.min(list.length, bound(int(stop, list.length)))
  for (let i = bound(int(start, 0)); i < to; i++) if (found(list[i]!, value!)) return BigInt(i)
  return refuse('the value is not in the list')
}

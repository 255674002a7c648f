// The builtins that are functions. Knows values and what is done with them.
import { positional, taking, whole } from '../arguments.js'
import { arithmetic } from '../arithmetic.js'
import { spend } from '../budget.js'
import { refuse, refuseAmount, refuseHere } from '../errors.js'
import { isText, iterate, lengthOf, truth } from '../iterate.js'
import { absolute, round } from '../numbers.js'
import { type Named, PyObject, typeName, type Value } from '../object.js'
import { extreme, sorter } from '../sort.js'
import { repr } from '../text.js'
import { Bytes, Func, Module, PyStr, Stream, Tuple, Type } from '../values.js'

export type Call = (args: readonly Value[], named: Named) => Value

const same = (value: Value) => value
const sorted = sorter('sorted')

/** The builtins that are functions. */
export const functions: Record<string, Call> = {
  abs: (args, named) => absolute(positional('abs', args, named, 1)[0]!),
  all: (args, named) => {
    for (const item of iterate(positional('all', args, named, 1)[0]!))
      if (!truth(item)) return false
    return true
  },
  any: (args, named) => {
    for (const item of iterate(positional('any', args, named, 1)[0]!)) if (truth(item)) return true
    return false
  },
  callable: (args, named) => {
    const [value] = positional('callable', args, named, 1)
    return value instanceof PyObject && value.callable()
  },
  isinstance: (args, named) => {
    const [value, types] = positional('isinstance', args, named, 2)
    return isInstance(value!, types!)
  },
  iter: (args, named) => {
    const [value, ...end] = positional('iter', args, named, 1, 2)
    if (end.length > 0) refuseHere('iter() with a sentinel')
    return value instanceof Stream ? value : new Stream(iterate(value!), 'iterator')
  },
  len: (args, named) => lengthOf(positional('len', args, named, 1)[0]!),
  max: extreme('max'),
  min: extreme('min'),
  next: (args, named) => {
    const [value, otherwise] = positional('next', args, named, 1, 2)
    if (!(value instanceof Stream)) refuse(`'${typeName(value!)}' object is not an iterator`)
    const { done, value: item } = value.source.next()
    if (!done) return item
    return otherwise === undefined ? refuseAmount('the iterator has no further item') : otherwise
  },
  repr: (args, named) => repr(positional('repr', args, named, 1)[0]!),
  round: taking('round', 'number ndigits=', ([value, digits = null]) => {
    return round(value!, digits === null ? undefined : Number(whole(digits)))
  }),
  sorted: (args, named) => sorted(positional('sorted', args, new Map(), 1)[0]!, [], named),
  sum: taking('sum', 'iterable start=', ([values, start = 0n]) => {
    return sum(values!, start, same)
  }),
}

function isInstance(value: Value, type: Value): boolean {
  spend()
  if (type instanceof Tuple) return type.items.some((each) => isInstance(value, each))
  if (!(type instanceof Type)) refuse('isinstance() arg 2 must be a type or a tuple of types')
  const name = typeName(value)
  if (type.name === 'int' && name === 'bool') return true
  if (type.name === 'str' && value instanceof PyStr) return true
  return type.name === 'object' || type.name === name
}

/** Adds up values; texts are joined, not added. */
export function sum(value: Value, start: Value, get: (item: Value) => Value): Value {
  if (isText(start) || start instanceof Bytes)
    refuse(`sum() can't sum ${typeName(start)} [use ''.join(seq) instead]`)
  let total: Value = start
  for (const each of iterate(value)) total = arithmetic('+', total, get(each))
  return total
}

/** A module of functions and other values. */
export function module(
  name: string,
  calls: Record<string, Call>,
  values: [string, Value][] = [],
): Module {
  const functions = Object.entries(calls).map(([key, call]) => [key, new Func(key, call)] as const)
  return new Module(name, new Map<string, Value>([...functions, ...values]))
}

// The builtins that are functions. Knows values and what is done with them.
import { int, positional, taking, textual, whole } from '../arguments.js'
import { arithmetic } from '../arithmetic.js'
import { refuse } from '../errors.js'
import { formatValue } from '../format/value.js'
import { iterate, sizeOf, truth } from '../iterate.js'
import { absolute, round } from '../numbers.js'
import { PyObject, type Named, typeName, type Value } from '../object.js'
import { character } from '../quote.js'
import { extreme, sorter } from '../sort.js'
import { repr } from '../text.js'
import { PyStr, Stream, Tuple, Type } from '../values.js'

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
  bin: based('bin', 2, '0b'),
  hex: based('hex', 16, '0x'),
  oct: based('oct', 8, '0o'),
  callable: (args, named) => {
    const [value] = positional('callable', args, named, 1)
    return value instanceof PyObject && value.callable()
  },
  chr: (args, named) => character(int(positional('chr', args, named, 1)[0])),
  ord: (args, named) => {
    const text = textual('ord', positional('ord', args, named, 1)[0])
    return [...text].length === 1
      ? BigInt(text.codePointAt(0)!)
      : refuse('ord() expected a character')
  },
  divmod: (args, named) => {
    const [a, b] = positional('divmod', args, named, 2)
    if (typeof a === 'string') refuse('divmod() needs numbers')
    return new Tuple([arithmetic('//', a!, b!), arithmetic('%', a!, b!)])
  },
  format: (args, named) => {
    const [value, spec = ''] = positional('format', args, named, 1, 2)
    return formatValue(value!, textual('format', spec))
  },
  isinstance: (args, named) => {
    const [value, types] = positional('isinstance', args, named, 2)
    return isInstance(value!, types!)
  },
  iter: (args, named) => {
    const [value] = positional('iter', args, named, 1)
    return value instanceof Stream ? value : new Stream(iterate(value!), 'iterator')
  },
  len: (args, named) => {
    const [value] = positional('len', args, named, 1)
    const size = sizeOf(value!)
    return size === undefined
      ? refuse(`object of type '${typeName(value!)}' has no len()`)
      : BigInt(size)
  },
  max: extreme('max'),
  min: extreme('min'),
  next: (args, named) => {
    const [value, otherwise] = positional('next', args, named, 1, 2)
    if (!(value instanceof Stream)) refuse(`'${typeName(value!)}' object is not an iterator`)
    const { done, value: item } = value.source.next()
    if (!done) return item
    return otherwise === undefined ? refuse('the iterator has no further item') : otherwise
  },
  pow: taking('pow', 'base exp mod=', ([base, exponent, modulus = null]) => {
    if (typeof base === 'string') refuse('pow() needs numbers')
    const power = arithmetic('**', base!, exponent!)
    return modulus === null ? power : arithmetic('%', power, modulus)
  }),
  repr: (args, named) => repr(positional('repr', args, named, 1)[0]!),
  round: taking('round', 'number ndigits=', ([value, digits = null]) => {
    return round(value!, digits === null ? undefined : int(digits))
  }),
  sorted: (args, named) => sorted(positional('sorted', args, new Map(), 1)[0]!, [], named),
  sum: taking('sum', 'iterable start=', ([values, start = 0n]) => {
    return sum(values!, start, same)
  }),
}

function isInstance(value: Value, type: Value): boolean {
  if (type instanceof Tuple) return type.items.some((each) => isInstance(value, each))
  if (!(type instanceof Type)) refuse('isinstance() arg 2 must be a type or a tuple of types')
  const name = typeName(value)
  if (type.name === 'int' && name === 'bool') return true
  if (type.name === 'str' && value instanceof PyStr) return true
  return type.name === 'object' || type.name === name
}

function based(name: string, base: number, prefix: string): Call {
  return (args, named) => {
    const [value] = positional(name, args, named, 1)
    const number = whole(value!)
    return (number < 0n ? '-' : '') + prefix + (number < 0n ? -number : number).toString(base)
  }
}

/** Adds up values; texts are joined, not added. */
export function sum(value: Value, start: Value, get: (item: Value) => Value): Value {
  if (typeof start === 'string') refuse("sum() can't sum strings [use ''.join(seq) instead]")
  let total: Value = start
  for (const each of iterate(value)) total = arithmetic('+', total, get(each))
  return total
}

// The builtins that are types. Knows values and their methods.
import { int, positional, taking, whole } from '../arguments.js'
import { textMethods } from '../attributes.js'
import { spend } from '../budget.js'
import { invoke } from '../call.js'
import { refuse, refuseHere } from '../errors.js'
import { isText, iterate, listOf, stream, truth } from '../iterate.js'
import { update } from '../methods/dict.js'
import { floatOf, parseInteger, toInteger } from '../numbers.js'
import { type Named, typeName, type Value } from '../object.js'
import { str } from '../text.js'
import { Bytes, Dict, PySet, PyStr, Range, Stream, Tuple } from '../values.js'
import type { Call } from './functions.js'

/** The builtins that are types, with what they offer by name. */
export const types: Record<string, [call: Call, attributes?: Record<string, Call>]> = {
  bool: [(args, named) => truth(positional('bool', args, named, 0, 1)[0] ?? false)],
  bytes: [() => refuseHere('bytes()')],
  complex: [() => refuseHere('complex()')],
  dict: [
    (args, named) => {
      const dict = new Dict()
      if (args.length > 1) refuse(`dict expected at most 1 argument, got ${args.length}`)
      update(dict, args[0], named)
      return dict
    },
    {
      fromkeys: (args, named) => {
        const [keys, value = null] = positional('fromkeys', args, named, 1, 2)
        return new Dict(listOf(keys!).map((key) => [key, value] as const))
      },
    },
  ],
  enumerate: [
    taking('enumerate', 'iterable start=', ([values, start = 0n]) => {
      let index = whole(start) - 1n
      return lazily('enumerate', [values!], ([item]) => new Tuple([++index, item!]))
    }),
  ],
  filter: [() => refuseHere('filter()')],
  float: [
    (args, named) => {
      const [value = 0n] = positional('float', args, named, 0, 1)
      return floatOf(value)
    },
  ],
  frozenset: [() => refuseHere('frozenset()')],
  int: [
    taking('int', 'x= base=', ([value = 0n, base]) => {
      if (base === undefined) return toInteger(value)
      if (value instanceof Bytes) refuseHere('int() of bytes')
      if (!isText(value)) refuse("int() can't convert non-string with explicit base")
      return parseInteger(str(value), int(base))
    }),
  ],
  list: [(args, named) => itemsOf('list', args, named)],
  map: [
    (args, named) => {
      const [change, ...lists] = args
      if (named.size > 0 || lists.length === 0) refuse('map() must have at least two arguments')
      return lazily('map', lists, (items) => invoke(change!, items, new Map()))
    },
  ],
  range: [
    (args, named) => {
      const [a, b, step = 1n] = positional('range', args, named, 1, 3).map(whole)
      return b === undefined ? new Range(0n, a!, 1n) : new Range(a!, b, step)
    },
  ],
  reversed: [
    (args, named) => {
      const [value] = positional('reversed', args, named, 1)
      if (value instanceof Stream || value instanceof PySet) {
        refuse(`'${typeName(value)}' object is not reversible`)
      }
      // Python asks for the items one by one: those of safe text are safe.
      const like = (each: Value) => (value instanceof PyStr ? value.like(str(each)) : each)
      return stream(listOf(value!).reverse().map(like), 'reversed')
    },
  ],
  set: [(args, named) => new PySet(itemsOf('set', args, named))],
  str: [
    taking('str', 'object= encoding! errors!', ([value]) =>
      value === undefined ? '' : str(value),
    ),
    Object.fromEntries(
      Object.keys(textMethods).map((name): [string, Call] => [
        name,
        () => refuseHere(`str.${name}`),
      ]),
    ),
  ],
  tuple: [(args, named) => new Tuple(itemsOf('tuple', args, named))],
  zip: [
    (args, named) => {
      if (named.has('strict')) refuseHere("the argument 'strict' of zip()")
      if (named.size > 0) refuse('zip() takes no such argument')
      return args.length === 0
        ? stream([], 'zip')
        : lazily('zip', args, (items) => new Tuple(items))
    },
  ],
}

function itemsOf(name: string, args: readonly Value[], named: Named): Value[] {
  const [values] = positional(name, args, named, 0, 1)
  return values === undefined ? [] : listOf(values, name !== 'set')
}

/** Walks through several values at once, to the end of the shortest. */
function lazily(type: string, values: readonly Value[], change: (items: Value[]) => Value): Stream {
  spend(2 * values.length)
  const sources = values.map((value) => iterate(value))
  return new Stream(
    (function* () {
      for (;;) {
        const items: Value[] = []
        for (const source of sources) {
          const { done, value } = source.next()
          if (done) return
          items.push(value)
        }
        yield change(items)
      }
    })(),
    type,
  )
}

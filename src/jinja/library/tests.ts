// Jinja2's tests. Knows Python's values, Markup and Undefined.
import {
  arithmetic,
  Bytes,
  contains,
  Dict,
  equal,
  isText,
  order,
  PyObject,
  refuse,
  refuseHere,
  sizeOf,
  Stream,
  takes,
  Tuple,
  typeName,
  type Value,
} from '../../python/index.js'
import { isSafe } from '../runtime/markup.js'
import { Undefined } from '../runtime/undefined.js'
import type { Test, Tests } from './types.js'

/** What has a length and no items by their places. */
const unplaced = new Set(['LoopContext', 'set', 'dict_keys', 'dict_values', 'dict_items'])

/** Jinja2's tests by name. */
export const tests: Tests = {
  boolean: simple((value) => typeof value === 'boolean'),
  callable: simple((value) => value instanceof PyObject && value.callable()),
  defined: simple((value) => !(value instanceof Undefined)),
  undefined: simple((value) => value instanceof Undefined),
  none: simple((value) => value === null),
  true: simple((value) => value === true),
  false: simple((value) => value === false),
  integer: simple((value) => typeof value === 'bigint'),
  float: simple((value) => typeof value === 'number'),
  number: simple((value) => ['bigint', 'number', 'boolean'].includes(typeof value)),
  string: simple((value) => isText(value)),
  mapping: simple((value) => value instanceof Dict),
  escaped: simple(isSafe),
  iterable: simple((value) => {
    if (value instanceof Undefined) return !value.strict || value.unfit()
    const isSelf = typeName(value) === 'TemplateReference'
    return isSelf || sizeOf(value) !== undefined || value instanceof Stream
  }),
  sequence: simple((value) => {
    if (value instanceof Undefined) return !value.strict
    return sizeOf(value) !== undefined && !unplaced.has(typeName(value))
  }),
  even: simple((value) => equal(arithmetic('%', value, 2n), 0n)),
  odd: simple((value) => equal(arithmetic('%', value, 2n), 1n)),
  divisibleby: named('divisibleby', 'num', (value, by) => equal(arithmetic('%', value, by), 0n)),
  in: named('in', 'seq', (value, container) => contains(container, value)),
  sameas: named('sameas', 'other', (value, other) => {
    const isSmall = typeof value === 'bigint' && value >= -5n && value < 257n
    const isFixed = value instanceof Tuple || value instanceof Bytes
    const isAny = isFixed ? value !== other : ['string', 'number', 'bigint'].includes(typeof value)
    if (isAny && !isSmall && typeName(value) === typeName(other) && equal(value, other))
      refuseHere('whether two equal values that never change are one and the same')
    return value === other
  }),
  ...Object.fromEntries(
    ['filter', 'lower', 'test', 'upper'].map((name) => [
      name,
      () => refuseHere(`the test ${name}`),
    ]),
  ),
  ...comparison(['eq', 'equalto', '=='], equal),
  ...comparison(['ne', '!='], (a, b) => !equal(a, b)),
  ...comparison(['lt', 'lessthan', '<'], (a, b) => order('<', a, b)),
  ...comparison(['le', '<='], (a, b) => order('<=', a, b)),
  ...comparison(['gt', 'greaterthan', '>'], (a, b) => order('>', a, b)),
  ...comparison(['ge', '>='], (a, b) => order('>=', a, b)),
}

function simple(ask: (value: Value) => boolean): Test {
  return takes('test', '', ask)
}

function pair(ask: (value: Value, other: Value) => boolean): Test {
  return (value, args, named) => {
    if (args.length !== 1 || named.size > 0) refuse('the test needs one argument')
    return ask(value, args[0]!)
  }
}

/** A test of another value, which has a name. */
function named(name: string, other: string, ask: (value: Value, other: Value) => boolean): Test {
  return takes(name, other, (value: Value, [given]) => ask(value, given!))
}

function comparison(names: string[], ask: (a: Value, b: Value) => boolean): Record<string, Test> {
  return Object.fromEntries(names.map((name) => [name, pair(ask)]))
}

// Jinja2's tests. Knows Python's values and Undefined.
import {
  arithmetic,
  contains,
  Dict,
  equal,
  PyObject,
  isText,
  order,
  PySet,
  refuse,
  sizeOf,
  str,
  Stream,
  takes,
  type Value,
} from '../../python/index.js'
import { Markup } from '../runtime/markup.js'
import { Undefined } from '../runtime/undefined.js'
import type { Library, Test, Tests } from './types.js'

/** The tests that ask about a value. */
export const valueTests: Tests = {
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
  escaped: simple((value) => value instanceof Markup),
  iterable: simple((value) => {
    if (value instanceof Undefined) value.unfit()
    return sizeOf(value) !== undefined || value instanceof Stream
  }),
  sequence: simple((value) => {
    if (value instanceof Undefined) value.unfit()
    return sizeOf(value) !== undefined && !(value instanceof PySet)
  }),
  lower: simple((value) => /\p{Ll}/u.test(str(value)) && !/[\p{Lu}\p{Lt}]/u.test(str(value))),
  upper: simple((value) => /\p{Lu}/u.test(str(value)) && !/[\p{Ll}\p{Lt}]/u.test(str(value))),
  even: simple((value) => equal(arithmetic('%', value, 2n), 0n)),
  odd: simple((value) => equal(arithmetic('%', value, 2n), 1n)),
  divisibleby: pair((value, by) => equal(arithmetic('%', value, by), 0n)),
  in: pair((value, container) => contains(container, value)),
  sameas: pair((value, other) => value === other),
  ...comparison(['eq', 'equalto', '=='], equal),
  ...comparison(['ne', '!='], (a, b) => !equal(a, b)),
  ...comparison(['lt', 'lessthan', '<'], (a, b) => order('<', a, b)),
  ...comparison(['le', '<='], (a, b) => order('<=', a, b)),
  ...comparison(['gt', 'greaterthan', '>'], (a, b) => order('>', a, b)),
  ...comparison(['ge', '>='], (a, b) => order('>=', a, b)),
}

/** `is filter` and `is test`: whether a name is in a table. */
export const nameTests = (library: Library): Tests => ({
  filter: simple((value) => typeof value === 'string' && Object.hasOwn(library.filters, value)),
  test: simple((value) => typeof value === 'string' && Object.hasOwn(library.tests, value)),
})

function simple(ask: (value: Value) => boolean): Test {
  return takes('test', '', ask)
}

function pair(ask: (value: Value, other: Value) => boolean): Test {
  return (value, args, named) => {
    if (args.length !== 1 || named.size > 0) refuse('the test needs one argument')
    return ask(value, args[0]!)
  }
}

function comparison(names: string[], ask: (a: Value, b: Value) => boolean): Record<string, Test> {
  return Object.fromEntries(names.map((name) => [name, pair(ask)]))
}

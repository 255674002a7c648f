// Filters that apply another filter or a test to every item. Knows the tests and python.
import {
  isText,
  iterate,
  type Named,
  refuse,
  str,
  Stream,
  truth,
  typeName,
  type Value,
} from '../../../python/index.js'
import { tests } from '../tests.js'
import type { Filters } from '../types.js'
import { getter } from './sequence.js'

/** The filters that apply another filter or a test to every item. */
export const selectFilters = (filters: () => Filters): Filters => ({
  map: (value, args, named) => {
    once(named)
    return each(value, () => changer(filters(), args, named))
  },
  select: chosen(true, false),
  reject: chosen(false, false),
  selectattr: chosen(true, true),
  rejectattr: chosen(false, true),
})

function changer(
  filters: Filters,
  [first, ...rest]: readonly Value[],
  named: Named,
): (item: Value) => Value {
  if (first === undefined) {
    const by = named.get('attribute')
    if (by === undefined) refuse('map requires a filter argument')
    const extra = [...named.keys()].find((name) => !['attribute', 'default'].includes(name))
    if (extra !== undefined) refuse(`Unexpected keyword argument '${extra}'`)
    return getter(by, named.get('default') ?? undefined)
  }
  const filter = namedIn(filters, 'filter', first)
  return (item) => filter(item, rest, named)
}

/** Changes each item; what changes them is looked at once there are any, as Jinja2 does. */
function each(value: Value, changed: () => (item: Value) => Value): Stream {
  return new Stream(
    (function* () {
      // What is false has no items, whatever its type.
      if (!truth(value)) return
      const change = changed()
      for (const item of iterate(value)) yield change(item)
    })(),
  )
}

function chosen(wanted: boolean, byAttribute: boolean) {
  return (value: Value, args: readonly Value[], named: Named) => {
    once(named)
    const asker = (): ((item: Value) => boolean) => {
      const rest = [...args]
      const by = byAttribute ? rest.shift() : undefined
      if (byAttribute && by === undefined) refuse('Missing parameter for attribute name')
      const get = by === undefined ? (item: Value) => item : getter(by)
      const name = rest.shift()
      const test = name === undefined ? truth : testNamed(name, rest, named)
      return (item) => test(get(item)) === wanted
    }
    return new Stream(
      (function* () {
        if (!truth(value)) return
        const asks = asker()
        for (const item of iterate(value)) if (asks(item)) yield item
      })(),
    )
  }
}

function namedIn<T>(table: Readonly<Record<string, T>>, kind: string, given: Value): T {
  const name = isText(given) ? str(given) : undefined
  if (name === undefined) refuse(`No ${kind} named ${typeName(given)}`)
  return Object.hasOwn(table, name) ? table[name]! : refuse(`No ${kind} named '${name}'`)
}

/** What Jinja2 hands over by itself cannot be given again. */
function once(named: Named): void {
  for (const name of ['context', 'value'])
    if (named.has(name)) refuse(`got multiple values for argument '${name}'`)
}

function testNamed(name: Value, args: readonly Value[], named: Named): (value: Value) => boolean {
  const test = namedIn(tests, 'test', name)
  return (value) => test(value, args, named)
}

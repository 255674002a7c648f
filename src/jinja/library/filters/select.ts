// Filters that apply another filter or a test to every item. Knows the tests and python.
import {
  iterate,
  type Named,
  refuse,
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
  map: (value, args, named) => each(value, () => changer(filters(), args, named)),
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
  if (typeof first !== 'string' || !Object.hasOwn(filters, first)) {
    refuse(`No filter named ${typeof first === 'string' ? `'${first}'` : typeName(first)}`)
  }
  const filter = filters[first]!
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

function testNamed(name: Value, args: readonly Value[], named: Named): (value: Value) => boolean {
  if (typeof name !== 'string' || !Object.hasOwn(tests, name)) {
    refuse(`No test named ${typeof name === 'string' ? `'${name}'` : typeName(name)}`)
  }
  const test = tests[name]!
  return (value) => test(value, args, named)
}

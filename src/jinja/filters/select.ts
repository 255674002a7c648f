import { refuse } from '../fault.js'
import { iterate, truth } from '../operators.js'
import { tests } from '../tests.js'
import { Stream, typeName, type Named, type Value } from '../values.js'
import { filters, type Filters } from './index.js'
import { getter } from './sequence.js'

/** The filters that apply another filter or a test to every item. */
export const selectFilters: Filters = {
  map: (value, args, named) => {
    const [first, ...rest] = args
    if (first === undefined) {
      const by = named.get('attribute')
      if (by === undefined) refuse('map requires a filter argument')
      const extra = [...named.keys()].find((name) => !['attribute', 'default'].includes(name))
      if (extra !== undefined) refuse(`Unexpected keyword argument '${extra}'`)
      return each(value, getter(by, named.get('default')))
    }
    if (typeof first !== 'string' || !Object.hasOwn(filters, first)) {
      refuse(`No filter named ${typeof first === 'string' ? `'${first}'` : typeName(first)}`)
    }
    const filter = filters[first]!
    return each(value, (item) => filter(item, rest, named))
  },
  select: chosen(true, false),
  reject: chosen(false, false),
  selectattr: chosen(true, true),
  rejectattr: chosen(false, true),
}

function each(value: Value, change: (item: Value) => Value): Stream {
  return new Stream(
    (function* () {
      // As Jinja2 does: what is false has no items, whatever its type.
      if (truth(value)) for (const item of iterate(value)) yield change(item)
    })(),
  )
}

function chosen(wanted: boolean, byAttribute: boolean) {
  return (value: Value, args: readonly Value[], named: Named) => {
    const rest = [...args]
    const by = byAttribute ? rest.shift() : undefined
    if (byAttribute && by === undefined) refuse('Missing parameter for attribute name')
    const get = by === undefined ? (item: Value) => item : getter(by)
    const name = rest.shift()
    const test = name === undefined ? truth : testNamed(name, rest, named)
    return new Stream(
      (function* () {
        if (!truth(value)) return
        for (const item of iterate(value)) if (test(get(item)) === wanted) yield item
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

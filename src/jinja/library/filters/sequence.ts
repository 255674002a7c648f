// Filters of what has items, and those that apply another filter or a test to each. Knows the tests,
// Python's values and lookups.
import {
  best,
  canChange,
  Dict,
  DictView,
  equal,
  fits,
  flag,
  isText,
  isUnknown,
  iterate,
  keyed,
  lengthOf,
  listOf,
  type Named,
  openOf,
  opens,
  PySet,
  refuse,
  slice,
  sortBy,
  spend,
  str,
  stream,
  Stream,
  sum,
  takes,
  timesTested,
  truth,
  Tuple,
  unknownsSince,
  typeName,
  type Value,
} from '../../../python/index.js'
import { item } from '../../runtime/lookup.js'
import { Undefined } from '../../runtime/undefined.js'
import { tests } from '../tests.js'
import type { Filters } from '../types.js'

export const sequenceFilters: Filters = {
  count: length(),
  length: length(),
  default: otherwise(),
  d: otherwise(),
  dictsort: takes(
    'dictsort',
    'case_sensitive= by= reverse=',
    (value, [sensitive = false, by = 'key', reverse = false]) => {
      const side = ['key', 'value'].findIndex((each) => equal(each, by))
      if (side < 0) refuse('You can only sort by either "key" or "value"')
      const isReverse = flag(reverse)
      if (value instanceof Undefined) value.unfit()
      if (!(value instanceof Dict)) refuse(`'${typeName(value)}' object has no attribute 'items'`)
      const pairs = [...value.entries.values()]
      const keys = pairs.map((pair) => folded(pair[side]!, truth(sensitive)))
      return sortBy(pairs, keys, isReverse).map((pair) => new Tuple(pair))
    },
  ),
  first: takes('first', '', (value) => {
    const tests = timesTested()
    for (const first of iterate(value)) {
      const unknown = unknownsSince(tests).at(-1)
      // Another may be the first that is selected; that matters for what is changed.
      return unknown && canChange(first) ? unknown.made.foundIn([first, ...listOf(value)]) : first
    }
    return new Undefined('there is no first item: the sequence is empty')
  }),
  last: takes('last', '', (value) => {
    if (value instanceof Stream || value instanceof PySet)
      refuse(`'${typeName(value)}' object is not reversible`)
    const last = isText(value) ? keyed(value, -1n) : listOf(value).at(-1)
    return last === undefined ? new Undefined('the sequence is empty: it has no last item') : last
  }),
  items: takes('items', '', (value) => {
    return new Stream(
      (function* () {
        if (value instanceof Undefined) return
        if (!(value instanceof Dict)) refuse('Can only get item pairs from a mapping.')
        yield* value.steady(new DictView(value, 'items'))
      })(),
    )
  }),
  join: takes('join', 'd= attribute=', (value, [separator = '', by = null]) => {
    const get = by === null ? (each: Value) => each : getter(by)
    const values = listOf(value).map(get)
    // Nothing is safe text any more: only an escaping environment looks for that.
    const texts = values.map(str)
    const between = str(separator)
    fits(texts.reduce((sum, text) => sum + text.length + between.length, 0))
    return texts.join(between)
  }),
  list: takes('list', '', (value) => {
    return listOf(value)
  }),
  max: extremeBy('max'),
  min: extremeBy('min'),
  reverse: takes('reverse', '', (value) => {
    if (isText(value)) return slice(value, null, null, -1n)
    const reversed = listOf(value).reverse()
    // What has no end to begin from is listed.
    if (value instanceof Stream || value instanceof PySet) return reversed
    return stream(reversed, 'list_reverseiterator')
  }),
  sort: takes(
    'sort',
    'reverse= case_sensitive= attribute=',
    (value, [reverse = false, sensitive = false, by = null]) => {
      const items = listOf(value, false)
      return sortBy(items, items.map(sortKey(by, truth(sensitive))), flag(reverse), value)
    },
  ),
  sum: takes('sum', 'attribute= start=', (value, [by = null, start = 0n]) => {
    const get = by === null ? (each: Value) => each : getter(by)
    return sum(value, start, get)
  }),
  unique: takes('unique', 'case_sensitive= attribute=', (value, [sensitive = false, by = null]) => {
    const get = by === null ? (each: Value) => each : getter(by)
    const seen = new PySet()
    function* items(): Generator<Value> {
      for (const each of iterate(value)) {
        const size = seen.size()
        seen.add(folded(get(each), truth(sensitive)))
        // Of what is not known it is not known whether it was there.
        opens(found, openOf(seen))
        if (seen.size() > size) yield each
      }
    }
    const found = new Stream(items())
    return found
  }),
}

function length() {
  return takes('length', '', lengthOf)
}

function otherwise() {
  return takes(
    'default',
    'default_value= boolean=',
    (value: Value, [fallback = '', boolean = false]) => {
      if (value instanceof Undefined) return fallback
      return truth(boolean) && !truth(value) ? fallback : value
    },
  )
}

function extremeBy(name: 'min' | 'max') {
  return takes(
    name,
    'case_sensitive= attribute=',
    (value: Value, [sensitive = false, by = null]) => {
      const found = best(name, listOf(value), getterOf(by, truth(sensitive)))
      return found === undefined ? new Undefined('there is no item: the sequence is empty') : found
    },
  )
}

function sortKey(by: Value, sensitive: boolean): (item: Value) => Value {
  if (by === null) return (each) => [folded(each, sensitive)]
  const paths = typeof by === 'string' ? by.split(',') : [by]
  spend(paths.length)
  const getters = paths.map((path) => getter(path))
  return (each) => getters.map((get) => folded(get(each), sensitive))
}

/** What one attribute of an item counts as in an order. */
function getterOf(by: Value, sensitive: boolean): (item: Value) => Value {
  const get = getter(by)
  return (each) => folded(get(each), sensitive)
}

function folded(value: Value, sensitive: boolean): Value {
  return isText(value) && !sensitive ? str(value).toLowerCase() : value
}

/** Reads `a.b.0` of an item; `fallback` where it has none. */
function getter(path: Value, fallback?: Value): (item: Value) => Value {
  const parts = isText(path)
    ? str(path)
        .split('.')
        .map((part) => (/^\d+$/.test(part) ? BigInt(part) : part))
    : path === null
      ? []
      : [path]
  return (each) => {
    let value = each
    for (const part of parts) {
      value = item(value, part)
      if (value instanceof Undefined && fallback !== undefined) value = fallback
    }
    return value
  }
}

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

/** Stops where a filter is told the name of another or of a test that there is not. */
export function namesOf(filter: string, args: readonly Value[], all: Filters): void {
  const isOfTests = /^(?:select|reject)/.test(filter)
  const name = args[filter.endsWith('attr') ? 1 : 0]
  if ((!isOfTests && filter !== 'map') || name === undefined || isUnknown(name)) return
  if (isOfTests) namedIn(tests, 'test', name)
  else namedIn(all, 'filter', name)
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

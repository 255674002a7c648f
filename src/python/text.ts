// What `str()` and `repr()` make of a value, and the order of texts. Knows objects and quoting.
import { fits, spend } from './budget.js'
import { refuse, refuseHere } from './errors.js'
import { typeName, type Value } from './object.js'
import { bigText, floatText, quote } from './quote.js'

/** What `str()` makes of a value. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  const own = typeof value === 'object' && value !== null && !Array.isArray(value) && value.text
  return own ? own.call(value) : repr(value)
}

/** What `repr()` makes of a value; `sorted` orders dicts by key, as `pprint` does. */
export function repr(value: Value, sorted = false): string {
  const text = write(value, sorted, [])
  fits(text.length)
  return text
}

function write(value: Value, sorted: boolean, around: object[]): string {
  spend()
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return bigText(value)
  if (typeof value === 'number') return floatText(value)
  if (typeof value === 'string') return quote(value)
  const within = around.includes(value)
  if (within && sorted) refuseHere('dumps of a value that contains itself')
  const items = (list: Iterable<Value>) => {
    if (around.length > 200) refuse('a value nests too deeply to print')
    return Array.from(list, (item) => write(item, sorted, [...around, value])).join(', ')
  }
  if (Array.isArray(value)) return within ? '[...]' : `[${items(value)}]`
  return value.represent({ sorted, within, items })
}

/** pprint's order: by value where the keys compare, by type's name otherwise. */
export function byPrint(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const numeric = (value: Value) => ['number', 'bigint', 'boolean'].includes(typeof value)
  if (numeric(a) && numeric(b)) return Number(a) - Number(b)
  return compareText(`<class '${typeName(a)}'>`, `<class '${typeName(b)}'>`)
}

/** Python's order of texts: by code point, where JavaScript's is by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  // Without pairs of surrogates both orders are one.
  const half = /[\ud800-\udfff]/
  if (!half.test(a) && !half.test(b)) return a < b ? -1 : 1
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const high = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit)
    return high(x) - high(y)
  }
  return a.length - b.length
}

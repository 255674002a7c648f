// Attributes: an object's own, and the methods of Python's kinds. Knows every table of methods.
import { namedOf, positional } from './arguments.js'
import { MissingError } from './errors.js'
import { formatText } from './format/fields.js'
import { keyed } from './items.js'
import { isText } from './iterate.js'
import { bytesMethods } from './methods/bytes.js'
import { dictMethods } from './methods/dict.js'
import { listMethods, tupleMethods } from './methods/list.js'
import { numberMethods } from './methods/number.js'
import { setMethods } from './methods/set.js'
import { plainMethods } from './methods/str.js'
import { bound, type Method, type Methods } from './methods/types.js'
import { PyObject, typeName, type Value } from './object.js'
import { repr, str } from './text.js'
import { Bytes, Dict, PySet, PyStr, Tuple } from './values.js'

const reach = { attribute, item }

/** What Python's str offers. */
export const textMethods: Methods<string> = {
  ...plainMethods,
  format: (text, args, named) => formatText(text, args, named, reach),
  format_map: (text, args, named) =>
    formatText(text, [], namedOf(positional('format_map', args, named, 1)[0]!), reach),
}

const getItem: Method<Value> = (self, args, named) =>
  item(self, positional('__getitem__', args, named, 1)[0]!)
const listMethodsAll: Methods<Value[]> = { ...listMethods, __getitem__: getItem }
const tupleMethodsAll: Methods<Tuple> = { ...tupleMethods, __getitem__: getItem }

/** The names of the attributes that a value offers, for hints. */
export function offered(value: Value): Iterable<string> {
  if (typeof value === 'string' || value instanceof PyStr) return Object.keys(textMethods)
  if (Array.isArray(value)) return Object.keys(listMethodsAll)
  if (value instanceof Dict) return Object.keys(dictMethods)
  if (value instanceof Tuple) return Object.keys(tupleMethodsAll)
  if (value instanceof PySet) return Object.keys(setMethods)
  if (value instanceof Bytes) return Object.keys(bytesMethods)
  return value instanceof PyObject ? value.dir() : []
}

/** An attribute by Python's own rules, undefined where there is none. */
export function own(value: Value, name: string): Value | undefined {
  if (value instanceof PyObject) {
    const direct = value.attribute(name)
    if (direct !== undefined) return direct
  }
  if (typeof value === 'string') return bound(value, name, textMethods)
  if (value instanceof PyStr) return bound(value.content, name, textMethods)
  if (Array.isArray(value)) return bound(value, name, listMethodsAll)
  if (value instanceof Dict) return bound(value, name, dictMethods)
  if (value instanceof Tuple) return bound(value, name, tupleMethodsAll)
  if (value instanceof PySet) return bound(value, name, setMethods)
  if (value instanceof Bytes) return bound(value, name, bytesMethods)
  if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'number') {
    const number = typeof value === 'boolean' ? BigInt(value) : value
    if (name === 'real') return number
    if (name === 'imag') return typeof number === 'bigint' ? 0n : 0
    if (typeof number === 'bigint' && name === 'numerator') return number
    if (typeof number === 'bigint' && name === 'denominator') return 1n
    return bound(number, name, numberMethods)
  }
  return undefined
}

/** An attribute, else an item, that must be there. */
function attribute(value: Value, name: string): Value {
  const direct = own(value, name)
  if (direct !== undefined) return direct
  const entry = keyed(value, name)
  return entry === undefined ? missing(value, name) : entry
}

/** An item, else an attribute, that must be there. */
function item(value: Value, key: Value): Value {
  const entry = keyed(value, key)
  if (entry !== undefined) return entry
  const direct = isText(key) ? own(value, str(key)) : undefined
  return direct === undefined ? missing(value, key) : direct
}

function missing(value: Value, key: Value): never {
  throw new MissingError(`'${typeName(value)}' object has no ${repr(key)}`, value, key)
}

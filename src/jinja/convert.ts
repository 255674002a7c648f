// What a caller gives, as Python's values. Knows diagnostics and python.
import { most, pastMost } from '../diagnostics/index.js'
import { halfPair } from '../python/half.js'
import { Dict, PyObject, PySet, refuse, refuseHere, type Value } from '../python/index.js'

/** A whole number that is a float to Python, as JSON's `1.0` is: JavaScript's own does not say. */
class WholeFloat {
  constructor(readonly value: number) {}
}

/** What JSON holds, for {@link fromJavaScript} to leave as it is: floats that are whole stay floats. */
export function keepFloats(value: Value): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) return new WholeFloat(value)
  return Array.isArray(value) ? value.map(keepFloats) : value
}

/**
 * A JavaScript value as a template's: whole numbers are ints, others and -0 floats; arrays are lists; Maps
 * and objects are dicts, in their order and with their own keys alone. Throws for a function, a
 * symbol, what leads back to itself, and more values than a node reads.
 */
export function fromJavaScript(
  given: unknown,
  within: unknown[] = [],
  counted = { values: 0 },
): Value {
  if (++counted.values > most.values) refuse(`${pastMost.values} cannot be given to a template`)
  if (given === null || given === undefined) return null
  if (typeof given === 'string' && halfPair.test(given)) refuseHere('half of a surrogate pair')
  if (typeof given === 'string' || typeof given === 'boolean' || typeof given === 'bigint')
    return given
  if (typeof given === 'number')
    return Number.isInteger(given) && !Object.is(given, -0) ? BigInt(given) : given
  if (given instanceof WholeFloat) return given.value
  if (given instanceof PyObject) return given
  if (typeof given !== 'object')
    refuse(`a value of type ${typeof given} cannot be given to a template`)
  if (within.includes(given)) refuse('a value that contains itself cannot be given to a template')
  const inside = [...within, given]
  if (inside.length > 200) refuse('a value nests too deeply to be given to a template')
  if (Array.isArray(given))
    return Array.from(given, (item) => fromJavaScript(item, inside, counted))
  if (given instanceof Set)
    return new PySet(Array.from(given, (item) => fromJavaScript(item, inside, counted)))
  const kind = given instanceof Map ? 'Object' : Object.prototype.toString.call(given).slice(8, -1)
  if (kind !== 'Object') refuse(`a value of type ${kind} cannot be given to a template`)
  const entries: Iterable<[unknown, unknown]> = given instanceof Map ? given : Object.entries(given)
  return new Dict(
    Array.from(
      entries,
      ([key, value]) =>
        [fromJavaScript(key, inside, counted), fromJavaScript(value, inside, counted)] as const,
    ),
  )
}

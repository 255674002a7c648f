import {
  Dict,
  PyObject,
  PySet,
  PyStr,
  refuse,
  spend,
  Tuple,
  typeName,
  type Value,
} from '../python/index.js'

/**
 * A JavaScript value as a template's: whole numbers are ints, others floats; arrays are lists; Maps
 * and objects are dicts, in their order and with their own keys alone. Throws for a function, a
 * symbol and what leads back to itself.
 */
export function fromJavaScript(given: unknown, within: unknown[] = []): Value {
  if (given === null || given === undefined) return null
  if (typeof given === 'string' || typeof given === 'boolean' || typeof given === 'bigint')
    return given
  if (typeof given === 'number') return Number.isInteger(given) ? BigInt(given) : given
  if (given instanceof PyObject) return given
  if (typeof given !== 'object') refuse(`a ${typeof given} cannot be given to a template`)
  if (within.includes(given)) refuse('a value that holds itself cannot be given to a template')
  const inside = [...within, given]
  if (inside.length > 200) refuse('a value nests too deep to be given to a template')
  if (Array.isArray(given)) return Array.from(given, (item) => fromJavaScript(item, inside))
  if (given instanceof Set)
    return new PySet(Array.from(given, (item) => fromJavaScript(item, inside)))
  const entries: Iterable<[unknown, unknown]> = given instanceof Map ? given : Object.entries(given)
  return new Dict(
    Array.from(
      entries,
      ([key, value]) => [fromJavaScript(key, inside), fromJavaScript(value, inside)] as const,
    ),
  )
}

/** A template's value for the library: dicts become objects without a prototype. */
export function toJavaScript(value: Value): unknown {
  spend()
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value
  }
  if (Array.isArray(value)) return value.map(toJavaScript)
  if (value instanceof Tuple) return value.items.map(toJavaScript)
  if (value instanceof PySet) return [...value.items.values()].map(toJavaScript)
  if (value instanceof PyStr) return value.content
  if (value instanceof Dict) {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>
    for (const [key, item] of value.entries.values()) {
      object[typeof key === 'string' ? key : refuse('a parameter must have a text for its name')] =
        toJavaScript(item)
    }
    return object
  }
  return refuse(`a value of type '${typeName(value)}' cannot become a parameter`)
}

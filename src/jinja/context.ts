// A JSON file of names for a template. Knows Python's JSON and diagnostics.
import { fail } from '../diagnostics/index.js'
import { Dict, PyError, readJson, str } from '../python/index.js'
import { keepFloats } from './convert.js'

/**
 * The names that a JSON object gives to a template, read as Python's `json` does: in their order,
 * `1` an int and `1.0` a float. Throws `json-syntax`.
 */
export function readContext(text: string, file: string): ReadonlyMap<string, unknown> {
  const stop = (message: string): never =>
    fail('json-syntax', message, { file, expected: '{ "NAME": value, … }' })
  try {
    const value = readJson(text)
    if (!(value instanceof Dict)) return stop('the JSON is not an object of names and values')
    return new Map([...value.entries.values()].map(([name, item]) => [str(name), keepFloats(item)]))
  } catch (error) {
    if (error instanceof PyError) return stop(error.message)
    throw error
  }
}

// The schemas inside a schema. Knows this folder alone.
import type { Json } from '../types.js'

/** Keywords that hold schemas by names of the user's choosing. */
export const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
])

/** Keywords that hold data, which may look like a schema and is none. */
const data = new Set(['const', 'enum', 'default', 'examples', 'required', 'dependentRequired'])

/** A schema that is an object: neither true nor false. */
export type SchemaObject = Record<string, Json>

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every schema in a schema, itself first, by a loop: no depth is too deep. */
export function* subschemas(root: Json): Generator<SchemaObject> {
  const waiting: Json[] = [root]
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (Array.isArray(schema)) for (const each of schema) waiting.push(each)
    if (!isObject(schema)) continue
    yield schema
    for (const [keyword, value] of Object.entries(schema)) {
      if (data.has(keyword)) continue
      if (maps.has(keyword) && isObject(value))
        for (const each of Object.values(value)) waiting.push(each)
      else waiting.push(value)
    }
  }
}

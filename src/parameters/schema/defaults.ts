// What slapconfiguration.jsonschema makes of parameters that a schema describes. Knows this folder alone.
import type { Json } from '../types.js'
import { appliedBy, refer, type FindSchema, type Placed } from './described.js'
import { isObject, type SchemaObject } from './walk.js'

/** What the recipe is told to do. */
export interface Filling {
  /** `set-default`: a parameter that is missing gets its default. */
  setsDefaults: boolean
  /** `unstringify`: a text becomes the whole number or the truth value that is meant. */
  unstringifies: boolean
}

/** Parameters with what the recipe put into them. */
export interface Filled {
  values: Record<string, Json>
  /** Those of which a schema decides that may hold or not. */
  unsure: Set<string>
}

/**
 * The parameters as the recipe hands them on. Defaults behind `anyOf`, `oneOf`, `if` or `not` depend on
 * what holds: their parameters are not sure. Undefined where a part of the schema cannot be read.
 */
export function filled(
  values: Readonly<Record<string, Json>>,
  file: string,
  find: FindSchema,
  filling: Filling,
): Filled | undefined {
  const first = find(file, file)
  if (!first || !isObject(first.schema)) return undefined
  const copy = structuredClone(values) as Record<string, Json>
  const root = { schema: first.schema, file: first.file, root: first.schema }
  const unsure = new Set<string>()
  const isRead = fill(copy, root, find, filling, (path) => unsure.add(path[0]!), [])
  return isRead ? { values: copy, unsure } : undefined
}

function fill(
  values: Record<string, Json>,
  root: Placed,
  find: FindSchema,
  filling: Filling,
  doubt: (path: readonly string[]) => void,
  path: readonly string[],
): boolean {
  // Who nests deeper than this refers to itself.
  if (path.length > 20) return false
  const all = appliedBy(root, find)
  if (!all) return false
  for (const { placed, isSure } of all) {
    const { properties } = placed.schema
    for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
      if (!isObject(property)) continue
      const own = { ...placed, schema: property }
      const under = [...path, name]
      const isThere = Object.hasOwn(values, name)
      const found = isThere || !filling.setsDefaults ? undefined : defaultOf(own, find)
      if (!isSure) {
        if (found !== undefined) doubt(under)
        continue
      }
      if (found !== undefined) set(values, name, structuredClone(found))
      if (!Object.hasOwn(values, name)) continue
      const value = values[name]!
      if (isObject(value)) {
        if (!fill(value, own, find, filling, doubt, under)) return false
      } else if (isThere && filling.unstringifies && typeof value === 'string')
        set(values, name, unstringified(value, own.schema))
    }
  }
  return true
}

function set(values: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(values, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

/** The default of a property, or of what it refers to. */
function defaultOf(property: Placed, find: FindSchema): Json | undefined {
  let placed: Placed | undefined = property
  for (let depth = 0; placed && depth < 9; depth++) {
    const { schema }: Placed = placed
    if (schema['default'] !== undefined) return schema['default']
    const reference: Json | undefined = schema['$ref']
    placed = typeof reference === 'string' ? refer(reference, placed, find) : undefined
  }
  return undefined
}

function unstringified(text: string, { type }: SchemaObject): Json {
  const types = [type].flat()
  if (types.includes('string')) return text
  if (types.includes('integer') && /^\s*[-+]?\d{1,15}\s*$/.test(text)) return Number(text)
  if (types.includes('boolean') && /^(?:true|false)$/i.test(text)) return /^t/i.test(text)
  return text
}

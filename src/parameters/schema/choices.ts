// The values that a schema allows, for templates to be tried with. Knows this folder alone.
import type { Json } from '../types.js'
import { nameOf, valueAt } from './pointer.js'
import type { LoadedSchema } from './types.js'
import { isObject, type SchemaObject } from './walk.js'

/** What a schema says that one parameter may be. */
export interface Choice {
  /** Its default, what the schema lists, both booleans, and one value of each type. */
  values: readonly Json[]
  default: Json | undefined
  isRequired: boolean
}

/** A schema in the file that its references count from. */
interface Placed {
  schema: SchemaObject
  url: string
  /** Whether it holds whatever the values are. */
  isSure: boolean
}

const alternatives = ['anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas']

/**
 * The values to try for each parameter that a schema names, in alternatives too; as the text that a
 * node gives where the parameters are `isText`.
 */
export function choicesOf({ entry, schemas }: LoadedSchema, isText: boolean): Map<string, Choice> {
  const named = new Map<string, Placed[]>()
  const required = new Set<Json>()
  for (const { schema, url, isSure } of applied([{ schema: schemas.get(entry), url: entry }])) {
    if (isSure && Array.isArray(schema['required']))
      for (const name of schema['required']) required.add(name)
    if (!isObject(schema['properties'])) continue
    for (const [name, property] of Object.entries(schema['properties']))
      named.set(name, [...(named.get(name) ?? []), ...applied([{ schema: property, url }])])
  }
  return new Map(
    [...named].map(([name, placed]) => {
      const choice = choiceOf(
        placed.map(({ schema }) => schema),
        required.has(name),
      )
      return [name, isText ? asText(choice) : choice]
    }),
  )

  /** The schemas that a value is held to, by reference too, each once. */
  function applied(roots: { schema: Json | undefined; url: string }[]): Placed[] {
    const found = new Map<SchemaObject, Placed>()
    const waiting = roots.map((root) => ({ ...root, isSure: true }))
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { schema, url, isSure } = next
      if (!isObject(schema) || found.has(schema)) continue
      found.set(schema, { schema, url, isSure })
      waiting.push({ ...referred(schema['$ref'], url), isSure })
      for (const part of [schema['allOf']].flat()) waiting.push({ schema: part, url, isSure })
      for (const part of alternatives.flatMap((keyword) => partsOf(schema, keyword)))
        waiting.push({ schema: part, url, isSure: false })
    }
    return [...found.values()]
  }

  function referred(
    ref: Json | undefined,
    from: string,
  ): { schema: Json | undefined; url: string } {
    if (typeof ref !== 'string' || !URL.canParse(ref, from)) return { schema: undefined, url: from }
    const [url = '', pointer = ''] = new URL(ref, from).href.split('#')
    // What a reference names by an $anchor is not looked for.
    if (pointer !== '' && !pointer.startsWith('/')) return { schema: undefined, url }
    const path = decodeURIComponent(pointer).split('/').slice(1).map(nameOf)
    return { schema: valueAt(schemas.get(url) ?? null, path), url }
  }
}

function partsOf(schema: SchemaObject, keyword: string): Json[] {
  const part = schema[keyword]
  if (part === undefined) return []
  return keyword === 'dependentSchemas' && isObject(part) ? Object.values(part) : [part].flat()
}

function choiceOf(schemas: readonly SchemaObject[], isRequired: boolean): Choice {
  const all = (keyword: string): Json[] =>
    schemas.flatMap((schema) => (Object.hasOwn(schema, keyword) ? schema[keyword]! : []))
  // A default may be a list, which is one value.
  const given = schemas.find((schema) => Object.hasOwn(schema, 'default'))?.['default']
  const listed = [
    ...all('enum'),
    ...schemas.flatMap((schema) => (Object.hasOwn(schema, 'const') ? [schema['const']!] : [])),
  ]
  const types = all('type')
  const samples = listed.length > 0 ? [] : types.flatMap((type) => samplesOf(type, schemas))
  const values = unique([...(given === undefined ? [] : [given]), ...listed, ...samples])
  return { values: values.length > 0 ? values : ['x'], default: given, isRequired }
}

function asText({ values, default: given, isRequired }: Choice): Choice {
  const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
  return {
    values: values.map(text),
    default: given === undefined ? undefined : text(given),
    isRequired,
  }
}

/** One value of a type other than null, both of a boolean; an example is the schema's own. */
function samplesOf(type: Json, schemas: readonly SchemaObject[]): Json[] {
  const examples = schemas.flatMap(({ examples: each = [] }) => each)
  const of = (typename: string): Json | undefined =>
    examples.find((each) => typeof each === typename)
  const limit = (keyword: string): number =>
    Math.max(0, ...schemas.map((schema) => Number(schema[keyword] ?? 0) || 0))
  switch (type) {
    case 'boolean':
      return [true, false]
    case 'string':
      return [of('string') ?? 'x'.repeat(Math.min(Math.max(1, limit('minLength')), 1000))]
    case 'integer':
    case 'number':
      return [of('number') ?? Math.max(1, limit('minimum'), limit('exclusiveMinimum') + 1)]
    case 'array':
      return [examples.find((each) => Array.isArray(each)) ?? []]
    case 'object':
      return [examples.find(isObject) ?? {}]
    default:
      return type === 'null' ? [null] : []
  }
}

function unique(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

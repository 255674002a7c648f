// The parameters that a schema names, read without a compiler: their names, and what is sure of their
// values. Knows this folder alone.
import type { Json } from '../types.js'
import { nameOf, valueAt } from './pointer.js'
import { isObject, type SchemaObject } from './walk.js'

/** What a schema says of an instance's parameters. */
export interface Described {
  /** Each name with a number or a text that it may have; null where its type is not sure. */
  names: Map<string, number | string | null>
  /** Whether it allows no others. */
  isClosed: boolean
}

/** Finds a schema's file by the name that a reference has for it, and what it is called itself. */
export type FindSchema = (name: string, from: string) => { file: string; schema: Json } | undefined

/** A schema, and the file in which it stands. */
export interface Placed {
  schema: SchemaObject
  file: string
  root: Json
}

const alternatives = ['anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas', 'not']

/** What the schema in a file says of the parameters; undefined where a part of it cannot be read. */
export function describedBy(file: string, find: FindSchema): Described | undefined {
  const first = find(file, file)
  if (!first || !isObject(first.schema)) return undefined
  const names: Described['names'] = new Map()
  let isClosed = false
  const all = appliedBy({ schema: first.schema, file: first.file, root: first.schema }, find)
  if (!all) return undefined
  for (const { placed, isSure } of all) {
    const { schema } = placed
    const properties = isObject(schema['properties']) ? schema['properties'] : {}
    for (const [name, property] of Object.entries(properties))
      names.set(name, isSure && !names.has(name) ? sampleOf(property, placed, find) : null)
    const isOpen = schema['patternProperties'] !== undefined
    if (isSure && schema['additionalProperties'] === false && !isOpen) isClosed = true
  }
  return { names, isClosed }
}

/** The schemas that hold for a value, the sure ones and those that may; undefined where one cannot be read. */
export function appliedBy(
  root: Placed,
  find: FindSchema,
): { placed: Placed; isSure: boolean }[] | undefined {
  const all = [{ placed: root, isSure: true }]
  const seen = new Set<SchemaObject>([root.schema])
  // What is found on the way is gone through as well.
  for (const { placed, isSure } of all) {
    const { schema } = placed
    const referred = typeof schema['$ref'] === 'string' ? refer(schema['$ref'], placed, find) : null
    if (referred === undefined) return undefined
    const add = (each: Json | undefined, sure: boolean): void => {
      if (!isObject(each) || seen.has(each)) return
      seen.add(each)
      all.push({ placed: { ...placed, schema: each }, isSure: sure })
    }
    if (referred && !seen.has(referred.schema)) {
      seen.add(referred.schema)
      all.push({ placed: referred, isSure })
    }
    for (const each of [schema['allOf']].flat()) add(each, isSure)
    for (const keyword of alternatives) {
      const value = schema[keyword]
      const parts = keyword === 'dependentSchemas' && isObject(value) ? Object.values(value) : value
      for (const each of [parts].flat()) add(each, false)
    }
  }
  return all
}

export function refer(
  reference: string,
  { file, root }: Placed,
  find: FindSchema,
): Placed | undefined {
  const [name = '', pointer = ''] = reference.split('#')
  if (/^[a-z]+:/i.test(name) || (pointer !== '' && !pointer.startsWith('/'))) return undefined
  const found = name === '' ? { file, schema: root } : find(name, file)
  const steps = decodeURIComponent(pointer).split('/').slice(1).map(nameOf)
  const schema = found && valueAt(found.schema, steps)
  return found && isObject(schema) ? { schema, file: found.file, root: found.schema } : undefined
}

/** A value that a parameter may have, where its type is a number's or a text's; null elsewhere. */
function sampleOf(property: Json, within: Placed, find: FindSchema): number | string | null {
  let placed: Placed | undefined = isObject(property) ? { ...within, schema: property } : undefined
  for (let depth = 0; placed && depth < 9; depth++) {
    const { schema }: Placed = placed
    const { type, default: value, enum: values, $ref: reference } = schema
    if (typeof reference === 'string') {
      placed = refer(reference, placed, find)
      continue
    }
    const allowed = Array.isArray(values) ? [value, ...values] : [value]
    const fitting = (kind: string) => allowed.find((each) => typeof each === kind)
    if (type === 'integer' || type === 'number') {
      const least = typeof schema['minimum'] === 'number' ? Math.ceil(schema['minimum']) : 1
      return (fitting('number') as number | undefined) ?? least
    }
    // Of a text of which nothing is said nobody knows whether a template takes it for a number.
    return type === 'string' ? ((fitting('string') as string | undefined) ?? null) : null
  }
  return null
}

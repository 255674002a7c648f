// What holding parameters to a schema costs, counted and bounded. Knows diagnostics.
import { fail, grouped } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import { schemasIn } from './resources.js'
import type { Draft, SchemaFile } from './types.js'
import { isObject, type SchemaObject } from './walk.js'

/** How many schemas a schema may hold, with all the files that it refers to; ajv makes code of each. */
export const mostSchemas = 10_000

/** How often one of them may be held to a value, for one document. */
export const mostLooks = 1_000_000

/** What is thrown where a document and a schema ask for more than {@link mostLooks}. */
export class TooManyLooks extends Error {}

/** The keyword that counts. */
export const counting = 'slapos-resilient:looks'

/** How many schemas there are when those of a file are added; throws `too-large` past {@link mostSchemas}. */
export function holdToSize(
  before: number,
  schema: Json,
  { file, text }: SchemaFile,
  draft: Draft,
): number {
  const count = before + Array.from(schemasIn(schema, '', draft)).length
  if (count <= mostSchemas) return count
  fail('too-large', `${file} holds more schemas than can be checked`, {
    file,
    expected: `at most ${grouped(mostSchemas)}, with those that it refers to`,
    source: text,
  })
}

/** Has every schema count how often it is held to a value; those of `properties` count with their holder. */
export function countLooks(schema: Json, draft: Draft): void {
  const all = Array.from(schemasIn(schema, '', draft), ({ schema: each }) => each)
  const held = new Set(all.flatMap(propertiesOf))
  for (const each of all) if (!held.has(each)) each[counting] = weight(each)
}

function weight(schema: Json): number {
  if (!isObject(schema)) return 1
  return propertiesOf(schema).reduce((sum: number, each) => sum + weight(each), 1)
}

function propertiesOf({ properties }: SchemaObject): Json[] {
  return isObject(properties) ? Object.values(properties) : []
}

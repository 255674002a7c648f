// What holding parameters to a schema costs, counted and bounded. Knows diagnostics.
import { fail, grouped } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import { sizeOf } from './pattern.js'
import { schemasIn } from './resources.js'
import type { Draft, SchemaFile } from './types.js'
import { isObject, type SchemaObject } from './walk.js'

/** How many schemas a schema may hold, with all the files that it refers to; ajv makes code of each. */
export const mostSchemas = 10_000

/**
 * How many schemas one keyword of {@link chained} may hold: ajv puts the code of each into that of the one before,
 * which takes the square of how many there are to read.
 */
export const mostChained = 500

/** How many values or names one keyword may list: each value is held against each of them. */
export const mostListed = 10_000

/**
 * How many properties a schema may name that has `unevaluatedProperties`: ajv makes one condition of all their
 * names, of which V8 reads no more than some 2,000.
 */
export const mostEvaluated = 1000

const listing = ['enum', 'required']
const chained = ['anyOf', 'oneOf', 'allOf', 'patternProperties', 'dependentSchemas', 'dependencies']

/** How often one of them may be held to a value, for one document. */
export const mostLooks = 1_000_000

/** What is thrown where a document and a schema ask for more than {@link mostLooks}. */
export class TooManyLooks extends Error {}

/** The keyword that counts. */
export const counting = 'slapos-resilient:looks'

/** How many schemas there are when those of a file are added; throws `too-large` past {@link mostSchemas} or {@link mostChained}. */
export function holdToSize(
  before: number,
  schema: Json,
  { file, text }: SchemaFile,
  draft: Draft,
): number {
  const refuse = (what: string, expected: string): never =>
    fail('too-large', `${file} has ${what} than can be checked`, {
      file,
      expected,
      source: text,
    })
  let count = before
  let [named, isOpen] = [0, true]
  for (const { schema: each } of schemasIn(schema, '', draft, true)) {
    count += 1 + plainIn(each)
    for (const keyword of chained)
      if (Object.keys(each[keyword] ?? {}).length > mostChained)
        refuse(`more schemas in one ${keyword}`, `at most ${mostChained}`)
    named += propertiesOf(each).length
    isOpen &&= each['unevaluatedProperties'] === undefined
    for (const keyword of listing)
      if (listed(each[keyword]) > mostListed)
        refuse(`more values in one ${keyword}`, `at most ${grouped(mostListed)}`)
  }
  if (!isOpen && named > mostEvaluated)
    refuse('more properties beside unevaluatedProperties', `at most ${grouped(mostEvaluated)}`)
  if (count > mostSchemas)
    refuse('more schemas', `at most ${grouped(mostSchemas)}, with those that it refers to`)
  return count
}

/** The `true` and `false` among a schema's schemas, and the names that ask for others: code is made of each, too. */
function plainIn(schema: SchemaObject): number {
  let count = 0
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword.startsWith('dependen') && isObject(value))
      for (const names of Object.values(value)) count += Array.isArray(names) ? names.length : 0
    if (['enum', 'required', 'examples', 'type'].includes(keyword) || value === null) continue
    for (const each of typeof value === 'object' ? Object.values(value) : [])
      if (typeof each === 'boolean') count++
  }
  return count
}

/** Has every schema count how often it is held to a value; those of `properties` count with their holder. */
export function countLooks(schema: Json, draft: Draft): void {
  const all = Array.from(schemasIn(schema, '', draft, true), ({ schema: each }) => each)
  const held = new Set(all.flatMap(propertiesOf))
  for (const each of all) {
    const isHeld = held.has(each)
    if (!isHeld || 'pattern' in each || 'patternProperties' in each)
      each[counting] = isHeld ? 0 : weight(each)
  }
}

function weight(schema: Json): number {
  if (!isObject(schema)) return 1
  // Each name that is not there is a finding.
  const names = listed(schema['required']) + plainIn(schema)
  const lists = names + (listed(schema['enum']) >> 4)
  return propertiesOf(schema).reduce((sum: number, each) => sum + weight(each), 1 + lists)
}

/** What it takes to hold a value to the patterns of a schema: each name to each, and a text to the end. */
export function ofPatterns({ pattern, patternProperties }: SchemaObject, value: Json): number {
  if (typeof value === 'string' && typeof pattern === 'string')
    return Math.floor((value.length * sizeOf(pattern)) / 1024)
  if (!isObject(value) || !isObject(patternProperties)) return 0
  return (Object.keys(patternProperties).length * Object.keys(value).length) >> 3
}

function listed(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : 0
}

function propertiesOf({ properties }: SchemaObject): Json[] {
  return isObject(properties) ? Object.values(properties) : []
}

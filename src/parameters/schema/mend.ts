// What ajv gets wrong or does not do: put so that it does, or left out and reported. Knows diagnostics.
import { finding, type Diagnostic } from '../../diagnostics/index.js'
import type { Json } from '../types.js'
import { heldFormats } from './formats.js'
import { isOld, schemasIn } from './resources.js'
import type { Draft, SchemaFile } from './types.js'
import { isObject, type SchemaObject } from './walk.js'

/**
 * ajv forgets what a `$ref` beside `oneOf` has evaluated, and takes the properties of an `if` for
 * evaluated whether it holds or not: `oneOf` then stands by itself, and `if` as the two ways that
 * there are.
 */
export function keepEvaluated(schema: Json, { text }: SchemaFile, draft: Draft): void {
  // A reference into one keeps it where it is.
  if (isOld(draft) || /#[^"#]*\/(?:oneOf|if|then|else)[/"]/.test(text)) return
  for (const { schema: each } of [...schemasIn(schema, '', draft)]) {
    const { if: test, then, else: otherwise, oneOf } = each
    const alone: SchemaObject[] = []
    if (test !== undefined && text.includes('unevaluatedProperties')) {
      const ways = [
        { allOf: then === undefined ? [test] : [test, then] },
        { allOf: otherwise === undefined ? [{ not: test }] : [{ not: test }, otherwise] },
      ]
      alone.push({ anyOf: ways })
      for (const keyword of ['if', 'then', 'else']) Reflect.deleteProperty(each, keyword)
    }
    if (Array.isArray(oneOf) && Object.keys(each).length > 1) {
      alone.push({ oneOf })
      Reflect.deleteProperty(each, 'oneOf')
    }
    const { allOf = [] } = each
    if (alone.length > 0 && Array.isArray(allOf)) each['allOf'] = [...allOf, ...alone]
  }
}

/** Keywords by which draft 7 may hold a text to what it encodes; later drafts only say it by them. */
const contents = ['contentMediaType', 'contentEncoding']

/** What is not found out here, left out: dynamic references, items left over, other formats. */
export function dropUnchecked(schema: Json, { file }: SchemaFile, draft: Draft): Diagnostic[] {
  const dropped = new Set<string>()
  for (const { schema: each } of schemasIn(schema, '', draft)) {
    for (const keyword of ['$dynamicRef', '$recursiveRef', 'unevaluatedItems']) {
      if (each[keyword] === undefined) continue
      dropped.add(keyword)
      Reflect.deleteProperty(each, keyword)
      if (keyword.startsWith('$')) acceptAll(each)
    }
    Reflect.deleteProperty(each, '$dynamicAnchor')
    Reflect.deleteProperty(each, '$recursiveAnchor')
    if (draft === '7') for (const name of contents) if (each[name] !== undefined) dropped.add(name)
    const { format, properties, enum: values } = each
    // ajv refuses an empty one, which no value is of; so does the schema of drafts 4 to 7.
    if (!isOld(draft) && Array.isArray(values) && values.length === 0) {
      Reflect.deleteProperty(each, 'enum')
      each['not'] = each['not'] === undefined ? {} : { anyOf: [{}, each['not']] }
    }
    if (typeof format === 'string' && !heldFormats.some((held) => held === format))
      dropped.add(`the format ${format}`)
    if (isObject(properties) && Object.hasOwn(properties, '__proto__'))
      dropped.add('the property __proto__')
  }
  return Array.from(dropped, (what) =>
    finding('schema-skipped', `what ${file} asks for by ${what} is not checked`, {
      severity: 'info',
      file,
      ...(what.startsWith('$') ? { expected: '$ref' } : {}),
    }),
  )
}

/** Has a schema accept everything, and know every name. */
export function acceptAll(schema: SchemaObject): void {
  const others = Array.isArray(schema['allOf']) ? schema['allOf'] : []
  schema['allOf'] = [...others, { additionalProperties: true, items: {} }]
}

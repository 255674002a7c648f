// The names that schemas have inside of a file: `$id`, anchors, and what references lead to. Knows
// this folder alone.
import type { Json } from '../types.js'
import { stepOf } from './pointer.js'
import type { Draft } from './types.js'
import { isObject, maps, type SchemaObject } from './walk.js'

/** Where a schema is: a file's URL and a JSON pointer, which may be empty. */
export interface Location {
  url: string
  pointer: string
}

/** A schema in a file, where it is, and the address that its references count from. */
export interface Placed {
  schema: SchemaObject
  pointer: string
  base: string
}

const single = [
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'items', 'contains', 'not'],
  ...['additionalItems', 'unevaluatedItems', 'if', 'then', 'else', 'contentSchema', 'allOf'],
  ...['anyOf', 'oneOf', 'prefixItems'],
]

/** What is data wherever it stands: below a keyword that no draft has, `default` and `examples` may be names. */
const data = ['const', 'enum', 'required', 'dependentRequired']

/**
 * Every schema of a file where a draft has one, with its own base; `own` is the root's. What stands
 * beside a `$ref` names nothing until draft 7. With `referable`, what stands below other keywords as
 * well: a reference may lead there, though no `$id` in it counts.
 */
export function* schemasIn(
  root: Json,
  own: string,
  draft: Draft,
  referable = false,
): Generator<Placed> {
  const waiting: { value: Json; pointer: string; base: string; isNameless: boolean }[] = []
  waiting.push({ value: root, pointer: '', base: own, isNameless: false })
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer, base: around, isNameless } = next
    const add = (value: Json, steps: string, base: string, isOther = isNameless) =>
      waiting.push({ value, pointer: pointer + steps, base, isNameless: isOther })
    if (Array.isArray(value)) value.forEach((each, i) => add(each, `/${i}`, around))
    if (!isObject(value)) continue
    const id = idOf(value, draft)
    const isNamed = pointer !== '' && !isNameless && id !== undefined && !id.startsWith('#')
    const base = isNamed && URL.canParse(id, around) ? new URL(id, around).href : around
    yield { schema: value, pointer, base: withoutFragment(base) }
    for (const keyword of single) {
      if (Object.hasOwn(value, keyword)) add(value[keyword]!, `/${keyword}`, base)
    }
    for (const keyword of maps) {
      const map = Object.hasOwn(value, keyword) ? value[keyword] : undefined
      if (!isObject(map)) continue
      for (const [name, each] of Object.entries(map)) add(each, `/${keyword}/${step(name)}`, base)
    }
    for (const keyword of referable ? othersIn(value) : [])
      add(value[keyword]!, `/${step(keyword)}`, base, true)
  }
}

/** The keywords of a schema that no draft has. */
function othersIn(schema: SchemaObject): string[] {
  const known = [...maps, ...single, ...data]
  return Object.keys(schema).filter((keyword) => !known.includes(keyword))
}

/** A schema's `$id` (`id` in draft 4); what stands beside a `$ref` counts since 2019-09. */
export function idOf(schema: SchemaObject, draft: Draft): string | undefined {
  if (isOld(draft) && typeof schema['$ref'] === 'string') return undefined
  const id = schema[draft === '4' ? 'id' : '$id']
  return typeof id === 'string' ? id : undefined
}

/** Whether a draft has `$ref` stand alone. */
export function isOld(draft: Draft): boolean {
  return draft === '4' || draft === '6' || draft === '7'
}

/** The addresses of the schemas of a file that have some of their own, and which are there twice. */
export function addressesOf(
  root: Json,
  own: string,
  url: string,
  draft: Draft,
): { addresses: Map<string, Location>; twice: string[] } {
  const addresses = new Map<string, Location>([[own, { url, pointer: '' }]])
  const twice: string[] = []
  const texts = new Map<string, string>([[own, '']])
  const add = (address: string, pointer: string, schema: SchemaObject) => {
    const text = JSON.stringify(schema)
    if (addresses.has(address) && texts.get(address) !== text) twice.push(address)
    if (addresses.has(address)) return
    addresses.set(address, { url, pointer })
    texts.set(address, text)
  }
  for (const { schema, pointer, base } of schemasIn(root, own, draft)) {
    const id = idOf(schema, draft)
    if (pointer !== '' && id !== undefined && !id.startsWith('#')) add(base, pointer, schema)
    const anchors = [schema['$anchor'], schema['$dynamicAnchor'], id?.replace(/^[^#]*#?/, '')]
    for (const name of anchors) {
      if (typeof name === 'string' && name !== '') add(`${base}#${name}`, pointer, schema)
    }
  }
  return { addresses, twice }
}

/** An address without what follows `#`. */
export function withoutFragment(url: string): string {
  return url.split('#', 1)[0]!
}

function step(name: string): string {
  return encodeURIComponent(stepOf(name))
}

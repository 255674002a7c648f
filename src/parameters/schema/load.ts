// A schema and the files that it refers to. Knows diagnostics.
import { fail, finding, Lines, ResilientError, type Diagnostic } from '../../diagnostics/index.js'
import { jsonIn } from '../json-error.js'
import type { Json } from '../types.js'
import { draftOf } from './draft.js'
import { dropForeign } from './keywords.js'
import { acceptAll, dropUnchecked, keepEvaluated } from './mend.js'
import type { Draft, LoadedSchema, ReadSchema, SchemaFile } from './types.js'
import { addressesOf, idOf, isOld, schemasIn, withoutFragment, type Location } from './resources.js'
import { isObject, type SchemaObject } from './walk.js'
import { holdToSize } from './work.js'

/**
 * Reads a JSON schema and every file that it refers to, each once. References to the network are
 * not followed: what they would ask for is not checked, and that is reported. Throws `schema-broken`
 * for a file that is missing or no JSON.
 */
export async function loadSchema(entry: string, read: ReadSchema): Promise<LoadedSchema> {
  const schemas = new Map<string, Json>()
  const files = new Map<string, SchemaFile>()
  const names = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const waiting = [{ url: withoutFragment(entry), from: undefined as Reference | undefined }]
  const homes = new Map<string, Home>()
  const addresses = new Map<string, Location>()
  let draft: Draft | undefined
  let count = 0
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { url, from } = next
    if (schemas.has(url)) continue
    const file = await readFrom(url, from, read)
    const schema = parseSchemaFile(file)
    if (!isObject(schema) && typeof schema !== 'boolean') noSchema(file)
    const own = draftIn(schema, file, draft, diagnostics)
    draft ??= own
    for (const each of dropForeign(schema, file, draft)) diagnostics.push(each)
    count = holdToSize(count, schema, file, draft)
    schemas.set(url, schema)
    files.set(url, file)
    const home = homeOf(schema, url, draft)
    homes.set(url, home)
    const found = addressesOf(schema, home.base, url, draft)
    for (const [address, place] of found.addresses) addresses.set(address, place)
    for (const address of new Set(found.twice)) diagnostics.push(calledTwice(address, file))
    for (const { schema: holder, base } of schemasIn(schema, home.base, draft, true)) {
      addNames(holder, names)
      const target = targetOf(holder, base)
      if (target === undefined || addresses.has(withoutFragment(target))) continue
      const local = localOf(target, url, home)
      if (local !== undefined)
        waiting.push({ url: local, from: { ref: holder['$ref'] as string, file } })
    }
  }
  for (const [url, schema] of schemas) {
    settle(
      { schema, url, home: homes.get(url)!, draft: draft! },
      { addresses, schemas },
      (each, target) => {
        const reference = { ref: each['$ref'] as string, file: files.get(url)! }
        takeOut(each, reference, target, diagnostics)
      },
    )
    for (const each of dropUnchecked(schema, files.get(url)!, draft!)) diagnostics.push(each)
    keepEvaluated(schema, files.get(url)!, draft!)
  }
  return { entry: withoutFragment(entry), schemas, files, draft: draft!, names, diagnostics }
}

/** Has every reference lead to a file and a place in it, and takes the names away that led there. */
function settle(
  { schema, url, home, draft }: { schema: Json; url: string; home: Home; draft: Draft },
  known: { addresses: ReadonlyMap<string, Location>; schemas: ReadonlyMap<string, Json> },
  unread: (schema: SchemaObject, target: string) => void,
): void {
  const all = [...schemasIn(schema, home.base, draft, true)]
  for (const { schema: each, base } of all) {
    const target = targetOf(each, base)
    const isDraft = target !== undefined && draftOf(withoutFragment(target)) === draft
    // The schemas of drafts 4 and 6 are not at hand.
    if (target === undefined || (isDraft && draft !== '4' && draft !== '6')) continue
    const [address = '', fragment = ''] = target.split('#')
    const place = known.addresses.get(fragment.startsWith('/') ? address : target.replace(/#$/, ''))
    const local = localOf(target, url, home)
    if (place)
      each['$ref'] = `${place.url}#${place.pointer}${fragment.startsWith('/') ? fragment : ''}`
    else if (local !== undefined && known.schemas.has(local)) each['$ref'] = `${local}#${fragment}`
    else if (known.addresses.has(address)) each['$ref'] = target
    else unread(each, address)
  }
  for (const { schema: each } of all) {
    // Until draft 7 a reference stands alone; what may be referred to stays.
    const alone = isOld(draft) && typeof each['$ref'] === 'string'
    for (const name of Object.keys(each)) {
      const isName = ['$id', '$anchor', 'id'].includes(name)
      const isBeside = alone && !['$ref', 'definitions', '$defs'].includes(name)
      if (isName || isBeside) Reflect.deleteProperty(each, name)
    }
  }
}

function calledTwice(address: string, { file }: SchemaFile): Diagnostic {
  return finding(
    'schema-skipped',
    `two schemas in ${file} have the $id ${address}: only the first one is used`,
    {
      severity: 'info',
      file,
    },
  )
}

interface Reference {
  ref: string
  file: SchemaFile
}

/** The JSON of a schema file; throws `schema-broken` at what is not JSON. */
export function parseSchemaFile({ file, text }: SchemaFile): Json {
  const read = jsonIn(text)
  if ('json' in read) return read.json
  const { offset, hint } = read
  fail('schema-broken', `${file} is not JSON`, {
    file,
    range: new Lines(text).range(offset, offset + 1),
    expected: 'a JSON schema, or a software.cfg.json',
    hint,
    source: text,
  })
}

async function readFrom(
  url: string,
  from: Reference | undefined,
  read: ReadSchema,
): Promise<SchemaFile> {
  try {
    return await read(url)
  } catch (error) {
    if (!from || !(error instanceof ResilientError)) throw error
    const [{ code, message, file, range, hint }] = error.diagnostics
    fail('schema-broken', `the schema refers to a file that cannot be read: ${message}`, {
      ...placeOf(from),
      received: from.ref,
      // Where a file is looked for, one that is not there is another's hint.
      hint: code === 'unreadable-file' ? undefined : hint,
      related:
        range === undefined
          ? undefined
          : [{ message: 'from here on it cannot be read', file: file!, range }],
      source: from.file.text,
    })
  }
}

function noSchema({ file, text }: SchemaFile): never {
  fail('schema-broken', `${file} is not a JSON schema`, {
    file,
    expected: 'an object, true or false',
    source: text,
  })
}

/** All files are read by the draft of the first; `$schema` goes, since ajv wants it to be its own. */
function draftIn(
  schema: Json,
  { file }: SchemaFile,
  first: Draft | undefined,
  diagnostics: Diagnostic[],
): Draft {
  if (!isObject(schema) || schema['$schema'] === undefined) return first ?? '2020-12'
  const name = schema['$schema']
  const draft = draftOf(name)
  delete schema['$schema']
  if (draft === undefined) {
    const read = first ?? '2020-12'
    const message = `${file} is of an unknown draft, ${String(name)}, and is read as ${read}`
    diagnostics.push(finding('schema-skipped', message, { severity: 'info', file }))
    return read
  }
  if (first !== undefined && draft !== first) {
    diagnostics.push(
      finding(
        'schema-skipped',
        `${file} is of draft ${draft}, and is read as ${first} like the schema that refers to it`,
        { severity: 'info', file },
      ),
    )
  }
  return draft
}

interface Home {
  /** What the file's references count from: its own `$id` where that is an address. */
  base: string
  /** The folder that the `$id` says it lies in. */
  folder: string | undefined
}

/** A file lies where it was read, whatever its `$id` says, and so do its neighbours. */
function homeOf(schema: Json, url: string, draft: Draft): Home {
  const own = isObject(schema) ? (idOf(schema, draft) ?? schema['id']) : undefined
  const id = typeof own === 'string' && URL.canParse(own) ? withoutFragment(own) : undefined
  return { base: id ?? url, folder: id?.slice(0, id.lastIndexOf('/') + 1) }
}

/** The address that a schema refers to. */
function targetOf(schema: SchemaObject, base: string): string | undefined {
  const ref = schema['$ref']
  if (typeof ref !== 'string') return undefined
  if (ref.startsWith('#')) return base + ref
  return URL.canParse(ref, base) ? new URL(ref, base).href : undefined
}

/** The file that an address is, undefined where it is none that lies here. */
function localOf(target: string, url: string, { folder }: Home): string | undefined {
  const address = withoutFragment(target)
  const isNear = folder !== undefined && folder !== '' && address.startsWith(folder)
  const local = isNear ? new URL(address.slice(folder.length), url).href : address
  return local.startsWith('file:') ? local : undefined
}

/** In the place of what is not read stands a schema that accepts everything, and knows every name. */
function takeOut(
  schema: SchemaObject,
  reference: Reference,
  target: string,
  diagnostics: Diagnostic[],
): void {
  delete schema['$ref']
  acceptAll(schema)
  diagnostics.push(
    finding(
      'schema-skipped',
      `what ${target} asks for is not checked: nothing is fetched from the network`,
      { severity: 'info', ...placeOf(reference), hint: 'download it, and refer to the file' },
    ),
  )
}

function placeOf({ ref, file: { file, text } }: Reference): Pick<Diagnostic, 'file' | 'range'> {
  const quoted = JSON.stringify(ref)
  const start = text.indexOf(quoted)
  return start < 0
    ? { file }
    : { file, range: new Lines(text).range(start + 1, start + quoted.length - 1) }
}

function addNames(schema: SchemaObject, names: Set<string>): void {
  const { properties } = schema
  if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name)
}

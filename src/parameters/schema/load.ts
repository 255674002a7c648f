// A schema and the files that it refers to. Knows diagnostics.
import { fail, finding, Lines, ResilientError, type Diagnostic } from '../../diagnostics/index.js'
import { jsonErrorOffset } from '../json-error.js'
import type { Json } from '../types.js'
import { draftOf } from './draft.js'
import type { Draft, LoadedSchema, ReadSchema, SchemaFile } from './types.js'
import { isObject, subschemas, type SchemaObject } from './walk.js'

/**
 * Reads a JSON schema and every file that it refers to, each once. References to the network are
 * not followed: what they would ask for is not checked, and that is told. Throws `schema-broken`
 * for a file that is missing or no JSON.
 */
export async function loadSchema(entry: string, read: ReadSchema): Promise<LoadedSchema> {
  const schemas = new Map<string, Json>()
  const files = new Map<string, SchemaFile>()
  const names = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const waiting = [{ url: withoutFragment(entry), from: undefined as Reference | undefined }]
  let draft: Draft | undefined
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { url, from } = next
    if (schemas.has(url)) continue
    const file = await readFrom(url, from, read)
    const schema = parseSchemaFile(file)
    if (!isObject(schema) && typeof schema !== 'boolean') noSchema(file)
    const own = draftIn(schema, file, draft, diagnostics)
    draft ??= own
    schemas.set(url, schema)
    files.set(url, file)
    const home = homeOf(schema, url)
    for (const holder of subschemas(schema)) {
      addNames(holder, names)
      const target = targetOf(holder, url, home)
      if (target === undefined || home.embedded.has(target)) continue
      const reference = { ref: holder['$ref'] as string, file }
      if (target.startsWith('file:')) waiting.push({ url: target, from: reference })
      else takeOut(holder, reference, target, diagnostics)
    }
  }
  return { entry: withoutFragment(entry), schemas, files, draft: draft!, names, diagnostics }
}

interface Reference {
  ref: string
  file: SchemaFile
}

/** The JSON of a schema file; throws `schema-broken` at what is no JSON. */
export function parseSchemaFile({ file, text }: SchemaFile): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    const offset = jsonErrorOffset(text)
    fail('schema-broken', `${file} is no JSON`, {
      file,
      range: new Lines(text).range(offset, offset + 1),
      expected: 'a JSON schema, or a software.cfg.json',
      source: text,
    })
  }
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
    fail(
      'schema-broken',
      `the schema refers to a file that cannot be read: ${error.diagnostics[0].message}`,
      { ...placeOf(from), received: from.ref, source: from.file.text },
    )
  }
}

function noSchema({ file, text }: SchemaFile): never {
  fail('schema-broken', `${file} is no JSON schema`, {
    file,
    expected: 'an object, true or false',
    source: text,
  })
}

/** All files are read by the draft of the first; `$schema` goes, since ajv wants it to be its own. */
function draftIn(
  schema: Json,
  { file, text }: SchemaFile,
  first: Draft | undefined,
  diagnostics: Diagnostic[],
): Draft {
  if (!isObject(schema) || schema['$schema'] === undefined) return first ?? '2020-12'
  const name = schema['$schema']
  const draft = draftOf(name)
  delete schema['$schema']
  if (draft === undefined) {
    fail('schema-broken', `${file} is of a draft of JSON schema that is not known`, {
      file,
      expected: '2020-12, 2019-09, draft-07, draft-06 or draft-04',
      received: String(name),
      source: text,
    })
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
  /** The folder that the file's `$id` says it lies in, where it says so. */
  folder: string | undefined
  /** The URLs of the schemas in the file that have a name of their own. */
  embedded: Set<string>
}

/** A file lies where it was read, whatever its `$id` says, and so do its neighbours. */
function homeOf(schema: Json, url: string): Home {
  const own = isObject(schema) ? (schema['$id'] ?? schema['id']) : undefined
  const id = typeof own === 'string' && URL.canParse(own) ? own : undefined
  if (isObject(schema)) {
    delete schema['$id']
    if (typeof schema['id'] === 'string') delete schema['id']
  }
  const embedded = [...subschemas(schema)]
    .map((each) => each['$id'])
    .filter((each) => typeof each === 'string' && URL.canParse(each, url))
    .map((each) => withoutFragment(new URL(each as string, url).href))
  return { folder: id?.slice(0, id.lastIndexOf('/') + 1), embedded: new Set(embedded) }
}

/** The file or address that a schema refers to, undefined where it refers to its own file or to none. */
function targetOf(schema: SchemaObject, url: string, { folder }: Home): string | undefined {
  const ref = schema['$ref']
  if (typeof ref !== 'string' || ref.startsWith('#')) return undefined
  if (folder !== undefined && ref.startsWith(folder)) schema['$ref'] = ref.slice(folder.length)
  const local = String(schema['$ref'])
  return URL.canParse(local, url) ? withoutFragment(new URL(local, url).href) : undefined
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0]!
}

/** In the place of what is not read stands a schema that accepts everything, and knows every name. */
function takeOut(
  schema: SchemaObject,
  reference: Reference,
  target: string,
  diagnostics: Diagnostic[],
): void {
  delete schema['$ref']
  const others = Array.isArray(schema['allOf']) ? schema['allOf'] : []
  schema['allOf'] = [...others, { additionalProperties: true, items: {} }]
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

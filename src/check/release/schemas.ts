// What a software.cfg.json describes: its types, and the schemas that it names. Knows diagnostics, buildout,
// parameters and release.
import { folderOf, joinPath } from '../../buildout/index.js'
import {
  anyOf,
  didYouMean,
  finding,
  nearest,
  shortened,
  type Diagnostic,
} from '../../diagnostics/index.js'
import { jsonIn } from '../../parameters/json-error.js'
import type { Json } from '../../parameters/index.js'
import { isObject, subschemas } from '../../parameters/schema/walk.js'
import type { Release } from '../../release/index.js'
import { hasType, mayBeInBranch, typesOf } from './between.js'
import type { Files } from './places.js'

type Read = (path: string) => string | undefined

/** The types of software.cfg.json are those of the switch, and each has its schemas. */
export function schemaFindings(release: Release, files: Files, read: Read): Diagnostic[] {
  const file = `${release.path}.json`
  const text = read(file)
  if (text === undefined) return []
  return new Reading(release, files, read).software(file, text)
}

class Reading {
  readonly #found: Diagnostic[] = []
  readonly #seen = new Set<string>()

  constructor(
    readonly release: Release,
    readonly files: Files,
    readonly read: Read,
  ) {}

  software(file: string, text: string): Diagnostic[] {
    const content = this.#parse(file, text, 'a software.cfg.json')
    const types = isObject(content) ? content['software-type'] : undefined
    if (isObject(content)) {
      this.#keys(file, text, content, keys, 0)
      this.#serialisation(file, text, content, 0)
    }
    for (const [type, value] of Object.entries(isObject(types) ? types : {}))
      this.#type(file, text, type, isObject(value) ? value : {})
    return this.#found
  }

  #type(file: string, text: string, type: string, entry: Record<string, Json>): void {
    const { release, files, read } = this
    const types = typesOf(release)
    const at = placeOfKey(text, type)
    this.#keys(file, text, entry, typeKeys, at)
    this.#serialisation(file, text, entry, at)
    const name = typeof entry['software-type'] === 'string' ? entry['software-type'] : type
    if (types && !hasType(types, name) && !mayBeInBranch(name, release, read)) {
      this.#found.push(
        finding('type-missing', `the software type ${name} is described, and no switch has it`, {
          file,
          range: files.range(file, at, at + type.length),
          path: `software-type.${type}`,
          expected: anyOf([...types]),
          hint: didYouMean(nearest(name, types)),
        }),
      )
    }
    for (const key of ['request', 'response']) {
      const schema = entry[key]
      if (typeof schema !== 'string') continue
      this.#schema(file, text, schema, at, {
        message: `${schema}, the ${key} schema of the software type ${type}, is not there`,
        path: `software-type.${type}.${key}`,
      })
    }
  }

  /** A key that nobody reads is hardly meant, where one that is read is near. */
  #keys(
    file: string,
    text: string,
    entry: Record<string, Json>,
    known: readonly string[],
    after: number,
  ): void {
    for (const key of Object.keys(entry)) {
      const near = known.includes(key) ? undefined : nearest(key, known, 2)
      if (near === undefined || Object.hasOwn(entry, near)) continue
      const place = Math.max(0, text.indexOf(`${JSON.stringify(key)}`, after) + 1)
      this.#found.push(
        finding('schema-broken', `nothing reads ${shortened(key)} of a software.cfg.json`, {
          severity: 'warning',
          file,
          range: this.files.range(file, place, place + key.length),
          expected: anyOf(known),
          received: shortened(key),
          hint: didYouMean(near),
        }),
      )
    }
  }

  /** How parameters are written is one of the ways that a node knows. */
  #serialisation(file: string, text: string, entry: Record<string, Json>, after: number): void {
    const value = entry['serialisation']
    if (value === undefined || serialisations.includes(String(value))) return
    const key = text.indexOf('"serialisation"', after)
    const written = JSON.stringify(value)
    const place = Math.max(key, text.indexOf(written, Math.max(key, after)))
    const name = typeof value === 'string' ? value : written
    this.#found.push(
      finding('schema-broken', `${shortened(name)} is not a serialisation of parameters`, {
        file,
        range: this.files.range(file, place, place + written.length),
        path: 'serialisation',
        expected: anyOf(serialisations),
        received: shortened(name),
        hint: didYouMean(nearest(name, serialisations)),
      }),
    )
  }

  /** A schema that a file names, and those that it refers to; nothing is fetched. */
  #schema(
    from: string,
    text: string,
    name: string,
    after: number,
    missing: { message: string; path: string },
  ): void {
    const relative = name.replace(/#.*/s, '')
    if (relative === '' || /^(?:[a-z]+:|\/)/i.test(relative)) return
    const file = joinPath(folderOf(from), relative)
    const content = this.read(file)
    if (content === undefined) {
      const place = text.indexOf(JSON.stringify(name), after) + 1
      this.#found.push(
        finding('unreadable-file', missing.message, {
          file: from,
          range: this.files.range(from, place, place + name.length),
          path: missing.path,
        }),
      )
      return
    }
    if (this.#seen.has(file)) return
    this.#seen.add(file)
    const schema = this.#parse(file, content, 'a JSON schema')
    if (schema !== undefined) this.#inSchema(file, content, schema)
  }

  #inSchema(file: string, text: string, schema: Json): void {
    const all = [...subschemas(schema)]
    // An id moves the folder that references count from.
    const isMoved = all.some((each) => typeof (each['$id'] ?? each['id']) === 'string')
    for (const each of all) {
      for (const type of [each['type']].flat()) {
        if (typeof type !== 'string' || schemaTypes.includes(type)) continue
        const near = nearest(type, schemaTypes)
        // Somebody's own keyword may hold what only looks like a schema.
        if (near === undefined) continue
        const place = text.indexOf(JSON.stringify(type)) + 1
        this.#found.push(
          finding('schema-broken', `${type} is not a type of JSON schema`, {
            file,
            range: this.files.range(file, place, place + type.length),
            expected: anyOf(schemaTypes),
            received: type,
            hint: didYouMean(near),
          }),
        )
      }
      const target = each['$ref']
      if (typeof target !== 'string' || isMoved) continue
      const message = `${target}, which the schema refers to, is not there`
      this.#schema(file, text, target, 0, { message, path: '$ref' })
    }
  }

  #parse(file: string, text: string, expected: string): Json | undefined {
    const read = jsonIn(text)
    if ('json' in read) return read.json
    const { offset, hint } = read
    const range = this.files.range(file, offset, offset + 1)
    const name = file.slice(file.lastIndexOf('/') + 1)
    this.#found.push(
      finding('schema-broken', `${name} is not JSON`, { file, range, expected, hint }),
    )
    return undefined
  }
}

/** What a software.cfg.json has, and what each of its types. */
const keys = ['$schema', 'name', 'description', 'serialisation', 'software-type']
const typeKeys = [
  ...['title', 'description', 'request', 'response', 'index', 'shared', 'software-type'],
  'serialisation',
]

/** How a node reads and writes parameters. */
const serialisations: readonly string[] = ['xml', 'json-in-xml']

const schemaTypes = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

function placeOfKey(text: string, key: string): number {
  const types = text.indexOf('"software-type"')
  return Math.max(
    0,
    text.indexOf(`${JSON.stringify(key)}:`, types) + 1,
    text.indexOf(JSON.stringify(key), types + 15) + 1,
  )
}

// The schemas that a release's software.cfg.json names. Knows buildout and parameters.
import { folderOf, joinPath } from '../buildout/index.js'
import { jsonIn } from '../parameters/json-error.js'
import type { FindSchema } from '../parameters/schema/described.js'
import { isObject, type SchemaObject } from '../parameters/schema/walk.js'

/** Finds schemas by what reads files; a file that is not there has no text. */
export function schemaFinder(read: (path: string) => string | undefined): FindSchema {
  return (name, from) => {
    const file = name === from ? name : joinPath(folderOf(from), name)
    const parsed = jsonIn(read(file) ?? '')
    return 'json' in parsed ? { file, schema: parsed.json } : undefined
  }
}

/** A software type, and the file of the schema of what it is requested with. */
export interface TypeSchema {
  type: string
  file: string | undefined
  /** How its parameters are sent, where it is said: `xml`, `json-in-xml`. */
  serialisation: unknown
}

/** The types that the JSON beside a software.cfg describes; what is shared is given to another instance. */
export function schemasByType(path: string, find: FindSchema): TypeSchema[] {
  const software = find(`${path}.json`, `${path}.json`)?.schema
  if (!isObject(software)) return []
  const types: unknown = software['software-type']
  const isEntry = (each: [string, unknown]): each is [string, SchemaObject] =>
    isObject(each[1] as never) && (each[1] as SchemaObject)['shared'] !== true
  return Object.entries(isObject(types as never) ? (types as object) : {})
    .filter(isEntry)
    .map(([key, entry]) => {
      const { 'software-type': own, request } = entry
      return {
        type: typeof own === 'string' ? own : key,
        file: typeof request === 'string' ? joinPath(folderOf(path), request) : undefined,
        serialisation: entry['serialisation'] ?? software['serialisation'],
      }
    })
}

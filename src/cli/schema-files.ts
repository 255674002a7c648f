// The schema that --schema names, and that of a release. Knows diagnostics and parameters.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openSchema, type SoftwareSchema } from '../parameters/schema/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { jsonIn } from '../parameters/json-error.js'
import { readFoundText, readText } from './files.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'

/** The flags that give a software's schema. */
export const schemaFlags = {
  schema: option.text('the software’s JSON schema, or its software.cfg.json'),
  'software-type': option.text('which type of the software.cfg.json'),
}

/** The schema that `--schema` and `--software-type` name, undefined where there is none. */
export async function readSchema(
  flags: FlagsOf<typeof schemaFlags>,
  io: Io,
): Promise<SoftwareSchema | undefined> {
  const path = flags.schema
  if (path === undefined) return undefined
  const url = pathToFileURL(resolve(io.cwd, path)).href
  return openSchema(url, flags['software-type'], async (each) => {
    // The name that was given, and for what it refers to a path beside it.
    const file = each === url ? path : relative(io.cwd, fileURLToPath(each))
    return { file, text: await (each === url ? readText : readFoundText)(file, io) }
  })
}

/** What one command read, by file and type. */
const known = new WeakMap<Io, Map<string, Promise<SoftwareSchema | undefined>>>()

/** The schema that the JSON beside a software.cfg has for a type; undefined where it has none, or none that reads. */
export function schemaOfRelease(
  software: string,
  type: string,
  io: Io,
): Promise<SoftwareSchema | undefined> {
  const schemas = known.get(io) ?? new Map<string, Promise<SoftwareSchema | undefined>>()
  known.set(io, schemas)
  const key = `${software}\0${type}`
  const found = schemas.get(key) ?? openedOf(software, type, io)
  schemas.set(key, found)
  return found
}

async function openedOf(
  software: string,
  type: string,
  io: Io,
): Promise<SoftwareSchema | undefined> {
  const path = `${relative(io.cwd, software)}.json`
  if (!existsSync(resolve(io.cwd, path))) return undefined
  try {
    const parsed = jsonIn(await readFoundText(path, io))
    const content = ('json' in parsed ? parsed.json : undefined) as Described | undefined
    const wanted = Object.entries(content?.['software-type'] ?? {}).find(
      ([name, { 'software-type': own = name, shared }]) => own === type && shared !== true,
    )
    return wanted && (await readSchema({ _: [], schema: path, 'software-type': wanted[0] }, io))
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    const [{ message }] = error.diagnostics
    io.stderr(`not known: whether ${path} accepts the parameters (${message})\n`)
    return undefined
  }
}

/** What a software.cfg.json says, as far as it is looked at. */
interface Described {
  'software-type'?: Record<string, { 'software-type'?: string; shared?: boolean }>
}

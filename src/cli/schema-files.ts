// The schema that --schema names. Knows parameters.
import { relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openSchema, type SoftwareSchema } from '../parameters/schema/index.js'
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

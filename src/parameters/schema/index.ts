// A software's schema, opened: what other folders may use of schemas. Knows diagnostics.
import { finding, type Diagnostic } from '../../diagnostics/index.js'
import type { ParameterDocument } from '../types.js'
import { checkSchema } from './check.js'
import { choicesOf, type Choice } from './choices.js'
import { compileSchema } from './engine.js'
import { loadSchema } from './load.js'
import { checkSerialisation, isSoftware, softwareType, type SoftwareType } from './software.js'
import type { ReadSchema, SchemaFile } from './types.js'

export type { Choice } from './choices.js'
export type { ReadSchema, SchemaFile } from './types.js'

/** A software's schema, ready to hold any number of parameter documents to. */
export interface SoftwareSchema {
  check(document: ParameterDocument): Diagnostic[]
  /** What each parameter that it names may be. */
  choices: ReadonlyMap<string, Choice>
  /** What was left out when it was read, as information. */
  diagnostics: Diagnostic[]
  files: Iterable<SchemaFile>
}

/**
 * Reads the JSON schema at a `file:` URL, or that of one software type of a software.cfg.json, with
 * all the files that it refers to. Throws `schema-broken`, `bad-flag` for a software type that is
 * not there, and what `read` throws.
 */
export async function openSchema(
  url: string,
  wanted: string | undefined,
  read: ReadSchema,
): Promise<SoftwareSchema> {
  const file = await read(url)
  const software: SoftwareType = isSoftware(file)
    ? softwareType(file, url, wanted)
    : { url, serialisation: undefined }
  if (!software.url.startsWith('file:')) return unread(software.url, file)
  // What comes through a pipe comes once.
  const again: ReadSchema = (each) => (each === url ? Promise.resolve(file) : read(each))
  const loaded = await loadSchema(software.url, again)
  const { validate, diagnostics } = await compileSchema(loaded)
  const { serialisation } = software
  return {
    check(document) {
      return [
        ...checkSerialisation(document, serialisation),
        ...checkSchema(document, {
          validate,
          names: loaded.names,
          isText: serialisation === 'xml' || document.serialisation === 'xml',
        }),
      ]
    },
    choices: choicesOf(loaded, serialisation === 'xml'),
    diagnostics: [...loaded.diagnostics, ...diagnostics],
    files: loaded.files.values(),
  }
}

function unread(url: string, file: SchemaFile): SoftwareSchema {
  return {
    check: () => [],
    choices: new Map(),
    diagnostics: [
      finding(
        'schema-skipped',
        `what ${url} asks for is not checked: nothing is fetched from the network`,
        { severity: 'info', file: file.file, hint: 'download it, and give the file' },
      ),
    ],
    files: [file],
  }
}

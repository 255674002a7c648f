// What a software.cfg.json says. Knows diagnostics and python.
import { didYouMean, fail, finding, nearest, type Diagnostic } from '../../diagnostics/index.js'
import { strip } from '../../python/index.js'
import { placeOfParameter } from '../locate.js'
import type { Json, ParameterDocument } from '../types.js'
import { parseSchemaFile } from './load.js'
import type { SchemaFile, Serialisation } from './types.js'
import { isObject } from './walk.js'

/** What a software.cfg.json says of one software type. */
export interface SoftwareType {
  /** The URL of the schema of its instance parameters. */
  url: string
  serialisation: Serialisation | undefined
}

/** The type that an instance has where none is given, as the client of SlapOS has it. */
const defaults = ['RootSoftwareInstance', 'default']

/** Whether a file describes a software, rather than being a schema itself. */
export function isSoftware(file: SchemaFile): boolean {
  const content = parseSchemaFile(file)
  return isObject(content) && isObject(content['software-type'])
}

/**
 * The schema and the serialisation of one software type; `wanted` may be left out where there is one
 * type, or a default. Throws `bad-flag` for a type that is not there, `schema-broken` for one without
 * a schema.
 */
export function softwareType(
  file: SchemaFile,
  url: string,
  wanted: string | undefined,
): SoftwareType {
  const content = parseSchemaFile(file) as Record<string, Json>
  const types = content['software-type'] as Record<string, Json>
  const names = Object.keys(types)
  const only = names.length === 1 ? names[0] : undefined
  const name = wanted ?? only ?? defaults.find((each) => Object.hasOwn(types, each))
  if (name === undefined || !Object.hasOwn(types, name)) noType(file.file, wanted, names)
  const type = types[name]
  const request = isObject(type) ? type['request'] : undefined
  if (!isObject(type) || typeof request !== 'string' || !URL.canParse(request, url)) {
    fail('schema-broken', `the software type "${name}" has no schema for its parameters`, {
      file: file.file,
      expected: '"request": "a-schema.json"',
      source: file.text,
    })
  }
  return {
    url: new URL(request, url).href,
    serialisation: serialisationOf(type['serialisation'] ?? content['serialisation']),
  }
}

function serialisationOf(value: Json | undefined): Serialisation | undefined {
  return value === 'xml' || value === 'json-in-xml' ? value : undefined
}

function noType(file: string, wanted: string | undefined, names: readonly string[]): never {
  const near = wanted === undefined ? undefined : nearest(wanted, names)
  fail(
    'bad-flag',
    wanted === undefined
      ? `${file} has several software types, and none is chosen`
      : `${file} has no software type "${wanted}"`,
    { expected: `--software-type ${names.join(' | ')}`, hint: didYouMean(near) },
  )
}

/** The finding for parameters that are written in the form that the software does not read. */
export function checkSerialisation(
  document: ParameterDocument,
  wanted: Serialisation | undefined,
): Diagnostic[] {
  const isXml = strip(document.text).startsWith('<')
  const names = Object.keys(document.values)
  if (!isXml || wanted === undefined || names.length === 0) return []
  const written: Serialisation = document.serialisation === 'json' ? 'json-in-xml' : 'xml'
  if (written === wanted) return []
  return [
    finding(
      'schema-serialisation',
      `the software reads its parameters as ${wanted}, and these are ${written}`,
      {
        ...placeOfParameter(document, names[0]!, 'name'),
        expected:
          wanted === 'xml'
            ? '<parameter id="NAME">text</parameter> for each parameter'
            : '<parameter id="_">{ "NAME": value, … }</parameter> alone',
        received: written,
      },
    ),
  ]
}

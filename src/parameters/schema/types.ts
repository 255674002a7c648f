// The types of schemas, read and loaded. Knows diagnostics.
import type { Diagnostic } from '../../diagnostics/index.js'
import type { Json } from '../types.js'

/** One file of a JSON schema, or of a software's description. */
export interface SchemaFile {
  /** The name that findings bear. */
  file: string
  text: string
}

/** Reads the file behind a `file:` URL. Throws ResilientError where it cannot. */
export type ReadSchema = (url: string) => Promise<SchemaFile>

/** How a software wants its parameters (`serialisation` of its software.cfg.json). */
export type Serialisation = 'xml' | 'json-in-xml'

/** A JSON schema with every file that it refers to. */
export interface LoadedSchema {
  /** The URL of the file that was asked for. */
  entry: string
  /** Each file's schema by its URL, references to the network taken out. */
  schemas: ReadonlyMap<string, Json>
  files: ReadonlyMap<string, SchemaFile>
  /** The draft that all files are read by. */
  draft: Draft
  /** Every parameter name that the schema has, at any depth. */
  names: ReadonlySet<string>
  /** What was left out on the way, as information. */
  diagnostics: Diagnostic[]
}

export type Draft = '2020-12' | '2019-09' | '7' | '6' | '4'

// The types of instance parameters. Knows diagnostics.
import type { Range } from '../diagnostics/index.js'

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Instance parameters by name; from XML every value is a string. */
export type Parameters = Readonly<Record<string, unknown>>

/** Where a parameter stands in its document. */
export interface ParameterPlace {
  /** Its name, without quotes. */
  name: Range
  /** Its value: the text between the tags, or the JSON value. */
  value: Range
}

/** Instance parameters with the text that they were read from. */
export interface ParameterDocument {
  values: Record<string, Json>
  places: ReadonlyMap<string, ParameterPlace>
  /** The text as decoded, without its byte order mark; ranges count in it. */
  text: string
  /** `xml` when the parameters are text, `json` when they have types (a lone `_`, or a JSON file). */
  serialisation: 'xml' | 'json'
  /** The JSON that they were read from, where they were: it has an order that objects lose. */
  json?: string
  /**
   * The place of what a parameter holds, by the names and numbers that lead to it from the outermost
   * object; undefined where it has none. Text that XML holds has nothing inside.
   */
  inside?: (path: readonly string[]) => ParameterPlace | undefined
  /** Where what holds all of them stands: the tag `<instance>`, or the object. */
  whole?: Range
  file?: string
}

/** What reading needs to know besides the text. */
export interface ReadOptions {
  /** The name that findings bear. */
  file?: string
  /** What the text is written in; XML where it begins with `<`, else JSON, where this is not given. */
  format?: 'xml' | 'json'
}

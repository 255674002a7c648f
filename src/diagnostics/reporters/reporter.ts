// What a reporter is. Knows this folder alone.
import type { Diagnostic } from '../diagnostic.js'

/** What a reporter may need besides the findings. */
export interface ReportOptions {
  /** The text of a file by its name, for the code frame. */
  sources: ReadonlyMap<string, string>
  colors: boolean
}

/** Prints findings; gives the whole text, with its final newline where it is not empty. */
export type Reporter = (
  diagnostics: readonly Diagnostic[],
  options?: Partial<ReportOptions>,
) => string

/** A reporter's own work, on what is known to be findings. */
export type Drawing = (diagnostics: readonly Diagnostic[], options: ReportOptions) => string

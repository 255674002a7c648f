// The table of the reporters. Knows this folder alone.
import type { Diagnostic } from '../diagnostic.js'
import { github } from './github.js'
import { json } from './json.js'
import type { Reporter, ReportOptions } from './reporter.js'
import { sarif } from './sarif.js'
import { text } from './text.js'

/** One file a reporter; the names are the values of `--format`. */
export const reporters = { text, json, github, sarif } as const satisfies Record<string, Reporter>

export type ReporterName = keyof typeof reporters

/** Draws findings with the reporter of that name. */
export function report(
  name: ReporterName,
  diagnostics: readonly Diagnostic[],
  options: Partial<ReportOptions> = {},
): string {
  return reporters[name](diagnostics, { sources: new Map(), colors: false, ...options })
}

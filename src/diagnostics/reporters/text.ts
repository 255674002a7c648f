// Findings as people read them. Knows this folder alone.
import type { Diagnostic, Related } from '../diagnostic.js'
import { codeFrame } from '../frame.js'
import { rowsOf } from '../rows.js'
import { onOneLine, printable } from '../printable.js'
import type { ReportOptions } from './reporter.js'

const colors = { error: 31, warning: 33, info: 36 } as const

/** For people: place, sentence, code frame, then what was expected and what to do. */
export function text(diagnostics: readonly Diagnostic[], options: ReportOptions): string {
  return diagnostics.map((diagnostic) => draw(diagnostic, options) + '\n').join('\n')
}

function draw(diagnostic: Diagnostic, { sources, colors: colored }: ReportOptions): string {
  const { code, severity, message, file, range, path, related = [] } = diagnostic
  const label = colored ? `\u001b[${colors[severity]}m${severity}\u001b[0m` : severity
  const source = file === undefined ? undefined : sources.get(file)
  const details = [
    source !== undefined && range ? codeFrame(source, range) : undefined,
    path === undefined ? undefined : `  at: ${onOneLine(path)}`,
    ...rowsOf(diagnostic).map((row) => `  ${row}`),
    ...related.map((other) => `  see: ${onOneLine(place(other) + other.message)}`),
  ].filter((row) => row !== undefined)
  const [at, sentence] = [place(diagnostic), message].map((each) => printable(onOneLine(each)))
  const first = `${at}${label} ${sentence} [${code}]`
  return [first, ...details.map(printable)].join('\n')
}

function place({ file, range }: Related | Diagnostic): string {
  const parts = [file, range?.start.line, range?.start.column].filter((part) => part !== undefined)
  return parts.length > 0 ? `${parts.join(':')}: ` : ''
}

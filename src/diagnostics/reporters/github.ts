// Findings as annotations of GitHub Actions. Knows this folder alone.
import type { Diagnostic } from '../diagnostic.js'
import { rowsOf } from '../rows.js'
import { onOneLine, printable } from '../printable.js'

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const

/**
 * Workflow commands, which GitHub Actions shows at the lines of a change:
 * `::error file=a.cfg,line=1,col=1,endLine=1,endColumn=4,title=code::message`.
 */
export function github(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => command(diagnostic) + '\n').join('')
}

function command(diagnostic: Diagnostic): string {
  const { severity, code, message, file, range } = diagnostic
  const properties = {
    file,
    line: range?.start.line,
    col: range?.start.column,
    endLine: range?.end.line,
    // GitHub takes columns for one line only.
    endColumn: range?.start.line === range?.end.line ? range?.end.column : undefined,
    title: code,
  }
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  const lines = [onOneLine(message), ...rowsOf(diagnostic)]
  return `::${levels[severity]} ${written.join(',')}::${escapeData(lines.join('\n'))}`
}

function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

import { ResilientError, report, type Diagnostic } from '../diagnostics/index.js'
import type { ExitCode } from './command.js'
import type { Io } from './io.js'

/** Whether standard error is a terminal that wants colours (https://no-color.org). */
export function wantsColors(io: Io): boolean {
  return io.terminal.stderr && !io.env['NO_COLOR']
}

/**
 * Prints the findings beside a result to standard error. With `--strict` a warning stops the
 * command instead: throws them all.
 */
export function reportBeside(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  strict: boolean,
  io: Io,
): void {
  const [first, ...rest] = diagnostics.filter(({ severity }) => severity !== 'info')
  if (strict && first) throw new ResilientError([first, ...rest], sources)
  if (diagnostics.length > 0)
    io.stderr(report('text', diagnostics, { sources, colors: wantsColors(io) }))
}

/** 1 where an error or a warning was found, 0 otherwise. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some(({ severity }) => severity !== 'info') ? 1 : 0
}

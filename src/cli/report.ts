// Findings as commands print them, secrets hidden. Knows diagnostics, parameters and plan.
import { report, ResilientError, type Diagnostic, type ReporterName } from '../diagnostics/index.js'
import { hider, hideSecrets, secretsIn } from '../parameters/index.js'
import { hiddenFinding, hiding, maskFinding } from '../plan/index.js'
import type { ExitCode } from './command.js'
import type { Io } from './io.js'
import type { FlagsOf, secretsFlag, strictFlag } from './options.js'

type SecretsFlag = Partial<FlagsOf<typeof secretsFlag>>

/** Whether standard error is a terminal that wants colours (https://no-color.org). */
export function wantsColors(io: Io): boolean {
  return io.terminal.stderr && !io.env['NO_COLOR']
}

/** Findings as a reporter draws them, the values of secret parameters hidden unless asked for. */
export function drawFindings(
  format: ReporterName,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  flags: SecretsFlag,
  io: Io,
): string {
  const colors = wantsColors(io)
  if (flags['show-secrets']) return report(format, diagnostics, { sources, colors })
  const shown = withoutSecrets(diagnostics, sources)
  return report(format, shown.diagnostics, { sources: shown.sources, colors })
}

/** Findings and the texts that they point into, every secret of these hidden in both. */
export function withoutSecrets(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): { diagnostics: Diagnostic[]; sources: Map<string, string> } {
  const secrets = [...sources].flatMap(([file, text]) => secretsIn(text, file))
  const inPlace = hider(secrets, (secret) => '*'.repeat(secret.length))
  const hidden = new Map(
    [...sources].map(([file, text]) => [file, inPlace(hideSecrets(text, file))]),
  )
  const hide = hiding(secrets)
  const shown = diagnostics.map((each) => hiddenFinding(maskFinding(each), hide))
  return { diagnostics: shown, sources: hidden }
}

/**
 * Prints the findings beside a result to standard error; gives the exit code of the result, 1 where
 * one of them is an error. With `--strict` a warning stops the command instead: throws them all.
 */
export function reportBeside(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  flags: SecretsFlag & Partial<FlagsOf<typeof strictFlag>>,
  io: Io,
): ExitCode {
  const [first, ...rest] = diagnostics.filter(({ severity }) => severity !== 'info')
  if (flags.strict && first) throw new ResilientError([first, ...rest], sources)
  if (diagnostics.length > 0) io.stderr(drawFindings('text', diagnostics, sources, flags, io))
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** 1 where an error or a warning was found, 0 otherwise. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some(({ severity }) => severity !== 'info') ? 1 : 0
}

/** A finding with its files by other names. */
export function withFiles(diagnostic: Diagnostic, name: (file: string) => string): Diagnostic {
  const { file, message, related } = diagnostic
  const isNamed = file !== undefined && message.startsWith(`${file} `)
  return {
    ...diagnostic,
    ...(file === undefined ? {} : { file: name(file) }),
    ...(isNamed ? { message: name(file) + message.slice(file.length) } : {}),
    ...(related
      ? {
          related: related.map((other) =>
            other.file === undefined ? other : { ...other, file: name(other.file) },
          ),
        }
      : {}),
  }
}

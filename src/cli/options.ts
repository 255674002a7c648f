// How a command describes its flags, and the types that its run() gets them in. Knows this folder alone.
import type { Options } from 'yargs'
import { encodings } from './choice.js'

declare const value: unique symbol

/** yargs' own description of a flag, which gives a value of this type. */
export interface Option<Value> extends Options {
  readonly [value]?: Value
  /** What it takes, where that can be listed: the shell completes it, a command refuses the rest itself. */
  readonly values?: readonly string[]
}

/** Flags by their names. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>

/** What the flags of a table come to; `_` holds the words that are not flags. */
export type FlagsOf<Table extends OptionTable> = { _: string[] } & {
  [Name in keyof Table]: (Table[Name] extends Option<infer Value> ? Value : never) | undefined
}

/** The kinds of flags, each with what its help says. */
export const option = {
  /** `--name VALUE`. */
  text: (describe: string, alias?: string): Option<string> =>
    alias === undefined ? { describe } : { alias, describe },
  /** `--name VALUE`, one of some. */
  choice: (describe: string, values: readonly string[]): Option<string> => ({ describe, values }),
  /** `--name VALUE`, again and again. */
  list: (describe: string, values?: readonly string[]): Option<string[]> =>
    values === undefined ? { describe, array: true } : { describe, array: true, values },
  /** `--name`. */
  switch: (describe: string): Option<boolean> => ({ describe, type: 'boolean' }),
}

/** The flag of every command that reads. */
export const sizeFlag = {
  'max-size': option.text('the largest input, in MiB (16)'),
}

/** The flag of every command whose result is a text. */
export const outputFlag = { output: option.text('the file to write (standard output)', 'o') }

/** The flag of every command that may show values. */
export const secretsFlag = {
  'show-secrets': option.switch('show the values of passwords, keys and tokens'),
}

/** The flag of every command that prints findings beside a result. */
export const strictFlag = {
  strict: option.switch('stop at an error or a warning, without a result'),
}

/** The flag of the commands that write values into profiles. */
export const encodingFlag = {
  encoding: option.choice(
    'how values are written: py (SlapOS) or plain (stock zc.buildout)',
    encodings,
  ),
}

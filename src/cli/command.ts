import type { Options } from 'yargs'
import type { Io } from './io.js'

/** 0: done, nothing found but information; 1: errors or warnings found; 2: could not do it. */
export type ExitCode = 0 | 1 | 2

/** What yargs’ parser made of the flags: `_` holds the words that are no flags. */
export type Flags = { _: string[] } & Record<string, unknown>

/** One command, in one file. */
export interface Command {
  /** What follows the command's name, `PARAMETERS... [options]`. */
  usage: string
  /** How many words it takes besides flags: [least, most]. */
  words: [number, number]
  /** yargs' own description of the flags; main adds `--help` and what holds for all. */
  options: Record<string, Options>
  /** Command lines that work as they stand, each with what it shows. */
  examples: [line: string, shows: string][]
  run(flags: Flags, io: Io): Promise<ExitCode> | ExitCode
}

// What a command is. Knows this folder alone.
import type { Io } from './io.js'
import type { FlagsOf, OptionTable } from './options.js'

/** 0: done, nothing found but information; 1: errors or warnings found; 2: could not do it. */
export type ExitCode = 0 | 1 | 2

/** One command, in one file: the types of its flags follow from its options. */
export interface Command<Table extends OptionTable = OptionTable> {
  /** What follows the command's name, `PARAMETERS... [options]`. */
  usage: string
  /** How many words it takes besides flags: [least, most]. */
  words: [number, number]
  /** main adds `--help` and what holds for all. */
  options: Table
  /** Command lines that work as they stand, each with what it shows. */
  examples: [line: string, shows: string][]
  run(flags: FlagsOf<Table>, io: Io): Promise<ExitCode> | ExitCode
}

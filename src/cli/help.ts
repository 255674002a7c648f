// A command's help. Knows this folder alone.
import yargs from 'yargs'
import type { Command } from './command.js'
import type { Io } from './io.js'

/** A command's help as yargs draws it: usage, options, examples. */
export async function helpOf(
  name: string,
  describe: string,
  command: Command,
  io: Io,
): Promise<string> {
  const help = await yargs([], io.cwd)
    .scriptName(name)
    .usage(`${name} ${command.usage}\n\n${describe}`)
    .options(command.options)
    .help()
    .alias('help', 'h')
    .describe('help', 'show this help')
    .version(false)
    .locale('en')
    .wrap(Math.min(io.columns ?? 100, 120))
    .getHelp()
  // yargs breaks a long example in two, which then cannot be pasted.
  const examples = command.examples.map(
    ([line, says]) => `  ${line.replace('$0', name)}\n      ${says}\n`,
  )
  return `${help.trimEnd()}\n\nExamples:\n${examples.join('')}`
}

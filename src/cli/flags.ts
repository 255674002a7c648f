import yargs from 'yargs'
import { fail, nearest } from '../diagnostics/index.js'
import type { Command, Flags } from './command.js'
import type { Io } from './io.js'

/** The flags of a command line, or its help where that is asked for; throws `bad-flag`. */
export async function parseFlags(
  name: string,
  describe: string,
  command: Command,
  args: string[],
  io: Io,
): Promise<{ flags: Flags; help?: undefined } | { help: string }> {
  let help = ''
  const parser = yargs(args, io.cwd)
    .scriptName(name)
    .usage(`${name} ${command.usage}\n\n${describe}`)
    .options(withArity(command.options))
    .example(command.examples)
    .help()
    .alias('help', 'h')
    .version(false)
    .wrap(Math.min(io.columns ?? 100, 120))
    .exitProcess(false)
    .fail(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
  let flags: Flags
  try {
    flags = (await parser.parse(args, (_error: unknown, _flags: unknown, output: string) => {
      help = output
    })) as unknown as Flags
  } catch (error) {
    fail({
      code: 'bad-flag',
      severity: 'error',
      message: `${name}: ${(error as Error).message}`,
      hint: `see ${name} --help`,
    })
  }
  if (flags['help'] === true) return { help: help.trimEnd() + '\n' }
  refuseUnknown(name, command, flags)
  refuseWords(name, command, flags)
  return { flags }
}

/** A flag with a value takes exactly one, so that `--parameters -` is no puzzle. */
function withArity(options: Command['options']): Command['options'] {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.type === 'boolean' ? option : { nargs: 1, type: 'string', ...option },
    ]),
  )
}

function refuseUnknown(name: string, command: Command, flags: Flags): void {
  const aliases = Object.values(command.options).flatMap(({ alias }) => alias ?? [])
  const known = new Set([...Object.keys(command.options), ...aliases, 'help', 'h', '_', '$0'])
  const unknown = Object.keys(flags).find((flag) => !known.has(flag))
  if (unknown === undefined) return
  const near = nearest(unknown, Object.keys(command.options))
  fail({
    code: 'bad-flag',
    severity: 'error',
    message: `${name} has no flag --${unknown}`,
    received: `--${unknown}`,
    hint: near === undefined ? `see ${name} --help` : `did you mean --${near}?`,
  })
}

function refuseWords(name: string, { words: [least, most], usage }: Command, flags: Flags): void {
  flags._ = flags._.map(String)
  const count = flags._.length
  if (count >= least && count <= most) return
  fail({
    code: 'bad-flag',
    severity: 'error',
    message: count < least ? `${name} needs a file` : `${name} does not take "${flags._[most]}"`,
    expected: `${name} ${usage}`,
    hint: `see ${name} --help`,
  })
}

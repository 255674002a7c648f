// A command line to an exit code: finds the command, runs it, reports what stopped it. Knows
// diagnostics.
import {
  anyOf,
  didYouMean,
  fail,
  finding,
  nearest,
  ResilientError,
  shortened,
  type Diagnostic,
} from '../diagnostics/index.js'
import type { Command, ExitCode } from './command.js'
import { commands } from './commands.js'
import { parseFlags } from './flags.js'
import type { Io } from './io.js'
import { withSizeLimit } from './size.js'
import { version } from './version.js'

const program = 'slapos-resilient'

/** Runs one command line (without the program's name); gives the exit code, never throws. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(args, io)
  } catch (error) {
    const diagnostics: readonly Diagnostic[] =
      error instanceof ResilientError ? error.diagnostics : [defect(error)]
    const sources = error instanceof ResilientError ? error.sources : new Map<string, string>()
    const flags = { 'show-secrets': args.includes('--show-secrets') }
    const { drawFindings } = await import('./report.js')
    io.stderr(drawFindings('text', diagnostics, sources, flags, io))
    return 2
  }
}

async function dispatch(given: readonly string[], io: Io): Promise<ExitCode> {
  // --help before a command is asked of that command.
  const isAsked =
    given[0] === 'help' || (/^(?:--help|-h)$/.test(given[0] ?? '') && given.length > 1)
  const args = isAsked ? helpFor(given.slice(1)) : given
  if (args[0] === '--version' || args[0] === '-V') {
    io.stdout(version + '\n')
    return 0
  }
  if (args[0] === 'completion' && args.length > 1) return completionHelp(args[1]!, io)
  if (args[0] === '--get-yargs-completions' || args[0] === 'completion') {
    const { complete } = await import('./completion.js')
    return complete(args, io)
  }
  const words = [args.slice(0, 2).join(' '), args[0] ?? ''].find((name) =>
    Object.hasOwn(commands, name),
  )
  if (words !== undefined) {
    const command = await commands[words]!.load()
    return runCommand(words, command, args.slice(words.split(' ').length), io)
  }
  const group = args[0] !== undefined && !args[0].startsWith('-') ? args[0] : ''
  const names = Object.keys(commands).filter((name) => group === '' || name.startsWith(group + ' '))
  const helps = args.includes('--help') || args.includes('-h')
  if (args[0]?.startsWith('-') === true && !helps) refuseFirst(args[0])
  const lacksKind = names.length > 0 && (args[1] === undefined || args[1].startsWith('-'))
  if (helps || args.length === 0 || lacksKind) {
    const shown = names.length > 0 ? names : Object.keys(commands)
    const print = helps ? io.stdout : io.stderr
    print(overview(shown))
    return helps ? 0 : 2
  }
  unknownCommand(args, names)
}

/** What `help` comes to: the help of what follows it, which must be a command or the first word of some. */
function helpFor(words: readonly string[]): string[] {
  const names = Object.keys(commands)
  const isFlag = ['--help', '-h'].includes(words[0] ?? '--help')
  const typed = words.join(' ')
  const isKnown = names.some((name) => name === typed || name.startsWith(`${typed} `))
  if (typed === 'help') return ['--help']
  if (typed === 'completion') return ['completion', '--help']
  const command = names.find((name) => typed.startsWith(`${name} `))
  if (command !== undefined && words.at(-1) !== '--help')
    refuseWord('help', words[command.split(' ').length]!, `${program} help ${command}`)
  if (isFlag && words.length < 2) return ['--help']
  if (isKnown || (words.at(-1) === '--help' && words.length > 1)) return [...words, '--help']
  unknownCommand(
    words,
    names.filter((name) => name.startsWith(`${words[0]} `)),
  )
}

function completionHelp(word: string, io: Io): ExitCode {
  if (word !== '--help' && word !== '-h') refuseWord('completion', word, `${program} completion`)
  io.stdout(
    `${program} completion\n\nprint a script with which bash completes commands and flags\n\n` +
      `Examples:\n  source <(${program} completion)\n      complete in this shell\n`,
  )
  return 0
}

function refuseWord(command: string, word: string, expected: string): never {
  fail('bad-flag', `${program} ${command} does not take "${word}" here`, {
    expected,
    received: word,
    hint: `see ${program} --help`,
  })
}

/** Before a command there are two flags alone. */
function refuseFirst(flag: string): never {
  const near = nearest(flag, ['--help', '--version'])
  fail('bad-flag', `${program} has no flag ${flag} before a command`, {
    expected: `${program} COMMAND [options]`,
    received: flag,
    hint: didYouMean(near) ?? `see ${program} --help`,
  })
}

function unknownCommand(args: readonly string[], names: string[]): never {
  const known = names.length > 0 ? names : Object.keys(commands)
  const given = names.length > 0 ? args.slice(0, 2).join(' ') : args[0]!
  const near = nearest(given, [
    ...Object.keys(commands),
    ...Object.keys(commands).map((name) => name.split(' ')[0]!),
  ])
  fail('bad-flag', `there is no command "${given}"`, {
    expected: anyOf(known),
    received: given,
    hint: near === undefined ? `see ${program} --help` : `did you mean ${program} ${near}?`,
  })
}

function overview(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length))
  return [
    `${program} COMMAND [options]`,
    '',
    ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name]!.describe}`),
    '',
    `${program} COMMAND --help, or ${program} help COMMAND, shows a command's options, with examples.`,
    `${program} --version or -V, ${program} completion (a script for the shell to source)`,
    '',
  ].join('\n')
}

async function runCommand(
  words: string,
  command: Command,
  args: string[],
  io: Io,
): Promise<ExitCode> {
  const name = `${program} ${words}`
  refuseBytes(args)
  const flags = parseFlags(name, command, args)
  if (flags['help'] !== true) return command.run(flags, withSizeLimit(flags['max-size'], io))
  const { helpOf } = await import('./help.js')
  io.stdout(await helpOf(name, commands[words]!.describe, command, io))
  return 0
}

/** What is not UTF-8 reaches a program of Node as U+FFFD, and would be written so. */
function refuseBytes(args: readonly string[]): void {
  const wrong = args.find((each) => each.includes('\ufffd'))
  if (wrong === undefined) return
  fail('bad-flag', `"${shortened(wrong)}" is not UTF-8 text, or holds U+FFFD`, {
    expected: 'arguments in UTF-8',
    hint: 'set the terminal to UTF-8',
  })
}

function defect(error: unknown): Diagnostic {
  return finding(
    'internal',
    `this is a bug in ${program}: ${error instanceof Error ? error.message : String(error)}`,
    { hint: 'please report it with the command line and the input' },
  )
}

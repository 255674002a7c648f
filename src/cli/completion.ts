// What the shell completes. Knows this folder alone.
import yargs from 'yargs'
import type { ExitCode } from './command.js'
import { commands } from './commands.js'
import type { Io } from './io.js'

/** `completion` prints the shell's script; the script calls back with the words typed so far. */
export async function complete(args: readonly string[], io: Io): Promise<ExitCode> {
  if (args[0] === 'completion') {
    const log = console.log
    try {
      console.log = (text: string) => io.stdout(text + '\n')
      yargs([]).scriptName('slapos-resilient').completion('completion').showCompletionScript()
    } finally {
      console.log = log
    }
    return 0
  }
  for (const candidate of await candidates(args.slice(2))) io.stdout(candidate + '\n')
  return 0
}

async function candidates(typed: string[]): Promise<string[]> {
  const before = typed.slice(0, -1)
  const current = typed.at(-1) ?? ''
  const name = [before.slice(0, 2).join(' '), before[0] ?? ''].find((words) =>
    Object.hasOwn(commands, words),
  )
  if (name === undefined) {
    const words = Object.keys(commands).map((words) => words.split(' '))
    const next = words.filter((parts) => before.every((word, i) => parts[i] === word))
    return [...new Set(next.map((parts) => parts[before.length] ?? ''))].filter((word) =>
      word.startsWith(current),
    )
  }
  if (!current.startsWith('-')) return []
  const { options } = await commands[name]!.load()
  return [...Object.keys(options), 'help']
    .map((flag) => `--${flag}`)
    .filter((flag) => flag.startsWith(current))
}

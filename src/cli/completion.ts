// What the shell completes. Knows this folder alone.
import yargs from 'yargs'
import type { ExitCode } from './command.js'
import { commands } from './commands.js'
import { readFoundText } from './files.js'
import type { Io } from './io.js'
import type { OptionTable } from './options.js'

/** `completion` prints the shell's script; the script calls back with the words typed so far. */
export async function complete(args: readonly string[], io: Io): Promise<ExitCode> {
  if (args[0] === 'completion') {
    const log = console.log
    try {
      console.log = (text: string) => io.stdout(forShell(text) + '\n')
      yargs([]).scriptName('slapos-resilient').completion('completion').showCompletionScript()
    } finally {
      console.log = log
    }
    return 0
  }
  for (const candidate of await candidates(args.slice(2), io)) io.stdout(candidate + '\n')
  return 0
}

/** The script, such that what bash takes for a word of its own, the sign of `--format=`, begins nothing yet. */
function forShell(script: string): string {
  return script.replace(
    /^( *)cur_word="\$\{COMP_WORDS\[COMP_CWORD\]\}"\n/m,
    '$&$1cur_word="${cur_word#=}"\n',
  )
}

/** bash cuts `--format=j` at its sign, and asks for the last of three words: they are one here. */
function joinCut(typed: readonly string[]): { words: string[]; isCut: boolean } {
  const words: string[] = []
  let isCut = false
  for (const [index, word] of typed.entries()) {
    const last = words.at(-1) ?? ''
    isCut =
      (word === '=' && /^--[\w-]+$/.test(last)) ||
      (typed[index - 1] === '=' && /^--[\w-]+=$/.test(last))
    words.push(isCut ? words.pop()! + word : word)
  }
  return { words, isCut }
}

async function candidates(given: readonly string[], io: Io): Promise<string[]> {
  const { words: typed, isCut } = joinCut(given)
  const asked = typed[0] === 'help' && typed.length > 1
  const before = typed.slice(asked ? 1 : 0, -1)
  const current = typed.at(-1) ?? ''
  const name = [before.slice(0, 2).join(' '), before[0] ?? ''].find((words) =>
    Object.hasOwn(commands, words),
  )
  if (name !== undefined && asked) return []
  if (name === undefined) {
    const names = [...Object.keys(commands), ...(asked ? [] : ['help', 'completion'])]
    const words = names.map((words) => words.split(' '))
    const next = words.filter((parts) => before.every((word, i) => parts[i] === word))
    return [...new Set(next.map((parts) => parts[before.length] ?? ''))].filter((word) =>
      word.startsWith(current),
    )
  }
  const { options } = await commands[name]!.load()
  const [, joined, begun = ''] = /^--([\w-]+)=(.*)$/s.exec(current) ?? []
  const flag = joined ?? flagOf(before.at(-1) ?? '', options)
  if (flag !== undefined) {
    const values = await valuesOf(flag, options[flag], typed, io)
    const begins = joined === undefined ? current : begun
    const fitting = values.filter((value) => value.startsWith(begins))
    return joined === undefined || isCut ? fitting : fitting.map((value) => `--${flag}=${value}`)
  }
  if (!current.startsWith('-')) return []
  return [...Object.keys(options), 'help']
    .map((each) => `--${each}`)
    .filter((each) => each.startsWith(current))
}

/** The flag that a word is and that takes a value. */
function flagOf(word: string, options: OptionTable): string | undefined {
  const given = /^--?([\w-]+)$/.exec(word)?.[1]
  return Object.keys(options).find(
    (name) =>
      options[name]!.type !== 'boolean' &&
      (word.startsWith('--')
        ? name === given
        : given !== undefined && options[name]!.alias === given),
  )
}

/** What a flag takes; of a flag that takes a file nothing, and the shell completes the files itself. */
async function valuesOf(
  flag: string,
  option: OptionTable[string] | undefined,
  typed: readonly string[],
  io: Io,
): Promise<readonly string[]> {
  if (flag !== 'software-type') return option?.values ?? []
  const schema = typed.flatMap((word, index) =>
    word === '--schema' ? [typed[index + 1]!] : word.startsWith('--schema=') ? [word.slice(9)] : [],
  )
  return softwareTypes(schema.at(-1) ?? 'software.cfg.json', io)
}

/** The types of a software.cfg.json, none where it cannot be read: a shell has nobody to tell. */
async function softwareTypes(file: string, io: Io): Promise<string[]> {
  try {
    const described: unknown = JSON.parse(await readFoundText(file, io))
    return Object.keys((described as { 'software-type'?: object })['software-type'] ?? {})
  } catch {
    return []
  }
}

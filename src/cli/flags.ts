// A command line to flags. Knows diagnostics.
import type { Options } from 'yargs'
import parser, { type Options as ParserOptions } from 'yargs-parser'
import { fail, nearest } from '../diagnostics/index.js'
import type { Command } from './command.js'
import type { FlagsOf, OptionTable } from './options.js'

/** What yargs’ parser made of the flags, whichever the command has. */
type Flags = FlagsOf<OptionTable>

/**
 * The flags of a command line; throws `bad-flag`. It is yargs' own parser that reads them; the rest
 * of yargs draws the help (help.ts), since loading it takes longer than most commands.
 */
export function parseFlags(name: string, command: Command, args: readonly string[]): Flags {
  const { argv, error } = parser.detailed(withSwitchesOnce(command, apart(command, args)), {
    ...parserOptions(command.options),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  })
  if (error !== null) {
    const flag = /arguments following: ([\w-]+)$/.exec(error.message)?.[1]
    const message =
      flag === undefined ? `${name}: ${error.message}` : `${name}: ${typedAs(flag)} needs a value`
    fail('bad-flag', message, { hint: `see ${name} --help` })
  }
  refuseSwitchValues(name, command, args)
  const words = argv._.map(String)
  if (argv['help'] === true) return { _: words, help: true }
  refuseUnknown(name, command, Object.keys(argv))
  const flags: Flags = { ...givenOnce(name, argv, command.options), _: words }
  refuseWords(name, command, flags)
  return flags
}

/** The words with what is glued to a letter as a word of its own: `-oFILE` is `-o FILE`. */
function apart({ options }: Command, args: readonly string[]): string[] {
  const valued = Object.entries(options).filter(([, { type }]) => type !== 'boolean')
  const letters = new Set(valued.flatMap(([, { alias }]) => alias ?? []))
  const flags = new Set([
    ...valued.map(([name]) => `--${name}`),
    ...[...letters].map((l) => `-${l}`),
  ])
  const end = args.indexOf('--')
  return args.flatMap((word, at) => {
    const [, letter, value] = /^-(\w)([^=].*)$/s.exec(word) ?? []
    const isValue = flags.has(args[at - 1] ?? '') || (end >= 0 && at > end)
    return letter !== undefined && letters.has(letter) && !isValue ? [`-${letter}`, value!] : [word]
  })
}

/** The words without the switches that are there already: behind a second one the parser takes a word for its value. */
function withSwitchesOnce({ options }: Command, args: readonly string[]): string[] {
  const end = args.indexOf('--')
  const isSwitch = (word: string): boolean =>
    word.startsWith('--') && options[word.slice(2)]?.type === 'boolean'
  return args.filter(
    (word, at) => !isSwitch(word) || (end >= 0 && at > end) || args.indexOf(word) === at,
  )
}

/** Each flag with its value; throws `bad-flag` for one that may not be repeated and has two. */
function givenOnce(
  name: string,
  argv: object,
  options: Command['options'],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(argv).map(([flag, value]: [string, unknown]) => {
      if (flag === '_' || !Array.isArray(value) || options[flag]?.array === true)
        return [flag, value]
      const [first, other] = new Set<unknown>(value)
      if (other !== undefined)
        fail('bad-flag', `${name}: ${typedAs(flag)} is given twice`, {
          expected: 'one value',
          received: value.map(String).join(', '),
          hint: `see ${name} --help`,
        })
      return [flag, first]
    }),
  )
}

/** A flag with a value takes exactly one, so that `--parameters -` is clear. */
function parserOptions(options: Command['options']): ParserOptions {
  const entries = Object.entries({ ...options, help: { type: 'boolean', alias: 'h' } as const })
  const names = (takes: (option: Options) => boolean): string[] =>
    entries.filter(([, option]) => takes(option)).map(([name]) => name)
  const valued = names(({ type }) => type !== 'boolean')
  return {
    alias: Object.fromEntries(entries.map(([name, { alias }]) => [name, [alias ?? []].flat()])),
    boolean: names(({ type }) => type === 'boolean'),
    string: valued,
    array: names(({ array }) => array === true),
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
  }
}

/** What a flag that is gone was for, and what does that now. */
const gone: Readonly<Record<string, string>> = {
  watch: 'an editor, watch or entr can run a command again when a file is saved',
}

function refuseUnknown(name: string, command: Command, flags: readonly string[]): void {
  const aliases = Object.values(command.options).flatMap(({ alias }) => alias ?? [])
  const known = new Set([...Object.keys(command.options), ...aliases, 'help', 'h', '_', '$0'])
  const unknown = flags.find((flag) => !known.has(flag))
  if (unknown === undefined) return
  const near = nearest(unknown, Object.keys(command.options))
  const isWord = command.usage.startsWith(unknown.toUpperCase())
  const help = isWord ? `name the file without a flag: ${name} FILE` : `see ${name} --help`
  const other = near === undefined ? help : `did you mean --${near}?`
  const typed = typedAs(unknown)
  fail('bad-flag', `${name} has no flag ${typed}`, {
    received: typed,
    hint: Object.hasOwn(gone, unknown) ? gone[unknown] : other,
  })
}

/** A flag as it stands on a command line. */
function typedAs(flag: string): string {
  return flag.length === 1 ? `-${flag}` : `--${flag}`
}

/** A switch is on or off; the parser takes any other value for off. */
function refuseSwitchValues(name: string, { options }: Command, args: readonly string[]): void {
  const end = args.indexOf('--')
  for (const word of end < 0 ? args : args.slice(0, end)) {
    const [, flag, value] = /^--?([\w-]+)=(.*)$/s.exec(word) ?? []
    const isSwitch =
      flag !== undefined &&
      (['help', 'h'].includes(flag) ||
        (Object.hasOwn(options, flag) && options[flag]!.type === 'boolean'))
    if (!isSwitch || value === 'true' || value === 'false') continue
    fail('bad-flag', `${name}: ${typedAs(flag)} takes no value`, {
      expected: typedAs(flag),
      received: word,
      hint: `see ${name} --help`,
    })
  }
}

function refuseWords(name: string, { words: [least, most], usage }: Command, flags: Flags): void {
  const count = flags._.length
  if (count >= least && count <= most) return
  fail(
    'bad-flag',
    count < least
      ? `${name} needs ${usage.split(/\.{3}| /).find((word) => !word.startsWith('['))!}`
      : `${name} does not take "${flags._[most]}"`,
    { expected: `${name} ${usage}`, hint: `see ${name} --help` },
  )
}

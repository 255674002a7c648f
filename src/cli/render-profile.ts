// The commands render export, render import and the other kinds of instance. Knows diagnostics,
// python and profiles.
import { fail } from '../diagnostics/index.js'
import {
  renderProfile,
  type Level,
  type ProfileKind,
  type ProfileOptions,
} from '../profiles/index.js'
import { skipSpace, trimEnd } from '../python/index.js'
import { choiceOf, encodings } from './choice.js'
import type { Command, ExitCode } from './command.js'
import { writeOutput } from './files.js'
import { encodingFlag, option, outputFlag, type FlagsOf } from './options.js'

const levels = {
  instance: 'instance, or software: a .cfg.in that the software release fills in',
  software: 'software: a .cfg.in that the software release fills in; or instance, with --extends',
}

const plainLevels = ['instance', 'software'] as const
const layoutLevels = ['software', 'instance'] as const

const common = {
  extends: option.list('what the profile extends, instead of the default; repeatable'),
  ...outputFlag,
}

const layout = {
  name: option.text('the namebase: runner'),
  recipe: option.text('the recipe of the section'),
  option: option.list('NAME=VALUE, another option of the section; repeatable'),
  part: option.list('another part; repeatable'),
  ...encodingFlag,
}

const plainOptions = { level: option.choice(levels.instance, plainLevels), ...common }
const layoutOptions = { ...layout, level: option.choice(levels.software, layoutLevels), ...common }

/** `render KIND`: the profile of one kind of instance. */
export function renderProfileCommand(kind: ProfileKind): Command {
  return kind === 'export' || kind === 'import' ? layoutCommand(kind) : plainCommand(kind)
}

function plainCommand(
  kind: Exclude<ProfileKind, 'export' | 'import'>,
): Command<typeof plainOptions> {
  return {
    usage: '[options]',
    words: [0, 0],
    options: plainOptions,
    examples: [[`$0 --level software -o ${kind}.cfg.in`, 'the template of a software release']],
    run(flags, io): ExitCode {
      const level = choiceOf<Level>('level', flags.level, plainLevels)
      writeOutput(flags.output, renderProfile(kind, commonOf(flags, level)), io)
      return 0
    },
  }
}

function layoutCommand(kind: 'export' | 'import'): Command<typeof layoutOptions> {
  return {
    usage: '--name NAME [options]',
    words: [0, 0],
    options: layoutOptions,
    examples: [
      [`$0 --name shop -o instance-shop-${kind}.cfg.in`, 'the profile of shop, to fill in'],
    ],
    run(flags, io): ExitCode {
      const level = choiceOf<Level>('level', flags.level, layoutLevels)
      const { recipe, option: pairs = [], part: parts = [] } = flags
      const text = renderProfile(kind, {
        ...commonOf(flags, level),
        name: flags.name ?? missingName(),
        ...(recipe === undefined ? {} : { recipe }),
        options: optionsOf(pairs),
        parts,
        encoding: choiceOf('encoding', flags.encoding, encodings),
      })
      writeOutput(flags.output, text, io)
      return 0
    },
  }
}

function commonOf(flags: FlagsOf<typeof common>, level: Level): ProfileOptions {
  const { extends: references } = flags
  return { level, ...(references === undefined ? {} : { extends: references }) }
}

function missingName(): never {
  fail('bad-flag', 'the software has no name', {
    expected: '--name NAME',
    hint: 'for example --name shop',
  })
}

/** The options by name; throws `bad-flag` for one that is given twice. */
function optionsOf(texts: readonly string[]): Record<string, string> {
  const given = new Map<string, string>()
  for (const [name, value] of texts.map(pair)) {
    if (given.has(name)) {
      fail('bad-flag', `the option "${name}" is given twice`, {
        expected: 'each option once',
        received: value,
      })
    }
    given.set(name, value)
  }
  return Object.fromEntries(given)
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, trimEnd(text, 0, at)), text.slice(skipSpace(text, at + 1))]
  const lacks = at === 0 ? 'name' : 'value'
  fail('bad-flag', `the option "${text}" has no ${lacks}`, {
    expected: 'NAME=VALUE',
    hint: 'for example --option database=shop',
  })
}

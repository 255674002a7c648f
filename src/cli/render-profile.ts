// The commands render export, render import and the other kinds of instance. Knows diagnostics
// and profiles.
import { fail } from '../diagnostics/index.js'
import {
  renderProfile,
  type Level,
  type ProfileKind,
  type ProfileOptions,
} from '../profiles/index.js'
import { choiceOf, encodings } from './choice.js'
import type { Command, ExitCode } from './command.js'
import { writeOutput } from './files.js'
import { encodingFlag, option, outputFlag, type FlagsOf } from './options.js'

const common = {
  level: option.text('instance, or software: a .cfg.in that the software release fills in'),
  extends: option.list('what the profile extends, in place of the default; repeatable'),
  ...outputFlag,
}

const layout = {
  name: option.text('the namebase: runner'),
  recipe: option.text('the recipe of the section'),
  option: option.list('K=V, a further option of the section; repeatable'),
  part: option.list('a further part; repeatable'),
  ...encodingFlag,
}

const layoutOptions = { ...layout, ...common }

/** `render KIND`: the profile of one kind of instance. */
export function renderProfileCommand(kind: ProfileKind): Command {
  return kind === 'export' || kind === 'import' ? layoutCommand(kind) : plainCommand(kind)
}

function plainCommand(kind: Exclude<ProfileKind, 'export' | 'import'>): Command<typeof common> {
  return {
    usage: '[options]',
    words: [0, 0],
    options: common,
    examples: [[`$0 --level software -o ${kind}.cfg.in`, 'the template of a software release']],
    run(flags, io): ExitCode {
      writeOutput(flags.output, renderProfile(kind, commonOf(flags)), io)
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
      [
        `$0 --name shop --level software -o instance-shop-${kind}.cfg.in`,
        'the profile of shop, to fill in',
      ],
    ],
    run(flags, io): ExitCode {
      const { recipe, option: pairs = [], part: parts = [] } = flags
      const text = renderProfile(kind, {
        ...commonOf(flags),
        name: flags.name ?? missingName(),
        ...(recipe === undefined ? {} : { recipe }),
        options: Object.fromEntries(pairs.map(pair)),
        parts,
        encoding: choiceOf('encoding', flags.encoding, encodings),
      })
      writeOutput(flags.output, text, io)
      return 0
    },
  }
}

function commonOf(flags: FlagsOf<typeof common>): ProfileOptions {
  const { extends: references } = flags
  return {
    level: choiceOf<Level>('level', flags.level, ['instance', 'software']),
    ...(references === undefined ? {} : { extends: references }),
  }
}

function missingName(): never {
  fail('bad-flag', 'the software has no name', {
    expected: '--name NAME',
    hint: 'for example --name shop',
  })
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at).trimEnd(), text.slice(at + 1).trimStart()]
  fail('bad-flag', `the option "${text}" has no value`, {
    expected: 'NAME=VALUE',
    hint: 'for example --option database=shop',
  })
}

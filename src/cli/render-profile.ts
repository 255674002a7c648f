import type { Options } from 'yargs'
import type { Encoding } from '../buildout/index.js'
import { fail } from '../diagnostics/index.js'
import { renderProfile, type Level, type ProfileKind } from '../profiles/index.js'
import { choiceOf } from './choice.js'
import type { Command, ExitCode, Flags } from './command.js'
import { writeOutput } from './files.js'

const levels: Record<'instance' | 'software', Options> = {
  instance: { describe: 'instance, or software: a .cfg.in that the software release fills in' },
  software: {
    describe: 'software: a .cfg.in that the software release fills in; or instance, with --extends',
  },
}

const common: Record<string, Options> = {
  extends: {
    describe: 'what the profile extends, in place of the default; repeatable',
    array: true,
  },
  output: { alias: 'o', describe: 'the file to write (standard output)' },
}

const layout: Record<string, Options> = {
  name: { describe: 'the namebase: runner' },
  recipe: { describe: 'the recipe of the section' },
  option: { describe: 'K=V, a further option of the section; repeatable', array: true },
  part: { describe: 'a further part; repeatable', array: true },
  encoding: { describe: 'how values are written: py (SlapOS) or plain (stock zc.buildout)' },
}

/** `render KIND`: the profile of one kind of instance. */
export function renderProfileCommand(kind: ProfileKind): Command {
  const named = kind === 'export' || kind === 'import'
  const byDefault: [Level, Level] = named ? ['software', 'instance'] : ['instance', 'software']
  return {
    usage: named ? '--name NAME [options]' : '[options]',
    words: [0, 0],
    options: named
      ? { ...layout, level: levels.software, ...common }
      : { level: levels.instance, ...common },
    examples: [
      named
        ? [`$0 --name shop -o instance-shop-${kind}.cfg.in`, 'the profile of shop, to fill in']
        : [`$0 --level software -o ${kind}.cfg.in`, 'the template of a software release'],
    ],
    run(flags, io): ExitCode {
      const references = words(flags, 'extends')
      const text = renderProfile(kind, {
        level: choiceOf<Level>(flags, 'level', byDefault),
        ...(references.length > 0 ? { extends: references } : {}),
        ...(named ? layoutOf(flags) : {}),
      })
      writeOutput(flags['output'] as string | undefined, text, io)
      return 0
    },
  }
}

function layoutOf(flags: Flags): Parameters<typeof renderProfile>[1] {
  return {
    name: nameOf(flags),
    ...(flags['recipe'] === undefined ? {} : { recipe: String(flags['recipe']) }),
    options: pairs(words(flags, 'option')),
    parts: words(flags, 'part'),
    encoding: choiceOf<Encoding>(flags, 'encoding', ['py', 'plain']),
  }
}

function nameOf(flags: Flags): string {
  if (flags['name'] !== undefined) return String(flags['name'])
  fail('bad-flag', 'the software has no name', {
    expected: '--name NAME',
    hint: 'for example --name shop',
  })
}

/** The options by name; throws `bad-flag` for one that is given twice. */
function pairs(texts: readonly string[]): Record<string, string> {
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
  if (at > 0) return [text.slice(0, at).trimEnd(), text.slice(at + 1).trimStart()]
  fail('bad-flag', `the option "${text}" has no value`, {
    expected: 'NAME=VALUE',
    hint: 'for example --option database=shop',
  })
}

function words(flags: Flags, name: string): string[] {
  const given = flags[name]
  if (given === undefined) return []
  return Array.isArray(given) ? given.map(String) : [String(given)]
}

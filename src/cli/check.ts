// The command check. Knows every folder.
import { normalize, relative, resolve } from 'node:path'
import { defaultSizeLimit } from '../buildout/files/bounded.js'
import { fileReader } from '../buildout/files/reader.js'
import { decodeProfile, type ProfileReader } from '../buildout/index.js'
import { checkProfile } from '../check/index.js'
import {
  fail,
  report,
  ResilientError,
  type Diagnostic,
  type ReporterName,
} from '../diagnostics/index.js'
import { checkTemplate, isTemplate } from '../check/jinja.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import { beforeFlag, givenWords, moveOf, withoutTold } from './check-before.js'
import type { Command, ExitCode } from './command.js'
import { displayName, readInput } from './files.js'
import { choiceOf } from './choice.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'
import { progressOf } from './progress.js'
import { exitCodeOf, wantsColors, withFiles } from './report.js'
import { readSchema, schemaFlags } from './schema-files.js'
import { modulesOf, readTemplate, templateFlags } from './templates.js'
import { runAndWatch, watchFlag } from './watch.js'

const options = {
  ...beforeFlag,
  given: option.list('a section that the node or a template gives, repeatable'),
  format: option.text('text, json, github or sarif'),
  ...templateFlags,
  ...schemaFlags,
  ...watchFlag,
}
type Flags = FlagsOf<typeof options>

/** `check`: what is wrong with profiles. */
export const checkCommand: Command<typeof options> = {
  usage: '[PROFILE...] [options]',
  words: [0, Infinity],
  options,
  examples: [
    ['$0 software.cfg instance.cfg', 'what will fail in two profiles and in what they extend'],
    ['$0 instance.cfg --given slap-network-information', 'with a section that the node gives'],
    ['$0 root.cfg.jinja2 --parameters shop.xml', 'what a Jinja2 template renders to'],
    ['$0 root.cfg.jinja2 --schema software.cfg.json', 'with every value that the schema allows'],
    ['$0 --before ../shop-1.0', 'what this folder’s release changes for what runs of that one'],
    ['$0 instance.cfg --format github', 'for a workflow of GitHub Actions'],
  ],
  run: (flags, io) =>
    flags.watch ? runAndWatch((each) => check(flags, each), io) : check(flags, io),
}

async function check(flags: Flags, io: Io): Promise<ExitCode> {
  const format = choiceOf<ReporterName>('format', flags.format, ['text', 'json', 'github', 'sarif'])
  const { given = [] } = flags
  const reader = notingReader(io)
  const sources = new Map<string, string>()
  const found = new Map<string, Diagnostic>()
  const unreadable: Diagnostic[] = []
  const { profiles: words, folder } = givenWords(flags, io)
  modulesOf(flags)
  const schema = await schemaOf(flags, io)
  for (const { file, text } of schema?.files ?? []) sources.set(file, text)
  const progress = progressOf(words.length, io)
  for (const [index, word] of words.entries()) {
    for (const diagnostic of await findings(word)) {
      // What two profiles extend is told once.
      const { code, file, range, message } = diagnostic
      found.set(JSON.stringify([code, file, range?.start.offset, message]), diagnostic)
    }
    progress.done(index + 1)
  }
  progress.end()
  const move = await moveOf(flags, folder, reader, io)
  for (const [file, text] of move.sources) sources.set(file, text)
  const diagnostics = [
    ...(schema?.diagnostics ?? []),
    ...withoutTold([...found.values()], move.diagnostics),
    ...move.diagnostics,
  ]
  io.stdout(report(format, diagnostics, { sources, colors: wantsColors(io) }))
  if (unreadable.length === 0) return exitCodeOf(diagnostics)
  io.stderr(report('text', unreadable, { colors: wantsColors(io) }))
  return 2

  async function findings(word: string): Promise<Diagnostic[]> {
    const file = word === '-' ? displayName(word) : normalize(word)
    try {
      const text = decodeProfile(await readInput(word, io), file)
      const read = new Map<string, string>()
      const path = resolve(io.cwd, word === '-' ? 'profile.cfg' : word)
      const options = { file, path, given, sources: read, reader }
      const all = isTemplate(file, text)
        ? checkTemplate(text, options, await readTemplate(word, flags, io), schema)
        : checkProfile(text, options)
      for (const [name, source] of read) sources.set(shown(name, io), source)
      return all.map((diagnostic) => withFiles(diagnostic, (path) => shown(path, io)))
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      // What stands in the way of reading a text is a finding too; that there is none is not.
      const isThere = error.diagnostics.every(({ code }) => code !== 'unreadable-file')
      if (isThere) return error.diagnostics
      unreadable.push(...error.diagnostics)
      return []
    }
  }
}

/** Reads what a profile extends, and notes it for `--watch`. */
function notingReader(io: Io): ProfileReader {
  const read = fileReader(io.sizeLimit ?? defaultSizeLimit)
  return (path) => {
    io.noteRead?.(path)
    return read(path)
  }
}

async function schemaOf(flags: Flags, io: Io): Promise<SoftwareSchema | undefined> {
  if (flags.schema !== undefined && flags.parameters !== undefined) {
    fail(
      'bad-flag',
      '--schema and --parameters are two ways to say what a template is rendered with',
      { expected: 'one of them', hint: 'validate holds parameters to a schema' },
    )
  }
  return readSchema(flags, io)
}

/** A path as people know it: from the folder in which they are, where it is below. */
function shown(path: string, io: Io): string {
  if (!path.startsWith('/')) return path
  const short = relative(io.cwd, path)
  return short.startsWith('..') ? path : short
}

// The command check. Knows every folder.
import { normalize, relative, resolve } from 'node:path'
import { decodeProfile } from '../buildout/index.js'
import { checkProfile } from '../check/index.js'
import { withoutIgnored } from '../check/ignore.js'
import {
  codes,
  didYouMean,
  fail,
  nearest,
  report,
  ResilientError,
  type Diagnostic,
  type ReporterName,
} from '../diagnostics/index.js'
import { checkTemplate, isTemplate } from '../check/jinja.js'
import { keyed } from '../check/ways.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import { beforeFlag, givenWords, moveOf, withoutTold } from './check-before.js'
import type { Command, ExitCode } from './command.js'
import { displayName, readInput } from './files.js'
import { choiceOf } from './choice.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'
import { Extended } from './extended.js'
import { progressOf } from './progress.js'
import { Done } from './done.js'
import { Releases } from './releases.js'
import { exitCodeOf, wantsColors, withFiles } from './report.js'
import { readSchema, schemaFlags } from './schema-files.js'
import { modulesOf, readTemplate, templateFlags } from './templates.js'
import { runAndWatch, watchFlag } from './watch.js'

const options = {
  ...beforeFlag,
  given: option.list('a section that somebody gives to a profile of no release, repeatable'),
  ignore: option.list('a code of findings to leave out, repeatable'),
  format: option.text('text, json, github or sarif'),
  ...templateFlags,
  ...schemaFlags,
  ...watchFlag,
}
type Flags = FlagsOf<typeof options>

/** The flags that tell what a release would: with one of them a file is read alone. */
const aloneFlags = ['given', 'parameters', 'context', 'import', 'module', 'schema'] as const

/** `check`: what is wrong with a release, or with profiles. */
export const checkCommand: Command<typeof options> = {
  usage: '[FOLDER | PROFILE...] [options]',
  words: [0, Infinity],
  options,
  examples: [
    ['$0', 'what will fail in the software release of this folder'],
    ['$0 software/shop --software-type shop-export', 'in one software type of another'],
    ['$0 instance-shop.cfg.in', 'in one profile, as the release renders it'],
    ['$0 instance.cfg --given slap-network-information', 'alone, with a section that is given'],
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
  const ignored = ignoredCodes(flags.ignore ?? [])
  const sources = new Map<string, string>()
  const found = new Map<string, Diagnostic>()
  const unreadable: Diagnostic[] = []
  const done = new Done()
  const { profiles, folder } = givenWords(flags, io)
  modulesOf(flags)
  const schema = await schemaOf(flags, io)
  for (const { file, text } of schema?.files ?? []) sources.set(file, text)
  const releases = new Releases(io, flags['software-type'])
  const isAlone = aloneFlags.some((name) => flags[name] !== undefined)
  const words = profiles.flatMap((word) => (isAlone ? [word] : releases.expand(word)))
  const extended = new Extended(io)
  const progress = progressOf(words.length, io)
  for (const [index, word] of words.entries()) {
    extended.add(word, await findings(word))
    progress.done(index + 1)
  }
  progress.end()
  // What two profiles extend is told once.
  for (const diagnostic of extended.findings())
    if (!ignored.has(diagnostic.code)) found.set(keyed(diagnostic)[0], diagnostic)
  const move = await moveOf(flags, folder, releases.reader, io)
  for (const [file, text] of move.sources) sources.set(file, text)
  const all = [
    ...(schema?.diagnostics ?? []),
    ...withoutTold([...found.values()], move.diagnostics),
    ...move.diagnostics,
  ]
  const diagnostics = withoutIgnored(all, (file) => sources.get(file))
  io.stdout(report(format, diagnostics, { sources, colors: wantsColors(io) }))
  if (unreadable.length > 0) {
    io.stderr(report('text', unreadable, { colors: wantsColors(io) }))
    return 2
  }
  io.stderr(done.summary(diagnostics))
  return exitCodeOf(diagnostics)

  async function findings(word: string): Promise<Diagnostic[]> {
    const meant = isAlone ? { kind: 'alone' as const } : releases.of(word)
    if (meant.kind === 'alone') return alone(word)
    const { checked, file } = meant
    done.release(word, checked, file)
    const wanted = checked.diagnostics.filter((each) => file === undefined || each.file === file)
    for (const each of wanted) {
      for (const name of [each.file, ...(each.related ?? []).map((other) => other.file)]) {
        const text = name === undefined ? undefined : checked.source(name)
        if (text !== undefined) sources.set(shown(name!, io), text)
      }
    }
    const missing = checked.release ? [] : wanted.filter(({ code }) => code === 'unreadable-file')
    unreadable.push(...missing)
    return wanted
      .filter((each) => !missing.includes(each))
      .map((each) => withFiles(each, (path) => shown(path, io)))
  }

  async function alone(word: string): Promise<Diagnostic[]> {
    const file = word === '-' ? displayName(word) : normalize(word)
    done.alone(file)
    try {
      const text = decodeProfile(await readInput(word, io), file)
      const read = new Map<string, string>()
      const path = resolve(io.cwd, word === '-' ? 'profile.cfg' : word)
      const options = { file, path, given, sources: read, reader: releases.reader }
      const all = isTemplate(file, text)
        ? checkTemplate(text, options, await readTemplate(word, flags, io), schema)
        : checkProfile(text, options)
      for (const [name, source] of read) sources.set(shown(name, io), source)
      extended.read(path, read.keys())
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

/** The codes that --ignore names; throws for one that no finding has. */
function ignoredCodes(given: readonly string[]): ReadonlySet<string> {
  for (const code of given) {
    if (Object.hasOwn(codes, code)) continue
    fail('bad-flag', `there is no finding "${code}" to ignore`, {
      received: code,
      expected: 'a code, as it stands in brackets behind a finding',
      hint: didYouMean(nearest(code, Object.keys(codes))),
    })
  }
  return new Set(given)
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

// The command check. Knows diagnostics, buildout, parameters and check.
import { dirname, join, normalize, relative, resolve } from 'node:path'
import { decodeProfile, defaultPlatform, type Platform } from '../buildout/index.js'
import { checkProfile, mistakeOf } from '../check/index.js'
import { withoutIgnored } from '../check/ignore.js'
import type { CheckedRelease } from '../check/release/index.js'
import {
  codes,
  fail,
  moveCodes,
  report,
  ResilientError,
  type Code,
  type Diagnostic,
  type ReporterName,
} from '../diagnostics/index.js'
import { checkTemplate, isTemplate } from '../check/jinja.js'
import type { SoftwareSchema } from '../parameters/schema/index.js'
import { beforeFlag, givenWords, moveOf, withoutTold } from './check-before.js'
import type { Command, ExitCode } from './command.js'
import { displayName, readInput } from './files.js'
import { choiceOf, ignoredCodes } from './choice.js'
import { configurationFindings } from './check-configuration.js'
import { isOther, isThere, refuseEmpty, refuseFolder } from './inputs.js'
import type { Io } from './io.js'
import { option, type FlagsOf } from './options.js'
import { Extended } from './extended.js'
import { inTurn } from './progress.js'
import { Done } from './done.js'
import { Releases } from './releases.js'
import { exitCodeOf, wantsColors, withFiles, withoutSecrets } from './report.js'
import { readSchema, schemaFlags } from './schema-files.js'
import { checkTemplateFlags, readTemplate, templateFlags } from './templates.js'

const formats = ['text', 'json', 'github', 'sarif'] as const satisfies readonly ReporterName[]
const engines = ['3', '2'] as const

const options = {
  ...beforeFlag,
  given: option.list('a section that something else provides to a lone profile; repeatable'),
  ignore: option.list(
    'codes of findings to leave out, separated by commas; repeatable',
    Object.keys(codes),
  ),
  buildout: option.choice(
    'the buildout version that decides the conditions of sections: 3 or 2',
    engines,
  ),
  format: option.choice('text, json, github or sarif', formats),
  ...templateFlags,
  ...schemaFlags,
}
type Flags = FlagsOf<typeof options>

/** The flags that say what a template is rendered with. */
const renderFlags = ['parameters', 'context', 'import', 'module', 'schema'] as const

/** The flags that tell what a release would: with one of them a file is read alone. */
const aloneFlags = ['given', ...renderFlags] as const

/** `check`: what is wrong with a release, or with profiles. */
export const checkCommand: Command<typeof options> = {
  usage: '[FOLDER | PROFILE...] [options]',
  words: [0, Infinity],
  options,
  examples: [
    ['$0', 'what will fail in the software release of this folder'],
    ['$0 software/shop --software-type shop-export', 'in one software type of another'],
    ['$0 instance-shop.cfg.in', 'in one profile, as the release renders it'],
    [
      '$0 instance.cfg --given slap-network-information',
      'by itself, with a section that it is given',
    ],
    ['$0 root.cfg.jinja2 --parameters shop.xml', 'what a Jinja2 template renders to'],
    ['$0 root.cfg.jinja2 --schema software.cfg.json', 'with every value that the schema allows'],
    ['$0 --before ../shop-1.0', 'what this folder’s release changes for what runs of that one'],
    ['$0 instance.cfg --format github', 'for a workflow of GitHub Actions'],
  ],
  run: check,
}

async function check(flags: Flags, io: Io): Promise<ExitCode> {
  const format = choiceOf<ReporterName>('format', flags.format, formats)
  const platform: Platform = {
    ...defaultPlatform,
    buildout: choiceOf('buildout', flags.buildout, engines) === '2' ? 2 : 3,
  }
  const ignored = ignoredCodes(flags.ignore ?? [])
  const { profiles, folder } = givenWords(flags, io)
  await checkTemplateFlags(flags, io)
  const schema = await schemaOf(flags, io)
  const checking = new Checking(flags, io, schema, platform)
  const { sources, unreadable, extended } = checking
  const named = checking.expand(profiles)
  await inTurn(named, io, async (word) => {
    extended.add(word, await checking.findings(word))
  })
  checking.done.holdNamed(named)
  // What two profiles extend is reported once.
  const found = new Map<string, Diagnostic>()
  for (const diagnostic of extended.findings())
    if (!ignored.has(diagnostic.code)) found.set(mistakeOf(diagnostic), diagnostic)
  const moved = await checking.moved(folder)
  const all = [...(schema?.diagnostics ?? []), ...withoutTold([...found.values()], moved), ...moved]
  const isReported = (file: string, code: Code): boolean =>
    checking.own.has(file) && !ignored.has(code) && !moveCodes.has(code)
  const left = withoutIgnored(all, sources, isReported)
  const diagnostics = [
    ...left.diagnostics,
    ...left.comments.filter(({ code }) => !ignored.has(code)),
  ]
  io.stdout(report(format, diagnostics, { sources, colors: wantsColors(io) }))
  if (unreadable.length > 0) {
    io.stderr(report('text', unreadable, { colors: wantsColors(io) }))
    return 2
  }
  io.stderr(checking.done.summary(diagnostics))
  return exitCodeOf(diagnostics)
}

/** The words of a command line checked, each as a release, as a file of one, or alone. */
class Checking {
  /** The texts that findings point into. */
  readonly sources = new Map<string, string>()
  /** The files whose comments to ignore findings have all been put to use that can be. */
  readonly own = new Set<string>()
  /** What is not there to be checked. */
  readonly unreadable: Diagnostic[] = []
  readonly done = new Done()
  readonly extended: Extended
  readonly releases: Releases
  /** The flag with which files are read alone. */
  readonly #aloneFlag: string | undefined

  constructor(
    readonly flags: Flags,
    readonly io: Io,
    readonly schema: SoftwareSchema | undefined,
    readonly platform: Platform,
  ) {
    for (const { file, text } of schema?.files ?? []) this.sources.set(file, text)
    this.extended = new Extended(io)
    this.releases = new Releases(io, flags['software-type'], platform)
    this.#aloneFlag = aloneFlags.find((name) => flags[name] !== undefined)
  }

  /** The words with the releases of a folder in its place; a folder without one is left among others, as `*` finds it. */
  expand(words: readonly string[]): string[] {
    const { releases } = this
    const isSole = words.length === 1
    const expanded = words.map((word) => ({ word, found: releases.expand(word) }))
    const folder = expanded.find(
      ({ word, found }) => releases.isFolder(word) && (isSole || found.length > 0),
    )
    if (folder && this.#aloneFlag !== undefined) refuseFolder(this.#aloneFlag, folder.word)
    if (folder?.found.length === 0) refuseEmpty(folder.word)
    return expanded.flatMap(({ word, found }) => (found.length > 0 ? found : [word]))
  }

  /** What the release of a folder changes for what runs of the one of `--before`. */
  async moved(folder: string): Promise<Diagnostic[]> {
    const { io, platform } = this
    const { before, given = [] } = this.flags
    if (before === undefined) return []
    const {
      context = {},
      modules = {},
      limits = {},
    } = (await readTemplate(folder, this.flags, io)).options
    const { reader } = this.releases
    const options = { reader, platform, given, context, modules, limits }
    const move = moveOf(before, folder, options, io)
    for (const [file, text] of move.sources) this.sources.set(file, text)
    this.done.before(before, move.types)
    return move.diagnostics
  }

  async findings(word: string): Promise<Diagnostic[]> {
    if (word !== '-' && this.releases.isFolder(word)) {
      this.done.passOver(join(word, '/'))
      return []
    }
    const meant =
      this.#aloneFlag === undefined ? this.releases.of(word) : { kind: 'alone' as const }
    if (meant.kind === 'release') return this.#ofRelease(word, meant)
    // What is not there is said by reading it.
    if (!isOther(word) || !isThere(word, this.io)) return this.#alone(word)
    this.done.passOver(word)
    return []
  }

  async #ofRelease(
    word: string,
    { checked, file }: { checked: CheckedRelease; file: string | undefined },
  ): Promise<Diagnostic[]> {
    this.done.release(checked, file)
    this.#addComments(checked, file)
    const all = [...checked.diagnostics, ...(await configurationFindings(checked))]
    const wanted = all.filter((each) => file === undefined || each.file === file)
    for (const each of wanted) {
      for (const name of [each.file, ...(each.related ?? []).map((other) => other.file)]) {
        const text = name === undefined ? undefined : checked.source(name)
        if (text !== undefined) this.#addSource(name!, text)
      }
    }
    const missing = checked.release ? [] : wanted.filter(({ code }) => code === 'unreadable-file')
    for (const each of missing) this.unreadable.push(each)
    return this.#shown(wanted.filter((each) => !missing.includes(each)))
  }

  /** Comments are read in every file that was looked at, whether something is found there or not. */
  #addComments({ files, release, source }: CheckedRelease, file: string | undefined): void {
    const { flags, io } = this
    const folder = release ? dirname(release.path) : undefined
    const isWhole = flags.before === undefined && flags['software-type'] === undefined
    for (const each of file === undefined ? files : [file]) {
      const text = source(each)
      if (text?.includes('slapos-resilient:') !== true) continue
      this.#addSource(each, text)
      if (isWhole && folder !== undefined && each.startsWith(`${folder}/`))
        this.own.add(shown(each, io))
    }
  }

  async #alone(word: string): Promise<Diagnostic[]> {
    const { flags, io, schema } = this
    const file = word === '-' ? displayName(word) : normalize(word)
    this.done.alone(file)
    // What a profile lacks that another one adds is reported for neither, so of its comments nothing is certain.
    if (flags._.length === 1) this.own.add(shown(file, io))
    try {
      const text = decodeProfile(await readInput(word, io), file)
      const read = new Map<string, string>()
      const path = resolve(io.cwd, word === '-' ? 'profile.cfg' : word)
      const { given = [] } = flags
      const { platform } = this
      const { reader, sizeLimit } = this.releases
      const options = { file, path, given, platform, sources: read, reader, sizeLimit }
      const isAsked = renderFlags.some((name) => flags[name] !== undefined)
      const isRendered = isTemplate(file, text) || (isAsked && /\{[{%#]/.test(text))
      // What the flags name is read, and what is wrong there reported, for a plain profile too.
      const template = isAsked || isRendered ? await readTemplate(word, flags, io) : undefined
      const all =
        isRendered && template
          ? checkTemplate(text, options, template, schema)
          : checkProfile(text, options)
      for (const [name, source] of read) this.#addSource(name, source)
      this.extended.read(path, read.keys())
      return this.#shown(all)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      // The reason that a text cannot be read is a finding too; that there is none is not.
      const isThere = error.diagnostics.every(({ code }) => code !== 'unreadable-file')
      if (isThere) return this.#refused(error)
      for (const each of error.diagnostics) this.unreadable.push(each)
      return []
    }
  }

  /** What a file that is read beside a profile has wrong, with its lines: those of parameters hold secrets. */
  #refused(error: ResilientError): Diagnostic[] {
    const { diagnostics, sources } = withoutSecrets(error.diagnostics, error.sources)
    for (const [file, text] of sources) this.#addSource(file, text)
    return this.#shown(diagnostics)
  }

  #addSource(path: string, text: string): void {
    this.sources.set(shown(path, this.io), text)
  }

  #shown(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return diagnostics.map((each) => withFiles(each, (path) => shown(path, this.io)))
  }
}

async function schemaOf(flags: Flags, io: Io): Promise<SoftwareSchema | undefined> {
  if (flags.schema !== undefined && flags.parameters !== undefined) {
    fail('bad-flag', '--schema and --parameters both say what a template is rendered with', {
      expected: 'one of them',
      hint: 'validate checks parameters against a schema',
    })
  }
  return readSchema(flags, io)
}

/** A path as people know it: from the folder in which they are, where it is below. */
function shown(path: string, io: Io): string {
  if (!path.startsWith('/')) return path
  const short = relative(io.cwd, path)
  return short.startsWith('..') ? path : short
}

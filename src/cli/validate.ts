// The command validate. Knows diagnostics, parameters, plan and sla.
import { fail, ResilientError, type Diagnostic, type ReporterName } from '../diagnostics/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import { inOrder, validateDocument, type Component, type ValidateOptions } from '../plan/index.js'
import { isMagic } from '../sla/index.js'
import type { Command, ExitCode } from './command.js'
import { askRoot, isRelease, splitWords } from './asked.js'
import { describingFlags, hasComponents, readComponents, saysComponents } from './components.js'
import { componentOptions, configurationName } from './configuration.js'
import { choiceOf } from './choice.js'
import { formatOf, readDocument } from './documents.js'
import { inputFiles } from './inputs.js'
import type { Io } from './io.js'
import { option, secretsFlag, type FlagsOf } from './options.js'
import { inTurn } from './progress.js'
import { drawFindings, exitCodeOf } from './report.js'
import { plansOfRoot, withFindings, withSchema } from './plan-findings.js'
import type { Root } from './root.js'
import { readSchema, schemaFlags } from './schema-files.js'

const formats = ['text', 'json'] as const satisfies readonly ReporterName[]

const options = {
  ...describingFlags,
  ...schemaFlags,
  format: option.choice('text or json', formats),
  ...secretsFlag,
}
type Flags = FlagsOf<typeof options>

/** `validate`: what is wrong with instance parameters. */
export const validateCommand: Command<typeof options> = {
  usage: '[RELEASE] PARAMETERS... [options]',
  words: [1, Infinity],
  options,
  examples: [
    ['$0 runner.xml --name runner --count 3', 'what is wrong with the parameters of three runners'],
    ['$0 - --format json < runner.xml', 'the same for a machine to read'],
    [
      '$0 runner.xml --schema software.cfg.json --software-type runner',
      'whether the software accepts them',
    ],
    ['$0 requests/', 'every file of parameters in a folder'],
  ],
  run: validate,
}

async function validate(flags: Flags, io: Io): Promise<ExitCode> {
  const format = choiceOf<ReporterName>('format', flags.format, formats)
  const sources = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const unreadable: Diagnostic[] = []
  const { folder, others: words } = splitWords(flags._, io)
  const given = await componentsOf(folder, flags, io)
  const schema = await readSchema(flags, io)
  for (const { file, text } of schema?.files ?? []) sources.set(file, text)
  for (const each of schema?.diagnostics ?? []) diagnostics.push(each)
  if (words.length === 0)
    fail('bad-flag', `${folder!} is a release, and no parameters are given`, {
      expected: 'PARAMETERS, a file or a folder',
      hint: `slapos-resilient validate ${folder!} parameters.xml`,
    })
  const files = inputFiles(words, formatOf(flags), io)
  let hasUnmatched = false
  await inTurn(files, io, async (file) => {
    for (const each of await findings(file)) diagnostics.push(each)
  })
  io.stdout(drawFindings(format, diagnostics, sources, flags, io))
  if (hasUnmatched)
    io.stderr(
      'not known: whether the magic keys match a request, as no component is given (--name and --count)\n',
    )
  if (unreadable.length === 0) return exitCodeOf(diagnostics)
  io.stderr(drawFindings('text', unreadable, sources, flags, io))
  return 2

  async function findings(file: string): Promise<Diagnostic[]> {
    const document = await read(file)
    if (!document) return []
    const root = given ? undefined : await askedBy(document)
    if (root === 'refused') return []
    const components = given ?? root?.components ?? []
    hasUnmatched ||= components.length === 0 && Object.keys(document.values).some(isMagic)
    const options = await clockwork(document, io)
    const own =
      root && components.length > 0
        ? byRoot(root, options)
        : validateDocument(document, { components, ...options })
    const held = schema ?? (components.length > 0 ? undefined : root?.schema)
    const found = held ? inOrder(withSchema(own, document, held)) : own
    // Of thousands of files only those are kept that something is to be shown of.
    if (found.length > 0) sources.set(document.file!, document.text)
    return found
  }

  /** The root with these parameters, undefined where there is none. */
  async function askedBy(document: ParameterDocument): Promise<Root | 'refused' | undefined> {
    try {
      const root = await askRoot(folder, document, flags, io)
      return root && schema ? { ...root, schema: undefined } : root
    } catch (error) {
      // A wrong command line is nothing that is found in parameters.
      if (!(error instanceof ResilientError) || error.diagnostics[0].code === 'bad-flag')
        throw error
      for (const each of error.diagnostics) diagnostics.push(each)
      for (const [name, text] of error.sources) sources.set(name, text)
      return 'refused'
    }
  }

  async function read(file: string): Promise<ParameterDocument | undefined> {
    try {
      return await readDocument(file, flags, io)
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      // The reason that a text cannot be read is a finding too; that there is none is not.
      const isThere = error.diagnostics.every(({ code }) => code !== 'unreadable-file')
      const all = isThere ? diagnostics : unreadable
      for (const each of error.diagnostics) all.push(each)
      for (const [name, text] of error.sources) sources.set(name, text)
      return undefined
    }
  }
}

/** What a plan of what the root requests has against its parameters. */
function byRoot(root: Root, options: Pick<ValidateOptions, 'nextRuns'>): Diagnostic[] {
  const { diagnostics, fates } = withFindings(root, plansOfRoot(root), options)
  const own = root.diagnostics.filter(({ file }) => file === root.document?.file)
  return inOrder([...diagnostics, ...own, ...fates])
}

/** What flags or a file say; undefined where a root may. */
async function componentsOf(
  folder: string | undefined,
  flags: Flags,
  io: Io,
): Promise<Component[] | undefined> {
  // A name alone is of one of the root's components, where there is a root.
  const asksRoot = folder !== undefined || isRelease('.', io)
  if (asksRoot && !saysComponents(flags, io)) return undefined
  if (hasComponents(flags, io)) return (await readComponents(flags, io)).components
  const given = componentOptions.find((name) => name !== 'parameters' && flags[name] !== undefined)
  if (given === undefined) return []
  return fail('bad-flag', `--${given} is given without the name of a component`, {
    expected: `--name and --count, or a ${configurationName} in this folder`,
    hint: `add --name NAME, the namebase that magic keys bear, or leave --${given} out`,
  })
}

/** The next runs of a schedule from now on, where there is a schedule. */
async function clockwork(
  { values }: ParameterDocument,
  io: Io,
): Promise<Pick<ValidateOptions, 'nextRuns'>> {
  if (!Object.hasOwn(values, 'resiliency-backup-periodicity')) return {}
  const { nextRuns } = await import('../parameters/values/next-runs.js')
  return { nextRuns: (schedule) => nextRuns(schedule, io.now()) }
}

// The command plan. Knows diagnostics, plan and views.
import type { Diagnostic } from '../diagnostics/index.js'
import { fail, printableJson } from '../diagnostics/index.js'
import {
  diffPlans,
  maskFinding,
  maskSecrets,
  planAll,
  type Plan,
  type PlanDiff,
} from '../plan/index.js'
import type { Command, ExitCode } from './command.js'
import {
  componentFlags,
  readComponents,
  saysComponents,
  type GivenComponents,
} from './components.js'
import { displayName, writeOutput } from './files.js'
import { choiceOf } from './choice.js'
import { readDocument } from './documents.js'
import { inputFiles, isFolder } from './inputs.js'
import type { Io } from './io.js'
import { option, outputFlag, secretsFlag, strictFlag, type FlagsOf } from './options.js'
import { withFindings, withPlaces } from './plan-findings.js'
import { inTurn } from './progress.js'
import { reportBeside } from './report.js'

/** Grows by one when a field is removed or changes its meaning (schemas/plan.schema.json). */
const version = 1

const formats = ['table', 'json', 'dot', 'svg', 'html'] as const
type Format = (typeof formats)[number]

const options = {
  ...componentFlags,
  format: option.choice('table, json, dot, svg or html', formats),
  diff: option.text(
    'what changes compared with these parameters, this plan (--format json) or this release (its folder)',
  ),
  ...outputFlag,
  ...strictFlag,
  ...secretsFlag,
}
type Flags = FlagsOf<typeof options>

/** `plan`: every request, its SLA and where each value came from. */
export const planCommand: Command<typeof options> = {
  usage: '[PARAMETERS...] [options]',
  words: [0, Infinity],
  options,
  examples: [
    [
      '$0 --name runner --count 3 --parameters runner.xml',
      'where each of nine requests goes, and why',
    ],
    [
      '$0 new.xml --diff old.xml --name runner --count 3',
      'what would be added, removed, moved and lost',
    ],
    ['$0 --diff ../shop-1.0', 'how this folder’s requests differ from that release’s'],
    ['$0 --config resilient.ini --format html -o plan.html', 'the same as a web page to explore'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const format = choiceOf('format', flags.format, formats)
    const files = inputFiles(flags._, io)
    refuseMany(files, format, flags)
    const byRoot = await givenByRoot(files[0], flags, io)
    const given = byRoot ?? (await readComponents(flags, io))
    const sheets: Sheet[] = []
    await inTurn(files, io, async (file) => {
      // What a root asks for, it asks for with the parameters that it hands on.
      sheets.push(
        planned(byRoot ?? (await withParameters(given, file, flags, io)), file, flags, io),
      )
    })
    if (files.length === 0) sheets.push(planned(given, undefined, flags, io))
    const text =
      flags.diff === undefined
        ? await sheetsText(format, sheets, flags, io)
        : await changes(format, await compared(flags.diff, sheets[0]!, byRoot, flags, io))
    writeOutput(flags.output, text, io)
    return 0
  },
}

/** The plans of one file of parameters. */
interface Sheet {
  file: string | undefined
  given: GivenComponents
  plans: Plan[]
  /** What fails together, reported where it is looked at; the plan itself goes on to be rendered. */
  fates: Diagnostic[]
}

function planned(given: GivenComponents, file: string | undefined, flags: Flags, io: Io): Sheet {
  const { plans, fates, diagnostics } = withFindings(
    given,
    withPlaces(given, () => planAll(given.components)),
  )
  // The views have what fails together; a command that stops there has no view.
  reportBeside(flags.strict ? [...diagnostics, ...fates] : diagnostics, given.sources, flags, io)
  return { file, given, plans, fates }
}

/** What the root of this folder's release asks for, where two releases are compared and nothing else says it. */
async function givenByRoot(
  file: string | undefined,
  flags: Flags,
  io: Io,
): Promise<GivenComponents | undefined> {
  if (flags.diff === undefined || saysComponents(flags, io)) return undefined
  const path = file ?? flags.parameters
  const document = path === undefined ? undefined : await readDocument(path, flags, io)
  const { componentsOfRelease } = await import('./release-components.js')
  return componentsOfRelease({ folder: '.', document, name: flags.name }, io)
}

/** The components with the instance parameters of a file in the place of their own. */
async function withParameters(
  given: GivenComponents,
  file: string,
  flags: Flags,
  io: Io,
): Promise<GivenComponents> {
  const document = await readDocument(file, flags, io)
  return {
    components: given.components.map((each) => ({ ...each, parameters: document.values })),
    documents: given.components.map(() => document),
    sources: new Map([...given.sources, [document.file!, document.text]]),
  }
}

function refuseMany(files: readonly string[], format: Format, flags: Flags): void {
  const isList = (format === 'table' || format === 'json') && flags.diff === undefined
  if (files.length < 2 || isList) return
  fail(
    'bad-flag',
    `${flags.diff === undefined ? `--format ${format}` : '--diff'} takes one file of parameters at a time`,
    { received: files.join(' '), hint: 'for several files, use --format table or json' },
  )
}

async function sheetsText(
  format: Format,
  sheets: readonly Sheet[],
  flags: Flags,
  io: Io,
): Promise<string> {
  const secrets = flags['show-secrets'] ?? false
  const shown = sheets.map(({ file, plans, fates }) => ({
    file,
    plans: secrets ? plans : plans.map(maskSecrets),
    options: { diagnostics: secrets ? fates : fates.map(maskFinding), secrets },
  }))
  if (format === 'json') {
    const components = shown.flatMap(({ file, plans }) =>
      plans.map((plan) => (shown.length > 1 ? { ...plan, file: displayName(file!) } : plan)),
    )
    return printableJson({ version, components })
  }
  const texts: string[] = []
  for (const { file, plans, options } of shown) {
    const title = shown.length > 1 ? `${displayName(file!)}\n\n` : ''
    texts.push(title + (await drawn(format, plans, options, io)))
  }
  return texts.join('\n')
}

/**
 * What differs from the plans that `--diff` names; what else a release changes is reported beside it.
 * Reading a release takes the whole of `check`: loaded where one is read.
 */
async function compared(
  path: string,
  { plans, given }: Sheet,
  byRoot: GivenComponents | undefined,
  flags: Flags,
  io: Io,
): Promise<PlanDiff[]> {
  const { readPlans, reportMoved } = await import('./plan-before.js')
  const old = await readPlans(path, given, flags, io)
  const diff = diffPlans(old, plans, { secrets: flags['show-secrets'] ?? false })
  if (isFolder(path, io)) reportMoved(path, { diff, isByRoot: byRoot !== undefined }, flags, io)
  return diff
}

async function changes(format: Format, diff: PlanDiff[]): Promise<string> {
  if (format === 'json') return printableJson({ version, diff })
  if (format === 'table') return (await import('../views/diff.js')).diffText(diff)
  fail('bad-flag', `--diff cannot be shown as ${format}`, { expected: '--format table or json' })
}

/** Each view is loaded when it is asked for: a picture needs a layout library. */
async function drawn(
  format: Exclude<Format, 'json'>,
  plans: Plan[],
  { secrets, ...options }: { diagnostics: Diagnostic[]; secrets: boolean },
  io: Io,
): Promise<string> {
  switch (format) {
    case 'table': {
      const colors = io.terminal.stdout && !io.env['NO_COLOR']
      return (await import('../views/table.js')).table(plans, {
        ...options,
        columns: io.columns,
        colors,
      })
    }
    case 'dot':
      return (await import('../views/dot.js')).dot(plans, options)
    case 'svg':
      return (await import('../views/svg.js')).svg(plans, options)
    case 'html':
      return (await import('../views/html.js')).html(plans, { ...options, secrets })
  }
}

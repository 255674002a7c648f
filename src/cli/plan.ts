// The command plan. Knows diagnostics, parameters, plan and views.
import type { Diagnostic } from '../diagnostics/index.js'
import { fail, printableJson } from '../diagnostics/index.js'
import {
  diffPlans,
  diffTrees,
  hiddenFinding,
  hiding,
  maskFinding,
  maskPlan,
  maskTree,
  namesTwice,
  planAll,
  secretsOf,
  treeSecrets,
  type Change,
  type Plan,
  type PlanDiff,
  type TreeDifference,
} from '../plan/index.js'
import { hiddenIn, secretTexts } from '../parameters/index.js'
import { askRoot, rootFlag, splitWords } from './asked.js'
import { drawn } from './drawn.js'
import type { Command, ExitCode } from './command.js'
import {
  componentFlags,
  readComponents,
  saysComponents,
  type GivenComponents,
} from './components.js'
import { displayName, writeOutput } from './files.js'
import { choiceOf } from './choice.js'
import { formatOf, readDocument } from './documents.js'
import { inputFiles, isFolder } from './inputs.js'
import type { Io } from './io.js'
import type { Root } from './root.js'
import { option, outputFlag, secretsFlag, strictFlag, type FlagsOf } from './options.js'
import { plansOfRoot, withFindings, withPlaces } from './plan-findings.js'
import { inTurn } from './progress.js'
import { reportBeside } from './report.js'

/** Grows by one when a field is removed or changes its meaning (schemas/plan.schema.json). */
const version = 1

const formats = ['table', 'json', 'dot', 'svg', 'html'] as const
type Format = (typeof formats)[number]

const options = {
  ...componentFlags,
  ...rootFlag,
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
  usage: '[RELEASE] [PARAMETERS...] [options]',
  words: [0, Infinity],
  options,
  examples: [
    ['$0 parameters.xml', 'what the root of this folder’s release requests with these parameters'],
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
    const { folder, others } = splitWords(flags._, io)
    const files = inputFiles(others, formatOf(flags), io)
    refuseBoth(files, flags)
    refuseMany(files, format, flags)
    const sheets: Sheet[] = []
    await inTurn(files, io, async (file) => {
      sheets.push(await sheetOf(folder, file, flags, io))
    })
    if (files.length === 0) sheets.push(await sheetOf(folder, undefined, flags, io))
    if (flags.diff === undefined) {
      writeOutput(flags.output, await sheetsText(format, sheets, flags, io), io)
      return worst(sheets.map(({ code }) => code))
    }
    const changed = await compared(flags.diff, sheets[0]!, flags, io)
    writeOutput(flags.output, await changes(format, changed), io)
    return worst([sheets[0]!.code, changed.code])
  },
}

/** The plans of one file of parameters. */
interface Sheet {
  file: string | undefined
  given: GivenComponents
  /** The root that requests the components, where a release says them. */
  root: Root | undefined
  plans: Plan[]
  /** What fails together, reported where it is looked at; the plan itself goes on to be rendered. */
  fates: Diagnostic[]
  /** All that was found: a page is read without the terminal. */
  found: Diagnostic[]
  /** 1 where an error was reported beside the plans. */
  code: ExitCode
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.includes(1) ? 1 : 0
}

async function sheetOf(
  folder: string | undefined,
  file: string | undefined,
  flags: Flags,
  io: Io,
): Promise<Sheet> {
  const path = file ?? flags.parameters
  const asksRoot = folder !== undefined || !saysComponents(flags, io)
  const document = asksRoot && path !== undefined ? await readDocument(path, flags, io) : undefined
  const root = asksRoot ? await askRoot(folder, document, flags, io) : undefined
  if (root) {
    const hide = hiding(flags['show-secrets'] ? [] : secretsOfRoot(root))
    for (const each of root.unknown) io.stderr(`not known: ${hide(each)}\n`)
    return planned(root, root, file, flags, io)
  }
  const given = await readComponents(flags, io)
  const own = file === undefined ? given : await withParameters(given, file, flags, io)
  return planned(own, undefined, file, flags, io)
}

function planned(
  given: GivenComponents,
  root: Root | undefined,
  file: string | undefined,
  flags: Flags,
  io: Io,
): Sheet {
  const made = root ? plansOfRoot(root) : withPlaces(given, () => planAll(given.components))
  const { plans, fates, diagnostics } = withFindings(given, made)
  // The views have what fails together, at its parameter; a command that stops there has no view.
  const beside = flags.strict ? fates : fates.filter(({ path }) => path === undefined)
  const { requests = [], diagnostics: ofRoot = [] } = root ?? {}
  const reported = [...diagnostics, ...ofRoot, ...namesTwice(requests), ...beside]
  const code = reportBeside(reported, given.sources, flags, io)
  const own = new Set(plans.flatMap((plan) => plan.diagnostics))
  const found = [...new Set([...reported, ...fates])].filter((each) => !own.has(each))
  return { file, given, root, plans, fates, found, code }
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

/** A file of parameters is a word or follows --parameters: of two neither is left out in silence. */
function refuseBoth([file]: readonly string[], { parameters }: Flags): void {
  if (file === undefined || parameters === undefined) return
  fail('bad-flag', 'plan takes parameters as words or with --parameters, not both', {
    received: `${file} --parameters ${parameters}`,
    hint: `for the plans of both files, name both without --parameters`,
  })
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
  const shown = sheets.map((sheet) => {
    const { file, root, plans } = sheet
    const diagnostics = format === 'html' || format === 'json' ? sheet.found : sheet.fates
    if (secrets) return { file, root, plans, options: { diagnostics, secrets } }
    const texts = secretsOfSheet(sheet)
    const hide = hiding(texts)
    return {
      file,
      root: root && {
        ...root,
        requests: maskTree(root.requests, texts),
        besides: root.besides.map(hide),
        unknown: root.unknown.map(hide),
        conditions: hiddenNames(root.conditions, hide),
      },
      plans: plans.map((plan) => maskPlan(plan, texts)),
      options: {
        diagnostics: diagnostics.map((each) => hiddenFinding(maskFinding(each), hide)),
        secrets,
      },
    }
  })
  if (format === 'json') {
    const components = shown.flatMap(({ file, root, plans }) =>
      plans.map((plan) => ({
        ...plan,
        ...(root && Object.hasOwn(root.conditions, plan.name)
          ? { condition: root.conditions[plan.name] }
          : {}),
        ...(shown.length > 1 ? { file: displayName(file!) } : {}),
      })),
    )
    const roots = shown.flatMap(({ file, root, options: { diagnostics } }) =>
      root
        ? [
            {
              ...(shown.length > 1 ? { file: displayName(file!) } : {}),
              softwareType: root.type,
              requests: root.requests,
              besides: root.besides,
              diagnostics,
              ...(root.unknown.length > 0 ? { unknown: root.unknown } : {}),
            },
          ]
        : [],
    )
    const all = { version, components, ...(roots.length > 0 ? { roots } : {}) }
    return printableJson(all)
  }
  const texts: string[] = []
  for (const { file, root, plans, options } of shown) {
    const title = shown.length > 1 ? `${displayName(file!)}\n\n` : ''
    const isDrawn = plans.length > 0 || !root
    if (format !== 'table' && !isDrawn) refuseFormat(format, root!)
    const besides = root ? (await import('../views/requests.js')).requestsText(root, plans) : ''
    if (isDrawn) texts.push(title + (await drawn(format, plans, { ...options, besides }, io)))
    if (format === 'table' && root) texts.push((isDrawn ? '' : title) + besides)
    if ((format === 'svg' || format === 'dot') && besides !== '')
      io.stderr(`not drawn: what the root requests besides components; see --format table\n`)
  }
  return texts.join('\n')
}

function hiddenNames(
  given: Readonly<Record<string, string>>,
  hide: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map((pair) => pair.map(hide)))
}

/** The texts of all secrets of a sheet: of the parameters that are given, and of what is requested. */
function secretsOfSheet({ given, root, plans }: Sheet): string[] {
  return [
    ...given.documents.flatMap((each) => secretTexts(each?.values ?? {})),
    ...given.components.flatMap(({ parameters = {} }) => secretTexts(parameters)),
    ...plans.flatMap(({ requests }) => requests.flatMap(secretsOf)),
    ...(root ? secretsOfRoot(root) : []),
  ]
}

function secretsOfRoot({ document, requests }: Root): string[] {
  return [...secretTexts(document?.values ?? {}), ...treeSecrets(requests)]
}

/**
 * What differs from the plans that `--diff` names; what else a release changes is reported beside it.
 * Reading a release takes the whole of `check`: loaded where one is read.
 */
async function compared(path: string, sheet: Sheet, flags: Flags, io: Io): Promise<Changes> {
  const { given, root } = sheet
  const secrets = flags['show-secrets'] ?? false
  const { readBefore, reportMoved } = await import('./plan-before.js')
  const old = await readBefore(path, { ...given, root }, flags, io)
  const texts = secretsOfSheet(sheet)
  // What is masked is held to what is masked, names too.
  const isMasked = old.isMasked === true && !secrets
  const plans = isMasked ? sheet.plans.map((plan) => maskPlan(plan, texts)) : sheet.plans
  const now = root && (isMasked ? maskTree(root.requests, texts) : root.requests)
  if (old.isMasked)
    io.stderr(`not known: whether secrets change, which ${displayName(path)} has masked\n`)
  const hide = hiding(
    secrets
      ? []
      : [
          ...texts,
          ...old.plans.flatMap(({ requests }) => requests.flatMap(secretsOf)),
          ...treeSecrets(old.requests ?? []),
        ],
  )
  const diff = diffPlans(old.plans, plans, { secrets }).map((each) => ({
    ...each,
    name: hide(each.name),
    differences: each.differences.map((one) => ({
      ...one,
      request: hide(one.request),
      ...(one.note === undefined ? {} : { note: hide(one.note) }),
      changes: one.changes.map((change) => hiddenChange(change, hide)),
    })),
  }))
  const isByRoot = root !== undefined
  const code = isFolder(path, io) ? reportMoved(path, { diff, isByRoot }, flags, io) : 0
  if (!now || !old.requests) return { diff, requests: undefined, code }
  const besides = new Set(
    [...plans, ...old.plans].flatMap(({ requests }) => requests.map(({ name }) => name)),
  )
  const requests = diffTrees(old.requests, now, { besides, secrets }).map((each) => ({
    ...each,
    request: each.request.map(hide),
    ...(each.before === undefined ? {} : { before: hide(each.before) }),
    changes: each.changes.map((change) => hiddenChange(change, hide)),
  }))
  return { diff, requests, code }
}

function hiddenChange(change: Change, hide: (text: string) => string): Change {
  return { ...change, old: hiddenIn(change.old, hide), new: hiddenIn(change.new, hide) }
}

/** What changes of the components, and of what the roots request besides. */
interface Changes {
  diff: PlanDiff[]
  requests: TreeDifference[] | undefined
  /** 1 where an error was reported beside them. */
  code: ExitCode
}

async function changes(format: Format, { diff, requests }: Changes): Promise<string> {
  if (format === 'json') return printableJson({ version, diff, ...(requests ? { requests } : {}) })
  if (format === 'table') {
    const { diffText, treeDiffText } = await import('../views/diff.js')
    const parts = [
      ...(diff.length > 0 ? [diffText(diff)] : []),
      ...(requests && (requests.length > 0 || diff.length === 0) ? [treeDiffText(requests)] : []),
    ]
    return parts.join('\n')
  }
  fail('bad-flag', `--diff cannot be shown as ${format}`, { expected: '--format table or json' })
}

function refuseFormat(format: Format, { type }: Root): never {
  fail('bad-flag', `--format ${format} draws components, and the root (${type}) requests none`, {
    received: format,
    expected: '--format table or json',
  })
}

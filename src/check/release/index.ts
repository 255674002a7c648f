// A whole release checked: its software level, every profile of its instances, every file that they
// make. Knows diagnostics, buildout, release, profiles and python.
import { nodeReader } from '../../buildout/files/reader.js'
import { words, type Platform, type ProfileReader } from '../../buildout/index.js'
import { didYouMean, nearest, ResilientError, type Diagnostic } from '../../diagnostics/index.js'
import { macros } from '../../profiles/macros.js'
import { holdsUnknown } from '../../python/index.js'
import {
  fileRecipeOf,
  isMade,
  readRelease,
  softwareFolder,
  type LevelView,
  type Making,
  type Release,
  type Unit,
  type Variant,
} from '../../release/index.js'
import { aboutOf, type About } from '../about.js'
import { bounded } from '../bounded.js'
import { withoutConsequences } from '../consequences.js'
import { Context } from '../context.js'
import { md5sumOf } from '../md5.js'
import { found, type Finding } from '../finding.js'
import { findingsOf, byFileAndPlace, mistakeOf, placeFinding } from '../run.js'
import { entryFindings, requestFindings } from './between.js'
import { componentFindings } from './components.js'
import { contextFindings } from './contexts.js'
import { demandFindings } from './demands.js'
import { describedFindings } from './described.js'
import { eggFindings } from './eggs.js'
import { extensionFindings } from './extensions.js'
import { hashFindings, withEntries } from './hashes.js'
import { LevelHints } from './hints.js'
import { fillFindings, readsOf } from './makings.js'
import { publishedFindings } from './published.js'
import { renderedFindings } from './rendered.js'
import { rootFindingsOf } from './roots.js'
import { schemaFindings } from './schemas.js'
import { serialisationFindings } from './serialisation.js'
import { inWords, isUnresolved } from '../unresolved.js'
import { Files } from './places.js'
import { withUnextended } from './unextended.js'
import { unknownOf } from './unknown.js'
import { contextOf, isMissing, knowledgeOf, mayBeThere, unitFindings } from './unit.js'

/** What {@link checkRelease} is given besides the path of software.cfg. */
export interface ReleaseCheckOptions {
  reader?: ProfileReader
  platform?: Platform
  /** What one file may hold, in bytes; 16 MiB unless said. */
  sizeLimit?: number
  /** One type alone. */
  softwareType?: string
}

/** What a check of a release found, and what it looked at. */
export interface CheckedRelease {
  diagnostics: Diagnostic[]
  release: Release | undefined
  /** The text of a file that findings point into. */
  source: (file: string) => string | undefined
  /** Every file of the tree that the release is made of. */
  files: ReadonlySet<string>
  /** What could not be known, each cause in words. */
  unknown: readonly string[]
}

/** What is wrong with a release. Never throws for what its files hold. */
export function checkRelease(path: string, options: ReleaseCheckOptions = {}): CheckedRelease {
  return bounded(undefined, () => checkAll(path, options))
}

function checkAll(path: string, options: ReleaseCheckOptions): CheckedRelease {
  const { reader = nodeReader, platform, softwareType } = options
  let release: Release
  try {
    release = readRelease(path, {
      reader,
      atHand: macros(),
      isMissing,
      ...(platform ? { platform } : {}),
      ...(softwareType === undefined ? {} : { softwareType }),
    })
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return {
      diagnostics: error.diagnostics,
      release: undefined,
      source: (file) => error.sources.get(file),
      files: new Set(),
      unknown: [],
    }
  }
  const { maker, software } = release
  const source = (file: string): string | undefined =>
    file === path ? software.profile.text : maker.read(file)?.text
  const files = new Files(source, (each) => md5sumOf(each, options.sizeLimit))
  const hints = new LevelHints(release, files)
  const all = softwareFindings(release, files).map((each) => hints.ofSoftware(each))
  for (const unit of release.units) {
    const found = withUnextended(unitFindings(unit, files, readsOf(release, unit)), unit, release)
    for (const each of found) all.push(hints.ofInstance(each))
    for (const each of rootFindingsOf(unit, files, source)) all.push(each)
  }
  for (const making of release.makings) {
    const { unit } = making
    for (const each of makingFindings(making, release, files))
      all.push(unit ? hints.ofInstance(each) : hints.ofSoftware(each))
  }
  const contextIn = (unit: Unit, variant: Variant): Context =>
    contextOf(variant, files, readsOf(release, unit))
  all.push(
    ...eggFindings(release, release.root && contextAt(release.root, release, files), files),
    ...entryFindings(release, files),
    ...requestFindings(release, files),
    ...publishedFindings(release, files, contextIn),
    ...schemaFindings(release, files, source),
    ...serialisationFindings(release, files, source),
    ...componentFindings(release, files, source),
    ...describedFindings(release, files, source, contextIn),
  )
  for (const each of maker.broken) all.push(each)
  const hashes = hashFindings(release, files)
  const found = new Map<string, Diagnostic>()
  const reported = withoutConsequences([...withEntries(all, hashes), ...hashes.diagnostics])
  const counts = reported.filter(({ code }) => code === 'count-differs')
  for (const diagnostic of reported) {
    if (isOfCount(diagnostic, counts)) continue
    const key = mistakeOf(diagnostic)
    // What a schema makes certain may be found before, as what may be.
    const isSurer = found.get(key)?.severity === 'info' && diagnostic.severity !== 'info'
    if (isSurer || !found.has(key)) found.set(key, diagnostic)
  }
  return {
    diagnostics: byFileAndPlace(
      [...found.values()].map((each) => withSeverity(inWords(each), release)),
    ),
    release,
    source,
    files: filesOf(release),
    unknown: unknownOf(release),
  }
}

/** An error where the release's own rdiff-backup refuses the URL. */
function withSeverity(diagnostic: Diagnostic, { software: { view } }: Release): Diagnostic {
  if (diagnostic.code !== 'ssh-url-slash') return diagnostic
  const version = view.values.get('versions', 'rdiff-backup') ?? ''
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const refuses = major > 2 || (major === 2 && minor >= 2)
  return refuses ? { ...diagnostic, severity: 'error' } : diagnostic
}

/** Parts that are too many, or too few, are one mistake, reported by their number. */
function isOfCount(diagnostic: Diagnostic, counts: readonly Diagnostic[]): boolean {
  const { code } = diagnostic
  const { section: part = '' } = aboutOf(diagnostic)
  if (code === 'part-missing')
    return counts.some((each) => isOnLine(diagnostic, each) && part.includes(`-${each.path}-`))
  return code === 'part-unlisted' && counts.some((each) => isOnLine(diagnostic, aboutOf(each).call))
}

function isOnLine({ file, range }: Diagnostic, other: About['call']): boolean {
  return file === other?.file && range?.start.line === other?.range?.start.line
}

/** The files that a release is made of: profiles that are extended, and what sections make files from. */
function filesOf({ path, software, maker, makings }: Release): Set<string> {
  const files = new Set([path, ...software.resolved.profiles.keys()])
  for (const [file, text] of maker.files) if (text) files.add(file)
  for (const { artefact } of makings) {
    const { input } = artefact
    if (input?.startsWith('/') && !isMade(input) && !holdsUnknown(input)) files.add(input)
  }
  return files
}

function softwareContext(release: Release, files: Files): Context {
  const { profile, resolved, view } = release.software
  return new Context(
    profile,
    resolved,
    'plain',
    { ...knowledgeOf(view), isGiven: () => false },
    files.md5sum,
    readsOf(release, undefined),
  )
}

function softwareFindings(release: Release, files: Files): Diagnostic[] {
  const context = contextAt(undefined, release, files)!
  const place = files.place(new Map())
  const demands = [...demandFindings(context)].map((each) => placeFinding(each, place))
  const unbuilt = unbuiltFinding(release, context)
  return [
    ...findingsOf(context, place),
    ...demands,
    ...(unbuilt ? [placeFinding(unbuilt, place)] : []),
  ]
}

/** A part leads to the section that makes what every instance runs first. */
function unbuiltFinding({ root, path, software }: Release, context: Context): Finding | undefined {
  if (!root) return misnamedFinding(software.view, path, context)
  if (!context.knowsParts || context.reached.has(root.artefact.section)) return undefined
  const { section } = root.artefact
  const setting = context.sections.get('buildout')?.get('parts')
  // A part that another profile takes away is reported as such.
  const isLost = setting?.history.some(({ value }) => words(value).includes(section))
  if (!setting?.assignment || isLost === true) return undefined
  const { profile } = context
  const isOwn = setting.assignment.profile === profile
  const message = `no part leads to [${section}], which creates the profile that an instance runs first`
  return found('instance-unbuilt', message, {
    // One beside software.cfg may be there to be extended.
    severity: path.endsWith('/software.cfg') ? 'error' : 'info',
    at: isOwn ? setting.assignment : { profile, start: 0, end: 0 },
    path: 'buildout:parts',
    expected: section,
  })
}

/** What a node looks for in the folder of the software. */
const rootNames = ['instance.cfg', 'template.cfg']

/** A file that nearly has the name, or lies in another folder: nothing else is what an instance runs first. */
function misnamedFinding(view: LevelView, path: string, context: Context): Finding | undefined {
  for (const [file, { section, outputs }] of view.artefacts) {
    const slash = file.lastIndexOf('/')
    const [folder, name] = [file.slice(0, slash), file.slice(slash + 1)]
    const meant = nearest(name, rootNames, 2)
    const near = rootNames.includes(name) ? name : meant
    const isBeside = folder === softwareFolder
    if (near === undefined || outputs[0] !== file || (isBeside && near === name)) continue
    if (!isMade(file) || !context.reached.has(section)) continue
    const options = context.sections.get(section)
    const option = fileRecipeOf(options)?.outputs.find((each) => options!.has(each))
    const setting = option === undefined ? undefined : options!.get(option)
    if (option === undefined || !setting?.assignment) continue
    const wanted = `\${buildout:directory}/${near}`
    return found(
      'instance-unbuilt',
      `nothing creates ${rootNames.join(' or ')}, which an instance runs first`,
      {
        severity: path.endsWith('/software.cfg') ? 'error' : 'info',
        at: context.locate(setting.assignment, setting.value),
        path: `${section}:${option}`,
        expected: wanted,
        received: setting.value,
        hint: didYouMean(isBeside ? near : wanted),
      },
    )
  }
  return undefined
}

const contexts = new WeakMap<object, Context>()

/** The sections of the level that a file is made at. */
function contextAt(unit: Unit | undefined, release: Release, files: Files): Context | undefined {
  const key = unit ?? release
  let context = contexts.get(key)
  if (context) return context
  const variant = unit?.variants[0]
  if (!unit) context = softwareContext(release, files)
  else if (variant) context = contextOf(variant, files, readsOf(release, unit))
  if (context) contexts.set(key, context)
  return context
}

function* makingFindings(making: Making, release: Release, files: Files): Generator<Diagnostic> {
  const context = contextAt(making.unit, release, files)
  if (!context?.reached.has(making.artefact.section)) return
  const texts = making.unit?.variants[0]?.texts ?? new Map<string, never>()
  const mayBe = making.unit ? mayBeThere(making.unit, files) : () => false
  const lines = [
    ...contextFindings(making, context),
    ...extensionFindings(making, context, release),
  ].map((each) => placeFinding(each, files.place(texts)))
  const own = [
    ...fillFindings(making, context, release, files),
    ...renderedFindings(making, release, files),
  ]
  for (const diagnostic of [...own, ...lines])
    if (!isUnresolved(diagnostic) && !mayBe(diagnostic)) yield diagnostic
}

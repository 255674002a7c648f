// What the root of a release requests with instance parameters. Knows diagnostics, check, jinja, parameters, plan,
// profiles, python, release and sla.
import { isAbsolute, relative, resolve } from 'node:path'
import { anyOf, fail, ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { missingFindings } from '../check/release/missing.js'
import { Files } from '../check/release/places.js'
import { fromJavaScript } from '../jinja/convert.js'
import type { ParameterDocument, Parameters } from '../parameters/index.js'
import type { Component, InstanceRequest } from '../plan/index.js'
import { calledWith } from '../profiles/template.js'
import {
  Dict,
  holdsUnknown,
  namesPrinted,
  PyError,
  str,
  withoutUnknowns,
  writeJson,
  type Value,
} from '../python/index.js'
import {
  printedSections,
  requestTree,
  someTest,
  type Given,
  type PrintedSections,
  type Release,
  type Unit,
  waysOf,
} from '../release/index.js'
import type { GivenComponents } from './components.js'
import { isMagic } from '../sla/index.js'
import { atParameter, leadersAlone, placeCount } from './counted.js'
import { readerOf } from './files.js'
import type { Io } from './io.js'
import { releaseIn } from './release-files.js'
import { withFiles } from './report.js'
import { parametersOf } from './templates.js'

/** What a root is asked with. */
export interface RootQuestion {
  /** The folder of a release, or its software.cfg. */
  folder: string
  /** The instance parameters. */
  document: ParameterDocument | undefined
  /** The root's software type, where it is said. */
  softwareType: string | undefined
  /** The one component that is asked for. */
  name: string | undefined
  /** The type that is taken where none is said and the release has it: that of the root which it is compared with. */
  like?: string | undefined
  /** Whether it is asked to see which parameter is to blame for what another question came to. */
  isTrial?: boolean
}

/** A root as it renders with its parameters. */
export interface Root extends GivenComponents {
  type: string
  document: ParameterDocument | undefined
  /** The same root, with other parameters. */
  ask(document: ParameterDocument): Root
  /** What could not be known of its components, each in words. */
  unknown: string[]
  /** What decides whether it requests a component, by the name of each of which that is not known. */
  conditions: Record<string, string>
  /** The component that it requests first, another than is asked for too. */
  first: string | undefined
  /** Everything that it requests, the requests of its components too. */
  requests: InstanceRequest[]
  /** What is wrong with it as it renders: names that nothing has, of which buildout fails, and counts below one. */
  diagnostics: Diagnostic[]
  /** What it may request besides, in words. */
  besides: string[]
  /** Some sections of its profile, as it renders. */
  printed(sections: readonly string[]): PrintedSections
}

/**
 * What the root of a release requests; undefined for a folder that is not one. Throws what the root
 * is refused for with these parameters, and `bad-flag` where it is not known which type is the root's.
 */
export function rootOf(question: RootQuestion, io: Io): Root | undefined {
  const { folder, document, name, softwareType } = question
  const release = releaseIn(resolve(io.cwd, folder), readerOf(io), io)
  if (!release) return undefined
  const shown = (path: string): string => (isAbsolute(path) ? relative(io.cwd, path) : path)
  const type = typeOf(release, question)
  const { unit, requests, besides, run } = requestTree(
    release,
    type,
    givenOf(document, softwareType ?? type),
  )
  const [variant] = unit?.variants ?? []
  const ask = (other: ParameterDocument): readonly Component[] =>
    rootOf({ ...question, document: other, isTrial: true }, io)?.components ?? []
  const asked = question.isTrial ? undefined : document
  if (!unit || !variant) atParameter(asked, ask, () => refuse(release, type, unit, folder, shown))
  const calls = callsOf(unit)
  const called = withMagicKeys(calls.map(({ call }) => componentOf(call)))
  const components = called.filter(
    (each) => !isUnknown(each) && (name === undefined || each.name === name),
  )
  const unknown = called.filter(isUnknown).map(({ name: namebase, count }) => {
    const what = holdsUnknown(namebase) ? 'which component' : `how many instances of "${namebase}"`
    return `${what} the root of ${folder} requests (${namesIn(namebase + String(count))})`
  })
  const conditions: Record<string, string> = {}
  for (const [index, { causes }] of calls.entries()) {
    const each = called[index]!
    if (causes.length === 0 || !components.includes(each)) continue
    conditions[each.name] = causes.join(', ')
    unknown.push(`whether the root of ${folder} requests "${each.name}" (${causes.join(', ')})`)
  }
  if (name !== undefined && components.length === 0)
    fail('bad-flag', `the root of ${folder} has no component "${name}"`, {
      expected:
        called.length > 0
          ? anyOf(called.map((each) => withoutUnknowns(each.name)))
          : 'no --name: the root requests no component',
    })
  const isRequested = (section: string): boolean =>
    requests.some((each) => each.section === section)
  const counted = question.isTrial
    ? { components, diagnostics: [] }
    : leadersAlone(components, isRequested, (each) => placeCount(each, asked, ask))
  const placed = question.isTrial ? [] : missingFindings(run)
  const sources = new Map(document?.file === undefined ? [] : [[document.file, document.text]])
  for (const { file } of placed)
    if (file !== undefined) sources.set(shown(file), release.maker.read(file)?.text ?? '')
  return {
    type,
    document,
    ask: (other) => rootOf({ ...question, softwareType: type, document: other }, io)!,
    components: counted.components,
    documents: components.map(() => document),
    sources,
    requests: withShown(requests, shown),
    diagnostics: [...counted.diagnostics, ...placed.map((each) => withFiles(each, shown))],
    besides,
    unknown,
    printed: (sections) => printedSections(unit, sections),
    conditions,
    first: called[0]?.name,
  }
}

function withShown(
  requests: readonly InstanceRequest[],
  shown: (path: string) => string,
): InstanceRequest[] {
  return requests.map((each) => ({
    ...each,
    file: each.file === null ? null : shown(each.file),
    requests: withShown(each.requests, shown),
  }))
}

/**
 * The components of one root, each with the magic keys that any of them was handed: a macro takes them
 * away for itself, and gives them to the next one or not, which the rendered requests say.
 */
function withMagicKeys(components: readonly Component[]): Component[] {
  const keys = components.flatMap(({ parameters = {} }) =>
    Object.entries(parameters).filter(([name]) => isMagic(name)),
  )
  return components.map((each) => ({
    ...each,
    parameters: { ...Object.fromEntries(keys), ...each.parameters } as Parameters,
  }))
}

/** The calls that make components, in both ways of what is not known, and what decides whether each is made. */
function callsOf(unit: Unit): { call: Call; causes: readonly string[] }[] {
  const ways = waysOf(unit).map(({ calls }) => calls.filter(isReplicate))
  const found = new Map<string, { call: Call; causes: readonly string[] }>()
  for (const calls of ways)
    for (const call of calls) {
      const name = (each: Call): string => calledWith(each.parameters, each.place).asked.name
      const isOne = ways.some((others) => !others.some((other) => name(other) === name(call)))
      const causes = call.hangsOn.length === 0 && isOne ? [someTest] : [...new Set(call.hangsOn)]
      if (!found.has(name(call))) found.set(name(call), { call, causes })
    }
  return [...found.values()]
}

/** The software.cfg of a release, and the type of its root; undefined where either is not known. */
export function rootType(
  question: RootQuestion,
  io: Io,
): { software: string; type: string } | undefined {
  const release = releaseIn(resolve(io.cwd, question.folder), readerOf(io), io)
  if (!release) return undefined
  try {
    return { software: release.path, type: typeOf(release, question) }
  } catch (error) {
    if (error instanceof ResilientError) return undefined
    throw error
  }
}

/** What a call asks for, as far as that is data. */
function componentOf({ parameters, place }: Call): Component {
  const { component, asked } = calledWith(parameters, place)
  if (component) return component
  const dict = parameters.get('slapparameter_dict')
  const known =
    dict instanceof Dict ? [...dict.pairs()].flatMap(([name, value]) => json(name, value)) : []
  return { ...asked, parameters: Object.fromEntries(known) as Parameters }
}

function json(name: Value, value: Value): [string, unknown][] {
  try {
    return [[str(name), JSON.parse(writeJson(value))]]
  } catch (error) {
    if (error instanceof PyError) return []
    throw error
  }
}

function isUnknown({ name, count, exportType, importType }: Component): boolean {
  return [name, String(count), exportType, importType].some(holdsUnknown)
}

function namesIn(text: string): string {
  return [...new Set(namesPrinted(text))].join(', ')
}

/** The instance parameters as an instance of the release is requested with them. */
function givenOf(document: ParameterDocument | undefined, softwareType: string): Given {
  const dict = fromJavaScript(parametersOf(document)) as Dict
  const parameters = [...dict.pairs()].map(
    ([name, value]) => [str(name), writeJson(value)] as const,
  )
  return { parameters: new Map(parameters), isOpen: false, softwareType, isSerialised: undefined }
}

type Call = Unit['variants'][number]['calls'][number]

/** Names of the type that an instance has where none is asked for. */
const defaults = ['default', 'RootSoftwareInstance']

/**
 * The type whose profile is the root: the one that is named, the one that requests components, or the one
 * that a node takes where none is asked for.
 */
function typeOf(release: Release, { folder, softwareType, like }: RootQuestion): string {
  const types = release.entries.map(({ type }) => type)
  // An instance profile without a switch is that of every type.
  const isAlone = types.length === 0 && release.root !== undefined
  if (isAlone && (softwareType ?? 'default') === 'default') return 'default'
  if (softwareType !== undefined) {
    if (types.includes(softwareType)) return softwareType
    fail('bad-flag', `--software-type: the release has no type "${softwareType}"`, {
      received: softwareType,
      expected: isAlone ? 'default' : anyOf(types) || 'a release with a switch of software types',
    })
  }
  if (like !== undefined && types.includes(like)) return like
  const made = release.units.filter(requestsComponents)
  const roots = made.length > 0 ? made : release.units.filter((unit) => wouldRequest(unit, release))
  const usual = types.find((type) => defaults.includes(type))
  if (roots.length === 1) {
    const own = [...roots[0]!.types]
    return own.find((type) => defaults.includes(type)) ?? own[0]!
  }
  if (usual !== undefined) return usual
  if (types.length === 1) return types[0]!
  fail('bad-flag', `it is unclear which software type of ${folder} is the root`, {
    expected: types.length > 0 ? anyOf(types) : 'a switch of software types',
    ...(types.length > 0 ? { hint: `--software-type ${types[0]!}` } : {}),
  })
}

/** A call of the macro that makes requests; that of the parts has the same name. */
function isReplicate({ macro, parameters }: Call): boolean {
  return macro === 'replicate' && parameters.has('typeexport')
}

function requestsComponents({ variants, types }: Unit): boolean {
  const [variant] = variants
  return types.size > 0 && variant?.calls.some(isReplicate) === true
}

/** Whether a profile that cannot be made is plainly one that requests components: then its error is the answer. */
function wouldRequest({ variants, types, artefact, scope }: Unit, { maker }: Release): boolean {
  if (variants.length > 0 || types.size === 0) return false
  const source = maker.source(artefact, scope, scope.view(true), true)
  return /\.replicate\(/.test(source?.text ?? '')
}

/** What to do about a root that grows too large. */
const smaller = 'give it fewer instances: what it makes of these is more than a node should render'

/** Throws what the profile of the root is refused for. */
function refuse(
  { maker }: Release,
  type: string,
  unit: Unit | undefined,
  folder: string,
  shown: (path: string) => string,
): never {
  const files = new Files(
    (file) => maker.files.get(file)?.text,
    () => undefined,
  )
  const found = (unit?.failures[0] ?? [])
    .map((each) => withFiles(files.placed(each, new Map()), shown))
    // The flags that raise a limit are of other commands.
    .map((each) => (each.code === 'template-limit' ? { ...each, hint: smaller } : each))
  const [first, ...rest] = found
  if (!first)
    fail('unreadable-file', `the profile of the software type "${type}" is not known`, {
      file: folder,
      expected: 'a type of the switch that leads to a profile which the release makes',
      hint: `slapos-resilient check ${folder} says what is known of the release`,
    })
  const all: [Diagnostic, ...Diagnostic[]] = [first, ...rest]
  const sources = new Map(
    [...maker.files].flatMap(([path, text]) => (text ? [[shown(path), text.text] as const] : [])),
  )
  throw new ResilientError(all, sources)
}

// The requests of a profile that was put together. Knows buildout, plan and python.
import { references, strip, words, type Section } from '../buildout/index.js'
import type { InstanceRequest } from '../plan/index.js'
import { holdsUnknown, printedUnknown, pythonText, withoutUnknowns } from '../python/index.js'
import { Deciding, type Causes } from './causes.js'
import { countriesOf } from './code.js'
import { contextLines } from './context.js'
import { givenTo } from './inherited.js'
import type { LevelView } from './level.js'
import { reachedIn } from './reach.js'
import { fileRecipeOf } from './recipes.js'
import type { Variant } from './release.js'
import type { Origin } from './text.js'
import { causesIn, isAlone, told, type Told } from './told.js'

/** The line of a place. */
export type LineOf = (origin: Origin) => number

/** A request, before what it makes is followed, and the values that are handed on to that. */
export interface Asked {
  request: InstanceRequest
  /** Its parameters as JSON; undefined for one that is not known whole. */
  sent: Map<string, string | undefined>
  /** Whether it may send others. */
  isOpen: boolean
}

/** The recipe that reads the one did not read the other yet: `slave` is the older name. */
const sharing = ['shared', 'slave']

const recipe = /^slapos\.cookbook:request(?:optional)?(?:\.(serialised))?$/

/** What a profile requests. */
export interface Asking {
  /** In the order in which buildout comes to them. */
  asked: Asked[]
  /** What it may request besides, in words. */
  besides: string[]
}

/** What one way of a profile requests, by section. */
export function askedIn(
  variant: Variant,
  lineOf: LineOf,
): { asked: Map<string, Asked>; besides: string[] } {
  const { view } = variant
  const deciding = new Deciding(variant)
  const { sections, besides } = reachedIn(deciding)
  const readers = readersOf(view, sections.keys())
  const asked = new Map<string, Asked>()
  for (const [name, causes] of sections) {
    const section = view.sections.get(name)
    if (!section) continue
    const all = [...causes, ...deciding.section(name)]
    const readBy = readers.get(name) ?? {}
    const kind = recipe.exec(strip(view.values.get(name, 'recipe') ?? ''))
    const how: How = { isSerialised: kind?.[1] !== undefined, readBy, lineOf }
    if (kind) asked.set(name, hanging(askedBy(name, section, how, deciding), all))
    for (const country of countriesOf(name, view) ?? []) {
      const ofCountry = { ...how, readBy: bubbled(readBy, country), country }
      const found = askedBy(name, section, ofCountry, deciding)
      asked.set(`${name}\0${country}`, hanging(found, all))
    }
  }
  return { asked, besides }
}

/** How a section requests. */
interface How {
  isSerialised: boolean
  readBy: Record<string, string[]>
  lineOf: LineOf
  /** The one of request.edge's countries that an instance is for. */
  country?: string
}

/** Who reads what the instance of one country returns: request.edge has each country's behind the key. */
function bubbled(readBy: How['readBy'], country: string): How['readBy'] {
  const end = `-${country}`
  return Object.fromEntries(
    Object.entries(readBy)
      .filter(([key]) => key.endsWith(end))
      .map(([key, by]) => [key.slice(0, -end.length), by]),
  )
}

/** The same, with what decides whether it is requested, and for each of what it is. */
function hanging({ request, ...asked }: Asked, causes: Causes): Asked {
  const [loops, tests] = [true, false].map((isEach) => [
    ...new Set(causes.filter((each) => each.startsWith('each ') === isEach)),
  ])
  const each = loops!.map((loop) => loop.slice('each '.length)).join(', ')
  const condition = tests!.join(', ')
  return {
    ...asked,
    request: { ...request, each: each || null, condition: condition || null },
  }
}

function askedBy(
  section: string,
  options: Section,
  { isSerialised, readBy, lineOf, country }: How,
  deciding: Deciding,
): Asked {
  const { variant } = deciding
  const { view } = variant
  const own = deciding.section(section)
  const unknown: InstanceRequest['unknown'] = {}
  const read = (option: string, what: string): Told['value'] => {
    const { value, causes: unknowns } = told(view, section, option)
    const tests = deciding.option(options.get(option)?.assignment)
    const further = tests.filter((each) => !own.includes(each)).map(withoutEach)
    const causes = [...new Set([...unknowns, ...further])]
    if (causes.length > 0) unknown[what] = causes
    return value
  }
  const text = (option: string, what: string, otherwise: string): string => {
    const value = options.has(option) ? read(option, what) : otherwise
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  const parameters: InstanceRequest['parameters'] = {}
  const sla: InstanceRequest['sla'] = {}
  const sent = new Map<string, string | undefined>()
  let isOpen = false
  for (const option of options.keys()) {
    if (holdsUnknown(option)) isOpen = true
    else if (option.startsWith('config-')) {
      const name = option.slice('config-'.length)
      const value = (parameters[name] = read(option, `config ${name}`))
      const onWire = isSerialised ? value : pythonText(value)
      sent.set(name, unknown[`config ${name}`] ? undefined : JSON.stringify(onWire))
    } else if (option.startsWith('sla-')) {
      const value = read(option, `sla ${option.slice(4)}`)
      // An empty one asks for nothing.
      if (value !== '') sla[option.slice(4)] = value
    }
  }
  const url = text('software-url', 'software', '')
  const isOwn = isOwnSoftware(view.values.get(section, 'software-url') ?? '')
  if (isOwn) delete unknown['software']
  const place = placeOf(options, variant, lineOf)
  if (country !== undefined) {
    delete unknown['sla region']
    if (country === '') delete sla['region']
    else sla['region'] = country
    if (holdsUnknown(section)) unknown['name'] = causesIn(section, view)
  }
  const lacking = lackingOf(section, options, view, country !== undefined)
  const request: InstanceRequest = {
    section: withoutUnknowns(section),
    ...place,
    name:
      country === undefined ? text('name', 'name', '') : withoutUnknowns(`${country}-${section}`),
    softwareType: text('software-type', 'softwareType', 'default'),
    software: isOwn ? null : url,
    shared: sharing.some((option) => /^(?:y|yes|1|true)$/i.test(text(option, 'shared', 'false'))),
    state: options.has('state') ? text('state', 'state', '') : null,
    isSerialised,
    parameters,
    sla,
    returns: words(text('return', 'returns', '')),
    readBy,
    unknown,
    condition: null,
    each: null,
    requests: [],
    besides: [],
    notFollowed:
      lacking === undefined ? null : `it has no ${lacking}, without which its recipe fails`,
  }
  return { request, sent, isOpen }
}

/** What the recipe needs and no profile sets; `<= slap-connection` brings the others. */
function lackingOf(
  section: string,
  options: Section,
  view: LevelView,
  isNamed: boolean,
): string | undefined {
  const isWhole = !view.resolved.incomplete.has(section) || givenTo(view, section) !== undefined
  if (!isWhole || [...options.keys()].some(holdsUnknown)) return undefined
  return [...(isNamed ? [] : ['name']), 'software-url'].find(
    (option) => view.values.get(section, option) === undefined && !view.isDynamic(section, option),
  )
}

/** The names that a node's own release's URL has: an option of slap-connection, who inherits it too, and what contexts call it. */
const ownUrl =
  /^(?:(?!parameters\.)(?:[^.]+\.)?software-release-url|software_release_url|(?:.*\.)?slap[-_]software[-_]release[-_]url)$/

/** Whether a URL is that of the release itself, which only the node knows. */
function isOwnSoftware(url: string): boolean {
  const own = strip(url)
  const [, name = ''] = own.match(printedUnknown.source) ?? []
  return isAlone(own) && ownUrl.test(name)
}

function withoutEach(cause: string): string {
  return cause.replace(/^each /, '')
}

function placeOf(
  options: Section,
  { texts }: Variant,
  lineOf: LineOf,
): Pick<InstanceRequest, 'file' | 'line'> {
  const assignment = options.get('name')?.assignment ?? options.get('recipe')?.assignment
  const { profile, start } = assignment ?? {}
  const origin = texts.get(profile?.file ?? '')?.origin(start ?? 0)
  return { file: origin?.file ?? null, line: origin ? lineOf(origin) : null }
}

/** Who reads what requests return: by section, for each connection parameter. */
function readersOf(
  { sections, values }: LevelView,
  reached: Iterable<string>,
): Map<string, Record<string, string[]>> {
  const readers = new Map<string, Record<string, string[]>>()
  const note = (of: string, option: string, by: string): void => {
    if (!option.startsWith('connection-')) return
    const keys = readers.get(of) ?? {}
    readers.set(of, keys)
    const list = (keys[option.slice('connection-'.length)] ??= [])
    if (!list.includes(by)) list.push(by)
  }
  for (const name of reached) {
    const section = sections.get(name)
    if (!section) continue
    for (const [option, { value }] of section)
      for (const reference of references(value))
        if (!reference.escaped)
          note(reference.section || name, reference.option, withoutUnknowns(`${name}:${option}`))
    if (fileRecipeOf(section)?.making !== 'jinja2') continue
    for (const { kind, expression } of contextLines(values.get(name, 'context') ?? '')) {
      const [of = '', option = ''] = expression.split(':')
      if (kind === 'key') note(of || name, option, withoutUnknowns(`${name}:context`))
    }
  }
  return readers
}

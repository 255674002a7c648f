// The requests of a profile that was put together. Knows diagnostics, buildout, jinja, plan and python.
import { references, strip, words, type Section } from '../buildout/index.js'
import { ResilientError } from '../diagnostics/index.js'
import { renderTemplate } from '../jinja/index.js'
import type { InstanceRequest } from '../plan/index.js'
import {
  closing,
  Func,
  holdsUnknown,
  opening,
  printedUnknown,
  PyError,
  pythonText,
  withoutUnknowns,
  writeJson,
  type Value,
} from '../python/index.js'
import { Deciding, type Causes } from './causes.js'
import { contextLines } from './context.js'
import { instanceFolder, softwareFolder } from './folders.js'
import type { LevelView } from './level.js'
import { reachedIn } from './reach.js'
import { fileRecipeOf } from './recipes.js'
import type { Variant } from './release.js'
import type { Origin } from './text.js'
import { named } from './values.js'

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
    const kind = section && recipe.exec(strip(view.values.get(name, 'recipe') ?? ''))
    if (!kind) continue
    const isSerialised = kind[1] !== undefined
    const found = askedBy(name, section, isSerialised, deciding, readers.get(name) ?? {}, lineOf)
    asked.set(name, hanging(found, [...causes, ...deciding.section(name)]))
  }
  return { asked, besides }
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
  isSerialised: boolean,
  deciding: Deciding,
  readBy: Record<string, string[]>,
  lineOf: LineOf,
): Asked {
  const { variant } = deciding
  const { view } = variant
  const own = deciding.section(section)
  const unknown: InstanceRequest['unknown'] = {}
  const read = (option: string, what: string): Told['value'] => {
    const { value, causes: unknowns } = told(view, section, option)
    const tests = deciding.option(options.get(option)?.assignment)
    const causes = [...unknowns, ...tests.filter((each) => !own.includes(each)).map(withoutEach)]
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
  const request: InstanceRequest = {
    section: withoutUnknowns(section),
    ...place,
    name: text('name', 'name', ''),
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
    notFollowed: null,
  }
  return { request, sent, isOpen }
}

/** Whether a URL is that of the release itself, which only the node knows. */
function isOwnSoftware(url: string): boolean {
  return isAlone(strip(url)) && /software[-_.]release[-_.]url.$/.test(strip(url))
}

function withoutEach(cause: string): string {
  return cause.replace(/^each /, '')
}

const alone = new RegExp(`^${opening}[^${closing}]*${closing}$`)

/** Whether nothing is known of a text. */
function isAlone(text: string): boolean {
  return alone.test(text)
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

interface Told {
  value: InstanceRequest['parameters'][string]
  /** What decides what is not known of it. */
  causes: string[]
}

/** An option's value as far as it is known; what is not known of it reads as the reference that stands there. */
function told(
  view: LevelView,
  section: string,
  option: string,
  text = view.values.get(section, option) ?? '',
): Told {
  const { values, sections } = view
  const honest = withoutFolders(text)
  if (!holdsUnknown(honest)) return { value: readLiteral(honest), causes: [] }
  const causes = [...new Set([...honest.matchAll(printedUnknown)].map(([, name]) => name!))]
  const written = withoutFolders(sections.get(section)?.get(option)?.value ?? '')
  if (written.startsWith('!py!')) return { value: shownOf(readLiteral(honest)), causes }
  let shown = ''
  let at = 0
  for (const reference of references(written)) {
    if (reference.escaped || reference.problem !== undefined) continue
    const value = withoutFolders(values.of(reference, section))
    const known = isAlone(value)
      ? written.slice(reference.start, reference.end)
      : told(view, reference.section || section, reference.option, value).value
    shown += written.slice(at, reference.start) + String(known)
    at = reference.end
  }
  shown += written.slice(at)
  return { value: withoutUnknowns(shown), causes }
}

/** A text in which the folders that only a node has are not known. */
function withoutFolders(text: string): string {
  return text
    .replaceAll(softwareFolder, named('folder-of-the-software'))
    .replaceAll(instanceFolder, named('folder-of-the-instance'))
}

function shownOf(value: Told['value']): Told['value'] {
  return JSON.parse(withoutUnknowns(JSON.stringify(value))) as Told['value']
}

const inLiteral = new RegExp(
  `'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|${opening}[^${closing}]*${closing}`,
  'gs',
)

/** What `dumps` wrote, as data; what is not such a text, as it stands. */
function readLiteral(text: string): Told['value'] {
  if (!text.startsWith('!py!')) return text
  // What is not known stands there without quotes.
  const quoted = text
    .slice('!py!'.length)
    .replace(inLiteral, (part) => (part.startsWith(opening) ? `'${part}'` : part))
  let found: Value | undefined
  const take = new Func('take', ([value]) => {
    found = value
    return ''
  })
  try {
    renderTemplate(`{{ take(${quoted}) }}`, { context: { take } })
    return found === undefined ? text : (JSON.parse(writeJson(found)) as Told['value'])
  } catch (error) {
    if (error instanceof ResilientError || error instanceof PyError) return text
    throw error
  }
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

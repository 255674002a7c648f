// What schemas and requests say of the parameters that templates read. Knows diagnostics, buildout,
// parameters, python and release.
import { strip } from '../../buildout/index.js'
import { didYouMean, nearest, type Diagnostic } from '../../diagnostics/index.js'
import { describedBy, type Described } from '../../parameters/schema/described.js'
import { Dict, holdsUnknown, readJson, type Value } from '../../python/index.js'
import {
  givenTo,
  contextLines,
  schemaFinder,
  schemasByType,
  type Making,
  type Release,
  type Unit,
  type Variant,
  isRequest,
  waysOf,
} from '../../release/index.js'
import type { Context } from '../context.js'
import { keyed, ofBothWays, type Found } from '../ways.js'
import type { Files } from './places.js'

type ContextOf = (unit: Unit, variant: Variant) => Context
type Read = (path: string) => string | undefined

/** The recipes whose `configuration` has the parameters as the JSON that they are. */
const serialised = /^slapos\.cookbook:slapconfiguration\.(?:serialised|jsonschema)\b/

/** What a value of a type that is known stops, whatever the value is. */
const ofTypes =
  /^(?:unsupported operand type|'[<>]=?' not supported between|bad operand type)|^'(?:int|float|str)' object (?:is not (?:iterable|callable|subscriptable)|has no attribute)/

const noKey = /^(?:'dict' object has no attribute or key|there is no key) '(.*)'$/

/** What stops a template where its instance is given what the schema of its software type describes. */
export function* describedFindings(
  release: Release,
  files: Files,
  read: Read,
  contextOf: ContextOf,
): Generator<Diagnostic> {
  const { described, requested } = knownTypes(release, read, contextOf)
  if (described.size + requested.size === 0) return
  for (const making of release.makings) {
    const schema = describedFor(making, release, described)
    if (schema) yield* findingsOf(making, schema, bySchema, release, files)
    const given = schema ? undefined : describedFor(making, release, requested)
    if (given) yield* findingsOf(making, given, byRequests, release, files)
  }
}

const bySchema = 'a parameter that the schema of the software type names'
const byRequests = 'a parameter that a request of this software type gives'

function findingsOf(
  { artefact, scope }: Making,
  { names, isClosed }: Described,
  expected: string,
  { maker }: Release,
  files: Files,
): Diagnostic[] {
  const missing = new Set<Value>()
  const ways = [true, false].map((way): Found => {
    const found = maker.given(artefact, scope, way, (unknown) => {
      const dict = new Dict()
      for (const [name, sample] of names)
        if (sample !== null) dict.set(name, readJson(JSON.stringify(sample)))
      dict.rest = unknown
      dict.lacks = (key) => {
        const isLacking = isClosed && typeof key === 'string' && !names.has(key)
        if (isLacking) missing.add(key)
        return isLacking
      }
      return dict
    })
    return new Map(found.map((each) => keyed(files.placed(each, none))))
  })
  return ofBothWays(ways[0]!, ways[1]!, nothing).flatMap((each): Diagnostic[] => {
    if (ofTypes.test(each.message)) return [each]
    const key = noKey.exec(each.message)?.[1]
    if (key === undefined || !missing.has(key)) return []
    const hint = didYouMean(nearest(key, names.keys()))
    return [{ ...each, expected, ...(hint === undefined ? {} : { hint }) }]
  })
}

const none = new Map<never, never>()
const nothing = {
  section: () => false,
  isWritten: () => false,
  isAny: () => false,
  option: () => false,
}

/** What is known of the parameters of a section's template, by the types of the instances that it is rendered in. */
function describedFor(
  { artefact, scope, unit }: Making,
  { units, entries, root }: Release,
  schemas: ReadonlyMap<string, Described>,
): Described | undefined {
  if (artefact.making !== 'jinja2' || !unit) return undefined
  if (!hasSerialised(artefact.options, scope)) return undefined
  const made = units.find(
    (each) => each.scope === scope && each.artefact.section === artefact.section,
  )
  const types = made
    ? made.types
    : unit === root
      ? new Set(entries.map(({ type }) => type))
      : unit.types
  const all = [...types].map((type) => schemas.get(nameOfType(type)))
  if (all.length === 0 || all.some((each) => !each)) return undefined
  return together(all as Described[])
}

/** Whether the context has the parameters from a section that reads them as JSON. */
function hasSerialised(options: Making['artefact']['options'], scope: Making['scope']): boolean {
  const lines = contextLines(options.get('context')?.value ?? '')
  const from = lines.flatMap(({ kind, expression }) => {
    const [of = '', option] = expression.split(':')
    return kind === 'key' && option === 'configuration' ? [of] : []
  })
  const recipes = from.map((of) =>
    strip(scope.view(true).sections.get(of)?.get('recipe')?.value ?? ''),
  )
  return recipes.length > 0 && recipes.every((each) => serialised.test(each))
}

/** What is sure whichever of some types an instance has. */
function together(all: readonly Described[]): Described {
  const names: Described['names'] = new Map()
  for (const each of all)
    for (const [name, sample] of each.names) {
      const isSame = all.every((other) => typeof other.names.get(name) === typeof sample)
      names.set(name, isSame ? sample : null)
    }
  return { names, isClosed: all.every(({ isClosed }) => isClosed) }
}

function nameOfType(type: string): string {
  return type === 'RootSoftwareInstance' ? 'default' : type
}

/** What is known of the parameters of each software type. */
interface KnownTypes {
  /** Of those that have a schema: what that says, and what requests of the release give besides. */
  described: Map<string, Described>
  /** Of those that software.cfg.json does not have, which the release alone requests: what it gives. */
  requested: Map<string, Described>
}

function knownTypes(release: Release, read: Read, contextOf: ContextOf): KnownTypes {
  const described = new Map<string, Described>()
  const requested = new Map<string, Described>()
  const find = schemaFinder(read)
  const named = new Set(['default'])
  const unsure = new Set<string>()
  const types = schemasByType(release.path, find)
  for (const { type: name, file, serialisation } of types) {
    const type = nameOfType(name)
    named.add(type)
    const isJson = serialisation === 'json-in-xml'
    const schema = isJson && file !== undefined ? describedBy(file, find) : undefined
    if (!schema || described.has(type)) unsure.add(type)
    else described.set(type, schema)
  }
  for (const type of unsure) described.delete(type)
  const requests = [...requestsIn(release, contextOf)]
  // What nobody describes anybody may request.
  if (types.length > 0 && release.units.every(isSeenWhole))
    for (const { type } of requests)
      if (!named.has(type) && !holdsUnknown(type))
        requested.set(type, { names: new Map(), isClosed: true })
  for (const request of requests)
    for (const [type, known] of [...described, ...requested])
      if (holdsUnknown(request.type) || request.type === type) widen(known, request)
  return { described, requested }
}

interface Sent {
  type: string
  options: Iterable<string>
  /** Whether it may have options that are not seen. */
  isOpen: boolean
}

function* requestsIn({ units }: Release, contextOf: ContextOf): Generator<Sent> {
  for (const unit of units)
    for (const variant of waysOf(unit)) {
      const { view } = variant
      for (const [section, options] of view.sections) {
        if (!isRequest(options)) continue
        const type = nameOfType(strip(view.values.get(section, 'software-type') ?? 'default'))
        const isOpen =
          view.isDynamic(section) || givenTo(contextOf(unit, variant), section) === undefined
        yield { type, options: options.keys(), isOpen }
      }
    }
}

/** Whether every request that a profile makes is seen. */
function isSeenWhole({ variants, failures }: Unit): boolean {
  return failures.length === 0 && variants.every(({ resolved }) => resolved.complete)
}

/** Adds what a request gives beside what is known. */
function widen(described: Described, { options, isOpen }: Sent): void {
  if (isOpen) described.isClosed = false
  for (const option of options) {
    if (option === 'config' || holdsUnknown(option)) described.isClosed = false
    const name = option.startsWith('config-') ? option.slice('config-'.length) : undefined
    if (name !== undefined && !described.names.has(name)) described.names.set(name, null)
  }
}

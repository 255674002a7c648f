// What the schemas of software types say of the parameters that templates read. Knows diagnostics, buildout,
// parameters, python and release.
import { strip } from '../../buildout/index.js'
import { didYouMean, nearest, type Diagnostic } from '../../diagnostics/index.js'
import { describedBy, type Described } from '../../parameters/schema/described.js'
import { Dict, holdsUnknown, readJson, type Value } from '../../python/index.js'
import {
  contextLines,
  schemaFinder,
  schemasByType,
  type Making,
  type Release,
} from '../../release/index.js'
import { isRequest } from '../recipes.js'
import { keyed, ofBothWays, type Found } from '../ways.js'
import type { Files } from './places.js'

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
): Generator<Diagnostic> {
  const schemas = schemasOf(release, read)
  if (schemas.size === 0) return
  for (const making of release.makings) {
    const described = describedFor(making, release, schemas)
    if (described) yield* findingsOf(making, described, release, files)
  }
}

function findingsOf(
  { artefact, scope }: Making,
  { names, isClosed }: Described,
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
    const expected = 'a parameter that the schema of the software type names'
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

/** What the schemas say of each type, and what requests of the release give it besides. */
function schemasOf({ path, units }: Release, read: Read): Map<string, Described> {
  const schemas = new Map<string, Described>()
  const find = schemaFinder(read)
  const unsure = new Set<string>()
  for (const { type: named, file, serialisation } of schemasByType(path, find)) {
    const type = nameOfType(named)
    const isJson = serialisation === 'json-in-xml'
    const described = isJson && file !== undefined ? describedBy(file, find) : undefined
    if (!described || schemas.has(type)) unsure.add(type)
    else schemas.set(type, described)
  }
  for (const type of unsure) schemas.delete(type)
  for (const { variants, further } of units)
    for (const { view } of [...variants, ...further.variants])
      for (const [section, options] of view.sections) {
        if (!isRequest(options)) continue
        const type = strip(view.values.get(section, 'software-type') ?? 'default')
        for (const [name, described] of schemas)
          if (holdsUnknown(type) || nameOfType(type) === name) widen(described, options.keys())
      }
  return schemas
}

/** Adds what a request gives beside what the schema names. */
function widen(described: Described, options: Iterable<string>): void {
  for (const option of options) {
    if (option === 'config' || holdsUnknown(option)) described.isClosed = false
    const name = option.startsWith('config-') ? option.slice('config-'.length) : undefined
    if (name !== undefined && !described.names.has(name)) described.names.set(name, null)
  }
}

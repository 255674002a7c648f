// Parameters held to a software's schema. Knows diagnostics and python.
import type { ErrorObject } from 'ajv'
import {
  didYouMean,
  finding,
  grouped,
  nearest,
  withHints,
  type Diagnostic,
} from '../../diagnostics/index.js'
import { strip } from '../../python/index.js'
import { atPath } from '../locate.js'
import { shown } from '../shown.js'
import type { Json, ParameterDocument } from '../types.js'
import type { Validator } from './engine.js'
import { expectation } from './expectation.js'
import { nameOf, valueAt } from './pointer.js'
import { spelledFor } from './spelling.js'
import { mostLooks, TooManyLooks } from './work.js'

/** A software's schema, ready to hold parameters to. */
export interface SchemaCheck {
  validate: Validator
  /** Every parameter name that the schema has. */
  names: ReadonlySet<string>
  /** Whether every value is sent as text, so that text may spell what the schema asks for. */
  isText: boolean
}

const composites = new Set(['anyOf', 'oneOf', 'allOf', 'if', '$ref'])
const strangers = new Set(['additionalProperties', 'unevaluatedProperties'])

/** What a software's schema finds in instance parameters, one finding a place. Never throws. */
export function checkSchema(document: ParameterDocument, check: SchemaCheck): Diagnostic[] {
  let errors: ErrorObject[]
  try {
    errors = errorsOf(document.values, check)
  } catch (error) {
    if (error instanceof TooManyLooks) return [tooMuch(document)]
    if (error instanceof RangeError) return [tooDeep(document)]
    throw error
  }
  const others = errors.filter(({ keyword }) => !strangers.has(keyword))
  const reported = errors.filter(
    // A name is unevaluated too where the part of the schema that has it found something else.
    (error) =>
      others.length === 0 || !strangers.has(error.keyword) || !check.names.has(strangerOf(error)),
  )
  const groups = [...byPlace(reported)]
  const placed = placedInBounds(document)
  const findings = withHints(() =>
    groups.slice(0, mostFindings).map((group) => findingOf(group, placed, check)),
  )
  return groups.length > mostFindings
    ? [...findings, furtherOf(document, groups.length - mostFindings)]
    : findings
}

/** Nobody reads more of what one schema finds in one document. */
const mostFindings = 1000

/** How many characters are walked through to find places inside of parameters. */
const mostWalked = 100_000_000

/** The document, inside of which places are looked for while that does not cost too much: then that of the parameter does. */
function placedInBounds(document: ParameterDocument): ParameterDocument {
  const { inside, whole } = document
  let left = mostWalked
  if (!inside || !whole) return document
  return {
    ...document,
    inside: (path) => ((left -= whole.end.offset) < 0 ? undefined : inside(path)),
  }
}

function furtherOf({ file, whole }: ParameterDocument, count: number): Diagnostic {
  const message = `the software's schema finds ${grouped(count)} more ${count === 1 ? 'place' : 'places'} with what it does not ask for`
  return finding('schema-value', message, {
    file,
    range: whole,
    hint: `correct these ${grouped(mostFindings)}, then check again`,
  })
}

function tooDeep({ file, whole }: ParameterDocument): Diagnostic {
  return finding(
    'too-large',
    'the schema refers to itself too often for these parameters to be checked',
    {
      file,
      range: whole,
      expected: 'a schema whose references to itself each lead one level into the parameters',
    },
  )
}

function tooMuch({ file, whole }: ParameterDocument): Diagnostic {
  return finding('too-large', 'checking these parameters against the schema takes too many steps', {
    file,
    range: whole,
    expected: `at most ${grouped(mostLooks)} values held to a part of it`,
  })
}

/** Text that spells what the schema asks for counts as that. */
function errorsOf(values: Record<string, Json>, { validate, isText }: SchemaCheck): ErrorObject[] {
  const errors = validate(values)
  if (!isText) return errors
  const read = { ...values }
  for (const error of errors) {
    const name = nameOf(error.instancePath.slice(1))
    const text = error.instancePath === '' ? undefined : read[name]
    const value = typeof text === 'string' ? spelledFor(error, text) : undefined
    if (value !== undefined) read[name] = value
  }
  return validate(read)
}

/** The findings of one place together: alternatives say what each of them would take. */
function byPlace(errors: readonly ErrorObject[]): Iterable<ErrorObject[]> {
  const groups = new Map<string, ErrorObject[]>()
  for (const error of errors) {
    const key = `${error.instancePath} ${missingOf(error) ?? strangerOf(error)}`
    const group = groups.get(key)
    if (group) group.push(error)
    else groups.set(key, [error])
  }
  // `/ab` is not within `/a`.
  const above = new Set<string>()
  for (const { keyword, instancePath } of errors) {
    if (composites.has(keyword)) continue
    for (let path = instancePath; !above.has(path); path = path.slice(0, path.lastIndexOf('/')))
      above.add(path)
  }
  return [...groups.values()]
    .map((group) => {
      const plain = group.filter(({ keyword }) => !composites.has(keyword))
      if (plain.length > 0) return plain
      const [{ instancePath }] = group as [ErrorObject]
      return above.has(instancePath) ? [] : group.slice(0, 1)
    })
    .filter((group) => group.length > 0)
}

/** The names that the schema has where one is that it has not. */
function namesBeside({ parentSchema = {} }: ErrorObject): string[] {
  const { properties } = parentSchema as { properties?: object }
  return Object.keys(properties ?? {})
}

/** Whether these are what alternatives take, of which one would do. */
function isOneOf(group: readonly ErrorObject[]): boolean {
  return group.some(({ schemaPath }) => /\/(?:anyOf|oneOf)\//.test(schemaPath))
}

function findingOf(
  group: readonly ErrorObject[],
  document: ParameterDocument,
  { names }: SchemaCheck,
): Diagnostic {
  const error = group[0]!
  const path = error.instancePath.split('/').slice(1).map(nameOf)
  const missing = missingOf(error)
  const stranger = strangerOf(error)
  if (missing !== undefined) {
    const full = [...path, missing]
    const near = nearest(
      missing,
      Object.keys(document.values).filter((name) => !names.has(name)),
    )
    return finding('schema-missing', `${quoted(full)} is missing`, {
      // Where it belongs: in what lacks it.
      ...atPath(document, path.length > 0 ? path : full, 'value'),
      file: document.file,
      expected: `a value for ${quoted(full)}`,
      hint: near === undefined || path.length > 0 ? undefined : `is "${near}" a misspelling of it?`,
    })
  }
  if (stranger !== '') {
    const full = [...path, stranger]
    const beside = namesBeside(error)
    // What the schema is put together of names its parameters elsewhere.
    const isWhole = beside.length > 0 || path.length > 0
    const near = nearest(stranger, isWhole ? beside : names)
    return finding('schema-unknown', `the software does not know ${quoted(full)}`, {
      ...atPath(document, full, 'name'),
      expected: "a name of the software's schema",
      received: stranger,
      hint: didYouMean(near),
    })
  }
  // A parameter as it was written; inside of one, as it was read.
  const received = path.length > 1 ? error.data : valueAt(document.values, path)
  const expected = [...new Set(group.map(expectation))].join(isOneOf(group) ? ', or ' : ', and ')
  const remedy = hintOf(group, received)
  return finding(
    'schema-value',
    `${path.length === 0 ? 'the parameters as a whole are' : `${quoted(path)} is`} not what the software's schema asks for`,
    {
      ...(path.length > 0 ? atPath(document, path, 'value') : { range: document.whole }),
      file: document.file,
      expected,
      received: shown(received),
      hint: remedy,
    },
  )
}

function hintOf(group: readonly ErrorObject[], received: unknown): string | undefined {
  if (typeof received !== 'string') return undefined
  for (const error of group) {
    const { keyword, params } = error
    if (keyword === 'enum') {
      const values = (params as { allowedValues: unknown[] }).allowedValues.map(String)
      const near = nearest(received, values)
      if (near !== undefined) return `write ${near}`
    }
    if (keyword !== 'type') continue
    const spelled = spelledFor(error, strip(received))
    if (spelled !== undefined) return `write ${JSON.stringify(spelled)}, without quotes or spaces`
    if ([(params as { type: string | string[] }).type].flat().includes('boolean')) {
      if (/^(?:y|yes|on|true|1|enabled?)$/i.test(received)) return 'write true'
      if (/^(?:n|no|off|false|0|disabled?)$/i.test(received)) return 'write false'
    }
  }
  return undefined
}

function missingOf({ keyword, params }: ErrorObject): string | undefined {
  const isMissing =
    keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies'
  return isMissing ? (params as { missingProperty?: string }).missingProperty : undefined
}

function strangerOf({ params }: ErrorObject): string {
  const { additionalProperty, unevaluatedProperty } = params as Record<string, string | undefined>
  return additionalProperty ?? unevaluatedProperty ?? ''
}

function quoted(path: readonly string[]): string {
  return `"${path.join('/')}"`
}

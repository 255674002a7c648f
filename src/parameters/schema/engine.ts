// A schema compiled; the one file that knows ajv. Knows diagnostics.
import type { Ajv as AjvClass, ErrorObject, Options } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import {
  didYouMean,
  fail,
  finding,
  Lines,
  nearest,
  type Details,
  type Diagnostic,
} from '../../diagnostics/index.js'
import { shown } from '../shown.js'
import type { Json } from '../types.js'
import { holdToChain } from './chain.js'
import { expectation } from './expectation.js'
import { heldFormats, isStrictly } from './formats.js'
import { dropPatterns, loadPatterns, type Patterns } from './pattern.js'
import { nameOf, pointedIn, valueAt } from './pointer.js'
import type { Draft, LoadedSchema, SchemaFile } from './types.js'
import { isObject, type SchemaObject } from './walk.js'
import { counting, countLooks, mostLooks, ofPatterns, TooManyLooks } from './work.js'

type FormatTest = (text: string) => boolean

/** What a compiled schema finds in some parameters; empty where nothing is wrong. Throws {@link TooManyLooks}. */
export type Validator = (values: Record<string, Json>) => ErrorObject[]

const common: Options = {
  allErrors: true,
  verbose: true,
  logger: false,
  // What is not known is a note: a keyword as well as a format.
  strict: false,
  // A name such as `constructor` is there where the parameters have it.
  ownProperties: true,
  // To see whether a schema can stand in place of its reference, ajv walks each list in it twice: 2^n of a nest.
  inlineRefs: false,
  validateSchema: false,
}

/**
 * Compiles a schema; ajv is loaded here and for its draft alone. Throws `schema-broken` for what is
 * no schema, and for a reference that leads nowhere.
 */
export async function compileSchema(
  loaded: LoadedSchema,
): Promise<{ validate: Validator; diagnostics: Diagnostic[] }> {
  const patterns = await loadPatterns()
  const looks = { left: 0 }
  const ajv = await engineOf(loaded.draft, patterns, looks)
  const judge = await judgeOf(loaded.draft, patterns)
  const diagnostics: Diagnostic[] = []
  holdToChain(loaded)
  for (const [url, schema] of loaded.schemas) {
    const file = loaded.files.get(url)!
    for (const each of shallow(file, () => mendSchema(judge, schema, file))) diagnostics.push(each)
    for (const each of dropPatterns(schema, file, patterns)) diagnostics.push(each)
    shallow(file, () => {
      countLooks(schema, loaded.draft)
      ajv.addSchema(schema as object, url)
    })
  }
  const compiledSchema = shallow(loaded.files.get(loaded.entry)!, () => compiled(ajv, loaded))
  return {
    validate: (values) => {
      looks.left = mostLooks
      return compiledSchema(values) === true ? [] : (compiledSchema.errors ?? [])
    },
    diagnostics,
  }
}

/** Those that hold a schema to the schema of its draft's schemas, which is compiled once. */
const judges = new Map<Draft, AjvClass>()

async function judgeOf(draft: Draft, patterns: Patterns): Promise<AjvClass> {
  const judge = judges.get(draft) ?? (await engineOf(draft, patterns, { left: 0 }))
  judges.set(draft, judge)
  return judge
}

async function engineOf(
  draft: Draft,
  patterns: Patterns,
  looks: { left: number },
): Promise<AjvClass> {
  const regExp = Object.assign((source: string) => patterns(source)!, { code: 'patterns' })
  const formats = Object.fromEntries(
    heldFormats.map((name) => {
      const own = fullFormats[name]
      const isOne = own instanceof RegExp ? (text: string) => own.test(text) : (own as FormatTest)
      return [name, (text: string) => isOne(text) && isStrictly[name](text)]
    }),
  )
  // What it would tidy of the code that it makes it goes through once a level: the square of many alternatives.
  const ajv = await newEngine(draft, { ...common, formats, code: { regExp, optimize: false } })
  return (
    ajv
      .removeKeyword('uniqueItems')
      .addKeyword({
        keyword: 'uniqueItems',
        type: 'array',
        schemaType: 'boolean',
        // ajv's own compares each item with each.
        validate: (isAsked: boolean, items: Json[]) =>
          !isAsked || new Set(items.map(canonical)).size === items.length,
      })
      // ajv's own reads the quotient as text, and so refuses what is large.
      .removeKeyword('multipleOf')
      .addKeyword({
        keyword: 'multipleOf',
        type: 'number',
        schemaType: 'number',
        validate: (step: number, value: number) =>
          // As Python does: what is not a whole number is divided by, and a quotient is rounded.
          value % step === 0 || (!Number.isSafeInteger(step) && Number.isInteger(value / step)),
      })
      .addKeyword({
        keyword: counting,
        schemaType: 'number',
        errors: false,
        validate: (count: number, value: Json, schema: SchemaObject = {}) => {
          if ((looks.left -= count + ofPatterns(schema, value)) < 0) throw new TooManyLooks()
          return true
        },
      })
  )
}

/** A value as JSON, the same for equal ones. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, each: Json) =>
    isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

async function newEngine(draft: Draft, options: Options): Promise<AjvClass> {
  switch (draft) {
    case '2020-12':
      return new (await import('ajv/dist/2020.js')).default.Ajv2020(options)
    case '2019-09':
      return new (await import('ajv/dist/2019.js')).default.Ajv2019(options)
    case '4':
      return new (await import('ajv-draft-04')).default.default(options)
    default:
      // What draft-07 adds to draft-06 are keywords that draft-06 does not have.
      return new (await import('ajv')).default.Ajv(options)
  }
}

/** ajv follows a schema by recursion: one that is deeper than the stack is refused. */
function shallow<T>(file: SchemaFile, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    broken(`${file.file} is nested too deeply, or too large, to be checked`, file)
  }
}

/**
 * Holds a file to the schema of schemas. Parts that break it are left out and reported, the deepest first, for
 * operators cannot mend the schema of a software that they only use; throws where nothing is left.
 */
function mendSchema(ajv: AjvClass, schema: Json, source: SchemaFile): Diagnostic[] {
  const { file, text } = source
  const diagnostics: Diagnostic[] = []
  const lines = new Lines(text)
  // Of a list of which some are gone the others stand elsewhere than the text has them.
  let isAsWritten = true
  while (ajv.validateSchema(schema as object) !== true) {
    const broke = deepest(ajv.errors ?? [])
    const pointers = broke.map(({ instancePath }) => instancePath)
    const places = pointedIn(text, new Set(isAsWritten ? pointers : []))
    for (const error of broke) {
      const part = { file, expected: expectation(error), received: shown(error.data) }
      if (depth(error) === 0) broken(`${file} is not a JSON schema`, source, part)
      const place = places.get(error.instancePath)
      const range = place && lines.range(...place)
      diagnostics.push(
        finding(
          'schema-skipped',
          `what ${file} asks for at ${error.instancePath} is not checked: it is not a JSON schema`,
          { severity: 'info', ...part, range, hint: wordMeant(error) },
        ),
      )
    }
    removeAll(schema, pointers)
    isAsWritten &&= !pointers.some((pointer) => /\/\d+$/.test(pointer))
  }
  return diagnostics
}

/** The word that a schema may have in the place of a misspelt one: `object`. */
function wordMeant({ data, params }: ErrorObject): string | undefined {
  const { allowedValues = [] } = params as { allowedValues?: unknown[] }
  const words = allowedValues.filter((each) => typeof each === 'string')
  return typeof data === 'string' ? didYouMean(nearest(data, words)) : undefined
}

/** The first error of each of the parts that lie deepest: none of them is in another. */
function deepest(errors: readonly ErrorObject[]): ErrorObject[] {
  const most = errors.reduce((before, error) => Math.max(before, depth(error)), 0)
  const found = new Map<string, ErrorObject>()
  for (const error of errors)
    if (depth(error) === most && !found.has(error.instancePath))
      found.set(error.instancePath, error)
  return [...found.values()]
}

function depth({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length - 1
}

/** Of a list the last goes first, so that the others stay where they are. */
function removeAll(root: Json, pointers: readonly string[]): void {
  const paths = pointers.map((pointer) => pointer.split('/').slice(1).map(nameOf))
  for (const path of paths.sort((a, b) => (Number(b.at(-1)) || 0) - (Number(a.at(-1)) || 0))) {
    const holder = valueAt(root, path.slice(0, -1)) as Record<string, Json> | Json[]
    const last = path.at(-1)!
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else Reflect.deleteProperty(holder, last)
  }
}

function compiled(ajv: AjvClass, { entry, files }: LoadedSchema): ReturnType<AjvClass['compile']> {
  const file = files.get(entry)!
  try {
    return ajv.getSchema(entry)!
  } catch (error) {
    if (error instanceof RangeError) throw error
    const { missingRef } = error as { missingRef?: string }
    const why =
      missingRef === undefined
        ? 'it cannot be used'
        : `it refers to ${missingRef.slice(missingRef.lastIndexOf('/', missingRef.indexOf('#')) + 1)}, which does not exist`
    broken(`${file.file} is a broken schema: ${why}`, file)
  }
}

function broken(message: string, { file, text }: SchemaFile, details: Details = {}): never {
  fail('schema-broken', message, { file, ...details, source: text })
}

// Instance parameters, XML, JSON or YAML, to values and places. Knows diagnostics.
import {
  checkGiven,
  fail,
  Lines,
  shape,
  type Code,
  type Range,
  type Shape,
  grouped,
  most,
  shortened,
} from '../diagnostics/index.js'
import { decode } from './decode.js'
import { parseJson } from './json.js'
import { placingInJson, placingInXml, type Placing } from './inner-place.js'
import { insideJson } from './json-place.js'
import type { Json, ParameterDocument, ReadOptions } from './types.js'
import { parseXml } from './xml.js'

/** What {@link ReadOptions} must be. */
export const readOptions = { file: shape.text, format: shape.oneOf('xml', 'json') }

const textOrBytes: Shape = {
  expected: 'a string, or its bytes as a Uint8Array',
  is: (value) => typeof value === 'string' || value instanceof Uint8Array,
}

const optionsShape = shape.optionsOf<ReadOptions>(readOptions)

/**
 * The parameters of an instance XML or of a JSON object, as a plain object: from XML every value is
 * a string; a lone `_` holds JSON and is opened. Throws ResilientError with the reason it failed.
 */
export function readParameters(
  input: string | Uint8Array,
  options: ReadOptions = {},
): Record<string, Json> {
  return parseParameters(input, options).values
}

/** {@link readParameters}, with the place of each parameter. */
export function parseParameters(
  input: string | Uint8Array,
  options: ReadOptions = {},
): ParameterDocument {
  checkGiven('the options', options, optionsShape)
  const { file, format } = options
  const marked = textOf(input, file, format)
  const text = withoutMark(marked)
  const isXml = format === undefined ? /[^\t\n\r ]/.exec(text)?.[0] === '<' : format === 'xml'
  if (!isXml && marked !== text) refuseMark(text, file)
  return bounded(opened(isXml ? parseXml(text, file) : fromJson(text, file)))
}

/**
 * {@link parseParameters} of YAML as `slapos request --parameters-file` reads it: the types of YAML
 * 1.1 as PyYAML has them. A promise, since what reads it is loaded then.
 */
export async function parseYamlParameters(
  input: string | Uint8Array,
  { file }: Pick<ReadOptions, 'file'> = {},
): Promise<ParameterDocument> {
  const text = withoutMark(textOf(input, file, 'yaml'))
  const { parseYaml } = await import('./yaml/read.js')
  const { json, ...rest } = parseYaml(text, file)
  const values = JSON.parse(json) as Record<string, Json>
  const named = file === undefined ? {} : { file }
  return bounded(opened({ values, text, serialisation: 'json', json, ...rest, ...named }))
}

/** What is said of nothing, by what it should be. */
interface NothingThere {
  code: Code
  message: string
  expected: string
  hint: string
}

const message = 'the instance parameters are empty'

const empty: { readonly [Format in 'xml' | 'json' | 'yaml' | 'auto']: NothingThere } = {
  xml: {
    code: 'xml-syntax',
    message,
    expected: '<instance>…</instance>',
    hint: 'without any parameters, write <instance/>',
  },
  json: {
    code: 'json-syntax',
    message,
    expected: 'a JSON object of parameters',
    hint: 'without any parameters, write {}',
  },
  yaml: {
    code: 'yaml-syntax',
    message,
    expected: 'YAML as slapos request reads it: NAME: value',
    hint: 'without any parameters, write {}',
  },
  auto: {
    code: 'xml-syntax',
    message,
    expected: '<instance>…</instance>, or a JSON object',
    hint: 'without any parameters, write <instance/>, or {} for JSON',
  },
}

function textOf(
  input: string | Uint8Array,
  file: string | undefined,
  format: 'xml' | 'json' | 'yaml' | undefined,
): string {
  checkGiven('the instance parameters', input, textOrBytes)
  const text = decode(input, file, format)
  if (/[^\t\n\r \ufeff]/.test(text)) return text
  const { code, message, ...details } = empty[format ?? endingOf(file)]
  return fail(code, message, { file, ...details })
}

/** What the name of a file says of one that says nothing itself. */
function endingOf(file = ''): keyof typeof empty {
  return file.endsWith('.json') ? 'json' : file.endsWith('.xml') ? 'xml' : 'auto'
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

/** Python's json refuses it, and so slapos request does. */
function refuseMark(source: string, file: string | undefined): never {
  return fail('json-syntax', 'the JSON begins with a byte order mark', {
    file,
    range: new Lines(source).range(0, 1),
    expected: 'a JSON object of parameters',
    hint: 'save the file as UTF-8 without a byte order mark',
    source,
  })
}

function fromJson(text: string, file: string | undefined): ParameterDocument {
  const lines = new Lines(text)
  const named = file === undefined ? {} : { file }
  const parsed = parseJson(text, text, (start, end) => ({
    ...named,
    range: lines.range(start, end),
  }))
  const inside = insideOf(text, (start, end) => lines.range(start, end))
  const whole = inside([])!.value
  return { ...parsed, text, serialisation: 'json', json: text, inside, whole, ...named }
}

/** The places inside of a JSON text. */
function insideOf(
  json: string,
  range: (start: number, end: number) => Range,
): NonNullable<ParameterDocument['inside']> {
  return (path) => {
    const found = insideJson(json, path)
    return found && { name: range(...found.name), value: range(...found.value) }
  }
}

function bounded(document: ParameterDocument): ParameterDocument {
  const { places, file, text } = document
  for (const [name, { name: range }] of places)
    if (name.length > most.name)
      fail(
        'too-large',
        `the name ${shortened(name)} has more than ${grouped(most.name)} characters`,
        {
          file,
          range,
          expected: `at most ${grouped(most.name)}`,
          source: text,
        },
      )
  if (places.size <= most.parameters) return document
  const [, next] = [...places.values()].slice(most.parameters - 1)
  return fail('too-large', `there are more than ${grouped(most.parameters)} parameters`, {
    file,
    range: next!.name,
    expected: `at most ${grouped(most.parameters)}`,
    source: text,
  })
}

/** A lone `_` is how SlapOS sends JSON inside of XML (`json-in-xml`). */
function opened(document: ParameterDocument): ParameterDocument {
  const inner = document.values['_']
  if (Object.keys(document.values).length !== 1 || typeof inner !== 'string') return document
  const { text, file } = document
  const named = file === undefined ? {} : { file }
  const lines = new Lines(text)
  const stands = placingOf(document, inner)
  if (!/[^\t\n\r ]/.test(inner)) {
    const place = document.places.get('_')!
    fail('json-syntax', 'the JSON in "_" is empty', {
      ...named,
      path: '_',
      range: inner === '' ? place.name : place.value,
      expected: 'a JSON object of parameters',
      hint: 'without any parameters, write {}',
      source: text,
    })
  }
  const range = (from: number, to: number): Range => lines.range(...stands(from, to))
  const parsed = parseJson(inner, text, (from, to) => ({
    ...named,
    range: range(from, to),
    path: '_',
  }))
  const moved = ({ start, end }: Range): Range => range(start.offset, end.offset)
  const places = new Map(
    [...parsed.places].map(([name, own]) => [
      name,
      { name: moved(own.name), value: moved(own.value) },
    ]),
  )
  const inside = insideOf(inner, range)
  return {
    values: parsed.values,
    places,
    text,
    serialisation: 'json',
    json: inner,
    inside,
    whole: inside([])!.value,
    ...named,
  }
}

/** Where the text of a lone `_` stands; of YAML, which has many ways to write one, in all of its value unless it is as it is. */
function placingOf(
  { text, places, serialisation, json }: ParameterDocument,
  inner: string,
): Placing {
  const { start, end } = places.get('_')!.value
  const [from, to] = [start.offset, end.offset]
  if (serialisation === 'xml') return placingInXml(text, from, to)
  if (json === text) return placingInJson(text, from, to)
  const at = text.slice(from, to).indexOf(inner)
  return (first, last) => (at < 0 ? [from, to] : [from + at + first, from + at + last])
}

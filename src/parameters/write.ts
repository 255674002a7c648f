// Instance parameters to the text of a file. Knows diagnostics, python and the
// types beside it.
import { XMLBuilder } from 'fast-xml-parser'
import {
  checkGiven,
  described,
  fail,
  failWith,
  grouped,
  jsonValues,
  most,
  shape,
  unfitIn,
  wholeCharacters,
} from '../diagnostics/index.js'
import { jsonTokenAt, type JsonToken } from '../python/json-tokens.js'
import { pastValues } from './json.js'
import { unfitValue } from './printed.js'
import type { Parameters } from './types.js'

/** How {@link writeParameters} writes. */
export interface WriteOptions {
  /** `xml`, the instance document that the master stores, unless said. */
  format?: 'xml' | 'json'
  /**
   * What becomes of a value that is not text, in XML: refused unless said, since a reader would get
   * text. `json-in-xml` writes all parameters as the JSON of a lone `_`, as SlapOS serialises them.
   */
  nested?: 'refuse' | 'json-in-xml'
}

const writeOptions = shape.optionsOf<WriteOptions>({
  format: shape.oneOf('xml', 'json'),
  nested: shape.oneOf('refuse', 'json-in-xml'),
})

/**
 * The text of a file of instance parameters, with a line end: {@link readParameters} gives them back as
 * they are, names, order and every character. Throws `bad-value` for what the file cannot hold.
 */
export function writeParameters(parameters: Parameters, options: WriteOptions = {}): string {
  checkGiven('the instance parameters', parameters, shape.valuesOf(shape.anything))
  checkGiven('the options', options, writeOptions)
  const { format = 'xml', nested = 'refuse' } = options
  if (typeof parameters['_'] === 'string' && Object.keys(parameters).length === 1) refuseLone()
  const texts = Object.entries(parameters)
  if (texts.length > most.parameters) refuseMany(`${grouped(most.parameters)} parameters`)
  if (format === 'xml' && nested === 'refuse')
    for (const [name, value] of texts) if (typeof value !== 'string') refuseNested(name, value)
  const json = jsonOf(parameters)
  if (pastValues(json) !== undefined) refuseMany(`${grouped(most.valuesOfDocument)} values`)
  if (format === 'json') return `${json}\n`
  return xmlOf(nested === 'json-in-xml' ? [['_', json]] : (texts as [string, string][]))
}

/** What no reader would take back. */
function refuseMany(most: string): never {
  fail('too-large', `there are more than ${most}`, { expected: `at most ${most}` })
}

function refuseLone(): never {
  fail('bad-value', 'a lone "_" is read as JSON with all the parameters, and would not come back', {
    path: '_',
    expected: 'another name, or another parameter beside it',
  })
}

function refuseNested(name: string, value: unknown): never {
  fail('bad-value', `XML holds only text, and the parameter "${name}" is not text`, {
    path: name,
    expected: 'text',
    received: described(value),
    hint: "write it in quotes, or all of them as JSON: nested: 'json-in-xml'",
  })
}

/** Throws `bad-value` for what JSON has no way to write, and for half of a surrogate pair. */
function jsonOf(parameters: Parameters): string {
  for (const [name, value] of Object.entries(parameters)) {
    checkCharacters(name, name)
    const unfit = unfitIn(name, value, changed)
    if (typeof unfit?.value === 'string' && unfit.limit === undefined)
      refuseCharacter(name, 'file', halfName)
    if (unfit) failWith([unfitValue(name, unfit)])
  }
  const json = JSON.stringify(parameters, null, 2)
  const pieces: string[] = []
  let end = 0
  // By its tokens: one expression for a text of millions of escapes would run out of stack.
  for (let token = jsonTokenAt(json, 0); token; token = jsonTokenAt(json, token.end)) {
    const written = tokenText(token)
    if (written === token.text) continue
    pieces.push(json.slice(end, token.start), written)
    ;({ end } = token)
  }
  return pieces.join('') + json.slice(end)
}

/** A token of JSON such that it comes back: past 2^53 a whole number is a float, and is written as one. */
function tokenText({ kind, text }: JsonToken): string {
  if (kind === 'string') return text.replace(/[\ufffe\uffff]/g, jsonEscape)
  const isLarge = kind === 'number' && /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text))
  return isLarge ? Number(text).toExponential() : text
}

/** XML has no way to hold these two characters, and JSON has one. */
function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`
}

/** What must be in place of a value that would not come back as it is. */
function changed(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : wholeCharacters
  if (typeof value !== 'number')
    return value === null || typeof value === 'boolean' ? undefined : jsonValues
  // JSON.stringify writes -0 as 0.
  if (Number.isFinite(value) && !Object.is(value, -0)) return undefined
  return 'a number that comes back as it is: not -0, NaN or an infinity'
}

const halfName = 'half of a surrogate pair'

function checkCharacters(parameter: string, text: string): void {
  if (!text.isWellFormed()) refuseCharacter(parameter, 'file', halfName)
}

function refuseCharacter(parameter: string, file: string, what: string): never {
  fail(
    'bad-value',
    `${file === 'XML' ? file : 'a file'} cannot hold ${what}, which the parameter ${JSON.stringify(parameter)} contains`,
    {
      path: parameter,
      expected: file === 'XML' ? "characters that XML allows, or format: 'json'" : wholeCharacters,
    },
  )
}

const writer = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  // What a reader changes is written so that it comes back: a lone CR always, all white space in an id.
  processEntities: false,
  tagValueProcessor: (_, value) => escaped(String(value)),
  attributeValueProcessor: (_, value) => escaped(String(value)).replace(/[\t\n"]/g, reference),
})

function xmlOf(texts: readonly (readonly [string, string])[]): string {
  for (const [name, text] of texts) {
    const wrong = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(name + text)?.[0]
    if (wrong !== undefined) refuseCharacter(name, 'XML', codePoint(wrong))
  }
  const parameter = texts.map(([id, text]) => ({ '@id': id, '#text': text }))
  const declaration = { '@version': '1.0', '@encoding': 'utf-8' }
  return writer.build({ '?xml': declaration, instance: { parameter } })
}

function escaped(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => names.get(character) ?? reference(character))
}

const names = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

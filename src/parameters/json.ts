import { fail, Lines, type Code, type Range } from '../diagnostics/index.js'
import { jsonErrorOffset } from './json-error.js'
import type { Json, ParameterPlace } from './types.js'

/** A JSON object of parameters and where each stands. */
export interface JsonParameters {
  values: Record<string, Json>
  places: Map<string, ParameterPlace>
}

/** Draws a finding's place from two offsets; a JSON text inside XML has places of its own. */
export type Locate = (start: number, end: number) => { file?: string; range?: Range; path?: string }

/**
 * The object of parameters that a JSON text holds. Throws `json-syntax`, `duplicate-parameter` for
 * a name given twice at any depth, and `json-number` for a number that JavaScript would change:
 * a whole one past 2^53, or one past 1.8e308.
 */
export function parseJson(text: string, source: string, locate: Locate): JsonParameters {
  let values: unknown
  try {
    values = JSON.parse(text)
  } catch {
    const offset = jsonErrorOffset(text)
    refuse('json-syntax', 'the text is not JSON', offset, offset + 1, 'a JSON object of parameters')
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    refuse(
      'json-syntax',
      'the JSON is no object of parameters',
      0,
      text.length,
      '{ "NAME": value, … }',
    )
  }
  return { values: values as Record<string, Json>, places: findPlaces(text, refuse) }

  function refuse(
    code: Code,
    message: string,
    start: number,
    end: number,
    expected: string,
  ): never {
    fail(code, message, { ...locate(start, end), expected, source })
  }
}

type Refuse = (code: Code, message: string, start: number, end: number, expected: string) => never

/** Walks the tokens of a text that is known to be JSON: `"a"`, `-1.5e3`, `true`, `{`, … */
function findPlaces(text: string, refuse: Refuse): Map<string, ParameterPlace> {
  const lines = new Lines(text)
  const places = new Map<string, ParameterPlace>()
  const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:,]|true|false|null/g
  const names: (Set<string> | undefined)[] = []
  let key: { name: string; range: Range } | undefined
  let valueStart: number | undefined
  let expectsName = false
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const word = match[0]
    const start = match.index
    const end = token.lastIndex
    if (word === '{' || word === '[') {
      if (names.length === 1) valueStart ??= start
      names.push(word === '{' ? new Set() : undefined)
      expectsName = word === '{'
    } else if (word === '}' || word === ']') {
      names.pop()
      expectsName = false
      if (names.length === 1) setPlace(end)
    } else if (word === ',') {
      expectsName = names.at(-1) !== undefined
    } else if (expectsName && word !== ':') {
      addName(JSON.parse(word) as string, start, end)
      expectsName = false
    } else if (word !== ':') {
      if (/^[-\d]/.test(word)) checkNumber(word, start, end)
      if (names.length === 1) {
        valueStart = start
        setPlace(end)
      }
    }
  }
  return places

  function addName(name: string, start: number, end: number): void {
    const siblings = names.at(-1)!
    if (siblings.has(name)) {
      refuse(
        'duplicate-parameter',
        `the name "${name}" is given twice`,
        start,
        end,
        'each name once',
      )
    }
    siblings.add(name)
    if (names.length === 1) key = { name, range: lines.range(start + 1, end - 1) }
  }

  function setPlace(end: number): void {
    if (key && valueStart !== undefined) {
      places.set(key.name, { name: key.range, value: lines.range(valueStart, end) })
    }
    valueStart = undefined
  }

  function checkNumber(word: string, start: number, end: number): void {
    const value = Number(word)
    const exact = Number.isFinite(value) && (/[.e]/i.test(word) || Number.isSafeInteger(value))
    if (exact) return
    refuse(
      'json-number',
      `the number ${shorten(word)} would be changed by reading it`,
      start,
      end,
      'a whole number up to 2^53, or text in quotes',
    )
  }
}

function shorten(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word
}

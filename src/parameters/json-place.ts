// Where a value inside of a JSON text stands. Knows python.
import { jsonTokenAt } from '../python/json-tokens.js'

/** Two offsets in a text. */
export type Stretch = readonly [start: number, end: number]

/** A value in a text, and its name where it has one; an item of a list is its own name. */
export interface Inside {
  name: Stretch
  value: Stretch
}

/**
 * Where names and numbers lead in a text that is known to be JSON, undefined where they lead nowhere.
 * It is asked for a finding alone, so that reading keeps the places of parameters only.
 */
export function insideJson(text: string, path: readonly string[]): Inside | undefined {
  let at = 0
  let name: Stretch | undefined
  for (const step of path) {
    const opening = jsonTokenAt(text, at)
    if (opening?.text !== '{' && opening?.text !== '[') return undefined
    at = opening.end
    for (let index = 0; ; index++) {
      const token = jsonTokenAt(text, at)
      if (!token || token.text === '}' || token.text === ']') return undefined
      name = undefined
      let isStep = String(index) === step
      if (opening.text === '{') {
        name = [token.start + 1, token.end - 1]
        isStep = JSON.parse(token.text) === step
        at = jsonTokenAt(text, token.end)!.end
      }
      if (isStep) break
      at = endOf(text, at)
      const comma = jsonTokenAt(text, at)
      if (comma?.text !== ',') return undefined
      at = comma.end
    }
  }
  const value: Stretch = [jsonTokenAt(text, at)?.start ?? at, endOf(text, at)]
  return { name: name ?? value, value }
}

/**
 * Where the values of some JSON pointers stand in a text that is known to be JSON, found in one walk through it:
 * there may be as many as there are values.
 */
export function pointedIn(text: string, pointers: ReadonlySet<string>): Map<string, Stretch> {
  const found = new Map<string, Stretch>()
  const open: { pointer: string; start: number; index: number; isList: boolean }[] = []
  let name = ''
  const ends = (pointer: string, start: number, end: number): void => {
    if (pointers.has(pointer)) found.set(pointer, [start, end])
  }
  for (let token = jsonTokenAt(text, 0); token; token = jsonTokenAt(text, token.end)) {
    const { text: mark, kind, start, end } = token
    const around = open.at(-1)
    if (mark === ':') continue
    if (mark === ',') around!.index++
    else if (mark === '}' || mark === ']') {
      open.pop()
      ends(around!.pointer, around!.start, end)
    } else if (kind === 'string' && jsonTokenAt(text, end)?.text === ':') {
      name = (JSON.parse(mark) as string).replaceAll('~', '~0').replaceAll('/', '~1')
    } else {
      const step = around?.isList ? String(around.index) : name
      const pointer = around ? `${around.pointer}/${step}` : ''
      if (kind === 'mark') open.push({ pointer, start, index: 0, isList: mark === '[' })
      else ends(pointer, start, end)
    }
  }
  return found
}

/** After the value that begins at a place. */
function endOf(text: string, start: number): number {
  let depth = 0
  let at = start
  do {
    const token = jsonTokenAt(text, at)
    if (!token) return at
    if (token.text === '{' || token.text === '[') depth++
    else if (token.text === '}' || token.text === ']') depth--
    at = token.end
  } while (depth > 0)
  return at
}

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

// JSON pointers. Knows python.
import { jsonTokenAt } from '../../python/json-tokens.js'
import type { Stretch } from '../json-place.js'
import type { Json } from '../types.js'

/** A step of a JSON pointer as the name that it stands for. */
export function nameOf(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** A name as a step of a JSON pointer. */
export function stepOf(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The value that a path of names leads to, undefined where it ends before. */
export function valueAt(values: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = values
  for (const name of path) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, Json>)[name]
        : undefined
  }
  return value
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
      name = stepOf(JSON.parse(mark) as string)
    } else {
      const step = around?.isList ? String(around.index) : name
      const pointer = around ? `${around.pointer}/${step}` : ''
      if (kind === 'mark') open.push({ pointer, start, index: 0, isList: mark === '[' })
      else ends(pointer, start, end)
    }
  }
  return found
}

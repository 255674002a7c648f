// JSON pointers. Knows this folder alone.
import type { Json } from '../types.js'

/** A step of a JSON pointer as the name that it stands for. */
export function nameOf(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
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

import type { Value } from '../values.js'
import { builtins } from './builtins.js'
import { modules } from './modules.js'

/** The names that every template has: Python's builtins, `six`, `dumps`, `urllib_parse` … */
export function globals(): ReadonlyMap<string, Value> {
  const types = builtins()
  return new Map([...types, ...modules(types)])
}

// Python's builtins by name. Knows the functions and the types.
import { refuseHere } from '../errors.js'
import type { Value } from '../object.js'
import { Func, Type } from '../values.js'
import { functions } from './functions.js'
import { types } from './types.js'

/** What no profile calls: it is there, as in every template, and refused once it is called. */
const unbuilt = ['bin', 'chr', 'divmod', 'format', 'hex', 'oct', 'ord', 'pow']

/** Python's builtins that a template may be given, by name. */
export function builtins(): Map<string, Value> {
  const all = new Map<string, Value>()
  for (const [name, call] of Object.entries(functions)) all.set(name, new Func(name, call))
  for (const name of unbuilt) all.set(name, new Func(name, () => refuseHere(`${name}()`)))
  for (const [name, [call, attributes = {}]] of Object.entries(types)) {
    const members = Object.entries(attributes).map(
      ([member, method]) => [member, new Func(member, method)] as const,
    )
    all.set(name, new Type(name, call, new Map(members)))
  }
  return all
}

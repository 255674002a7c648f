// Python's builtins by name. Knows the functions and the types.
import { refuseHere } from '../errors.js'
import type { Value } from '../object.js'
import { isUnknown } from '../unknown.js'
import { Func, Type } from '../values.js'
import { type Call, functions } from './functions.js'
import { types } from './types.js'

/** What is there, as everywhere in Python, and refused once it is called. */
const unbuilt = ['bin', 'chr', 'divmod', 'format', 'hex', 'oct', 'ord', 'pow']

/** Python's builtins by name. */
export function builtins(): Map<string, Value> {
  const all = new Map<string, Value>()
  for (const [name, call] of Object.entries(functions)) all.set(name, new Func(name, knowing(call)))
  for (const name of unbuilt) all.set(name, new Func(name, () => refuseHere(`${name}()`)))
  for (const [name, [call, attributes = {}]] of Object.entries(types)) {
    const members = Object.entries(attributes).map(
      ([member, method]) => [member, new Func(member, method)] as const,
    )
    all.set(name, new Type(name, knowing(call), new Map(members)))
  }
  return all
}

/** A builtin that makes nothing of what is not known. */
function knowing(call: Call): Call {
  return (args, named) => args.find(isUnknown) ?? call(args, named)
}

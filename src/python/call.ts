// Calling what can be called. Knows values and their weight.
import { weigh, weighAll } from './iterate.js'
import { misfit, type Named, typeName, type Value } from './object.js'
import { isUnknown, openOf, orUnknown } from './unknown.js'
import { Func } from './values.js'

/** Calls what can be called; throws for the rest. */
export function invoke(callee: Value, args: readonly Value[], named: Named): Value {
  if (callee instanceof Func) {
    weighAll(args, named)
    const result = orUnknown(() => callee.call(args, named), [openOf(callee.self), ...args], named)
    weigh(result)
    return result
  }
  if (isUnknown(callee)) return callee
  return misfit(`'${typeName(callee)}' object is not callable`, callee)
}

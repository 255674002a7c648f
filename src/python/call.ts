// Calling what can be called. Knows values and their weight.
import { weigh, weighAll } from './iterate.js'
import { misfit, type Named, typeName, type Value } from './object.js'
import { changes, changing, disturbs, isUnknown, openOf, orUnknown } from './unknown.js'
import { Func } from './values.js'

/** The methods that give what their object holds: that there may be more of it says nothing of that. */
const giving: ReadonlySet<string> = new Set(['__getitem__', 'get', 'pop', 'popitem', 'setdefault'])

/** Calls what can be called; throws for the rest. */
export function invoke(callee: Value, args: readonly Value[], named: Named): Value {
  if (callee instanceof Func) {
    weighAll(args, named)
    const { self, name } = callee
    const [at] = args
    // Where in a list something is changed is not known.
    if (Array.isArray(self) && changing.has(name) && isUnknown(at) && !adding.has(name))
      (putting.has(name) ? changes : disturbs)(self, at.foundIn([at, ...args]).made)
    const of = giving.has(name) ? openOf(self) : self
    const result = orUnknown(() => callee.call(args, named), [of, ...args], named)
    weigh(result)
    return result
  }
  if (isUnknown(callee)) return callee.called(args)
  return misfit(`'${typeName(callee)}' object is not callable`, callee)
}

/** Those that take nothing away but what they put another in place of. */
const putting: ReadonlySet<string> = new Set(['__setitem__', 'insert'])

/** The methods that take what comes to stand behind all that a list has. */
const adding: ReadonlySet<string> = new Set(['append', 'extend'])

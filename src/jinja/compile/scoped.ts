// A body with names of its own. Knows the tree's names and the scope.
import { unset } from '../runtime/scope.js'
import { declared } from '../syntax/names.js'
import type { Body } from '../syntax/tree.js'
import type { Execute } from './unit.js'

/** Gives the names that a body sets their first values, then runs it. */
export function scoped(body: Body, execute: Execute): Execute {
  const names = [...declared([body])]
  return (scope) => {
    for (const [name, from] of names) {
      if (scope.names.has(name)) continue
      const outer = scope.parent?.find(name)
      const given = from === 'outside' ? scope.context.lookup(name) : undefined
      const value = outer === undefined ? given : outer
      scope.names.set(name, value === undefined ? unset : value)
    }
    return execute(scope)
  }
}

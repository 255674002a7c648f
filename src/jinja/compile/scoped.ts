// A body with names of its own. Knows the tree's names, the unit, the scope and python.
import { spend } from '../../python/index.js'
import { late, unset } from '../runtime/scope.js'
import { declared } from '../syntax/names.js'
import type { Body, Expression } from '../syntax/tree.js'
import { type Execute, hardly, type Unit } from './unit.js'

/** Gives the names that a body sets their first values, then runs it. */
export function scoped(
  body: Body,
  unit: Unit,
  defaults: readonly Expression[] = [],
  top = false,
): Execute {
  const { around } = unit
  const { stored, read } = declared(body, around, defaults)
  unit.around = read
  const execute = hardly(unit, () => unit.statements(body, top))
  unit.around = around
  return (scope) => {
    spend(stored.size >> 2)
    for (const [name, from] of stored) {
      if (scope.names.has(name)) continue
      const outer = scope.parent?.find(name)
      const given = from !== 'unset' ? scope.given(name) : undefined
      const value = outer === undefined ? given : outer
      scope.names.set(name, value === undefined ? (from === 'late' ? late : unset) : value)
    }
    return execute(scope)
  }
}

// What a loop or a branch may have changed that is gone through or not as what is not known decides.
// Knows the unit, the runtime and python.
import { changes, changesIn, opens, PyError, type Value } from '../../python/index.js'
import { Fault } from '../fault.js'
import { Namespace } from '../runtime/namespace.js'
import type { Scope } from '../runtime/scope.js'
import { changed } from '../syntax/names.js'
import type { Body } from '../syntax/tree.js'
import type { Unit } from './unit.js'

/** Has what a body may have changed hold what is not known; `isRun` says whether the body was run. */
export function opener(body: Body | null, unit: Unit): (scope: Scope, isRun: boolean) => void {
  const targets = changed(body).map(
    ({ of, attribute, isInside }) => [unit.expression(of), attribute, isInside] as const,
  )
  return (scope, isRun) => {
    for (const [target, attribute, isInside] of targets) {
      const unknown = scope.run.unset?.(attribute ?? 'item')
      if (!unknown) return
      const value = found(() => target(scope))
      opens(value, unknown)
      if (isInside) changesIn(value, unknown, isRun ? opens : changes)
      if (value instanceof Namespace && attribute !== undefined && !isRun)
        value.members.set(attribute, unknown)
    }
  }
}

/** A value that may not be there. */
function found(value: () => Value): Value {
  try {
    return value()
  } catch (error) {
    if (error instanceof PyError || error instanceof Fault) return null
    throw error
  }
}

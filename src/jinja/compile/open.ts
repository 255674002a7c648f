// What a loop or a branch may have changed that is gone through or not as what is not known decides.
// Knows the unit, the runtime and python.
import {
  changes,
  changesIn,
  Dict,
  hash,
  isText,
  opens,
  PyError,
  type Unknown,
  type Value,
} from '../../python/index.js'
import { Fault } from '../fault.js'
import { Namespace } from '../runtime/namespace.js'
import type { Scope } from '../runtime/scope.js'
import { changed } from '../syntax/names.js'
import type { Body } from '../syntax/tree.js'
import type { Unit } from './unit.js'

/** Has what a body may have changed hold what is not known: what decides whether the body is run; `isRun` says whether it was. */
export function opener(
  body: Body | null,
  unit: Unit,
): (scope: Scope, isRun: boolean, by: Unknown | undefined) => void {
  const targets = changed(body).map(
    ({ of, attribute, isInside, key }) =>
      [unit.expression(of), attribute, isInside, key && unit.expression(key)] as const,
  )
  return (scope, isRun, by) => {
    for (const [target, attribute, isInside, key] of targets) {
      const unknown = scope.run.unset && (by?.made ?? scope.run.unset('()'))
      if (!unknown) return
      const value = found(() => target(scope))
      // What is there already is there afterwards.
      if (
        key &&
        !isInside &&
        value instanceof Dict &&
        isOwn(
          value,
          found(() => key(scope)),
        )
      )
        continue
      opens(value, unknown)
      if (isInside) changesIn(value, unknown, isRun ? opens : changes)
      if (value instanceof Namespace && attribute !== undefined && !isRun)
        value.members.set(attribute, unknown)
    }
  }
}

function isOwn(dict: Dict, key: Value): boolean {
  return isText(key) && dict.entries.has(hash(key))
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

// What only the node can tell. Knows Python's objects.
import { PyObject, type Value } from '../../python/object.js'
import { Tuple } from '../../python/values.js'

/** A value that only the node can tell, and so is all that is made of it; whoever asks for its truth asks first. */
class Unresolved extends PyObject {
  readonly type = 'unknown'
  override truth(): boolean {
    return false
  }
  override operate(): Value {
    return this
  }
}

/** The one of its kind. */
export const unresolved: Value = new Unresolved()

/** The items of a list or a tuple. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  return value instanceof Tuple ? value.items : Array.isArray(value) ? value : undefined
}

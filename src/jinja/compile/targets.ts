// What values are put into. Knows the unit, the runtime and python.
import { isUnknown, listOf, refuse } from '../../python/index.js'
import { Namespace } from '../runtime/namespace.js'
import type { Target } from '../syntax/tree.js'
import { placeOf, type Store, type Unit } from './unit.js'

/** Puts a value into a target: a name, several, or a namespace's attribute. */
export function store(target: Target, unit: Unit): Store {
  if (target.typename === 'Symbol') return (scope, value) => scope.set(target.value, value)
  if (target.typename === 'Attribute') {
    const namespace = unit.expression(target.target)
    const at = placeOf(target, unit)
    return (scope, value) => {
      const object = namespace(scope)
      scope.run.at = at
      if (isUnknown(object)) return void object.attribute('__setitem__').called([value])
      if (!(object instanceof Namespace)) refuse('only a namespace() has attributes to set')
      object.members.set(target.name, value)
    }
  }
  const stores = target.items.map((item) => store(item, unit))
  return (scope, value) => {
    if (isUnknown(value)) {
      stores.forEach((put, i) => put(scope, value.item(BigInt(i))))
      return
    }
    const values = listOf(value)
    if (values.length !== stores.length) {
      refuse(`${values.length} values cannot be assigned to ${stores.length} names`)
    }
    stores.forEach((put, i) => put(scope, values[i]!))
  }
}

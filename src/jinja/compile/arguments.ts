// The arguments of a call, a filter and a test. Knows the unit and python.
import { isUnknown, listOf, namedOf, Names, refuse, spend, type Value } from '../../python/index.js'
import { Scope } from '../runtime/scope.js'
import type { Arguments } from '../syntax/tree.js'
import type { Unit } from './unit.js'

/** A call's arguments, positional and named, evaluated in their order. */
export function argumentsOf(
  { positional, named, list, dict }: Arguments,
  unit: Unit,
): (scope: Scope) => [Value[], Names] {
  const values = positional.map((node) => unit.expression(node))
  const pairs = named.map(({ name, value }) => [name, unit.expression(value)] as const)
  const [rest, mapping] = [list, dict].map((node) => (node ? unit.expression(node) : null))
  const weight = (values.length + pairs.length) >> 2
  return (scope) => {
    spend(weight)
    const args = values.map((value) => value(scope))
    const names = new Names(pairs.map(([name, value]) => [name, value(scope)] as const))
    const more = rest?.(scope)
    if (isUnknown(more)) names.places = more
    else if (more !== undefined) for (const each of listOf(more)) args.push(each)
    if (mapping) {
      const given = mapping(scope)
      const all = isUnknown(given) ? new Names() : namedOf(given)
      names.rest = isUnknown(given) ? given : all.rest
      for (const [name, value] of all) {
        if (names.has(name)) refuse(`the argument '${name}' is given twice`)
        names.set(name, value)
      }
    }
    return [args, names]
  }
}

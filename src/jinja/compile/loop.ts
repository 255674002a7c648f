// `{% for %}`. Knows the unit, the runtime and python.
import {
  isUnknown,
  iterate,
  openOf,
  spend,
  Stream,
  timesTested,
  truth,
  Tuple,
  unknownsSince,
  type Value,
} from '../../python/index.js'
import { Loop } from '../runtime/loop-context.js'
import type { Scope } from '../runtime/scope.js'
import { reads } from '../syntax/names.js'
import type { Node } from '../syntax/tree.js'
import { opener } from './open.js'
import { scoped } from './scoped.js'
import { store } from './targets.js'
import { type Execute, hardly, placeOf, type Unit } from './unit.js'

/** `{% for … %}`: each round has names of its own, and `loop`. */
export function loop(node: Node<'For'>, unit: Unit): Execute {
  const values = unit.expression(node.arr)
  const put = store(node.name, unit)
  const test = node.test && hardly(unit, () => unit.expression(node.test!))
  const body = scoped(node.body, unit)
  const otherwise = node.else_ && scoped(node.else_, unit)
  const at = placeOf(node.arr, unit)
  const open = opener(node.body, unit)
  // What is included sees the loop only where the body itself speaks of it.
  const isSeen = reads(node.body, 'loop')

  const testedAt = node.test ? placeOf(node.test, unit) : at

  function* tested(scope: Scope, value: Value): Generator<Value> {
    for (const item of iterate(value)) {
      const inner = scope.inner()
      put(inner, item)
      const condition = () => truth(test!(inner))
      if (scope.run.branches.choose([condition], testedAt, false, (taken) => taken === 0))
        yield item
    }
  }

  return (scope) => {
    let tests = timesTested()
    const value = values(scope)
    scope.run.at = at
    const more = isUnknown(value) ? value : openOf(value)
    // What earlier rounds have left is there in one that is not the first.
    if (more && isSeen) open(scope, false, more)
    const state = new Loop(test ? new Stream(tested(scope, value)) : value)
    // It counts as a test of what is not known: there may be more rounds.
    let [any, isRun, by] = [false, false, more?.way === undefined ? undefined : more]
    for (;;) {
      const hasNext = state.next()
      by ??= unknownsSince(tests).at(-1)
      if (!hasNext) break
      spend()
      isRun = true
      const round = () =>
        scope.within((inner) => {
          if (isSeen) inner.names.set('loop', state)
          put(inner, state.current)
          return body(inner)
        })
      const { current } = state
      const isMore = isUnknown(current instanceof Tuple ? current.items[0] : current)
      const unknowns = more && isMore ? [`each ${more.cause}`] : []
      const signal = scope.run.branches.under(unknowns, round)
      // Only a round that comes to its end keeps the other body from running, as Jinja2 has it.
      any ||= signal === undefined
      if (signal === 'break') break
      scope.run.at = at
      tests = timesTested()
    }
    if (by) open(scope, isRun, by)
    // A `break` in the other body is the loop's around it.
    return any || !otherwise ? undefined : scope.within(otherwise)
  }
}

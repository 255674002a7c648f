// Expressions as functions. Knows the unit, the runtime, the library, diagnostics and python.
import { nearest } from '../../diagnostics/index.js'
import {
  arithmetic,
  canChange,
  concatenate,
  contains,
  Dict,
  equal,
  inPart,
  isUnknown,
  openOf,
  order,
  orUnknown,
  PyError,
  signed,
  slice,
  spend,
  truth,
  touch,
  Tuple,
  unknownIn,
  refusedName,
  Unsupported,
  type Value,
  weigh,
  weighAll,
} from '../../python/index.js'
import { Fault, type Place } from '../fault.js'
import { checkNames, filters, tests } from '../library/index.js'
import { attribute, item } from '../runtime/lookup.js'
import type { Scope } from '../runtime/scope.js'
import { Undefined } from '../runtime/undefined.js'
import { namesIn } from '../syntax/names.js'
import type { Expression } from '../syntax/tree.js'
import { argumentsOf } from './arguments.js'
import { call, type Evaluate, placeOf, softly, type Unit } from './unit.js'

type Kind = Expression['typename']
type Of<K extends Kind> = Extract<Expression, { typename: K }>
type Make<N> = (node: N, unit: Unit, at: Place) => Evaluate

/** An expression as a function; no text of the template ever becomes code. */
export function expression(node: Expression, unit: Unit): Evaluate {
  const compile = kinds[node.typename] as Make<Expression>
  const at = placeOf(node, unit)
  if (++unit.depth > deepest) {
    const message = `an expression more than ${deepest} deep is not supported here`
    throw new Fault('template-syntax', message, undefined, at)
  }
  const before = unit.nodes++
  const made = compile(node, unit, at)
  const evaluate = mayFail.has(node.typename)
    ? guarded(made, namesIn(node), node.typename !== 'LookupVal')
    : made
  // A whole expression counts as a step each four nodes: most are smaller.
  const weight = --unit.depth === 0 ? (unit.nodes - before) >> 2 : 0
  if (weight === 0) return evaluate
  return (scope) => {
    spend(weight)
    return evaluate(scope)
  }
}

const mayFail = new Set<Kind>([
  'Add',
  'Attribute',
  'Div',
  'Filter',
  'FloorDiv',
  'FunCall',
  'Is',
  'LookupVal',
  'Mod',
  'Mul',
  'Sub',
])

/**
 * An expression that says of what fails in it whether it fails whatever is not known, where a render has
 * such values. What is refused by its name gives one: a node has it.
 */
function guarded(evaluate: Evaluate, names: readonly string[], isOfConstants: boolean): Evaluate {
  // An item of a list that is written there stands for one that may be filled.
  const isCertain = (scope: Scope) => (isOfConstants || names.length > 0) && isKnown(scope, names)

  return (scope) => {
    if (!scope.run.unset) return evaluate(scope)
    try {
      const value = evaluate(scope)
      if (value instanceof Undefined) value.isCertain ||= isCertain(scope)
      return value
    } catch (error) {
      const unknown = error instanceof Unsupported && scope.run.unset(refusedName(error.message))
      if (unknown) {
        // It may be, or have changed, what stands in it.
        const within = names.map((name) => scope.find(name) ?? scope.given(name) ?? null)
        return unknown.foundIn(within)
      }
      if (error instanceof PyError || error instanceof Fault) error.isCertain ||= isCertain(scope)
      throw error
    }
  }
}

/** Whether names have values of which all is known, and which nothing in the template has set. */
function isKnown(scope: Scope, names: readonly string[]): boolean {
  return names.every((name) => {
    const value = scope.find(name) === undefined ? scope.given(name) : undefined
    return value !== undefined && !unknownIn([value])
  })
}

/** Jinja2 follows an expression by recursion, and Python's stack ends it soon after. */
const deepest = 64

const kinds: { [K in Kind]: Make<Of<K>> } = {
  Literal({ value }) {
    return () => value
  },
  Symbol(node, unit, at) {
    return (scope) => {
      scope.run.at = at
      return located(scope.read(node.value), at)
    }
  },
  Array({ children }, unit) {
    const items = children.map(unit.expression)
    return (scope) => {
      spend(items.length)
      return items.map((value) => value(scope))
    }
  },
  Tuple({ children }, unit) {
    const items = children.map(unit.expression)
    return (scope) => {
      spend(items.length)
      return new Tuple(items.map((value) => value(scope)))
    }
  },
  Dict({ children }, unit, at) {
    const pairs = children.map(
      ({ key, value }) => [unit.expression(key), unit.expression(value)] as const,
    )
    return (scope) => {
      spend(pairs.length)
      const entries = pairs.map(([key, value]) => [key(scope), value(scope)] as const)
      scope.run.at = at
      return new Dict(entries)
    }
  },
  Attribute(node, unit, at) {
    const target = unit.expression(node.target)
    return (scope) => {
      const value = target(scope)
      scope.run.at = at
      return located(attribute(value, node.name), at)
    }
  },
  LookupVal: lookup,
  Slice(node, unit, at) {
    throw new Fault('template-syntax', 'a slice cannot stand alone', undefined, at)
  },
  FunCall(node, unit) {
    const callee = unit.expression(node.name)
    const args = argumentsOf(node.args, unit)
    const called = placeOf(node.name, unit)
    return (scope) => {
      const value = callee(scope)
      const [list, named] = args(scope)
      spend()
      scope.run.at = called
      return call(value, list, named)
    }
  },
  Filter: filter,
  Is: test,
  InlineIf(node, unit, at) {
    const [cond, body, otherwise] = softly(unit, () => [
      unit.expression(node.cond),
      unit.expression(node.body),
      node.else_ ? unit.expression(node.else_) : undefined,
    ])
    const nothing = new Undefined(
      'the condition of an inline if is false, and it has no else',
      undefined,
      false,
    )
    return (scope) => {
      const condition = (): boolean => {
        const holds = cond!(scope)
        scope.run.at = at
        return truth(holds)
      }
      return scope.run.branches.choose([condition], at, otherwise !== undefined, (taken) =>
        taken === 0 ? body!(scope) : otherwise ? otherwise(scope) : nothing,
      )
    }
  },
  Not: unary((value) => !truth(value)),
  Neg: unary((value) => signed('-', value)),
  Pos: unary((value) => signed('+', value)),
  And: logical(false),
  Or: logical(true),
  Compare(node, unit, at) {
    const first = unit.expression(node.expr)
    const ops = node.ops.map(({ type, expr }) => [type, unit.expression(expr)] as const)
    return (scope) => {
      let left = first(scope)
      for (const [type, operand] of ops) {
        const right = operand(scope)
        scope.run.at = at
        if (!compare(type, left, right)) return false
        left = right
      }
      return true
    }
  },
  Concat(node, unit, at) {
    const parts: Expression[] = []
    let left: Expression = node
    for (; left.typename === 'Concat'; left = left.left) parts.unshift(left.right)
    const values = [left, ...parts].map(unit.expression)
    return (scope) => {
      const list = values.map((value) => value(scope))
      scope.run.at = at
      return orUnknown(() => concatenate(list), list)
    }
  },
  Add: binary('+'),
  Sub: binary('-'),
  Mul: binary('*'),
  Div: binary('/'),
  FloorDiv: binary('//'),
  Mod: binary('%'),
  Pow: binary('**'),
}

function unary(change: (value: Value) => Value): Make<{ target: Expression }> {
  return (node, unit, at) => {
    const target = unit.expression(node.target)
    return (scope) => {
      const value = target(scope)
      scope.run.at = at
      return change(value)
    }
  }
}

/** `and` and `or`, which stop at the first value whose truth is `stops`. */
function logical(stops: boolean): Make<{ left: Expression; right: Expression }> {
  return (node, unit, at) => {
    const left = unit.expression(node.left)
    // What a constant decides alone is worked out by Jinja2 before it looks for filters.
    const right =
      node.left.typename === 'Literal'
        ? softly(unit, () => unit.expression(node.right))
        : unit.expression(node.right)
    return (scope) => {
      const value = left(scope)
      scope.run.at = at
      return truth(value) === stops ? value : right(scope)
    }
  }
}

function binary(sign: string): Make<{ left: Expression; right: Expression }> {
  return (node, unit, at) => {
    const [left, right] = [unit.expression(node.left), unit.expression(node.right)]
    return (scope) => {
      const [a, b] = [left(scope), right(scope)]
      scope.run.at = at
      return made(orUnknown(() => arithmetic(sign, a, b), [a, b]))
    }
  }
}

function lookup(node: Of<'LookupVal'>, unit: Unit, at: Place): Evaluate {
  const target = unit.expression(node.target)
  const key = node.val
  if (key.typename === 'Slice') {
    const bounds = [key.start, key.stop, key.step].map((bound) =>
      bound ? unit.expression(bound) : () => null,
    )
    return (scope) => {
      const value = target(scope)
      const [start, stop, step] = bounds.map((bound) => bound(scope))
      scope.run.at = at
      weigh(value)
      return orUnknown(() => slice(value, start!, stop!, step!), [value])
    }
  }
  const evaluate = unit.expression(key)
  return (scope) => {
    const [value, index] = [target(scope), evaluate(scope)]
    scope.run.at = at
    const found = item(value, index)
    // A dict answers for what it may hold besides, and knows what it lacks.
    return located(value instanceof Dict ? found : orOpen(found, value), at)
  }
}

/** A new value, its length counted as work. */
function made(value: Value): Value {
  weigh(value)
  return value
}

/** What a list or a dict may hold, for what it does not. */
function orOpen(found: Value, value: Value): Value {
  return found instanceof Undefined ? (openOf(value) ?? found) : found
}

/** Lets a value that is not there know where it was asked for. */
function located(value: Value, at: Place): Value {
  if (value instanceof Undefined) value.place ??= at
  return value
}

function compare(type: string, left: Value, right: Value): boolean {
  if (type === '==') return equal(left, right)
  if (type === '!=') return !equal(left, right)
  if (type === 'in') return contains(right, left)
  return type === 'not in' ? !contains(right, left) : order(type, left, right)
}

function filter(node: Of<'Filter'>, unit: Unit, at: Place): Evaluate {
  const target = node.target && unit.expression(node.target)
  const { name: of } = node
  const none = missing('filter', of, filters, at, unit)
  if (none) return none
  const apply = filters[of]!
  const args = argumentsOf(node.args, unit)
  return (scope) => {
    // A filter block's filter gets what the block printed.
    const value = target ? target(scope) : scope.read('')
    const [list, named] = args(scope)
    spend()
    scope.run.at = at
    weigh(value)
    weighAll(list, named)
    if (isUnknown(value)) {
      // What is there needs nothing else.
      if (of !== 'd' && of !== 'default') list.forEach(touch)
      checkNames(of, list)
      return (
        inPart(value, of, (text) => apply(text, list, named)) ??
        (same.has(of) && !list.some(canChange) ? value : value.foundIn([value, ...list]))
      )
    }
    if (named.places) return named.places.foundIn([value, ...list])
    const result = made(orUnknown(() => apply(value, list, named), [value, ...list], named))
    return orOpen(result, value)
  }
}

function test(node: Of<'Is'>, unit: Unit, at: Place): Evaluate {
  const target = unit.expression(node.target)
  const none = missing('test', node.name, tests, at, unit)
  if (none) return none
  const apply = tests[node.name]!
  const args = argumentsOf(node.args, unit)
  return (scope) => {
    const value = target(scope)
    const [list, named] = args(scope)
    scope.run.at = at
    weigh(value)
    if (isUnknown(value)) {
      if (node.name === 'defined') return value.isThere || value.asked('is there')
      if (node.name === 'undefined') return !value.isThere && !value.asked('is there')
      return value.asked(`is ${node.name}`)
    }
    return apply(value, list, named)
  }
}

/** The filters that leave a text as it is known. */
const same = new Set(['d', 'default', 'e', 'escape', 'safe', 'string'])

/** What stands for a filter or test that there is not: a fault, within an `if` once it is reached. */
function missing(
  kind: 'filter' | 'test',
  name: string,
  table: object,
  at: Place,
  unit: Unit,
): (() => never) | undefined {
  if (Object.hasOwn(table, name)) return undefined
  const near = nearest(name, Object.keys(table))
  const hint = near === undefined ? undefined : `did you mean ${near}?`
  const fault = () => {
    throw new Fault('template-syntax', `there is no ${kind} "${name}"`, hint, at)
  }
  return unit.soft === 0 ? fault() : fault
}

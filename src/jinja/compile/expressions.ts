// Expressions as functions. Knows the unit, the runtime and the library.
import { nearest } from '../../diagnostics/index.js'
import {
  arithmetic,
  concatenate,
  contains,
  Dict,
  equal,
  invoke,
  listOf,
  type Named,
  namedOf,
  order,
  refuse,
  signed,
  slice,
  spend,
  truth,
  Tuple,
  type Value,
  weigh,
  weighAll,
} from '../../python/index.js'
import { Fault, type Place } from '../fault.js'
import { filters, tests } from '../library/index.js'
import { attribute, item } from '../runtime/lookup.js'
import type { Scope } from '../runtime/scope.js'
import { Undefined } from '../runtime/undefined.js'
import type { Arguments, Expression } from '../syntax/tree.js'
import { type Evaluate, placeOf, type Unit } from './unit.js'

const signs = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  FloorDiv: '//',
  Mod: '%',
  Pow: '**',
} as const

/** An expression as a function; no text of the template ever becomes code. */
export function expression(node: Expression, unit: Unit): Evaluate {
  const of = (child: Expression) => expression(child, unit)
  const at = placeOf(node, unit)
  switch (node.typename) {
    case 'Literal': {
      const { value } = node
      return () => value
    }
    case 'Symbol':
      return (scope) => {
        scope.run.at = at
        return located(scope.read(node.value), at)
      }
    case 'Array':
    case 'Tuple': {
      const items = node.children.map(of)
      return node.typename === 'Array'
        ? (scope) => items.map((value) => value(scope))
        : (scope) => new Tuple(items.map((value) => value(scope)))
    }
    case 'Dict': {
      const pairs = node.children.map(({ key, value }) => [of(key), of(value)] as const)
      return (scope) => {
        const entries = pairs.map(([key, value]) => [key(scope), value(scope)] as const)
        scope.run.at = at
        return new Dict(entries)
      }
    }
    case 'Attribute': {
      const target = of(node.target)
      return (scope) => {
        const value = target(scope)
        scope.run.at = at
        return located(attribute(value, node.name), at)
      }
    }
    case 'LookupVal':
      return lookup(node.target, node.val, at, of)
    case 'Slice':
      throw new Fault('template-syntax', 'a slice stands by itself', undefined, at)
    case 'FunCall': {
      const callee = of(node.name)
      const args = argumentsOf(node.args, unit)
      const called = placeOf(node.name, unit)
      return (scope) => {
        const value = callee(scope)
        const [list, named] = args(scope)
        spend()
        scope.run.at = called
        return invoke(value, list, named)
      }
    }
    case 'Filter':
      return filter(node.name, node.target ? of(node.target) : null, node.args, at, unit)
    case 'Is':
      return test(node.name, of(node.target), node.args, at, unit)
    case 'InlineIf': {
      unit.soft++
      const [cond, body] = [of(node.cond), of(node.body)]
      const otherwise = node.else_ ? of(node.else_) : undefined
      unit.soft--
      const nothing = new Undefined('an inline if has no else for this case', undefined, false)
      return (scope) => {
        const holds = cond(scope)
        scope.run.at = at
        return truth(holds) ? body(scope) : otherwise ? otherwise(scope) : nothing
      }
    }
    case 'Not':
    case 'Neg':
    case 'Pos': {
      const target = of(node.target)
      const sign = node.typename === 'Neg' ? '-' : '+'
      return (scope) => {
        const value = target(scope)
        scope.run.at = at
        return node.typename === 'Not' ? !truth(value) : signed(sign, value)
      }
    }
    case 'And':
    case 'Or': {
      const [left, right] = [of(node.left), of(node.right)]
      const stops = node.typename === 'Or'
      return (scope) => {
        const value = left(scope)
        scope.run.at = at
        return truth(value) === stops ? value : right(scope)
      }
    }
    case 'Compare': {
      const first = of(node.expr)
      const ops = node.ops.map(({ type, expr }) => [type, of(expr)] as const)
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
    }
    case 'Concat': {
      const parts: Expression[] = []
      let left: Expression = node
      for (; left.typename === 'Concat'; left = left.left) parts.unshift(left.right)
      const values = [left, ...parts].map(of)
      return (scope) => {
        const list = values.map((value) => value(scope))
        scope.run.at = at
        return concatenate(list)
      }
    }
    default: {
      const [left, right] = [of(node.left), of(node.right)]
      const sign = signs[node.typename]
      return (scope) => {
        const [a, b] = [left(scope), right(scope)]
        scope.run.at = at
        return made(arithmetic(sign, a, b))
      }
    }
  }
}

function lookup(
  targetNode: Expression,
  key: Expression,
  at: Place,
  of: (node: Expression) => Evaluate,
): Evaluate {
  const target = of(targetNode)
  if (key.typename === 'Slice') {
    const bounds = [key.start, key.stop, key.step].map((bound) => (bound ? of(bound) : () => null))
    return (scope) => {
      const value = target(scope)
      const [start, stop, step] = bounds.map((bound) => bound(scope))
      scope.run.at = at
      weigh(value)
      return slice(value, start!, stop!, step!)
    }
  }
  const evaluate = of(key)
  return (scope) => {
    const [value, index] = [target(scope), evaluate(scope)]
    scope.run.at = at
    return located(item(value, index), at)
  }
}

/** A new value, its length counted as work. */
function made(value: Value): Value {
  weigh(value)
  return value
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

/** A call's arguments, positional and named, evaluated in their order. */
export function argumentsOf(
  { positional, named, list, dict }: Arguments,
  unit: Unit,
): (scope: Scope) => [Value[], Named] {
  const values = positional.map((node) => unit.expression(node))
  const pairs = named.map(({ name, value }) => [name, unit.expression(value)] as const)
  const [rest, mapping] = [list, dict].map((node) => (node ? unit.expression(node) : null))
  return (scope) => {
    const args = values.map((value) => value(scope))
    const names = new Map(pairs.map(([name, value]) => [name, value(scope)]))
    if (rest) args.push(...listOf(rest(scope)))
    if (mapping) {
      for (const [name, value] of namedOf(mapping(scope))) {
        if (names.has(name)) refuse(`the argument '${name}' is given twice`)
        names.set(name, value)
      }
    }
    return [args, names]
  }
}

function filter(
  name: string,
  target: Evaluate | null,
  nodes: Arguments,
  at: Place,
  unit: Unit,
): Evaluate {
  const apply = known('filter', name, filters, at, unit)
  const args = argumentsOf(nodes, unit)
  return (scope) => {
    // A filter block's filter gets what the block printed.
    const value = target ? target(scope) : scope.read('')
    const [list, named] = args(scope)
    spend()
    scope.run.at = at
    weigh(value)
    weighAll(list, named)
    return made(apply(value, list, named))
  }
}

function test(name: string, target: Evaluate, nodes: Arguments, at: Place, unit: Unit): Evaluate {
  const apply = known('test', name, tests, at, unit)
  const args = argumentsOf(nodes, unit)
  return (scope) => {
    const value = target(scope)
    const [list, named] = args(scope)
    scope.run.at = at
    weigh(value)
    return apply(value, list, named)
  }
}

/** A filter or test by name; an unknown one is a fault, within an `if` once it is reached. */
function known<T>(
  kind: 'filter' | 'test',
  name: string,
  table: Readonly<Record<string, T>>,
  at: Place,
  unit: Unit,
): T {
  if (Object.hasOwn(table, name)) return table[name]!
  const near = nearest(name, Object.keys(table))
  const hint = near === undefined ? undefined : `did you mean ${near}?`
  const fault = () => new Fault('template-syntax', `there is no ${kind} "${name}"`, hint, at)
  if (unit.soft === 0) throw fault()
  const unknown: unknown = () => {
    throw fault()
  }
  return unknown as T
}

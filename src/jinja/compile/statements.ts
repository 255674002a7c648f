// Statements as functions. Knows the unit, the runtime and python.
import { Func, invoke, refuse, spend, str, truth } from '../../python/index.js'
import { Fault } from '../fault.js'
import { Macro } from '../runtime/macro.js'
import { captured, Scope } from '../runtime/scope.js'
import type { Body, Expression, Node, Statement, Text } from '../syntax/tree.js'
import { argumentsOf } from './arguments.js'
import { extend, fromStatement, importStatement, include } from './imports.js'
import { loop } from './loop.js'
import { callBlock, macro } from './macros.js'
import { scoped } from './scoped.js'
import { store } from './targets.js'
import { type Evaluate, type Execute, placeOf, softly, type Unit } from './unit.js'

/** A body as a function that prints to the run's output. */
export function statements(body: Body, unit: Unit, top = false): Execute {
  const list = body.children.map((node) => statement(node, unit, top))
  return (scope) => {
    for (const execute of list) {
      const signal = execute(scope)
      if (signal) return signal
    }
    return undefined
  }
}

type Kind = Statement['typename']
type Of<K extends Kind> = Extract<Statement, { typename: K }>
type Make<N> = (node: N, unit: Unit, top: boolean) => Execute

function statement(node: Statement, unit: Unit, top: boolean): Execute {
  return (kinds[node.typename] as Make<Statement>)(node, unit, top)
}

const kinds: { [K in Kind]: Make<Of<K>> } = {
  Output({ children }, unit) {
    const prints = children.map((child) => print(child, unit))
    return (scope) => {
      for (const each of prints) each(scope)
      return undefined
    }
  },
  Do(node, unit) {
    const value = unit.expression(node.value)
    return (scope) => void value(scope)
  },
  If(node, unit, top) {
    const at = placeOf(node, unit)
    const cond = unit.expression(node.cond)
    const [then, otherwise] = softly(unit, () => [
      unit.statements(node.body, top),
      node.else_ && otherwiseOf(node.else_, unit, top),
    ])
    return (scope) => {
      const value = cond(scope)
      scope.run.at = at
      return truth(value) ? then!(scope) : otherwise?.(scope)
    }
  },
  For: loop,
  Break: () => () => 'break',
  Continue: () => () => 'continue',
  Set: setStatement,
  With(node, unit) {
    const values = node.values.map(unit.expression)
    const stores = node.targets.map((target) => store(target, unit))
    const inside = scoped(node.body, unit.statements(node.body))
    return (scope) => {
      const inner = scope.inner()
      values.forEach((value, i) => stores[i]!(inner, value(scope)))
      return inside(inner)
    }
  },
  Macro(node, unit) {
    const make = macro(node, node.name, unit)
    return (scope) => void scope.set(node.name, make(scope))
  },
  CallBlock(node, unit) {
    const make = callBlock(node, unit)
    return (scope) => void make(scope)
  },
  FilterBlock(node, unit) {
    const at = placeOf(node, unit)
    const filter = unit.expression(node.filter)
    const inside = scoped(node.body, unit.statements(node.body))
    return (scope) => {
      const inner = scope.inner()
      const text = captured(scope.run, () => inside(scope.inner()))
      inner.names.set('', text)
      scope.run.out.write(str(filter(inner)), at)
      return undefined
    }
  },
  Block: block,
  Import: importStatement,
  FromImport: fromStatement,
  Include: include,
  Extends: extend,
}

function otherwiseOf(node: Body | Node<'If'>, unit: Unit, top: boolean): Execute {
  return node.typename === 'If' ? statement(node, unit, top) : unit.statements(node, top)
}

function block(node: Node<'Block'>, unit: Unit, top: boolean): Execute {
  if (unit.blocks.has(node.name)) {
    const message = `the block "${node.name}" is defined twice`
    throw new Fault('template-syntax', message, undefined, placeOf(node, unit))
  }
  const inside = scoped(node.body, unit.statements(node.body))
  unit.blocks.set(node.name, (scope) => void inside(scope))
  return (scope) => {
    if (scope.context.parent && top) return undefined
    const given = node.scoped ? scope : new Scope(scope.run, scope.context)
    runBlock(given, node.name, 0)
    return undefined
  }
}

function runBlock(scope: Scope, name: string, level: number): void {
  const inner = new Scope(scope.run, scope.context, scope)
  const stack = scope.context.blocks.get(name) ?? []
  const above = stack[level + 1]
  inner.names.set(
    'super',
    new Func('super', () => {
      if (!above) refuse(`there is no parent block called "${name}"`)
      return captured(scope.run, () => runBlock(scope, name, level + 1))
    }),
  )
  stack[level]?.(inner)
}

/** Text as it stands, or a value as `str()` makes it. */
function print(node: Text | Expression, unit: Unit): (scope: Scope) => void {
  const at = placeOf(node, unit)
  if (node.typename === 'TemplateData') {
    return (scope) => scope.run.out.write(node.value, at, true)
  }
  if (node.typename === 'FunCall') return printCall(node, unit)
  const value = unit.expression(node)
  return (scope) => {
    const result = value(scope)
    spend()
    scope.run.at = at
    scope.run.out.write(str(result), at)
  }
}

/** A macro that is printed writes straight to the output, so that its lines keep their places. */
function printCall(node: Node<'FunCall'>, unit: Unit): (scope: Scope) => void {
  const at = placeOf(node.name, unit)
  const callee = unit.expression(node.name)
  const args = argumentsOf(node.args, unit)
  return (scope) => {
    const value = callee(scope)
    const [list, named] = args(scope)
    spend()
    scope.run.at = at
    if (value instanceof Macro) value.print(list, named)
    else {
      const result = invoke(value, list, named)
      scope.run.at = at
      scope.run.out.write(str(result), at)
    }
  }
}

function setStatement(node: Node<'Set'>, unit: Unit): Execute {
  const put = store(node.target, unit)
  if (node.value) {
    const value = unit.expression(node.value)
    return (scope) => void put(scope, value(scope))
  }
  const inside = scoped(node.body!, statements(node.body!, unit))
  const filter: Evaluate | null = node.filter ? unit.expression(node.filter) : null
  return (scope) => {
    const text = captured(scope.run, () => inside(scope.inner()))
    const inner = scope.inner()
    inner.names.set('', text)
    put(scope, filter ? filter(inner) : text)
    return undefined
  }
}

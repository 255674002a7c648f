// Statements as functions. Knows the unit, the runtime and python.
import {
  refuse,
  spend,
  str,
  timesTested,
  truth,
  type Unknown,
  unknownsSince,
} from '../../python/index.js'
import { Fault } from '../fault.js'
import { Macro } from '../runtime/macro.js'
import { captured, Scope } from '../runtime/scope.js'
import { runBlock } from '../runtime/template.js'
import type { Body, Expression, Node, Statement, Text } from '../syntax/tree.js'
import { argumentsOf } from './arguments.js'
import { extend, fromStatement, importStatement, include } from './imports.js'
import { loop } from './loop.js'
import { callBlock, macro } from './macros.js'
import { opener } from './open.js'
import { scoped } from './scoped.js'
import { store } from './targets.js'
import { apart, call, type Execute, hardly, placeOf, softly, type Unit } from './unit.js'

/** A body as a function that prints to the run's output. */
export function statements(body: Body, unit: Unit, top = false): Execute {
  const list = body.children.map((node) => statement(node, unit, top))
  return (scope) => {
    spend(list.length >> 2)
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
  Output(node, unit) {
    const prints = node.children.map((child) => print(child, unit))
    const isApart = unit.apart > 0
    if (prints.length === 0 && !isApart && unit.extends !== 'always')
      unit.blank ??= placeOf(node, unit)
    return (scope) => {
      // Outside of its blocks a template that extends another prints no more.
      if (scope.context.parent && !isApart) return undefined
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
    const branches = node.branches.map(({ cond, body }) =>
      softly(unit, () => [unit.expression(cond), unit.statements(body, top)] as const),
    )
    const otherwise = softly(unit, () => node.else_ && unit.statements(node.else_, top))
    // What stands behind is a branch where one goes on with the loop.
    const isLeft = node.branches.some(({ body }) => leaves(body))
    const bodies = [...node.branches.map(({ body }) => body), node.else_]
    const open = softly(unit, () => bodies.map((body) => opener(body, unit)))
    return (scope) => {
      const tests = timesTested()
      const conditions = branches.map(([cond]) => (): boolean => {
        const value = cond(scope)
        scope.run.at = at
        return truth(value)
      })
      spend(branches.length >> 2)
      const { branches: all } = scope.run
      let [by, taken]: [Unknown | undefined, number] = [undefined, 0]
      const signal = all.choose(conditions, at, otherwise !== null || isLeft, (chosen) => {
        by = unknownsSince(tests).at(-1)
        taken = chosen
        return chosen < branches.length ? branches[chosen]![1](scope) : otherwise?.(scope)
      })
      if (by) open.forEach((each, i) => each(scope, i === taken, by))
      return signal
    }
  },
  For: loop,
  Break: () => () => 'break',
  Continue: () => () => 'continue',
  Set: setStatement,
  With(node, unit) {
    const values = node.values.map(unit.expression)
    const stores = node.targets.map((target) => store(target, unit))
    const inside = scoped(node.body, unit)
    return (scope) => {
      spend(values.length >> 2)
      return scope.within((inner) => {
        values.forEach((value, i) => stores[i]!(inner, value(scope)))
        return inside(inner)
      })
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
  Block: block,
  Import: importStatement,
  FromImport: fromStatement,
  Include: include,
  Extends: extend,
}

/** Whether a body may go on with the loop around it, or end that. */
function leaves({ children }: Body): boolean {
  return children.some(
    (each) =>
      each.typename === 'Break' ||
      each.typename === 'Continue' ||
      (each.typename === 'If' && each.branches.some(({ body }) => leaves(body))),
  )
}

function block(node: Node<'Block'>, unit: Unit, top: boolean): Execute {
  const { name } = node
  if (unit.blocks.has(name)) {
    const message = `the block "${name}" is defined twice`
    throw new Fault('template-syntax', message, undefined, placeOf(node, unit))
  }
  unit.blocks.set(name, (scope) => void inside(scope))
  const { around } = unit
  unit.around = new Set()
  const inside = apart(unit, () => scoped(node.body, unit))
  unit.around = around
  return (scope) => {
    const { context } = scope
    if (context.parent && top) return undefined
    if (node.required && context.blocks.get(name)!.length < 2)
      refuse(`the required block "${name}" is not there`)
    runBlock(new Scope(scope.run, context), name)
    return undefined
  }
}

/** Text as it stands, or a value as `str()` makes it. */
function print(node: Text | Expression, unit: Unit): (scope: Scope) => void {
  const at = placeOf(node, unit)
  if (node.typename === 'TemplateData') {
    return (scope) => {
      spend()
      scope.run.out.write(node.value, at, true)
    }
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
      const result = call(value, list, named)
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
  const inside = apart(unit, () => scoped(node.body!, unit))
  const filter = node.filter && hardly(unit, () => unit.expression(node.filter!))
  return (scope) => {
    const text = captured(scope.run, () => scope.within(inside))
    const inner = scope.inner()
    inner.names.set('', text)
    put(scope, filter ? filter(inner) : text)
    return undefined
  }
}

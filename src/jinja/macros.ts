import { nearest } from '../diagnostics/index.js'
import type { Token } from 'nunjucks/src/parser.js'
import { nest } from './budget.js'
import { argumentsOf, expression, placeOf, type Evaluate, type Unit } from './expressions.js'
import { Fault, refuse } from './fault.js'
import { invoke } from './lookup.js'
import { reads } from './names.js'
import { unset, type Run, type Scope } from './scope.js'
import { statements } from './statements.js'
import { captured, scoped, type Blocks } from './template.js'
import { str } from './text.js'
import type { Body, Expression, Node } from './tree.js'
import { Dict, Func, Tuple, Undefined, UndefinedUse, type Named, type Value } from './values.js'

interface Signature {
  params: Token[]
  defaults: Expression[]
  body: Body
}

/** A macro, or what `caller()` calls. */
export class Macro extends Func {
  override readonly type = 'Macro'
  /** Prints to the run's output what a call would give. */
  readonly print: (args: readonly Value[], named: Named) => void

  constructor(
    scope: Scope,
    name: string,
    print: (args: readonly Value[], named: Named) => void,
    attributes: ReadonlyMap<string, Value>,
  ) {
    super(name, (args, named) => captured(scope.run, () => print(args, named)), attributes)
    this.print = print
  }
}

/** `{% macro … %}`, as a function that binds it to where it is defined. */
export function macro(
  node: Signature,
  name: string,
  unit: Unit,
  blocks: Blocks,
): (scope: Scope) => Macro {
  const params = node.params.map(({ value }) => value)
  const defaults = node.defaults.map((value) => expression(value, unit))
  const uses = (special: string) => !params.includes(special) && reads([node.body], special)
  const [caller, varargs, kwargs] = [uses('caller'), uses('varargs'), uses('kwargs')]
  const soft = unit.soft
  unit.soft = 0
  const body = scoped(node.body, statements(node.body, unit, blocks))
  unit.soft = soft
  const attributes = new Map<string, Value>([
    ['name', name],
    ['arguments', new Tuple(params)],
    ['catch_kwargs', kwargs],
    ['catch_varargs', varargs],
    ['caller', caller || params.includes('caller')],
  ])
  return (scope) => {
    const print = (args: readonly Value[], named: Named) => {
      const inner = scope.inner()
      const rest = new Map(named)
      params.forEach((param, i) => {
        const value = args[i] === undefined && rest.has(param) ? rest.get(param)! : args[i]
        if (args[i] === undefined) rest.delete(param)
        inner.names.set(param, value === undefined ? unset : value)
      })
      if (caller) {
        inner.names.set('caller', rest.get('caller') ?? new Undefined('there is no caller'))
        rest.delete('caller')
      }
      if (kwargs) inner.names.set('kwargs', new Dict(rest))
      else if (rest.size > 0) {
        const unknown = [...rest.keys()][0]!
        const near = nearest(unknown, params)
        refuse(
          `the macro "${name}" takes no keyword argument "${unknown}"`,
          near === undefined ? `it takes ${params.join(', ')}` : `did you mean ${near}?`,
        )
      }
      if (varargs) inner.names.set('varargs', new Tuple(args.slice(params.length)))
      else if (args.length > params.length) {
        refuse(`the macro "${name}" takes not more than ${params.length} arguments`)
      }
      fill(inner, params, defaults)
      scope.run.called?.(name, inner.names)
      nest(() => body(inner))
    }
    const reported = unit.foreign ? atCall(scope.run, unit.file, print) : print
    return new Macro(scope, name, reported, attributes)
  }
}

/** Has what fails in a macro of a template that is not the author's reported where it was called. */
function atCall(run: Run, file: string, print: Macro['print']): Macro['print'] {
  return (args, named) => {
    const { at } = run
    try {
      print(args, named)
    } catch (error) {
      // A call within the template passes it on, to the call from outside.
      if (at.file === file) throw error
      run.at = at
      if (error instanceof UndefinedUse && error.value.place?.file === file) {
        throw new Fault('template-undefined', error.message, undefined, at)
      }
      if (!(error instanceof Fault) || error.code !== 'template-value') throw error
      // Such a template says what is wrong by a key that no dict has: the node shows it as well.
      throw new Fault(error.code, error.key ?? error.message, error.hint, at)
    }
  }
}

/** Gives the parameters that a call leaves out their defaults, in order. */
function fill(scope: Scope, params: readonly string[], defaults: readonly Evaluate[]): void {
  params.forEach((param, i) => {
    if (scope.names.get(param) !== unset) return
    const value = defaults[i - (params.length - defaults.length)]
    scope.names.set(
      param,
      value ? value(scope) : new Undefined(`parameter "${param}" was not provided`),
    )
  })
}

/** `{% call … %}`: the body goes to the macro as its caller. */
export function callBlock(
  node: Node<'CallBlock'>,
  unit: Unit,
  blocks: Blocks,
): (scope: Scope) => void {
  const at = placeOf(node.call.name, unit)
  const callee = expression(node.call.name, unit)
  const args = argumentsOf(node.call.args, unit)
  const body = macro(node, 'caller', unit, blocks)
  return (scope) => {
    const value = callee(scope)
    const [list, named] = args(scope)
    const all = new Map([...named, ['caller', body(scope)] as const])
    scope.run.at = at
    if (value instanceof Macro) value.print(list, all)
    else scope.run.out.write(str(invoke(value, list, all)), at)
  }
}

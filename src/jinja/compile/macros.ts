// `{% macro %}` and `{% call %}`. Knows the unit, the runtime, diagnostics and python.
import type { Token } from 'nunjucks/src/parser.js'
import { nearest } from '../../diagnostics/index.js'
import {
  Dict,
  invoke,
  isText,
  isUnknown,
  type Named,
  Names,
  opens,
  PyError,
  refuse,
  refuseAll,
  spend,
  str,
  Tuple,
  typeName,
  type Value,
} from '../../python/index.js'
import { Fault, type Place } from '../fault.js'
import { Macro } from '../runtime/macro.js'
import { captured, nest, type Run, type Scope, unset } from '../runtime/scope.js'
import { Undefined } from '../runtime/undefined.js'
import { reads } from '../syntax/names.js'
import type { Body, Expression, Node } from '../syntax/tree.js'
import { argumentsOf } from './arguments.js'
import { scoped } from './scoped.js'
import { apart, type Evaluate, hardly, placeOf, type Unit } from './unit.js'

interface Signature {
  params: Token[]
  defaults: Expression[]
  body: Body
}

/** `{% macro … %}`, as a function that binds it to where it is defined. */
export function macro(node: Signature, name: string | null, unit: Unit): (scope: Scope) => Macro {
  const params = node.params.map(({ value }) => value)
  const called = params.indexOf('caller')
  const isRequired = called >= 0 && called < params.length - node.defaults.length
  const uses = (special: string) => reads(node.body, special)
  if (isRequired && uses('caller')) {
    const message = 'the parameter "caller" of a macro needs a default'
    throw new Fault('template-syntax', message, undefined, placeOf(node.params[called]!, unit))
  }
  const defaults = hardly(unit, () => node.defaults.map(unit.expression))
  const [caller, varargs, kwargs] = ['caller', 'varargs', 'kwargs'].map(
    (special) => !params.includes(special) && uses(special),
  ) as [boolean, boolean, boolean]
  const shown = name ?? 'caller'
  const body = apart(unit, () => scoped(node.body, unit, node.defaults))
  const attributes = new Map<string, Value>([
    ['name', name],
    ['arguments', new Tuple(params)],
    ['catch_kwargs', kwargs],
    ['catch_varargs', varargs],
    ['caller', uses('caller')],
  ])
  return (scope) => {
    spend(2)
    const print = (args: readonly Value[], named: Named) => {
      spend(params.length >> 2)
      const { at } = scope.run
      const inner = scope.inner()
      const rest = new Map(named)
      params.forEach((param, i) => {
        const value = args[i] === undefined && rest.has(param) ? rest.get(param)! : args[i]
        if (args[i] === undefined) rest.delete(param)
        inner.names.set(param, value === undefined ? unset : value)
      })
      if (caller) {
        inner.names.set(
          'caller',
          rest.get('caller') ??
            new Undefined('"caller" is undefined: no {% call %} block calls this macro'),
        )
        rest.delete('caller')
      }
      if (kwargs) {
        const dict = new Dict(rest)
        dict.rest = named instanceof Names ? named.rest : undefined
        inner.names.set('kwargs', dict)
      } else if (rest.size > 0) {
        const unknown = [...rest.keys()][0]!
        const near = nearest(unknown, params)
        throw new Fault(
          'template-value',
          `the macro "${shown}" takes no keyword argument "${unknown}"`,
          near === undefined ? `it takes ${params.join(', ') || 'none'}` : `did you mean ${near}?`,
        )
      }
      if (varargs) {
        const more = new Tuple(args.slice(params.length))
        opens(more, named instanceof Names ? named.places : undefined)
        inner.names.set('varargs', more)
      } else if (args.length > params.length) {
        refuseAll(
          `the macro "${shown}" takes no more than ${params.length} ${params.length === 1 ? 'argument' : 'arguments'}`,
        )
      }
      // Jinja2 hands over a caller twice that is given by its place, before parameters that are not.
      if (called >= 0 && called < args.length && args.length < params.length && uses('caller'))
        refuse(`the macro "${shown}" is given its caller twice`)
      fill(inner, params, defaults, named, at)
      scope.run.called?.(shown, inner.names, at)
      nest(scope.run, () => body(inner))
    }
    const reported = unit.foreign ? atCall(scope.run, unit.file, print) : print
    return new Macro(scope, name, reported, attributes)
  }
}

/**
 * Has what a macro of a template that is not the author's prints, and what fails in it, stand where
 * it was called: the author sees no other line of it.
 */
function atCall(run: Run, file: string, print: Macro['print']): Macro['print'] {
  return (args, named) => {
    const { at } = run
    // A call within the template passes it on, to the call from outside.
    if (at.file === file) return print(args, named)
    try {
      const text = captured(run, () => print(args, named))
      run.out.write(str(text), at)
    } catch (error) {
      run.at = at
      throw movedTo(at, file, error)
    }
  }
}

function movedTo(at: Place, file: string, error: unknown): unknown {
  if (error instanceof Fault) {
    const { code, message, hint, place } = error
    if (code === 'template-value') return new Fault(code, message, hint, at)
    const isOwn = code === 'template-undefined' && place?.file === file
    return isOwn ? new Fault(code, message, undefined, at) : error
  }
  if (!(error instanceof PyError)) return error
  // Such a template says what is wrong by a key that no dict has: the node shows it as well.
  return new Fault('template-value', error.key ?? error.message, undefined, at)
}

/** Gives the parameters that a call leaves out their defaults, in order. */
function fill(
  scope: Scope,
  params: readonly string[],
  defaults: readonly Evaluate[],
  named: Named,
  at: Place,
): void {
  const { rest, places = rest } = named instanceof Names ? named : new Names()
  params.forEach((param, i) => {
    if (scope.names.get(param) !== unset) return
    const value = defaults[i - (params.length - defaults.length)]
    scope.names.set(
      param,
      // What may be given by a mapping that is not known is, where there is no other value for it.
      value && places?.way !== true
        ? value(scope)
        : (places?.attribute(param) ?? missing(param, at)),
    )
  })
}

/** What a call does not give: that is wrong there, not where the macro uses it. */
function missing(param: string, at: Place): Undefined {
  const made = new Undefined(`parameter "${param}" was not provided`)
  made.place = at
  return made
}

/** `{% call … %}`: the body goes to the macro as its caller. */
export function callBlock(node: Node<'CallBlock'>, unit: Unit): (scope: Scope) => void {
  const at = placeOf(node.call.name, unit)
  const callee = unit.expression(node.call.name)
  if (node.call.args.named.some(({ name }) => name === 'caller')) {
    throw new Fault('template-syntax', 'the argument "caller" is given twice', undefined, at)
  }
  const args = argumentsOf(node.call.args, unit)
  const body = macro(node, null, unit)
  return (scope) => {
    const value = callee(scope)
    const [list, named] = args(scope)
    if (named.has('caller')) refuse("the argument 'caller' is given twice")
    const all = new Map([...named, ['caller', body(scope)] as const])
    scope.run.at = at
    if (value instanceof Macro) value.print(list, all)
    else {
      const text = invoke(value, list, all)
      if (!isText(text) && !isUnknown(text))
        refuse(`sequence item: expected str instance, ${typeName(text)} found`)
      scope.run.out.write(str(text), at)
    }
  }
}

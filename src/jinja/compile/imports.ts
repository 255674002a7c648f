// `{% import %}`, `{% from %}`, `{% include %}`, `{% extends %}`. Knows the unit, the runtime,
// diagnostics and python.
import { nearest } from '../../diagnostics/index.js'
import {
  isText,
  isUnknown,
  iterate,
  keyed,
  Module,
  PyObject,
  refuse,
  refuseHere,
  spend,
  truth,
  typeName,
  type Unknown,
  type Value,
} from '../../python/index.js'
import { Fault } from '../fault.js'
import { nest, type Scope } from '../runtime/scope.js'
import { Template } from '../runtime/template.js'
import { Undefined } from '../runtime/undefined.js'
import type { Node } from '../syntax/tree.js'
import { type Execute, placeOf, type Unit } from './unit.js'

/** What a statement names, and by which name. */
interface Found {
  found: Template | Value
  name: string
}

type Importing = Node<'Import' | 'FromImport' | 'Include' | 'Extends'>

/** Finds what a statement names. */
function finder(node: Importing, unit: Unit): (scope: Scope) => Found {
  const at = placeOf(node, unit)
  const template = unit.expression(node.template)
  return (scope) => {
    const name = template(scope)
    scope.run.at = at
    spend(16)
    const isOne = isText(name) || name instanceof Template || name instanceof Module
    const several = node.typename === 'Include' && !isOne && !(name instanceof Undefined)
    const found = several ? firstOf(name, scope, unit) : scope.run.templates.get(name, unit.file)
    return {
      found,
      name: typeof name !== 'string' && found instanceof Template ? found.file : String(name),
    }
  }
}

/** The first of several templates that is there. */
function firstOf(names: Value, scope: Scope, unit: Unit): Value {
  for (const name of truth(names) ? iterate(names) : []) {
    const isName = isText(name) || name instanceof PyObject
    spend(16)
    if (!isName) refuseHere(`a template's name of type ${typeName(name)}`)
    try {
      return scope.run.templates.get(name, unit.file)
    } catch (error) {
      const isMissing = error instanceof Fault && error.code !== 'template-syntax'
      if (!isMissing) throw error
    }
  }
  // Jinja2 names the last of them.
  if (truth(names) && keyed(names, -1n) === undefined)
    refuse(`'${typeName(names)}' object is not subscriptable`)
  throw new Fault('template-import', 'none of the templates exists')
}

/** `{% import 'a' as b %}` */
export function importStatement(node: Node<'Import'>, unit: Unit): Execute {
  const find = finder(node, unit)
  return (scope) => {
    const module = load(
      scope,
      find(scope),
      node.withContext,
      (name) => `import '${name}' as ${node.target} with context`,
    )
    scope.set(node.target, module)
    scope.context.exported.delete(node.target)
    return undefined
  }
}

/** `{% from 'a' import b as c %}` */
export function fromStatement(node: Node<'FromImport'>, unit: Unit): Execute {
  const find = finder(node, unit)
  return (scope) => {
    const module = load(scope, find(scope), node.withContext, (name) => {
      const names = node.names.map(({ name, alias }) =>
        name === alias ? name : `${name} as ${alias}`,
      )
      return `from '${name}' import ${names.join(', ')} with context`
    })
    spend(node.names.length >> 2)
    for (const { name, alias } of node.names) {
      const value = module.attribute(name)
      scope.set(alias, value === undefined ? notThere(module as Module, name) : value)
      scope.context.exported.delete(alias)
    }
    return undefined
  }
}

/** `{% include 'a' %}` */
export function include(node: Node<'Include'>, unit: Unit): Execute {
  const find = finder(node, unit)
  return (scope) => {
    const { found, name } = included(scope, find, node.ignoreMissing) ?? {}
    if (isUnknown(found)) {
      scope.run.out.write(found.text(), scope.run.at)
      return undefined
    }
    if (found && node.withContext) {
      const known = seenIn(scope)
      nest(scope.run, () => found.render(scope.run, known, scope.context.apart))
    }
    if (found && !node.withContext) {
      const apart = { from: scope, hint: `include '${name}' with context` }
      nest(scope.run, () => found.render(scope.run, new Map(), apart))
    }
    return undefined
  }
}

/** `{% extends 'a' %}` */
export function extend(node: Node<'Extends'>, unit: Unit, top: boolean): Execute {
  const find = finder(node, unit)
  if (!top) {
    const message = '{% extends %} is inside a tag other than {% if %}'
    throw new Fault('template-syntax', message, undefined, placeOf(node, unit))
  }
  if (unit.extends !== 'always') unit.extends = unit.soft > 0 ? 'perhaps' : 'always'
  return (scope) => {
    if (scope.context.parent) refuse('a template extends two others')
    const { found: parent } = find(scope)
    if (!(parent instanceof Template))
      refuse(`'${typeName(parent)}' object is not a template, and cannot be extended`)
    scope.context.parent = parent
    parent.offer(scope.context)
    return undefined
  }
}

/** The names that a template sees which is imported or included with context. */
function seenIn(scope: Scope): Map<string, Value> {
  const known = scope.known(false)
  spend(known.size >> 3)
  return known
}

function load(
  scope: Scope,
  { found, name }: Found,
  withContext: boolean,
  statement: (name: string) => string,
): Module | Unknown {
  if (found instanceof Module || isUnknown(found)) return found
  if (!(found instanceof Template))
    refuse(`'${typeName(found)}' object is not a template, and cannot be imported`)
  let module: Module | undefined
  nest(scope.run, () => {
    module = withContext
      ? found.exports(scope.run, seenIn(scope), scope.context.apart)
      : found.module(scope.run, { from: scope, hint: statement(name) })
  })
  return module!
}

function included(
  scope: Scope,
  find: (scope: Scope) => Found,
  ignoreMissing: boolean,
): { found: Template | Unknown; name: string } | undefined {
  try {
    const { found, name } = find(scope)
    return found instanceof Template || isUnknown(found)
      ? { found, name }
      : refuse(`'${typeName(found)}' object is not a template, and cannot be included`)
  } catch (error) {
    if (ignoreMissing && error instanceof Fault && error.code === 'template-import')
      return undefined
    throw error
  }
}

function notThere(module: Module, name: string): Undefined {
  return new Undefined(`"${module.name}" does not define "${name}"`, () => {
    const near = nearest(name, module.members.keys())
    return near === undefined ? undefined : `did you mean "${near}"?`
  })
}

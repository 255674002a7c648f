import { nearest } from '../diagnostics/index.js'
import { nest } from './budget.js'
import { expression, placeOf, type Unit } from './expressions.js'
import { Fault, refuse } from './fault.js'
import type { Scope } from './scope.js'
import type { Execute } from './statements.js'
import { captured, Template } from './template.js'
import type { Node } from './tree.js'
import { Module, Undefined, type Value } from './values.js'

type Importing = Node<'Import' | 'FromImport' | 'Include' | 'Extends'>

/** `import`, `from … import`, `include` and `extends`. */
export function importStatements(node: Importing, unit: Unit, top: boolean): Execute {
  const at = placeOf(node, unit)
  const template = expression(node.template, unit)
  const find = (scope: Scope) => {
    const name = template(scope)
    scope.run.at = at
    return scope.run.templates.get(name, unit.file)
  }
  switch (node.typename) {
    case 'Import':
      return (scope) => {
        const module = load(scope, find(scope), node.withContext)
        scope.set(node.target, module)
        scope.context.exported.delete(node.target)
        return undefined
      }
    case 'FromImport':
      return (scope) => {
        const module = load(scope, find(scope), node.withContext)
        for (const { name, alias } of node.names) {
          const value = module.attribute(name)
          scope.set(alias, value === undefined ? notThere(module, name) : value)
          scope.context.exported.delete(alias)
        }
        return undefined
      }
    case 'Include':
      return (scope) => {
        const found = included(scope, find, node.ignoreMissing)
        if (found) {
          const given = node.withContext ? scope.known(false) : new Map<string, Value>()
          nest(() => found.render(scope.run, given))
        }
        return undefined
      }
    case 'Extends':
      return (scope) => {
        const parent = find(scope)
        if (scope.context.parent) refuse('a template extends two others')
        if (!(parent instanceof Template) || !top) refuse('this cannot be extended here')
        scope.context.parent = parent
        // What stands outside the blocks is not printed from here on.
        scope.run.out = scope.run.out.another()
        return undefined
      }
  }
}

function load(scope: Scope, found: Template | Value, withContext: boolean): Module {
  if (found instanceof Module) return found
  if (!(found instanceof Template)) refuse('this cannot be imported')
  let module: Module | undefined
  nest(() =>
    captured(scope.run, () => {
      module = withContext ? found.exports(scope.run, scope.known(false)) : found.module(scope.run)
    }),
  )
  return module!
}

function included(
  scope: Scope,
  find: (scope: Scope) => Template | Value,
  ignoreMissing: boolean,
): Template | undefined {
  try {
    const found = find(scope)
    return found instanceof Template ? found : refuse('this cannot be included')
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

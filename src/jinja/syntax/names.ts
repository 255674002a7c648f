// The names that a template sets and reads. Knows the tree.
import type { Arguments, Body, Expression, Statement, Target } from './tree.js'

/**
 * The names that a scope sets, as Jinja2 finds them before it runs: a name that is read first, or
 * set in a branch only, starts with its value from outside (`outside`); any other starts unset.
 */
export function declared(bodies: readonly Body[]): Map<string, 'outside' | 'unset'> {
  const result = new Map<string, 'outside' | 'unset'>()
  const read = new Set<string>()
  const store = (name: string, branch: boolean) => {
    if (!result.has(name)) result.set(name, branch || read.has(name) ? 'outside' : 'unset')
  }
  const visit = (statements: readonly Statement[], branch: boolean) => {
    for (const statement of statements) {
      for (const expression of evaluated(statement)) loads(expression, (name) => read.add(name))
      switch (statement.typename) {
        case 'Set':
          for (const name of targetNames(statement.target)) store(name, branch)
          break
        case 'Macro':
          store(statement.name, branch)
          break
        case 'Import':
          store(statement.target, branch)
          break
        case 'FromImport':
          for (const { alias } of statement.names) store(alias, branch)
          break
        case 'If': {
          for (const { body } of statement.branches) visit(body.children, true)
          if (statement.else_) visit(statement.else_.children, true)
        }
      }
    }
  }
  for (const body of bodies) visit(body.children, false)
  return result
}

/** The expressions that a statement evaluates in the scope where it stands. */
function evaluated(statement: Statement): Expression[] {
  switch (statement.typename) {
    case 'Output':
      return statement.children.filter((child) => child.typename !== 'TemplateData')
    case 'Do':
      return [statement.value]
    case 'If':
      return statement.branches.map(({ cond }) => cond)
    case 'For':
      return [statement.arr]
    case 'Set': {
      const { target, value } = statement
      return [...(value ? [value] : []), ...attributes(target)]
    }
    case 'With':
      return statement.values
    case 'CallBlock':
      return [statement.call]
    case 'Import':
    case 'FromImport':
    case 'Include':
    case 'Extends':
      return [statement.template]
    default:
      return []
  }
}

/** A target's attributes of namespaces, which read the names of these. */
function attributes(target: Target): Expression[] {
  if (target.typename === 'Targets') return target.items.flatMap(attributes)
  return target.typename === 'Attribute' ? [target] : []
}

/** The names that a target sets; a namespace's attribute sets none. */
export function targetNames(target: Target): string[] {
  if (target.typename === 'Targets') return target.items.flatMap(targetNames)
  return target.typename === 'Symbol' ? [target.value] : []
}

/** Whether a body reads a name that it does not set: `caller`, `varargs`, `kwargs` in a macro. */
export function reads(bodies: readonly Body[], name: string): boolean {
  let found = false
  const note = (read: string) => {
    if (read === name) found = true
  }
  const visit = (body: Body | null): void => {
    for (const statement of body?.children ?? []) {
      // A block is a template of its own.
      if (statement.typename === 'Block') continue
      for (const expression of evaluated(statement)) loads(expression, note)
      if (statement.typename === 'For' && statement.test) loads(statement.test, note)
      if (statement.typename === 'Set' && statement.filter) loads(statement.filter, note)
      if ('defaults' in statement) for (const value of statement.defaults) loads(value, note)
      if (statement.typename === 'If') for (const { body } of statement.branches) visit(body)
      if ('body' in statement) visit(statement.body)
      if ('else_' in statement) visit(statement.else_)
    }
  }
  bodies.forEach(visit)
  return found
}

/** Whether a block in a body sees the names around it. */
export function hasScopedBlock(body: Body): boolean {
  return body.children.some((statement) => {
    if (statement.typename === 'Block' && statement.scoped) return true
    const within = statement.typename === 'If' ? statement.branches : [statement]
    const bodies = within.map((each) => ('body' in each ? each.body : null))
    const others = 'else_' in statement ? [...bodies, statement.else_] : bodies
    return others.some((each) => each !== null && hasScopedBlock(each))
  })
}

/** Calls back for every name that an expression reads. */
function loads(node: Expression, found: (name: string) => void): void {
  const all = (nodes: readonly (Expression | null)[]) => {
    for (const child of nodes) if (child) loads(child, found)
  }
  const args = ({ positional, named, list, dict }: Arguments) => {
    all([...positional, ...named.map(({ value }) => value), list, dict])
  }
  switch (node.typename) {
    case 'Symbol':
      return found(node.value)
    case 'Literal':
      return
    case 'Array':
    case 'Tuple':
      return all(node.children)
    case 'Dict':
      return all(node.children.flatMap(({ key, value }) => [key, value]))
    case 'Attribute':
      return loads(node.target, found)
    case 'LookupVal':
      return all([node.target, node.val])
    case 'Slice':
      return all([node.start, node.stop, node.step])
    case 'FunCall':
      loads(node.name, found)
      return args(node.args)
    case 'Filter':
    case 'Is':
      all([node.target])
      return args(node.args)
    case 'InlineIf':
      return all([node.cond, node.body, node.else_])
    case 'Not':
    case 'Neg':
    case 'Pos':
      return loads(node.target, found)
    case 'Compare':
      return all([node.expr, ...node.ops.map(({ expr }) => expr)])
    default:
      return all([node.left, node.right])
  }
}

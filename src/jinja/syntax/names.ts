// The names that a template sets and reads. Knows the tree.
import type { Arguments, Body, Expression, Node, Statement, Target } from './tree.js'

/** The names of a scope. */
interface Declared {
  stored: ReadonlyMap<string, 'outside' | 'late' | 'unset'>
  read: ReadonlySet<string>
}

/**
 * The names that a scope sets and those that it, or one around it, reads, as Jinja2 finds them before it
 * runs: a name that is read first, read `around`, or set in a branch only, starts with its value from
 * outside (`outside`; `late` where no branch may have set it before); any other starts unset.
 */
export function declared(
  body: Body,
  around: ReadonlySet<string>,
  defaults: readonly Expression[],
): Declared {
  const result = new Map<string, 'outside' | 'late' | 'unset'>()
  const read = new Set<string>(around)
  for (const each of defaults) loads(each, (name) => read.add(name))
  const store = (name: string, branch: boolean, own?: ReadonlySet<string>) => {
    if (result.has(name)) return
    // What is set from itself is read before it, and may well be given.
    const isLate = !branch && !around.has(name) && own?.has(name) !== true
    if (branch || read.has(name)) result.set(name, isLate ? 'late' : 'outside')
    else result.set(name, 'unset')
  }
  const visit = (statements: readonly Statement[], branch: boolean) => {
    for (const statement of statements) {
      const own = new Set<string>()
      for (const expression of evaluated(statement))
        loads(expression, (name) => {
          if (!read.has(name)) own.add(name)
          read.add(name)
        })
      switch (statement.typename) {
        case 'Set':
          for (const name of targetNames(statement.target)) store(name, branch, own)
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
  visit(body.children, false)
  return { stored: result, read }
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
      // An attribute that is set reads the name of its namespace.
      const set = leaves(target).filter(({ typename }) => typename === 'Attribute')
      return value ? [value, ...set] : set
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

/** The names and attributes that a target is made of. */
function leaves(target: Target): (Node<'Symbol'> | Node<'Attribute'>)[] {
  return target.typename === 'Targets' ? target.items.flatMap(leaves) : [target]
}

/** The names that a target sets; a namespace's attribute sets none. */
export function targetNames(target: Target): string[] {
  return leaves(target).flatMap((leaf) => (leaf.typename === 'Symbol' ? [leaf.value] : []))
}

/**
 * Whether a body reads a name before anything in it sets it, in the order in which Jinja2 looks:
 * `caller`, `varargs`, `kwargs` in a macro.
 */
export function reads(body: Body, name: string): boolean {
  let first: 'read' | 'set' | undefined
  const load = (node: Expression | null) => {
    if (node) loads(node, (each) => void (each === name && (first ??= 'read')))
  }
  const store = (names: readonly string[]) => void (names.includes(name) && (first ??= 'set'))
  const visit = (body: Body | null): void => {
    for (const statement of body?.children ?? []) {
      // A block is a template of its own.
      if (statement.typename === 'Block') continue
      if (statement.typename === 'If')
        for (const { cond, body } of statement.branches) {
          load(cond)
          visit(body)
        }
      else {
        if (statement.typename === 'For') store(targetNames(statement.name))
        if (statement.typename === 'With') store(statement.targets.flatMap(targetNames))
        if (statement.typename === 'Set') {
          store(targetNames(statement.target))
          load(statement.filter)
          load(statement.value)
        } else evaluated(statement).forEach(load)
      }
      if ('params' in statement) {
        store(statement.params.map(({ value }) => value))
        statement.defaults.forEach(load)
      }
      if ('body' in statement) visit(statement.body)
      if ('else_' in statement) visit(statement.else_)
      if (statement.typename === 'For') load(statement.test)
    }
  }
  visit(body)
  return first === 'read'
}

/** The names that an expression reads. */
export function namesIn(node: Expression): string[] {
  const names = new Set<string>()
  loads(node, (name) => names.add(name))
  return [...names]
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

/** What a body may change where it stands. */
interface Changed {
  of: Expression
  /** The attribute of a namespace that is set. */
  attribute?: string
  /** Whether it is anything in that value which is changed: which, a key says that may be any. */
  isInside?: boolean
  /** The key that is set, where it is one. */
  key?: Expression | undefined
}

/** What a body calls a method of, and the namespaces whose attributes it sets. */
export function changed(body: Body | null): Changed[] {
  const found: Changed[] = []
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    const each = node as Expression | Statement
    if (each.typename === 'FunCall' && each.name.typename === 'Attribute') {
      const { target, name } = each.name
      const of = steady(target)
      const key = name === '__setitem__' ? each.args.positional[0] : undefined
      found.push({ of, isInside: of !== target, key })
    }
    if (each.typename === 'Set')
      for (const leaf of leaves(each.target))
        if (leaf.typename === 'Attribute') found.push({ of: leaf.target, attribute: leaf.name })
    Object.values(node).forEach(visit)
  }
  visit(body)
  return found
}

/** The part of an expression that calls nothing. */
function steady(node: Expression): Expression {
  if (node.typename === 'FunCall')
    return steady(node.name.typename === 'Attribute' ? node.name.target : node.name)
  if (node.typename !== 'Attribute' && node.typename !== 'LookupVal') return node
  const target = steady(node.target)
  const isWhole = node.typename === 'Attribute' || node.val.typename === 'Literal'
  return isWhole && target === node.target ? node : target
}

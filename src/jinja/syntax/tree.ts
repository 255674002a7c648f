// The nodes of a template's tree. Knows nunjucks' own.
import nodes from 'nunjucks/src/nodes.js'
import type { Token } from 'nunjucks/src/parser.js'

interface Base<K extends string> {
  typename: K
  /** Line and column as nunjucks counts them, from 0. */
  lineno: number
  colno: number
}

interface Fields {
  // Expressions
  Literal: { value: string | number | bigint | boolean | null }
  Symbol: { value: string }
  Array: { children: Expression[] }
  Tuple: { children: Expression[] }
  Dict: { children: { key: Expression; value: Expression }[] }
  Attribute: { target: Expression; name: string }
  LookupVal: { target: Expression; val: Expression }
  Slice: { start: Expression | null; stop: Expression | null; step: Expression | null }
  FunCall: { name: Expression; args: Arguments }
  Filter: { name: string; target: Expression | null; args: Arguments }
  Is: { name: string; target: Expression; args: Arguments }
  InlineIf: { cond: Expression; body: Expression; else_: Expression | null }
  Not: { target: Expression }
  Neg: { target: Expression }
  Pos: { target: Expression }
  Compare: { expr: Expression; ops: { type: string; expr: Expression }[] }
  Or: Binary
  And: Binary
  Add: Binary
  Sub: Binary
  Mul: Binary
  Div: Binary
  FloorDiv: Binary
  Mod: Binary
  Pow: Binary
  Concat: Binary
  // Statements
  Root: { children: Statement[] }
  NodeList: { children: Statement[] }
  Output: { children: (Expression | Text)[] }
  TemplateData: { value: string }
  Do: { value: Expression }
  If: { branches: { cond: Expression; body: Body }[]; else_: Body | null }
  For: {
    name: Target
    arr: Expression
    test: Expression | null
    body: Body
    else_: Body | null
  }
  Break: object
  Continue: object
  Set: { target: Target; value: Expression | null; filter: Expression | null; body: Body | null }
  With: { targets: Target[]; values: Expression[]; body: Body }
  Macro: { name: string } & Signature
  CallBlock: { call: Node<'FunCall'> } & Signature
  Import: { template: Expression; target: string; withContext: boolean }
  FromImport: {
    template: Expression
    names: { name: string; alias: string }[]
    withContext: boolean
  }
  Include: { template: Expression; ignoreMissing: boolean; withContext: boolean }
  Block: { name: string; required: boolean; body: Body }
  Extends: { template: Expression }
}

interface Binary {
  left: Expression
  right: Expression
}
interface Signature {
  params: Token[]
  defaults: Expression[]
  body: Body
}

/** `f(a, b=1, *c, **d)` */
export interface Arguments {
  positional: Expression[]
  named: { name: string; value: Expression }[]
  list: Expression | null
  dict: Expression | null
}

/** What a value is put into: a name, several of them nested, or a namespace's attribute. */
export type Target = Node<'Symbol'> | Node<'Attribute'> | { typename: 'Targets'; items: Target[] }

type Kind = keyof Fields
type Statements =
  | 'Output'
  | 'Do'
  | 'If'
  | 'For'
  | 'Break'
  | 'Continue'
  | 'Set'
  | 'With'
  | 'Macro'
  | 'CallBlock'
  | 'Import'
  | 'FromImport'
  | 'Include'
  | 'Block'
  | 'Extends'

/** A node of a template's tree: nunjucks' own class where it has one. */
export type Node<K extends Kind> = { [P in K]: Base<P> & Fields[P] }[K]
export type Text = Node<'TemplateData'>
export type Body = Node<'NodeList'> | Node<'Root'>
export type Statement = Node<Statements>
export type Expression = Node<Exclude<Kind, Statements | 'TemplateData' | 'NodeList' | 'Root'>>

const kinds = new Map<string, (typeof nodes)[string]>()

/** Makes a node at a token's place; a kind that nunjucks lacks extends its Node. */
export function make<K extends Kind>(
  typename: K,
  at: { lineno: number; colno: number },
  fields: Fields[K],
): Node<K> {
  let NodeClass = nodes[typename] ?? kinds.get(typename)
  if (!NodeClass) {
    NodeClass = nodes['Node']!.extend(typename, { fields: Object.keys(fields) })
    kinds.set(typename, NodeClass)
  }
  return Object.assign(new NodeClass(at.lineno, at.colno), fields) as unknown as Node<K>
}

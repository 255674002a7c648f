// The parts of nunjucks that the syntax is built upon. Knows nothing else.
/** The parts of nunjucks 3.2.4 that are built upon; its own types leave them out. */
declare module 'nunjucks/src/nodes.js' {
  export class Node {
    static extend(name: string, properties: { fields: readonly string[] }): typeof Node
    constructor(lineno: number, colno: number, ...fields: unknown[])
    readonly typename: string
    lineno: number
    colno: number
  }
  const nodes: Record<string, typeof Node>
  // eslint-disable-next-line no-restricted-syntax -- CommonJS
  export default nodes
}

declare module 'nunjucks/src/parser.js' {
  import type { Node } from 'nunjucks/src/nodes.js'

  export interface Token {
    type: string
    value: string
    lineno: number
    colno: number
  }
  export class Parser {
    constructor(tokens: { nextToken(): Token | null; tags: Record<string, string> })
    breakOnBlocks: string[] | null
    nextToken(): Token | null
    peekToken(): Token | null
    pushToken(token: Token | null): void
    /** Whether the next token is of a type; it is taken then. */
    skip(type: string): boolean
    skipValue(type: string, value: string): boolean
    skipSymbol(value: string): boolean
    expect(type: string): Token
    fail(message: string, lineno?: number, colno?: number): never
    advanceAfterVariableEnd(): void
    parseStatement(): Node | null
    parseUntilBlocks(...names: string[]): Node
    parseExpression(): Node
    parseAsRoot(): Node
  }
  const exported: { Parser: typeof Parser }
  // eslint-disable-next-line no-restricted-syntax -- CommonJS
  export default exported
}

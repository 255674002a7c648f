// A Python expression as a tree. Knows the tokens and Python's words.
import { Refusal } from './refusal.js'
import { words } from '../../python/space.js'
import { type Token, tokenize } from './tokens.js'

/** A Python expression, as far as conditions need it; `opaque` is one that only Python can run. */
export type Expression =
  | { kind: 'integer' | 'float' | 'string' | 'name'; text: string }
  | { kind: 'sequence'; of: 'tuple' | 'list' | 'opaque'; items: Expression[] }
  | { kind: 'not' | 'negative' | 'positive' | 'invert'; operand: Expression }
  | { kind: 'and' | 'or'; operands: Expression[] }
  | { kind: 'arithmetic'; operator: string; left: Expression; right: Expression }
  | { kind: 'compare'; first: Expression; rest: { operator: string; operand: Expression }[] }
  | { kind: 'attribute'; object: Expression; name: string }
  | { kind: 'subscript'; object: Expression; index: Expression | undefined }
  | { kind: 'call'; callee: Expression }
  | { kind: 'choice'; test: Expression; then: Expression; otherwise: Expression }

const deepest = 90
const keywords = new Set(
  words(`and or not in is if else for lambda await yield from import None True False as assert async break
  class continue def del elif except finally global nonlocal pass raise return try while with`),
)
const levels: readonly string[][] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
]
const comparisons = new Set(['<', '<=', '>', '>=', '==', '!=', 'in', 'is'])

/** Reads `[expression]`, which is how the engine evaluates a condition; throws {@link Refusal}. */
export function parseExpression(source: string): Expression {
  return new Reader(tokenize(source)).whole()
}

class Reader {
  #at = 0
  #depth = 0
  readonly #tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const expression = this.#list('end')
    if (this.#token.kind !== 'end') this.#refuse()
    return expression
  }

  get #token(): Token {
    return this.#tokens[this.#at]!
  }

  #is(text: string): boolean {
    return this.#token.text === text && this.#token.kind !== 'string'
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false
    this.#at++
    return true
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#refuse(text)
  }

  #refuse(expected?: string): never {
    const { kind, text } = this.#token
    const found = kind === 'end' ? 'the end' : JSON.stringify(text.slice(0, 40))
    throw new Refusal(
      `it is not a Python expression that is read here: ${expected === undefined ? `found ${found} in place of a value` : `expected "${expected}" but found ${found}`}`,
    )
  }

  /** One expression, or several with commas: a tuple. */
  #list(close: string): Expression {
    const first = this.#expression()
    if (!this.#is(',')) return first
    const items = [first]
    while (this.#take(',') && !this.#is(close) && this.#token.kind !== 'end')
      items.push(this.#expression())
    return { kind: 'sequence', of: 'tuple', items }
  }

  #expression(): Expression {
    if (++this.#depth > deepest) throw new Refusal('it nests too deeply')
    const then = this.#or()
    let expression = then
    if (this.#take('if')) {
      const test = this.#or()
      this.#expect('else')
      expression = { kind: 'choice', test, then, otherwise: this.#expression() }
    }
    this.#depth--
    return expression
  }

  #or(): Expression {
    return this.#series('or', () => this.#series('and', () => this.#not()))
  }

  #series(kind: 'and' | 'or', operand: () => Expression): Expression {
    const operands = [operand()]
    while (this.#take(kind)) operands.push(operand())
    return operands.length === 1 ? operands[0]! : { kind, operands }
  }

  #not(): Expression {
    let count = 0
    while (this.#take('not')) count++
    if (count > deepest) throw new Refusal('it nests too deeply')
    let expression = this.#comparison()
    for (; count > 0; count--) expression = { kind: 'not', operand: expression }
    return expression
  }

  #comparison(): Expression {
    const first = this.#binary(0)
    const rest: { operator: string; operand: Expression }[] = []
    for (;;) {
      let operator = this.#token.kind === 'string' ? '' : this.#token.text
      if (operator === 'not') {
        this.#at++
        this.#expect('in')
        operator = 'not in'
      } else if (!comparisons.has(operator)) break
      else {
        this.#at++
        if (operator === 'is' && this.#take('not')) operator = 'is not'
      }
      rest.push({ operator, operand: this.#binary(0) })
    }
    return rest.length === 0 ? first : { kind: 'compare', first, rest }
  }

  #binary(level: number): Expression {
    const operators = levels[level]
    if (!operators) return this.#unary()
    let left = this.#binary(level + 1)
    while (this.#token.kind === 'operator' && operators.includes(this.#token.text)) {
      const operator = this.#token.text
      this.#at++
      left = { kind: 'arithmetic', operator, left, right: this.#binary(level + 1) }
    }
    return left
  }

  #unary(): Expression {
    const signs = { '-': 'negative', '+': 'positive', '~': 'invert' } as const
    const kind = this.#token.kind === 'operator' ? signs[this.#token.text as '-'] : undefined
    if (!kind) {
      const base = this.#postfix()
      if (!this.#take('**')) return base
      if (++this.#depth > deepest) throw new Refusal('it nests too deeply')
      const right = this.#unary()
      this.#depth--
      return { kind: 'arithmetic', operator: '**', left: base, right }
    }
    if (++this.#depth > deepest) throw new Refusal('it nests too deeply')
    this.#at++
    const operand = this.#unary()
    this.#depth--
    return { kind, operand }
  }

  #postfix(): Expression {
    let object = this.#atom()
    for (;;) {
      if (this.#take('.')) {
        if (this.#token.kind !== 'name' || keywords.has(this.#token.text)) this.#refuse('a name')
        object = { kind: 'attribute', object, name: this.#token.text }
        this.#at++
      } else if (this.#take('(')) {
        this.#arguments()
        object = { kind: 'call', callee: object }
      } else if (this.#take('[')) object = { kind: 'subscript', object, index: this.#index() }
      else return object
    }
  }

  #arguments(): void {
    while (!this.#take(')')) {
      if (!this.#take('*')) this.#take('**')
      this.#expression()
      if (this.#take('=')) this.#expression()
      if (this.#is('for')) this.#comprehension()
      if (!this.#is(')')) this.#expect(',')
    }
  }

  /** A slice gives undefined. */
  #index(): Expression | undefined {
    let sliced = false
    let index: Expression | undefined
    while (!this.#take(']')) {
      if (this.#take(':')) sliced = true
      else index = this.#list(']')
    }
    if (!sliced && !index) throw new Refusal('it is not a Python expression: "[]" has no index')
    return sliced ? undefined : index
  }

  #comprehension(): void {
    while (this.#take('for')) {
      this.#binary(0)
      while (this.#take(',')) this.#binary(0)
      this.#expect('in')
      this.#or()
      while (this.#take('if')) this.#or()
    }
  }

  #atom(): Expression {
    const token = this.#token
    this.#at++
    if (token.kind === 'integer' || token.kind === 'float')
      return { kind: token.kind, text: token.text }
    if (token.kind === 'string') return this.#strings(token.value!)
    if (token.kind === 'name') {
      if (keywords.has(token.text) && !['None', 'True', 'False'].includes(token.text)) {
        this.#at--
        this.#refuse()
      }
      return { kind: 'name', text: token.text }
    }
    if (token.text === '(') return this.#enclosed(')')
    if (token.text === '[') return this.#enclosed(']')
    if (token.text === '{') return this.#enclosed('}')
    this.#at--
    this.#refuse()
  }

  /** Strings side by side are one. */
  #strings(text: string): Expression {
    while (this.#token.kind === 'string') {
      text += this.#token.value!
      this.#at++
    }
    return { kind: 'string', text }
  }

  #enclosed(close: ')' | ']' | '}'): Expression {
    const items: Expression[] = []
    let comma = false
    let opaque = close === '}'
    while (!this.#take(close)) {
      items.push(this.#expression())
      if (close === '}' && this.#take(':')) this.#expression()
      if (this.#is('for')) {
        this.#comprehension()
        opaque = true
      }
      if (!this.#is(close)) {
        this.#expect(',')
        comma = true
      }
    }
    if (opaque) return { kind: 'sequence', of: 'opaque', items }
    if (close === ']') return { kind: 'sequence', of: 'list', items }
    return items.length === 1 && !comma ? items[0]! : { kind: 'sequence', of: 'tuple', items }
  }
}

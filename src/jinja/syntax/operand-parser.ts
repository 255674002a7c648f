// The grammar of operands. Knows tokens and the tree.
import type { Token } from 'nunjucks/src/parser.js'
import { constants, TokenParser } from './token-parser.js'
import { type Arguments, type Expression, make } from './tree.js'

const argumentStarts = [
  'symbol',
  'string',
  'int',
  'float',
  'left-paren',
  'left-bracket',
  'left-curly',
]

/** The operands of Jinja2's expressions: literals, lookups, slices, calls, filters and tests. */
export abstract class OperandParser extends TokenParser {
  abstract expression(): Expression
  abstract tuple(conditional?: boolean, explicit?: boolean): Expression

  primary(): Expression {
    const token = this.nextToken()
    const number = token?.value.replaceAll('_', '') ?? ''
    switch (token?.type) {
      case 'symbol':
        return Object.hasOwn(constants, token.value)
          ? make('Literal', token, { value: constants[token.value]! })
          : make('Symbol', token, { value: token.value })
      case 'string': {
        let value = token.value
        while (this.peekToken()?.type === 'string') value += this.nextToken()!.value
        return make('Literal', token, { value })
      }
      case 'int':
        return make('Literal', token, { value: BigInt(number) })
      case 'float':
        if (Number(number) === Infinity) this.stop('an infinite float is not supported here', token)
        return make('Literal', token, { value: Number(number) })
      case 'left-paren': {
        const inside = this.tuple(true, true)
        this.need('right-paren', ')')
        return inside
      }
      case 'left-bracket': {
        const children: Expression[] = []
        this.list('right-bracket', ']', () => children.push(this.expression()))
        return make('Array', token, { children })
      }
      case 'left-curly': {
        const children: { key: Expression; value: Expression }[] = []
        this.list('right-curly', '}', () => {
          const key = this.expression()
          this.need('colon', ':')
          children.push({ key, value: this.expression() })
        })
        return make('Dict', token, { children })
      }
      default:
        this.pushToken(token)
        this.unexpected('an expression')
    }
  }

  postfix(node: Expression): Expression {
    for (;;) {
      const token = this.peekToken()
      if (token?.type === 'operator' && token.value === '.') {
        this.nextToken()
        const name = this.nextToken()
        if (name?.type === 'symbol') {
          node = make('Attribute', name, { target: node, name: name.value })
        } else if (name?.type === 'int') {
          const val = make('Literal', name, { value: BigInt(name.value.replaceAll('_', '')) })
          node = make('LookupVal', name, { target: node, val })
        } else {
          this.pushToken(name)
          this.unexpected('a name or a number')
        }
      } else if (token?.type === 'left-bracket') {
        this.nextToken()
        const children: Expression[] = []
        let comma = false
        while (this.peekToken()?.type !== 'right-bracket') {
          if (children.length > 0) {
            this.need('comma', ',')
            comma = true
          }
          children.push(this.subscript())
        }
        if (children.length === 0) this.unexpected('an index')
        this.nextToken()
        const val = comma ? make('Tuple', token, { children }) : children[0]!
        node = make('LookupVal', token, { target: node, val })
      } else if (token?.type === 'left-paren') {
        node = make('FunCall', token, { name: node, args: this.arguments() })
      } else return node
    }
  }

  /** `|filter(…)`, `is test` and calls after them. */
  filters(node: Expression | null): Expression | null {
    for (;;) {
      const token = this.peekToken()
      if (token?.type === 'pipe') {
        this.nextToken()
        const start = this.peekToken()!
        const name = this.dotted()
        node = make('Filter', start, { name, target: node, args: this.argumentsIfAny() })
      } else if (node && this.skipSymbol('is')) node = this.test(node, token!)
      else if (node && token?.type === 'left-paren') {
        node = make('FunCall', token, { name: node, args: this.arguments() })
      } else return node
    }
  }

  private test(target: Expression, at: Token): Expression {
    const negated = this.skipSymbol('not')
    const name = this.dotted()
    const isBare = this.peekToken()?.type !== 'left-paren'
    let args = this.argumentsIfAny()
    const token = this.peekToken()
    const starts = isBare && token && argumentStarts.includes(token.type)
    const word = token?.type === 'symbol' ? token.value : ''
    if (starts && !['else', 'or', 'and'].includes(word)) {
      if (word === 'is') {
        this.stop('tests cannot follow each other', token, 'put the first one in brackets')
      }
      // Jinja2 takes what follows a bare test's name as its argument, `if` and `in` aside.
      args = { ...args, positional: [this.postfix(this.primary())] }
    }
    const node = make('Is', at, { name, target, args })
    return negated ? make('Not', at, { target: node }) : node
  }

  private subscript(): Expression {
    const token = this.peekToken()!
    const bound = () => {
      const { type } = this.peekToken() ?? { type: '' }
      return ['colon', 'right-bracket', 'comma'].includes(type) ? null : this.expression()
    }
    const start = bound()
    if (!this.skip('colon')) return start ?? this.unexpected('an index')
    const stop = bound()
    const step = this.skip('colon') ? bound() : null
    return make('Slice', token, { start, stop, step })
  }

  private argumentsIfAny(): Arguments {
    return this.peekToken()?.type === 'left-paren'
      ? this.arguments()
      : { positional: [], named: [], list: null, dict: null }
  }

  private arguments(): Arguments {
    const result: Arguments = { positional: [], named: [], list: null, dict: null }
    const names = new Set<string>()
    this.need('left-paren', '(')
    this.list('right-paren', ')', () => {
      const token = this.peekToken()!
      if (result.dict) this.unexpected('")" after "**"')
      if (this.skipValue('operator', '**')) result.dict = this.expression()
      else if (this.skipValue('operator', '*')) {
        if (result.list) this.unexpected('one "*" only')
        result.list = this.expression()
      } else {
        const value = this.expression()
        const isName = ['symbol', 'boolean', 'none'].includes(token.type)
        const isAlone = value.typename === 'Symbol' || value.typename === 'Literal'
        if (isName && isAlone && this.skipValue('operator', '=')) {
          if (names.has(token.value))
            this.stop(`the argument "${token.value}" is given twice`, token)
          names.add(token.value)
          result.named.push({ name: token.value, value: this.expression() })
        } else if (result.named.length > 0 || result.list) {
          this.stop('an argument without a name follows one with a name', token)
        } else result.positional.push(value)
      }
    })
    return result
  }

  private dotted(): string {
    const part = () => {
      if (this.peekToken()?.type !== 'symbol') this.unexpected('the name of a filter or test')
      return this.nextToken()!.value
    }
    let value = part()
    while (this.skipValue('operator', '.')) value += '.' + part()
    return value
  }
}

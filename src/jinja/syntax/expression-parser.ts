// The grammar of expressions, by precedence. Knows operands.
import type nunjucks from 'nunjucks/src/parser.js'
import type { Token } from 'nunjucks/src/parser.js'
import { OperandParser } from './operand-parser.js'
import { type Expression, make } from './tree.js'

const comparisons = ['==', '!=', '<', '>', '<=', '>=']
const products = { '*': 'Mul', '/': 'Div', '//': 'FloorDiv', '%': 'Mod' } as const

/** nunjucks' parser with Jinja2's expressions: its precedences and bare tuples. */
export class ExpressionParser extends OperandParser {
  override parseExpression() {
    return this.tuple() as unknown as ReturnType<typeof nunjucks.Parser.prototype.parseExpression>
  }

  /** `a if b else c`, and all that binds tighter. */
  override expression(): Expression {
    return this.within(() => {
      let body = this.or()
      let token: Token | null
      while ((token = this.peekToken()) && this.skipSymbol('if')) {
        const cond = this.or()
        const else_ = this.skipSymbol('else') ? this.expression() : null
        body = make('InlineIf', token, { cond, body, else_ })
      }
      return body
    })
  }

  /** An expression, or several with commas, a bare tuple. */
  override tuple(conditional = true, explicit = false): Expression {
    const start = this.peekToken()
    const children: Expression[] = []
    let comma = false
    for (;;) {
      const token = this.peekToken()
      const type = token?.type ?? ''
      if (type.endsWith('-end') || type === 'right-paren') break
      children.push(conditional ? this.expression() : this.or())
      if (!this.skip('comma')) break
      comma = true
    }
    if (!comma && children[0]) return children[0]
    if (!comma && !explicit) this.unexpected('an expression')
    return make('Tuple', start!, { children })
  }

  or(): Expression {
    let left = this.and()
    for (let token = this.peekToken(); token && this.skipSymbol('or'); token = this.peekToken()) {
      left = make('Or', token, { left, right: this.and() })
    }
    return left
  }

  and(): Expression {
    let left = this.not()
    for (let token = this.peekToken(); token && this.skipSymbol('and'); token = this.peekToken()) {
      left = make('And', token, { left, right: this.not() })
    }
    return left
  }

  not(): Expression {
    const token = this.peekToken()
    if (token && this.skipSymbol('not')) {
      return this.within(() => make('Not', token, { target: this.not() }))
    }
    return this.compare()
  }

  compare(): Expression {
    const expr = this.sum()
    const ops: { type: string; expr: Expression }[] = []
    const first = this.peekToken()
    for (;;) {
      const token = this.peekToken()
      if (token?.type === 'operator' && comparisons.includes(token.value)) {
        this.nextToken()
        ops.push({ type: token.value, expr: this.sum() })
      } else if (this.skipSymbol('in')) {
        ops.push({ type: 'in', expr: this.sum() })
      } else if (this.skipSymbol('not')) {
        // After an operand `not` can only begin `not in`.
        this.needSymbol('in')
        ops.push({ type: 'not in', expr: this.sum() })
      } else {
        return ops.length > 0 ? make('Compare', first!, { expr, ops }) : expr
      }
    }
  }

  sum(): Expression {
    let left = this.concat()
    for (let token = this.peekToken(); ; token = this.peekToken()) {
      if (this.skipValue('operator', '+'))
        left = make('Add', token!, { left, right: this.concat() })
      else if (this.skipValue('operator', '-')) {
        left = make('Sub', token!, { left, right: this.concat() })
      } else return left
    }
  }

  concat(): Expression {
    let left = this.product()
    for (let token = this.peekToken(); this.skip('tilde'); token = this.peekToken()) {
      left = make('Concat', token!, { left, right: this.product() })
    }
    return left
  }

  product(): Expression {
    let left = this.power()
    for (;;) {
      const token = this.peekToken()
      if (token?.type !== 'operator' || !Object.hasOwn(products, token.value)) return left
      this.nextToken()
      left = make(products[token.value as keyof typeof products], token, {
        left,
        right: this.power(),
      })
    }
  }

  power(): Expression {
    let left = this.unary()
    for (let token = this.peekToken(); this.skipValue('operator', '**'); token = this.peekToken()) {
      left = make('Pow', token!, { left, right: this.unary() })
    }
    return left
  }

  unary(filtered = true): Expression {
    return this.within(() => {
      const token = this.peekToken()
      let node: Expression
      if (this.skipValue('operator', '-')) node = make('Neg', token!, { target: this.unary(false) })
      else if (this.skipValue('operator', '+')) {
        node = make('Pos', token!, { target: this.unary(false) })
      } else node = this.primary()
      node = this.postfix(node)
      return filtered ? this.filters(node)! : node
    })
  }
}

// What every rule of the grammar needs. Knows tokens and the tree.
import nunjucks, { type Token } from 'nunjucks/src/parser.js'
import { Fault } from '../fault.js'
import { make, type Target } from './tree.js'

/** The names that are constants. */
export const constants: Record<string, boolean | null> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
}
/** Python's own limits, of its stack and of a program's blocks, are near: brackets count 2, tags 3. */
const deepest = 128

/** nunjucks' parser with what every grammar rule needs: names, targets, lists and complaints. */
export class TokenParser extends nunjucks.Parser {
  /** How many loops are being read. */
  protected loops = 0
  #depth = 0

  /** One target, or several with commas. */
  targets(namespace = false): Target {
    const items = [this.target(namespace)]
    let comma = false
    while (this.skip('comma')) {
      comma = true
      const token = this.peekToken()
      const ended = token?.type === 'right-paren' || token?.type === 'block-end'
      if (!token || ended) break
      items.push(this.target(namespace))
    }
    return comma ? { typename: 'Targets', items } : items[0]!
  }

  target(namespace = false): Target {
    if (this.skip('left-paren')) {
      const inside = this.within(() => this.targets())
      this.need('right-paren', ')')
      return inside
    }
    const token = this.name()
    if (token.value === 'loop' && this.loops > 0) {
      this.stop('"loop" cannot be set: it is the loop itself', token)
    }
    const symbol = make('Symbol', token, { value: token.value })
    if (!namespace || !this.skipValue('operator', '.')) return symbol
    const attribute = this.name()
    return make('Attribute', attribute, { target: symbol, name: attribute.value })
  }

  /** A name that may be set. */
  name(): Token {
    const token = this.nextToken()
    if (token?.type !== 'symbol') {
      this.pushToken(token)
      this.unexpected('a name')
    }
    if (Object.hasOwn(constants, token.value))
      this.stop(`"${token.value}" is a constant, and cannot be set`, token)
    return token
  }

  protected list(type: string, closer: string, item: () => void): void {
    for (let first = true; !this.skip(type); first = false) {
      if (!first) {
        this.need('comma', ',', `"," or "${closer}"`)
        if (this.skip(type)) return
      }
      item()
    }
  }

  need(type: string, value: string, expected = `"${value}"`): void {
    if (!this.skip(type)) this.unexpected(expected)
  }

  needOperator(value: string): void {
    if (!this.skipValue('operator', value)) this.unexpected(`"${value}"`)
  }

  needSymbol(value: string): void {
    if (!this.skipSymbol(value)) this.unexpected(`"${value}"`)
  }

  within<T>(parse: () => T, weight = 1): T {
    if ((this.#depth += weight) > deepest) {
      this.stop('such deep nesting is not supported here', this.peekToken())
    }
    const result = parse()
    this.#depth -= weight
    return result
  }

  unexpected(expected: string): never {
    const token = this.peekToken()
    const shown = token?.type === 'string' ? 'a string' : `"${token?.value ?? ''}"`
    this.stop(`expected ${expected} but found ${token ? shown : 'the end of the template'}`, token)
  }

  stop(message: string, at: Token | null, hint?: string): never {
    throw new Fault('template-syntax', message, hint, {
      file: '',
      line: (at?.lineno ?? 0) + 1,
      column: (at?.colno ?? 0) + 1,
    })
  }
}

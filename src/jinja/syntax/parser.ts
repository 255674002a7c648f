// The grammar of statements: text to tree. Knows expressions and python.
import type { Token } from 'nunjucks/src/parser.js'
import { Kept } from '../../python/kept.js'
import { strip } from '../../python/index.js'
import { Fault } from '../fault.js'
import { ExpressionParser } from './expression-parser.js'
import { Tokens } from './tokens.js'
import {
  type Body,
  type Expression,
  make,
  type Node,
  type Statement,
  type Target,
  type Text,
} from './tree.js'

/** The extensions of Jinja2 that a template may ask for; `do` is on, as on a node. */
export const extensions: readonly string[] = ['jinja2.ext.do', 'jinja2.ext.loopcontrols']

/** The tree of a template; throws a Fault of `template-syntax` with its line and column. */
export function parse(source: string, extended: readonly string[] = []): Body {
  const hasLoopControls = extended.includes('jinja2.ext.loopcontrols')
  const key = `${hasLoopControls}\0${source}`
  const known = parsed.get(key)
  if (known) return known
  const parser = new JinjaParser(new Tokens(source))
  parser.hasLoopControls = hasLoopControls
  const body = parser.parseAsRoot() as unknown as Body
  parsed.keep(key, body, source.length)
  return body
}

/** Templates by their text: one is rendered many times, with what is known each time. */
const parsed = new Kept<Body>(1 << 21)

/** The tags that may only stand inside another one. */
const inner = 'endif elif else endfor endset endmacro endcall endwith endblock'.split(' ')

/** Python has 20 blocks within each other at most, loops and what Jinja2 makes of blocks and includes. */
const mostLoops = 16

/** What stands around a statement: a loop's body, text that is captured in one, or neither. */
type Around = 'loop' | 'capture' | undefined

/** nunjucks' parser with Jinja2's statements, the `do` and loop-control extensions among them. */
class JinjaParser extends ExpressionParser {
  hasLoopControls = false
  #around: Around
  #nested = 0
  #keeps = false

  override parseStatement() {
    const tag = this.peekToken()!
    if (tag.type !== 'symbol') this.unexpected('the name of a tag')
    if (this.breakOnBlocks?.includes(tag.value)) return null
    const parse = Object.hasOwn(this.statements, tag.value) ? this.statements[tag.value] : undefined
    if (!parse) {
      const awaited = (this.breakOnBlocks ?? []).map((name) => `{% ${name} %}`).join(' or ')
      if (tag.value === 'autoescape' || tag.value === 'filter')
        this.stop(`{% ${tag.value} %} is not supported here`, tag)
      const what = inner.includes(tag.value) ? 'unexpected' : 'there is no tag'
      this.stop(`${what} {% ${tag.value} %}`, tag, awaited ? `expected ${awaited}` : undefined)
    }
    this.nextToken()
    return this.within(() => parse(tag), 3) as unknown as ReturnType<
      ExpressionParser['parseExpression']
    >
  }

  readonly statements: Record<string, (tag: Token) => Statement> = {
    if: (tag) => this.ifStatement(tag),
    for: (tag) => this.forStatement(tag),
    set: (tag) => this.setStatement(tag),
    macro: (tag) => {
      const { value: name } = this.name()
      const signature = this.signature()
      const body = this.kept(() => this.body(tag, 'endmacro'))
      return make('Macro', tag, { name, ...signature, body })
    },
    call: (tag) => {
      const signature =
        this.peekToken()?.type === 'left-paren' ? this.signature() : { params: [], defaults: [] }
      const call = this.expression()
      if (call.typename !== 'FunCall') this.stop('{% call %} needs a call, such as m(1)', tag)
      const body = this.kept(() => this.body(tag, 'endcall'))
      return make('CallBlock', tag, { call, ...signature, body })
    },
    with: (tag) => {
      const targets: Target[] = []
      const values: Expression[] = []
      while (this.peekToken()?.type !== 'block-end') {
        if (targets.length > 0) this.need('comma', ',')
        targets.push(this.targets())
        this.needOperator('=')
        values.push(this.expression())
      }
      return make('With', tag, { targets, values, body: this.body(tag, 'endwith') })
    },
    do: (tag) => this.finish(make('Do', tag, { value: this.tuple() })),
    print: (tag) => {
      const children: Expression[] = []
      while (this.peekToken()?.type !== 'block-end') {
        if (children.length > 0) this.need('comma', ',')
        children.push(this.expression())
      }
      return this.finish(make('Output', tag, { children }))
    },
    break: (tag) => this.loopControl(make('Break', tag, {}), tag),
    continue: (tag) => this.loopControl(make('Continue', tag, {}), tag),
    import: (tag) => {
      const template = this.expression()
      this.needSymbol('as')
      const { value: target } = this.name()
      return this.finish(
        make('Import', tag, { template, target, withContext: this.context() ?? false }),
      )
    },
    from: (tag) => this.fromStatement(tag),
    include: (tag) => {
      const template = this.expression()
      const ignoreMissing = this.skipSymbol('ignore')
      if (ignoreMissing) this.needSymbol('missing')
      const withContext = this.context() ?? true
      // There Jinja2 writes past what keeps the text, or makes a generator of the macro.
      if (!withContext && this.#keeps)
        this.stop('an include without context inside captured text is not supported here', tag)
      return this.finish(make('Include', tag, { template, ignoreMissing, withContext }))
    },
    extends: (tag) => this.finish(make('Extends', tag, { template: this.expression() })),
    block: (tag) => {
      const { value: name } = this.name()
      if (this.skipSymbol('scoped')) this.stop('a scoped block is not supported here', tag)
      const required = this.skipSymbol('required')
      const body = this.kept(() => this.until(tag, 'endblock'), false)
      const isBlank = body.children.every(
        (node) => node.typename === 'Output' && node.children.every(isSpace),
      )
      if (required && !isBlank)
        this.stop('a required block holds nothing but comments and white space', tag)
      this.nextToken()
      this.skipSymbol(name)
      this.end()
      return make('Block', tag, { name, required, body })
    },
  }

  private ifStatement(tag: Token): Node<'If'> {
    const branches: Node<'If'>['branches'] = []
    for (;;) {
      const cond = this.tuple(false)
      branches.push({ cond, body: this.until(tag, 'elif', 'else', 'endif') })
      const next = this.nextToken()!
      if (branches.length > 2500)
        this.stop('an {% if %} with more than 2,500 {% elif %} is not supported here', next)
      if (next.value === 'elif') continue
      const else_ = next.value === 'else' ? this.body(tag, 'endif') : null
      if (!else_) this.end()
      return make('If', tag, { branches, else_ })
    }
  }

  private forStatement(tag: Token): Statement {
    this.loops++
    const name = this.targets()
    this.needSymbol('in')
    const arr = this.tuple(false)
    const test = this.skipSymbol('if') ? this.expression() : null
    if (this.skipSymbol('recursive')) this.stop('a recursive loop is not supported here', tag)
    const body = this.inside('loop', () => this.until(tag, 'endfor', 'else'))
    let else_: Body | null = null
    if (this.nextToken()!.value === 'else') else_ = this.body(tag, 'endfor')
    else this.end()
    this.loops--
    return make('For', tag, { name, arr, test, body, else_ })
  }

  /** Reads a body in which `break` and `continue` have another loop, or none. */
  private inside(around: Around, read: () => Body): Body {
    const before = [this.#around, this.#nested] as const
    this.#around = around
    if (around === 'loop') this.#nested++
    else if (!around) this.#nested = 0
    if (this.#nested > mostLoops)
      this.stop(
        `a loop inside more than ${mostLoops - 1} other loops is not supported here`,
        this.peekToken(),
      )
    const body = read()
    ;[this.#around, this.#nested] = before
    return body
  }

  /** Reads a body whose text is a value, that of a macro or a set; a block's is written where it stands. */
  private kept(read: () => Body, keeps = true, around?: Around): Body {
    const before = this.#keeps
    this.#keeps = keeps
    const body = this.inside(around, read)
    this.#keeps = before
    return body
  }

  private loopControl<T extends Statement>(statement: T, tag: Token): T {
    const shown = `{% ${tag.value} %}`
    if (!this.hasLoopControls) {
      const hint = 'the extension jinja2.ext.loopcontrols has it: --extension turns it on'
      this.stop(`there is no tag ${shown}`, tag, hint)
    }
    if (!this.#around) this.stop(`${shown} is outside a loop`, tag)
    if (this.#around === 'capture')
      this.stop(`${shown} in captured text is not supported here`, tag)
    return this.finish(statement)
  }

  private setStatement(tag: Token): Statement {
    const target = this.targets(true)
    if (this.skipValue('operator', '=')) {
      const value = this.tuple()
      return this.finish(make('Set', tag, { target, value, filter: null, body: null }))
    }
    const filter = this.filters(null)
    const body = this.kept(() => this.body(tag, 'endset'), true, this.#around && 'capture')
    return make('Set', tag, { target, value: null, filter, body })
  }

  private fromStatement(tag: Token): Statement {
    const template = this.expression()
    this.needSymbol('import')
    const names: { name: string; alias: string }[] = []
    let withContext: boolean | undefined
    for (;;) {
      if ((withContext = this.context()) !== undefined) break
      const token = this.name()
      if (token.value.startsWith('_')) {
        this.stop(`"${token.value}" cannot be imported: it begins with an underscore`, token)
      }
      const alias = this.skipSymbol('as') ? this.name().value : token.value
      names.push({ name: token.value, alias })
      if ((withContext = this.context()) !== undefined) break
      if (!this.skip('comma')) break
    }
    return this.finish(
      make('FromImport', tag, { template, names, withContext: withContext ?? false }),
    )
  }

  private context(): boolean | undefined {
    const token = this.peekToken()
    if (token?.type !== 'symbol' || !['with', 'without'].includes(token.value)) return undefined
    this.nextToken()
    if (!this.skipSymbol('context'))
      this.stop(`a name "${token.value}" is not supported here`, token)
    return token.value === 'with'
  }

  private signature(): { params: Token[]; defaults: Expression[] } {
    const params: Token[] = []
    const names = new Set<string>()
    const defaults: Expression[] = []
    this.need('left-paren', '(')
    while (!this.skip('right-paren')) {
      if (params.length > 0) this.need('comma', ',')
      const param = this.name()
      if (names.has(param.value)) this.stop(`the parameter "${param.value}" is given twice`, param)
      names.add(param.value)
      params.push(param)
      if (this.skipValue('operator', '=')) defaults.push(this.expression())
      else if (defaults.length > 0)
        this.stop(`"${param.value}" needs a default, like the one before it`, param)
    }
    return { params, defaults }
  }

  /** What stands between a tag and the one that ends it. */
  private body(tag: Token, end: string): Body {
    const body = this.until(tag, end)
    this.nextToken()
    this.end()
    return body
  }

  private until(tag: Token, ...ends: string[]): Body {
    // As in Python, a colon may end what a body belongs to.
    this.skip('colon')
    this.end()
    const body = this.parseUntilBlocks(...ends) as unknown as Body
    if (!this.peekToken()) {
      const awaited = ends.map((name) => `{% ${name} %}`).join(' or ')
      this.stop(`{% ${tag.value} %} is not closed`, tag, `expected ${awaited}`)
    }
    return body
  }

  private finish<T extends Statement>(statement: T): T {
    this.end()
    return statement
  }

  private end(): void {
    if (this.peekToken()?.type !== 'block-end') this.unexpected('"%}"')
    this.nextToken()
  }

  override advanceAfterVariableEnd(): void {
    if (!this.skip('variable-end')) this.unexpected('"}}"')
  }

  /** nunjucks' own complaints, in our words and with the place. */
  override fail(message: string, lineno?: number, colno?: number): never {
    const token = this.peekToken()
    throw new Fault('template-syntax', message.replace(/^\w+: /, ''), undefined, {
      file: '',
      line: (lineno ?? token?.lineno ?? 0) + 1,
      column: (colno ?? token?.colno ?? 0) + 1,
    })
  }
}

/** Whether a printed part is white space. */
function isSpace(part: Expression | Text): boolean {
  return part.typename === 'TemplateData' && strip(part.value) === ''
}

// A template that is ready to run. Knows the scope and python.
import { Func, Module, PyObject, type Value } from '../../python/index.js'
import { type Apart, type Block, captured, Context, type Run, Scope } from './scope.js'

/** A template read and ready to run. */
export class Template extends PyObject {
  readonly type = 'Template'
  #module: Module | undefined

  constructor(
    readonly file: string,
    readonly run: (scope: Scope) => void,
    readonly blocks: ReadonlyMap<string, Block>,
  ) {
    super()
  }

  /** Runs it; its text goes to the run's output. */
  render(run: Run, given: ReadonlyMap<string, Value>, apart?: Apart): Context {
    const context = new Context(given, apart)
    this.renderIn(run, context)
    return context
  }

  /** Runs it with the names and blocks of a template that extends it. */
  renderIn(run: Run, context: Context): void {
    for (const [name, block] of this.blocks) {
      const stack = context.blocks.get(name)
      if (stack) stack.push(block)
      else context.blocks.set(name, [block])
    }
    const { out } = run
    const scope = new Scope(run, context)
    context.self = new Self(scope)
    this.run(scope)
    const { parent } = context
    if (!parent) return
    context.parent = undefined
    run.out = out
    parent.renderIn(run, context)
  }

  /** What it exports to an import without context: made once. */
  module(run: Run, apart: Apart): Module {
    this.#module ??= this.exports(run, new Map(), apart)
    return this.#module
  }

  /** What it exports to an import. */
  exports(run: Run, given: ReadonlyMap<string, Value>, apart?: Apart): Module {
    const { exported, own } = this.render(run, given, apart)
    return new Module(this.file, new Map([...exported].map((name) => [name, own.get(name)!])))
  }
}

/** `self.block()` */
class Self extends PyObject {
  readonly type = 'TemplateReference'
  constructor(readonly scope: Scope) {
    super()
  }
  override attribute(name: string): Value | undefined {
    const [block] = this.scope.context.blocks.get(name) ?? []
    if (!block) return undefined
    return new Func(name, () => captured(this.scope.run, () => block(this.scope)))
  }
}

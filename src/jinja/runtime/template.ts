// A template that is ready to run. Knows the scope, Undefined and python.
import { Func, type Module, PyObject, positional, str, type Value } from '../../python/index.js'
import { TemplateModule } from './module.js'
import { type Apart, type Block, captured, Context, type Run, Scope } from './scope.js'
import { Undefined } from './undefined.js'

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
    this.offer(context)
    this.renderIn(run, context)
    return context
  }

  /** Gives its blocks to what runs, below those that override them. */
  offer({ blocks }: Context): void {
    for (const [name, block] of this.blocks) blocks.set(name, [...(blocks.get(name) ?? []), block])
  }

  /** Runs it with the names and blocks of a template that extends it. */
  renderIn(run: Run, context: Context): void {
    const scope = new Scope(run, context)
    // A block that is called sees what the template has set, and of what it will set nothing.
    context.self = new Self(new Scope(run, context))
    this.run(scope)
    const { parent } = context
    if (!parent) return
    context.parent = undefined
    parent.renderIn(run, context)
  }

  /** What it exports to an import without context: made once. */
  module(run: Run, apart: Apart): Module {
    this.#module ??= this.exports(run, new Map(), apart)
    return this.#module
  }

  /** What it exports to an import. */
  exports(run: Run, given: ReadonlyMap<string, Value>, apart?: Apart): Module {
    let context: Context
    const body = captured(run, () => {
      context = this.render(run, given, apart)
    })
    const { exported, own } = context!
    const members = new Map([...exported].map((name) => [name, own.get(name)!]))
    return new TemplateModule(this.file, members, str(body))
  }
}

/** Runs a block, or with a level the one that it overrides; `super()` in it is the next one. */
export function runBlock(scope: Scope, name: string, level = 0): void {
  const inner = new Scope(scope.run, scope.context, scope)
  inner.names.set('super', blockOf(scope, name, level + 1))
  scope.context.blocks.get(name)?.[level]?.(inner)
}

/** A block as a function that gives its text; `super` of it is the one that it overrides. */
function blockOf(scope: Scope, name: string, level: number): Value {
  if (!scope.context.blocks.get(name)?.[level])
    return new Undefined(`there is no parent block called "${name}"`)
  const call: Func['call'] = (args, named) => {
    positional(name, args, named, 0)
    return captured(scope.run, () => runBlock(scope, name, level))
  }
  return new BlockReference(name, call, () => blockOf(scope, name, level + 1))
}

class BlockReference extends Func {
  override readonly type = 'BlockReference'
  constructor(
    name: string,
    call: Func['call'],
    readonly above: () => Value,
  ) {
    super(name, call)
  }
  override attribute(name: string): Value | undefined {
    return name === 'super' ? this.above() : name === 'name' ? this.name : undefined
  }
}

/** `self.block()` */
class Self extends PyObject {
  readonly type = 'TemplateReference'
  constructor(readonly scope: Scope) {
    super()
  }
  override attribute(name: string): Value | undefined {
    return this.scope.context.blocks.has(name) ? blockOf(this.scope, name, 0) : undefined
  }
}

import { Fault } from './fault.js'
import { declared } from './names.js'
import { parse } from './parser.js'
import { Context, Scope, unset, type Apart, type Block, type Run } from './scope.js'
import { statements, type Execute } from './statements.js'
import type { Body } from './tree.js'
import { Func, Module, PyObject, type Value } from './values.js'

/** What compiling a template collects: its blocks, by name. */
export type Blocks = Map<string, Block>

/** A template read and ready to run. */
export class Template extends PyObject {
  readonly type = 'Template'
  readonly blocks: Blocks = new Map()
  readonly #run: (scope: Scope) => void
  #module: Module | undefined

  /** Throws a Fault of `template-syntax` with its place in `file`. */
  constructor(
    readonly file: string,
    source: string,
    foreign = false,
  ) {
    super()
    try {
      const body = parse(source)
      this.#run = scoped(body, statements(body, { file, soft: 0, foreign }, this.blocks, true))
    } catch (error) {
      if (error instanceof Fault && error.place?.file === '') error.place = { ...error.place, file }
      throw error
    }
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
    this.#run(scope)
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

/** Runs something and gives the text that it would have printed. */
export function captured(run: Run, print: () => void): string {
  const { out } = run
  run.out = out.another()
  try {
    print()
    return run.out.toString()
  } finally {
    run.out = out
  }
}

/** Gives the names that a body sets their first values, then runs it. */
export function scoped(body: Body, execute: Execute): Execute {
  const names = [...declared([body])]
  return (scope) => {
    for (const [name, from] of names) {
      if (scope.names.has(name)) continue
      const outer = scope.parent?.find(name)
      const given = from === 'outside' ? scope.context.lookup(name) : undefined
      const value = outer === undefined ? given : outer
      scope.names.set(name, value === undefined ? unset : value)
    }
    return execute(scope)
  }
}

// A macro that a template defines. Knows the scope and python.
import { Func, type Named, quote, type Value } from '../../python/index.js'
import { captured, Scope } from './scope.js'

/** A macro, or what `caller()` calls. */
export class Macro extends Func {
  override readonly type = 'Macro'
  /** Prints to the run's output what a call would give. */
  readonly print: (args: readonly Value[], named: Named) => void

  constructor(
    scope: Scope,
    readonly macroName: string | null,
    print: (args: readonly Value[], named: Named) => void,
    attributes: ReadonlyMap<string, Value>,
  ) {
    super(
      macroName ?? 'caller',
      (args, named) => captured(scope.run, () => print(args, named)),
      attributes,
    )
    this.print = print
  }
  override represent(): string {
    return `<Macro ${this.macroName === null ? 'anonymous' : quote(this.macroName)}>`
  }
}

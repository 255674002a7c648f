// `namespace()`. Knows Python's objects.
import { Dict, type Printer, PyObject, type Unknown, type Value } from '../../python/index.js'

/** `namespace()`: the one thing whose attributes a template can set. */
export class Namespace extends PyObject {
  readonly type = 'Namespace'
  readonly members = new Map<string, Value>()
  /** What any other name has, where not all are known. */
  rest: Unknown | undefined
  override attribute(name: string): Value | undefined {
    return this.members.get(name) ?? this.rest?.attribute(name)
  }
  override dir(): Iterable<string> {
    return this.members.keys()
  }
  override holds(): Iterable<Value> {
    return this.members.values()
  }
  override refill(value: (key: Value) => Value): void {
    for (const name of this.members.keys()) this.members.set(name, value(name))
  }
  override represent({ items }: Printer): string {
    return `<Namespace ${items([new Dict(this.members)])}>`
  }
}

// What a method is. Knows Python’s objects.
import { refuseHere } from '../errors.js'
import { weigh } from '../iterate.js'
import type { Named, Value } from '../object.js'
import { Func } from '../values.js'

/** A method: what it is called on comes first. */
export type Method<T> = (self: T, args: readonly Value[], named: Named) => Value
export type Methods<T> = Readonly<Record<string, Method<T>>>

/** A method of a table as a function that knows what it is called on. */
export function bound<T extends Value>(
  self: T,
  name: string,
  methods: Methods<T>,
): Func | undefined {
  if (!Object.hasOwn(methods, name)) return undefined
  const method = methods[name]!
  weigh(self)
  return new BoundMethod(name, (args, named) => method(self, args, named), undefined, self)
}

/** A method of one value: two of them are one only where Python finds the values to be one and the same. */
class BoundMethod extends Func {
  override equals(other: Value): boolean {
    return other instanceof BoundMethod && refuseHere('whether two methods are the same')
  }
  override hash(): string {
    return refuseHere('a method as a key')
  }
}

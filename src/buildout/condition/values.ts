/** Why a condition is refused, as the engine would refuse it. */
export class Refusal extends Error {}

/** A value that only the node can tell; it counts as false. */
export const unknown = Symbol('unknown')

/** What a condition computes with: `int` is a bigint, `float` a number, None null. */
export type Value = bigint | number | string | boolean | null | typeof unknown | Tuple | Module

/** A tuple or a list. */
export class Tuple {
  constructor(
    readonly items: readonly Value[],
    readonly kind: 'tuple' | 'list' = 'tuple',
  ) {}
}

/** A module, or another object with attributes; a function of `platform` has its result in `calls`. */
export class Module {
  constructor(
    readonly name: string,
    readonly attributes: ReadonlyMap<string, Value>,
    readonly calls: ReadonlyMap<string, Value> = new Map(),
  ) {}
}

/** Python's truth of a value. */
export function truth(value: Value): boolean {
  if (value === unknown) return false
  if (value instanceof Tuple) return value.items.length > 0
  return value instanceof Module || Boolean(value)
}

/** Python's name of a value's type, for messages. */
export function typeName(value: Value): string {
  if (value === null) return 'None'
  if (value instanceof Tuple) return value.kind
  if (value instanceof Module) return value.name
  const names: Record<string, string> = { bigint: 'int', number: 'float', string: 'str' }
  return names[typeof value] ?? 'bool'
}

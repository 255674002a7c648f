// The arguments of a call, by the signature of what is called. Knows values.
import { refuse } from './errors.js'
import { misfit, type Named, typeName, type Value } from './object.js'
import { Dict, PyStr } from './values.js'

/** A function's own signature: `a b=` is a, which must be given, and b, which may. */
export function bind(
  name: string,
  signature: string,
  args: readonly Value[],
  named: Named,
): (Value | undefined)[] {
  const params = signature === '' ? [] : signature.split(' ')
  if (args.length > params.length) {
    refuse(`${name}() takes at most ${params.length} arguments (${args.length} given)`)
  }
  const result: (Value | undefined)[] = params.map((_, i) => args[i])
  for (const [key, value] of named) {
    const at = params.findIndex((param) => param.replace('=', '') === key)
    if (at < 0) refuse(`${name}() got an unexpected keyword argument '${key}'`)
    if (result[at] !== undefined) refuse(`${name}() got two values for argument '${key}'`)
    result[at] = value
  }
  params.forEach((param, i) => {
    if (!param.endsWith('=') && result[i] === undefined) {
      refuse(`${name}() needs the argument '${param}'`)
    }
  })
  return result
}

/** Arguments that have no names, from least to most of them. */
export function positional(
  name: string,
  args: readonly Value[],
  named: Named,
  least: number,
  most = least,
): readonly Value[] {
  if (named.size > 0) refuse(`${name}() takes no keyword arguments`)
  if (args.length < least || args.length > most) {
    const expected = least === most ? String(least) : `${least} to ${most}`
    refuse(`${name}() takes ${expected} arguments (${args.length} given)`)
  }
  return args
}

/** An argument that must be an int; `otherwise` where it is not given. */
export function int(value: Value | undefined, otherwise?: number): number {
  if (value === undefined && otherwise !== undefined) return otherwise
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'bigint') return Number(value)
  return misfit(`'${typeName(value ?? null)}' object cannot be interpreted as an integer`, value)
}

/** An argument that must be a text. */
export function textual(name: string, value: Value | undefined): string {
  if (typeof value === 'string') return value
  if (value instanceof PyStr) return value.content
  return misfit(`${name}() argument must be str, not ${typeName(value ?? null)}`, value)
}

/** An int as Python counts with it. */
export function whole(value: Value): bigint {
  return typeof value === 'bigint' ? value : BigInt(int(value))
}

/** `format_map`'s arguments out of a dict. */
export function namedOf(value: Value): Map<string, Value> {
  if (!(value instanceof Dict)) refuse(`'${typeName(value)}' object is no mapping`)
  const named = new Map<string, Value>()
  for (const [key, entry] of value.entries.values()) {
    named.set(typeof key === 'string' ? key : refuse('keywords must be strings'), entry)
  }
  return named
}

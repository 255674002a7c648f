// The arguments of a call, by the signature of what is called. Knows values.
import { refuse, refuseAll, refuseHere } from './errors.js'
import { misfit, type Named, typeName, type Value } from './object.js'
import type { Unknown } from './unknown.js'
import { Dict, PyStr } from './values.js'

/** The arguments of a call in the order of a signature, undefined where one is not given. */
export type Bound = readonly (Value | undefined)[]

/**
 * Reads the arguments of a call by a signature: `a b= c!` is a, which must be given, b, which may,
 * and c, which Python would take and is refused by its name.
 */
export function signature(
  name: string,
  parameters: string,
): (args: readonly Value[], named: Named) => Bound {
  const words = parameters === '' ? [] : parameters.split(' ')
  const names = words.map((word) => word.replace(/[=!]/, ''))
  return (args, named) => {
    if (args.length > names.length) {
      refuseAll(`${name}() takes at most ${names.length} arguments (${args.length} given)`)
    }
    const result: (Value | undefined)[] = names.map((_, i) => args[i])
    for (const [key, value] of named) {
      const at = names.indexOf(key)
      if (at < 0) refuseAll(`${name}() got an unexpected keyword argument '${key}'`)
      if (result[at] !== undefined) refuse(`${name}() got two values for argument '${key}'`)
      result[at] = value
    }
    words.forEach((word, i) => {
      const isGiven = result[i] !== undefined
      if (isGiven && word.endsWith('!')) refuseHere(`the argument '${names[i]}' of ${name}()`)
      if (!isGiven && word === names[i]) refuse(`${name}() needs the argument '${word}'`)
    })
    return result
  }
}

/** A method, filter or test by its signature; what it is called on comes first. */
export function takes<S, R>(
  name: string,
  parameters: string,
  call: (self: S, bound: Bound) => R,
): (self: S, args: readonly Value[], named: Named) => R {
  const read = signature(name, parameters)
  return (self, args, named) => call(self, read(args, named))
}

/** A function by its signature. */
export function taking<R>(
  name: string,
  parameters: string,
  call: (bound: Bound) => R,
): (args: readonly Value[], named: Named) => R {
  const read = signature(name, parameters)
  return (args, named) => call(read(args, named))
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
    refuseAll(`${name}() takes ${expected} arguments (${args.length} given)`)
  }
  return args
}

/** A method whose arguments have no names, from least to most of them. */
export function plainly<S, R>(
  name: string,
  least: number,
  most: number,
  call: (self: S, bound: Bound) => R,
): (self: S, args: readonly Value[], named: Named) => R {
  return (self, args, named) => call(self, positional(name, args, named, least, most))
}

/** An argument that must be an int, of as many bits as C has there; `otherwise` where it is not given. */
export function int(value: Value | undefined, otherwise?: number, bits = 64): number {
  if (value === undefined && otherwise !== undefined) return otherwise
  const given = whole(value ?? null)
  return BigInt.asIntN(bits, given) === given
    ? Number(given)
    : refuse('Python int too large to convert to C')
}

/** Whether an argument that must be an int is other than 0. */
export function flag(value: Value): boolean {
  return int(value, 0, 32) !== 0
}

/** An argument that must be a text. */
export function textual(name: string, value: Value | undefined): string {
  if (typeof value === 'string') return value
  if (value instanceof PyStr) return value.content
  return misfit(`${name}() argument must be str, not ${typeName(value ?? null)}`, value)
}

/** An int as Python counts with it. */
export function whole(value: Value): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return BigInt(value)
  return misfit(`'${typeName(value)}' object cannot be interpreted as an integer`, value)
}

/** The named arguments of a call. */
export class Names extends Map<string, Value> {
  /** What any other name has, where not all are known. */
  rest: Unknown | undefined
  /** What else is handed over by place, where it is not known how many there are. */
  places: Unknown | undefined
}

/** `format_map`'s arguments out of a dict. */
export function namedOf(value: Value): Names {
  if (!(value instanceof Dict)) refuse(`'${typeName(value)}' object is not a mapping`)
  const named = new Names()
  named.rest = value.rest
  for (const [key, entry] of value.entries.values()) {
    if (key instanceof PyStr) refuseHere('safe text as the name of an argument')
    named.set(typeof key === 'string' ? key : refuse('keywords must be strings'), entry)
  }
  return named
}

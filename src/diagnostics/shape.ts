// What an argument must be, as data: its words for a finding, and what it holds. Knows this folder alone.
import { anyOf } from './shorten.js'
import { jsonValues, thrown, unfitIn } from './data.js'
import { most } from './limits.js'

/** What a value must be. */
export interface Shape {
  /** For a finding: `text`, `a list`, `xml or json`. */
  readonly expected: string
  /** Whether the value is one, what it holds aside. */
  readonly is: (value: unknown) => boolean
  /** What it holds, each by its name, and what that must be; asked only where it is one. */
  readonly parts?: (value: never, what: string) => Iterable<Part>
  /** The names that it may have, where others would be ignored without a word. */
  readonly names?: readonly string[]
}

/** A value by its name, and what it must be. */
export type Part = readonly [what: string, value: unknown, shape: Shape]

/** What is not as it must be: another value, or a name that nothing reads. */
export interface Misfit {
  what: string
  shape: Shape
  value: unknown
  /** The name that is not one of the shape's. */
  unknown?: string
  /** What a getter or a proxy of the caller's throws, where it cannot be looked at. */
  thrown?: string
}

/** The first part of a value that is not what it must be, the value itself among them. */
export function misfitOf(what: string, value: unknown, shape: Shape): Misfit | undefined {
  try {
    return readMisfit(what, value, shape)
  } catch (error) {
    return { what, shape, value, thrown: thrown(error) }
  }
}

function readMisfit(what: string, value: unknown, shape: Shape): Misfit | undefined {
  if (!shape.is(value)) return { what, shape, value }
  const unknown =
    shape.names && Object.keys(value as object).find((name) => !shape.names!.includes(name))
  if (unknown !== undefined) return { what, shape, value, unknown }
  for (const part of shape.parts?.(value as never, what) ?? []) {
    const found = misfitOf(...part)
    if (found) return found
  }
  return undefined
}

/** Neither a list nor what keeps what it holds elsewhere, as a Map or a Date does: no field of it would be seen. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  /^\[object (?:Object|Module)\]$/.test(Object.prototype.toString.call(value))

export const text: Shape = { expected: 'text', is: (value) => typeof value === 'string' }

export const truth: Shape = {
  expected: 'true or false',
  is: (value) => typeof value === 'boolean',
}

/** Something counted: 0 or more. */
export const amount: Shape = {
  expected: 'a number, 0 or more',
  is: (value) => typeof value === 'number' && value >= 0,
}

export const callback: Shape = {
  expected: 'a function',
  is: (value) => typeof value === 'function',
}

export const anything: Shape = { expected: 'anything', is: () => true }

/** An object, whatever it holds. */
export const object: Shape = { expected: 'an object', is: isObject }

/** What JSON can hold; fields may be undefined. */
export const data: Shape = {
  expected: jsonValues,
  is: (value) => unfitIn('', value) === undefined,
}

/** An object that can be read, whatever it holds and however deep. */
export const readable: Shape = {
  expected: 'an object',
  is: (value) => isObject(value) && readAll(value),
}

/** An object that can be read, or a Map. */
export const readableOrMap: Shape = {
  expected: 'an object or a Map',
  is: (value) => readable.is(value) || (value instanceof Map && readAll(value)),
}

/** What has a `get` as a Map has, also one of another window. */
export const map: Shape = {
  expected: 'a Map',
  is: (value) =>
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Map<unknown, unknown>>).get === 'function',
}

/** One of some words, numbers or null. */
export function oneOf(...choices: readonly (string | number | null)[]): Shape {
  return {
    expected: anyOf(choices.map(String)),
    is: (value) => choices.includes(value as string),
  }
}

/** What may be left out. */
export function optional(shape: Shape): Shape {
  return either(shape.expected, { expected: 'nothing', is: (value) => value === undefined }, shape)
}

/** Whether nothing is asked of what a value holds. */
function isWhole({ parts, names }: Shape): boolean {
  return parts === undefined && names === undefined
}

/** The first of some that a value is. */
export function either(expected: string, ...shapes: readonly Shape[]): Shape {
  const is = (value: unknown): boolean => shapes.some((shape) => shape.is(value))
  if (shapes.every(isWhole)) return { expected, is }
  return {
    expected,
    is,
    parts: (value, what) => [[what, value, shapes.find((shape) => shape.is(value))!]],
  }
}

/** A list of at most so many items as a value may hold, each the same; one that was left out is an item too. */
export function listOf(item: Shape, expected = 'a list'): Shape {
  return {
    expected,
    is: (value) => Array.isArray(value) && value.length <= most.values,
    *parts(list: readonly unknown[], what) {
      for (let i = 0; i < list.length; i++) yield [`item ${i + 1} of ${what}`, list[i], item]
    },
  }
}

/** An object whose names are anybody's and whose values are the same. */
export function valuesOf(value: Shape, expected = 'an object of names and values'): Shape {
  return {
    expected,
    is: isObject,
    *parts(given: Readonly<Record<string, unknown>>, what) {
      for (const [name, each] of Object.entries(given)) yield [partName(name, what), each, value]
    },
  }
}

/** An object that has at least these. */
export function record(
  fields: Readonly<Record<string, Shape>>,
  expected = `an object with ${Object.keys(fields).join(', ')}`,
): Shape {
  return {
    expected,
    is: isObject,
    *parts(given: Readonly<Record<string, unknown>>, what) {
      for (const [name, shape] of Object.entries(fields)) {
        const value = given[name]
        if (!isWhole(shape) || !shape.is(value)) yield [partName(name, what), value, shape]
      }
    },
  }
}

/** Options: each may be left out, and none has another name. A type with one more does not compile. */
export function optionsOf<Options>(fields: Readonly<Record<keyof Options & string, Shape>>): Shape {
  const whole = Object.entries<Shape>(fields).map(
    ([name, shape]) => [name, optional(shape)] as const,
  )
  return { ...record(Object.fromEntries(whole), 'an object'), names: Object.keys(fields) }
}

/** Reads all that a value holds: throws what its getters throw. */
function readAll(value: object): true {
  const reached = new Set<unknown>([value])
  for (const each of reached) {
    if (typeof each !== 'object' || each === null) continue
    const inner: unknown[] = each instanceof Map ? [...each].flat() : Object.values(each)
    for (const one of inner) reached.add(one)
  }
  return true
}

function partName(name: string, what: string): string {
  return `${JSON.stringify(name)} of ${what}`
}

// How a module is made of functions. Knows values.
import type { Value } from '../object.js'
import { Func, Module } from '../values.js'
import type { Call } from './functions.js'

/** A module of functions and other values. */
export function module(
  name: string,
  calls: Record<string, Call>,
  values: [string, Value][] = [],
): Module {
  const functions = Object.entries(calls).map(([key, call]) => [key, new Func(key, call)] as const)
  return new Module(name, new Map<string, Value>([...functions, ...values]))
}

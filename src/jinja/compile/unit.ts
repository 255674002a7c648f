// A template that is being compiled, and how its parts compile theirs. Knows the tree,
// the runtime and python.
import {
  changing,
  Func,
  invoke,
  isUnknown,
  type Names,
  textMethods,
  touch,
  type Value,
} from '../../python/index.js'
import type { Place } from '../fault.js'
import { Macro } from '../runtime/macro.js'
import { type Block, Scope } from '../runtime/scope.js'
import { Undefined } from '../runtime/undefined.js'
import type { Body, Expression } from '../syntax/tree.js'

/** An expression as a function from the names at hand to its value. */
export type Evaluate = (scope: Scope) => Value
/** Whether a loop goes on after a statement. */
export type Signal = 'break' | 'continue' | undefined
/** A statement as a function that prints to the run's output. */
export type Execute = (scope: Scope) => Signal
/** A target as a function that puts a value into it. */
export type Store = (scope: Scope, value: Value) => void

/** The template that is being compiled. */
export interface Unit {
  readonly file: string
  /** Whether it is not the author's: what fails in it is reported at its call. */
  readonly foreign: boolean
  /** Its blocks, by name. */
  readonly blocks: Map<string, Block>
  /** Within an `if`, where an unknown filter is a fault only when it is reached. */
  soft: number
  /** How deep the expression is that is being compiled. */
  depth: number
  /** How many nodes of expressions were compiled so far. */
  nodes: number
  /** Within what is called or captured: it prints in a template that extends another, too. */
  apart: number
  /** The names that the scopes around read. */
  around: ReadonlySet<string>
  /** Whether it extends another so far, in some case or in each. */
  extends: 'never' | 'perhaps' | 'always'
  /** A print of nothing, of which Jinja2 makes broken code where the template may extend another. */
  blank: Place | undefined
  expression(node: Expression): Evaluate
  statements(body: Body, top?: boolean): Execute
}

/** The place of a node, counted from 1. */
export function placeOf(node: { lineno: number; colno: number }, { file }: Unit): Place {
  return { file, line: node.lineno + 1, column: node.colno + 1 }
}

/** Calls a value with arguments of which not all may be known. */
export function call(value: Value, args: readonly Value[], named: Names): Value {
  // Whatever is called hardly takes a name that is misspelt, and a text's methods take none that is not there.
  if (isUnknown(value)) {
    const isOfText = Object.hasOwn(textMethods, value.name.slice(value.name.lastIndexOf('.') + 1))
    for (const each of args)
      if (isOfText) touch(each)
      else if (each instanceof Undefined) each.unfitIfNear()
  }
  if (!named.places || value instanceof Macro) return invoke(value, args, named)
  const unknown = named.places.foundIn([
    value instanceof Func ? (value.self ?? null) : value,
    ...args,
  ])
  if (value instanceof Func && !changing.has(value.name)) return unknown
  // What it changes, and how, is not known.
  return unknown.called(args)
}

/** Compiles something in which an unknown filter is a fault only when it is reached. */
export function softly<T>(unit: Unit, compile: () => T): T {
  unit.soft++
  const made = compile()
  unit.soft--
  return made
}

/** Compiles something in which an unknown filter is a fault at once, whatever stands around it. */
export function hardly<T>(unit: Unit, compile: () => T): T {
  const { soft } = unit
  unit.soft = 0
  const made = compile()
  unit.soft = soft
  return made
}

/** Compiles what is called or captured. */
export function apart<T>(unit: Unit, compile: () => T): T {
  unit.apart++
  const made = compile()
  unit.apart--
  return made
}

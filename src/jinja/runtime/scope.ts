// The names at hand while a template runs, and what a run shares. Knows Undefined, the output,
// diagnostics and python.
import { nearest } from '../../diagnostics/index.js'
import {
  printedUnknown,
  refuseHere,
  timesTested,
  type Unknown,
  unknownsSince,
  type Value,
} from '../../python/index.js'
import { Fault, type Place } from '../fault.js'
import type { Branches } from './branches.js'
import type { Output } from './output.js'
import { Undefined } from './undefined.js'
import { usualModule } from './usual.js'

/** A call of a macro: its name, its parameters by theirs, and where it stands. */
export type Called = (macro: string, parameters: ReadonlyMap<string, Value>, at: Place) => void

/** What one rendering shares between its templates. */
export interface Run {
  readonly templates: {
    /** A template, or what else the name is. */
    get(name: Value, from: string): Value
    /** Whether a name is one that an import finds wherever it stands. */
    has(name: string): boolean
  }
  readonly globals: ReadonlyMap<string, Value>
  /** What a name that nobody gives stands for; such a name is undefined unless said. */
  readonly assume: ((name: string) => Value | undefined) | undefined
  /** What a name is that was declared and is not set. */
  readonly unset: ((name: string) => Unknown | undefined) | undefined
  /** Hears of every call of a macro. */
  readonly called: Called | undefined
  /** The branches that were come to. */
  readonly branches: Branches
  out: Output
  /** How deep macros and imports are within each other. */
  depth: number
  /** The place of what is being done, for the diagnostic if it fails. */
  at: Place
}

export type Block = (scope: Scope) => void

/** Where a template is imported or included without context: the names that it does not see. */
export interface Apart {
  from: Scope
  /** The statement that would show them. */
  hint: string
}

/** A template's names: what it was given and what it set at its top level. */
export class Context {
  readonly exported = new Set<string>()
  readonly own = new Map<string, Value>()
  readonly blocks = new Map<string, Block[]>()
  /** The template that this one extends. */
  parent: { renderIn(run: Run, context: Context): void } | undefined
  /** `self`, which offers the blocks. */
  self: Value | undefined

  constructor(
    readonly given: ReadonlyMap<string, Value>,
    readonly apart?: Apart,
  ) {}

  lookup(name: string): Value | undefined {
    const own = this.own.get(name)
    return own === undefined ? this.given.get(name) : own
  }
}

function isUnset(value: Value): boolean {
  return value === unset || value === late
}

/** A name that nobody gives. */
function unnamed(name: string, hint: Undefined['hint']): Undefined {
  return new Undefined(`"${name}" is undefined`, hint, true, 'name')
}

/** Declared but not set yet. */
export const unset = new Undefined('a name is used before it has a value')

/** The same where it is read before any branch may set it: whatever is not known, it has no value there. */
export const late = new Undefined('a name is used before it is set')

/** The names of a template, a loop's round or a macro's call. */
export class Scope {
  readonly names = new Map<string, Value>()
  /** Whether the round or the block whose names these are has ended: Jinja2 has other values there then. */
  #isOver = false
  constructor(
    readonly run: Run,
    readonly context: Context,
    readonly parent: Scope | null = null,
  ) {}

  inner(): Scope {
    return new Scope(this.run, this.context, this)
  }

  /** Runs something with names of its own, which are over when it ends. */
  within<T>(inside: (inner: Scope) => T): T {
    const inner = this.inner()
    const result = inside(inner)
    inner.#isOver = true
    return result
  }

  /** The scope's own value of a name, or one further out; undefined where none declares it. */
  find(name: string): Value | undefined {
    const value = this.names.get(name)
    if (value !== undefined && this.#isOver)
      refuseHere(`the name ${name} in a macro that outlives the round or block which sets it`)
    return value === undefined ? this.parent?.find(name) : value
  }

  /** What a name that no scope declares stands for. */
  given(name: string): Value | undefined {
    const given = this.context.lookup(name)
    return given === undefined ? this.run.globals.get(name) : given
  }

  read(name: string): Value {
    const local = this.find(name)
    if (local !== undefined && !isUnset(local)) return local
    if (local === undefined) {
      if (name === 'self' && this.context.self !== undefined) return this.context.self
      const value = this.given(name)
      if (value !== undefined) return value
      const { apart } = this.context
      if (apart?.from.sees(name)) return unnamed(name, apart.hint)
      if (this.run.templates.has(name)) {
        return unnamed(name, `{% import '${name}' as ${name} %}`)
      }
      const assumed = this.run.assume?.(name)
      if (assumed !== undefined) return assumed
    }
    const later = local === unset ? this.run.unset?.(`(${name})`) : undefined
    if (later !== undefined) return later
    return unnamed(name, () => {
      const module = usualModule(name)
      if (module !== undefined) {
        return `a section's context imports it; here --module ${name}=${module} gives it`
      }
      const near = nearest(name, this.known().keys())
      return near === undefined ? undefined : `did you mean "${near}"?`
    })
  }

  /** Whether a name has a value here, or where this template is imported without context. */
  sees(name: string): boolean {
    const local = this.find(name)
    if (local !== undefined && !isUnset(local)) return true
    const { apart } = this.context
    return this.context.lookup(name) !== undefined || apart?.from.sees(name) === true
  }

  set(name: string, value: Value): void {
    this.names.set(name, value)
    if (this.parent === null) {
      this.context.own.set(name, value)
      if (!name.startsWith('_')) this.context.exported.add(name)
    }
  }

  /** Every name that has a value here, without the globals where `given` is all that is asked for. */
  known(globals = true): Map<string, Value> {
    const all = this.parent?.known(globals) ?? new Map(globals ? this.run.globals : [])
    const { given, own } = this.context
    const outside = this.parent ? [] : [given, own]
    for (const values of [...outside, this.names]) {
      for (const [name, value] of values) if (!isUnset(value)) all.set(name, value)
    }
    return all
  }
}

/**
 * Runs something and gives the text that it would have printed; one that holds an unknown, or hangs on one,
 * is one.
 */
export function captured(run: Run, print: () => void): Value {
  const { out } = run
  run.out = out.another()
  const tests = timesTested()
  try {
    print()
    const text = run.out.toString()
    const [printed] = text.matchAll(printedUnknown)
    const name = printed?.[1] ?? unknownsSince(tests).at(-1)?.made.name
    return (name === undefined ? undefined : run.unset?.(name)?.like(text)) ?? text
  } finally {
    run.out = out
  }
}

/** Macros and imports within each other. */
const deepest = 150

/** Runs something within something: a macro called by a macro, an import in an import. */
export function nest<T>(run: Run, inside: () => T): T {
  if (run.depth >= deepest) {
    throw new Fault(
      'template-limit',
      `macros and templates call each other more than ${deepest} deep`,
      'a macro may call itself forever',
    )
  }
  run.depth++
  try {
    return inside()
  } finally {
    run.depth--
  }
}

// A value that only a node has, and what stands for the outcome of an operation on one. Knows objects,
// errors and marks.
import { spend, spendLength } from './budget.js'
import { PyError } from './errors.js'
import { closing, holdsUnknown, causeIn, opening, printedUnknown, writeKnown } from './marks.js'
import { quote } from './quote.js'
import { type Named, PyObject, type Value } from './object.js'

const longestName = 80
/** What is known of a longer text than a name is worth nothing. */
const longestText = 1 << 16

/** The tests of unknowns in one render, by what was asked of which, and the name of that. */
export type Tests = Map<string, string>

let tested = 0

/** Those that were tested last. */
const latest: Unknown[] = []
const mostLatest = 8

let answer: ((test: string) => boolean | undefined) | undefined

/** Runs something in which tests of unknowns come out as said for each; others as the unknown itself has it. */
export function answering<T>(answers: (test: string) => boolean | undefined, run: () => T): T {
  const before = answer
  answer = answers
  try {
    return run()
  } finally {
    answer = before
  }
}

/** How often unknowns were tested at all: what was decided without a test is the same whatever they are. */
export function timesTested(): number {
  return tested
}

/** The unknowns that were tested since so many tests; of many the last ones. */
export function unknownsSince(times: number): Unknown[] {
  const first = Math.max(times, tested - mostLatest)
  return Array.from({ length: tested - first }, (_, i) => latest[(first + i) % mostLatest]!)
}

/** The same by their names. */
export function testedSince(times: number): string[] {
  return [...new Set(unknownsSince(times).map(({ cause }) => cause))]
}

/**
 * A value that is not known. It has every attribute and item, can be called and compared, and what is
 * made of it is unknown too. Tests of it all come out one way, and it is walked through once or never:
 * who renders with it does so twice.
 */
export class Unknown extends PyObject {
  readonly type = 'unknown'
  readonly name: string
  readonly #way: boolean
  readonly #tests: Tests
  readonly #text: string
  /** What it may be, of what was at hand where it was found or made. */
  readonly #among: readonly Value[]
  /** What it is a method of, by its name. */
  #method: readonly [owner: Unknown, name: string] | undefined

  /**
   * @param way how its tests come out
   * @param tests hears of them
   * @param text what it prints, where a part of that is known
   * @param among what of known values it may be
   */
  constructor(
    name: string,
    way: boolean,
    tests: Tests = new Map(),
    text?: string,
    among: readonly Value[] = [],
    /** Whether it has a value at all; of an attribute or an item that is not known either. */
    readonly isThere = true,
  ) {
    super()
    this.#way = way
    this.#tests = tests
    this.name = name.replace(/[^\w.()-]+/g, '-').slice(0, longestName)
    this.#text = text ?? `${opening}${this.name}${closing}`
    this.#among = among
  }

  override attribute(name: string): Unknown {
    return this.#at(name)
  }
  override item(key: Value): Unknown {
    if (key instanceof PyObject) key.unfit?.()
    return this.#at(typeof key === 'string' ? key : String(key))
  }
  override operate(operator: string, other: Value, reversed: boolean): Value {
    if (other instanceof PyObject) other.unfit?.()
    // What is added to a text is one.
    const isAdded = typeof other === 'string' || (isUnknown(other) && (this.isPart || other.isPart))
    if (operator !== '+' || !isAdded) return this
    const added = typeof other === 'string' ? other : other.text()
    if (this.#text.length + added.length > longestText) return this
    return this.like(reversed ? added + this.#text : this.#text + added)
  }
  override equals(other: Value): boolean {
    return this.beside('==', other)
  }
  /** What a comparison with a value comes to, if that can be compared. */
  beside(what: string, other: Value): boolean {
    touch(other)
    return this.asked(what + plainly(other))
  }
  override truth(): boolean {
    return this.isPart || this.way
  }
  /** What a call of it gives: that of its `get` is the item, and a method's is made of what it is called on. */
  called(args: readonly Value[]): Unknown {
    const [key] = args
    const [of, name] = this.#method ?? [this]
    // Which of those it may be is changed is not known; a function that is one may change what it is given.
    if (this.#among.length > 0 && (name === undefined || changing.has(name)))
      changesIn([of, ...(name === undefined ? args : [])], of.foundIn([of, ...args]).made)
    const at = this.name.lastIndexOf('.')
    const [owner, method] = [this.name.slice(0, at), this.name.slice(at + 1)]
    if (at > 0 && getting.has(method) && typeof key === 'string') return this.#of(`${owner}.${key}`)
    return at > 0 && methods.has(method) ? this.#of(`${owner}()`) : this
  }
  override callable(): boolean {
    return true
  }
  override iterate(): Iterable<Value> {
    return this.way ? [this.made.#of(`${this.made.name}.item`)] : []
  }
  override hash(): string {
    return `u${this.#text}`
  }
  override text(): string {
    return this.#text
  }
  override represent(): string {
    return this.isPart ? quote(this.text()) : this.text()
  }

  /** How its tests come out; who asks makes one. */
  get way(): boolean {
    return this.asked('')
  }

  /** How a test of it comes out, by what is asked: two of the same come out the same. */
  asked(what: string): boolean {
    const test = this.#text + what
    this.#tests.set(test, this.cause)
    latest[tested++ % mostLatest] = this
    return answer?.(test) ?? this.#way
  }

  /** Whether it is a text of which a part is known. */
  get isPart(): boolean {
    return this.#text.replaceAll(printedUnknown, '') !== ''
  }

  /** What is made of it: of that, it is what is not known. */
  get made(): Unknown {
    return this.#of(this.name.includes('(') ? this.name : `${this.name}()`)
  }

  /** What a user knows it by. */
  get cause(): string {
    return causeIn(this.name)
  }

  /** One of which nothing is known. */
  get bare(): Unknown {
    return this.#of(this.name)
  }

  /** A text that holds what it prints. */
  like(text: string): Unknown {
    return this.#of(this.name, text)
  }

  /** The same where it is found under a key that is not known: any value in these may be it. */
  foundIn(...within: Value[]): Unknown {
    const held = within.flatMap((each) => [...(heldBy(each) ?? [])])
    spend(held.length >> 2)
    const among = held.filter((each) =>
      isUnknown(each) ? each.#among.length > 0 : typeof each === 'object' && each !== null,
    )
    return new Unknown(this.name, this.#way, this.#tests, undefined, among)
  }

  /** What of known values it may be. */
  override holds(): Iterable<Value> {
    return this.#among
  }

  #at(name: string): Unknown {
    const of = this.#among.length > 0 ? this.made : this
    const found = this.#of(`${of.name}.${name}`, undefined, false)
    found.#method = [this, name]
    return found
  }

  #of(name: string, text?: string, isThere = true): Unknown {
    return new Unknown(name, this.#way, this.#tests, text, this.#among, isThere)
  }
}

/** What a value is compared with, where that can be said by a short text. */
function plainly(value: Value): string {
  const isLong = typeof value === 'string' && value.length > longestName
  if (value === null || typeof value !== 'object') return isLong ? '' : `${typeof value}${value}`
  return isUnknown(value) && value.text().length <= longestName ? value.text() : ''
}

const getting: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault'])

/** The methods of texts, lists and dicts that hand on what those hold. */
const methods: ReadonlySet<string> = new Set([
  ...['copy', 'items', 'keys', 'values', 'encode', 'decode', 'format', 'join', 'lower', 'upper'],
  ...['lstrip', 'rstrip', 'strip', 'replace', 'rsplit', 'split', 'splitlines', 'partition'],
  ...['rpartition', 'startswith', 'endswith', 'iteritems'],
])

/** Whether a value is not known. */
export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown
}

/** Stops at a value that is not there, as its use does. */
export function touch(value: Value): void {
  if (value instanceof PyObject && value.unfit) value.text?.()
}

/** A value that is not known among these, or in what they hold; what may hold more is none either. */
export function unknownIn(values: Iterable<Value | undefined>): Unknown | undefined {
  return among(values, (value) => (isUnknown(value) ? value : openOf(value)))
}

/** The same for what does not show in a text that is made of them. */
function unseenIn(values: Iterable<Value | undefined>): Unknown | undefined {
  return among(values, (value) =>
    isUnknown(value) ? (holdsUnknown(value.text()) ? undefined : value) : openOf(value),
  )
}

function among(
  values: Iterable<Value | undefined>,
  find: (value: Value) => Unknown | undefined,
  depth = 3,
): Unknown | undefined {
  for (const value of values) {
    if (value === null || typeof value !== 'object') continue
    const inside = depth === 0 || isUnknown(value) ? undefined : heldBy(value)
    const found = find(value) ?? (inside && among(inside, find, depth - 1))
    if (found) return found
  }
  return undefined
}

/** What a list, a tuple or a dict holds. */
function heldBy(value: Value): Iterable<Value> | undefined {
  if (value === null || typeof value !== 'object') return undefined
  return Array.isArray(value) ? value : value.holds?.()
}

/** What makes another text of one, part by part. */
const ofTexts = new Set([
  'indent',
  'lower',
  'lstrip',
  'replace',
  'rstrip',
  'strip',
  'trim',
  'upper',
])

/** What a method or a filter makes of a text of which a part is known. */
export function inPart(
  value: Unknown,
  name: string,
  make: (text: string) => Value,
): Value | undefined {
  if (!value.isPart || !ofTexts.has(name)) return undefined
  const whole = (text: string): string => String(make(text))
  const isOfLetters = !/strip|trim|indent/.test(name)
  return value.like(isOfLetters ? writeKnown(value.text(), whole) : whole(value.text()))
}

/** What may hold more than it does: what is not known decides whether it was put in. */
const open = new WeakMap<object, Unknown>()

/** Has a list, a dict or what is made of one hold what is not known where it holds nothing. */
export function opens(value: Value, unknown: Unknown | undefined): void {
  const isOne =
    Array.isArray(value) ||
    (value instanceof PyObject && value.iterate && !value.unfit && !isUnknown(value))
  if (unknown && isOne) open.set(value, unknown)
}

/** What a value may hold where it holds nothing; undefined for one of which all is known. */
export function openOf(value: Value | undefined): Unknown | undefined {
  if (value === null || typeof value !== 'object') return undefined
  return open.get(value) ?? (Array.isArray(value) ? undefined : (value.besides?.() as Unknown))
}

/** Has what is not known change a list or a dict: one way none of its values is known any more. */
export function changes(value: Value, unknown: Unknown): void {
  opens(value, unknown)
  const isList = Array.isArray(value)
  if (!isList && !(value instanceof PyObject && value.refill)) return
  if (![...heldBy(value)!].some((each) => !isUnknown(each)) || !unknown.way) return
  const item = unknown.foundIn(value, [unknown])
  if (!isList) return value.refill!((key) => item.item(key))
  spend(value.length)
  value.forEach((_, at) => (value[at] = item.item(BigInt(at))))
}

/** The same where what it holds may be taken away or come to it: the other way it holds nothing. */
export function disturbs(value: Value, unknown: Unknown): void {
  changes(value, unknown)
  const isList = Array.isArray(value)
  if (!isList && !(value instanceof PyObject && value.keep)) return
  const isKept = unknown.way && !isList && value.refill && value.size?.() !== 0
  if (isKept || (unknown.way && isList && value.length > 0)) return
  const kept = unknown.way ? [unknown.item(0n)] : []
  if (isList) value.splice(0, value.length, ...kept)
  else value.keep!(kept)
}

/** The same for all lists and dicts in one: which of them it was is not known. */
export function changesIn(
  value: Value,
  unknown: Unknown,
  change = disturbs,
  seen = new Set<Value>(),
): void {
  for (const each of [...(heldBy(value) ?? [])]) {
    if (each === null || typeof each !== 'object' || seen.has(each)) continue
    spend()
    seen.add(each)
    changesIn(each, unknown, change, seen)
    if (!isUnknown(each)) change(each, unknown)
  }
}

/** The methods that change what they are called on. */
export const changing: ReadonlySet<string> = new Set([
  ...['__delitem__', '__setitem__', 'add', 'append', 'clear', 'discard', 'extend', 'insert'],
  ...['pop', 'popitem', 'remove', 'reverse', 'setdefault', 'sort', 'update'],
  ...['__iadd__', '__imul__', '__init__', '__ior__', 'difference_update', 'intersection_update'],
  'symmetric_difference_update',
])

/**
 * What an operation gives; where it refuses values of which one is not known, that one. What is made of
 * what may hold more may as well: there may be any number of it, and a text of it may be another.
 */
export function orUnknown(
  run: () => Value,
  values: readonly (Value | undefined)[],
  named?: Named & { rest?: Unknown | undefined },
): Value {
  const all = () =>
    [...values, ...(named?.values() ?? []), named?.rest ?? null].map((each) => each ?? null)
  let opened: Unknown | undefined
  for (const value of values) opened ??= openOf(value)
  try {
    const made = run()
    for (const value of values) opened ??= openOf(value)
    if (typeof made === 'string') {
      // Looking through it takes its length, however little was added.
      spendLength(made.length)
      return (holdsUnknown(made) ? unknownIn(all()) : unseenIn(all()))?.like(made) ?? made
    }
    if (opened && (typeof made === 'bigint' || typeof made === 'number')) return opened.bare
    opens(made, opened)
    return made
  } catch (error) {
    if (!(error instanceof PyError) || error.isCertain) throw error
    const unknown = opened ?? unknownIn(all())
    if (unknown === undefined) throw error
    return unknown.foundIn(all())
  }
}

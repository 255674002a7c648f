// A value that only a node has, and what stands for the outcome of an operation on one. Knows objects,
// errors and marks.
import { PyError } from './errors.js'
import { closing, holdsUnknown, opening, printedUnknown } from './marks.js'
import { quote } from './quote.js'
import { type Named, PyObject, type Value } from './object.js'

const longestName = 80
/** What is known of a longer text than a name is worth nothing. */
const longestText = 400

/** How often the unknowns of one render were tested: what was made without a test is the same both ways. */
export interface Tests {
  count: number
}

let tested = 0

let answer: ((name: string) => boolean) | undefined

/** Runs something in which all tests of an unknown come out as said for it, by its number. */
export function answering<T>(answers: (unknown: number) => boolean, run: () => T): T {
  const names: string[] = []
  answer = (name) => {
    if (!names.includes(name)) names.push(name)
    return answers(names.indexOf(name))
  }
  try {
    return run()
  } finally {
    answer = undefined
  }
}

/** How often unknowns were tested at all: what was decided without a test is the same whatever they are. */
export function timesTested(): number {
  return tested
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

  /**
   * @param way how its tests come out
   * @param tests counts them
   * @param text what it prints, where a part of that is known
   */
  constructor(name: string, way: boolean, tests: Tests = { count: 0 }, text?: string) {
    super()
    this.#way = way
    this.#tests = tests
    this.name = name.replace(/[^\w.-]+/g, '-').slice(0, longestName)
    this.#text = text ?? `${opening}${this.name}${closing}`
  }

  override attribute(name: string): Value {
    return this.#of(`${this.name}.${name}`)
  }
  override item(key: Value): Value {
    if (key instanceof PyObject) key.unfit?.()
    return this.#of(`${this.name}.${typeof key === 'string' ? key : String(key)}`)
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
  override equals(): boolean {
    return this.way
  }
  override truth(): boolean {
    return this.isPart || this.way
  }
  override callable(): boolean {
    return true
  }
  override iterate(): Iterable<Value> {
    return this.way ? [this.#of(`${this.name}.item`)] : []
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
    this.#tests.count++
    tested++
    return answer?.(this.#text) ?? this.#way
  }

  /** Whether it is a text of which a part is known. */
  get isPart(): boolean {
    return this.#text.replaceAll(printedUnknown, '') !== ''
  }

  /** A text that holds what it prints. */
  like(text: string): Unknown {
    return this.#of(this.name, text)
  }

  #of(name: string, text?: string): Unknown {
    return new Unknown(name, this.#way, this.#tests, text)
  }
}

/** Whether a value is not known. */
export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown
}

/** A value that is not known among these, or in what they hold. */
export function unknownIn(values: Iterable<Value | undefined>, depth = 3): Unknown | undefined {
  for (const value of values) {
    if (isUnknown(value)) return value
    if (value === null || typeof value !== 'object' || depth === 0) continue
    const inside = Array.isArray(value) ? value : value.holds?.()
    const found = inside && unknownIn(inside, depth - 1)
    if (found) return found
  }
  return undefined
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
  return value.isPart && ofTexts.has(name) ? value.like(String(make(value.text()))) : undefined
}

/** Lists and dicts that may hold more than they do: what is not known decides whether it was put in. */
const open = new WeakMap<object, Unknown>()

/** Has a list or a dict hold what is not known under keys that it lacks. */
export function opens(value: Value, unknown: Unknown | undefined): void {
  if (unknown && value !== null && typeof value === 'object') open.set(value, unknown)
}

/** What a list or a dict may hold under a key that it lacks; undefined for one of which all is known. */
export function openOf(value: Value | undefined): Unknown | undefined {
  return value !== null && typeof value === 'object' ? open.get(value) : undefined
}

/**
 * What an operation gives; where it refuses values of which one is not known, that one. What is made of a
 * list that may hold more may as well, and a text that holds what an unknown prints is one.
 */
export function orUnknown(
  run: () => Value,
  values: readonly (Value | undefined)[],
  named?: Named & { rest?: Unknown | undefined },
): Value {
  const all = () => [...values, ...(named?.values() ?? []), named?.rest ?? null]
  const opened = values.map(openOf).find((each) => each)
  try {
    const made = run()
    if (typeof made === 'string' && holdsUnknown(made)) return unknownIn(all())?.like(made) ?? made
    if (opened && (Array.isArray(made) || made instanceof PyObject)) opens(made, opened)
    return made
  } catch (error) {
    if (!(error instanceof PyError) || error.isCertain) throw error
    const unknown = opened ?? unknownIn(all())
    if (unknown === undefined) throw error
    return unknown
  }
}

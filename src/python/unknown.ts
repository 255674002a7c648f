// A value that only a node has, and what stands for the outcome of an operation on one. Knows objects,
// errors and marks.
import { PyError } from './errors.js'
import { closing, opening } from './marks.js'
import { type Named, PyObject, type Value } from './object.js'

const longestName = 80
/** What is known of a longer text than a name is worth nothing. */
const longestText = 400

/** How often the unknowns of one render were tested: what was made without a test is the same both ways. */
export interface Tests {
  count: number
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
    return this.#of(`${this.name}.${typeof key === 'string' ? key : String(key)}`)
  }
  override operate(operator: string, other: Value, reversed: boolean): Value {
    // What is added to a text is one.
    if (operator !== '+' || typeof other !== 'string') return this
    if (this.#text.length + other.length > longestText) return this
    return this.#of(this.name, reversed ? other + this.#text : this.#text + other)
  }
  override equals(): boolean {
    return this.way
  }
  override truth(): boolean {
    return this.way
  }
  override callable(): boolean {
    return true
  }
  override iterate(): Iterable<Value> {
    return this.way ? [this.#of(`${this.name}.item`)] : []
  }
  override hash(): string {
    return `u${this.name}`
  }
  override text(): string {
    return this.#text
  }
  override represent(): string {
    return this.text()
  }

  /** How its tests come out; who asks makes one. */
  get way(): boolean {
    this.#tests.count++
    return this.#way
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
export function unknownIn(values: Iterable<Value>, depth = 3): Unknown | undefined {
  for (const value of values) {
    if (isUnknown(value)) return value
    if (value === null || typeof value !== 'object' || depth === 0) continue
    const inside = Array.isArray(value) ? value : value.holds?.()
    const found = inside && unknownIn(inside, depth - 1)
    if (found) return found
  }
  return undefined
}

/** What an operation gives; where it refuses values of which one is not known, that one. */
export function orUnknown(run: () => Value, values: readonly Value[], named?: Named): Value {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    const unknown = unknownIn(named ? [...values, ...named.values()] : values)
    if (unknown === undefined) throw error
    return unknown
  }
}

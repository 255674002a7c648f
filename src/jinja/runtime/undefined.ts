// A name or a key without a value. Knows Python's objects and faults.
import { type HangsOn, PyObject, type Value } from '../../python/index.js'
import { Fault, type Place } from '../fault.js'

/** A name that has no value: anything but a question for it is refused. */
export class Undefined extends PyObject {
  readonly type = 'Undefined'
  /** Where the template first asked for it. */
  place: Place | undefined
  /** Whether it is missing whatever is not known. */
  isCertain = false
  constructor(
    readonly message: string,
    readonly hint?: string | (() => string | undefined),
    /** An inline `if` without `else` gives one that prints as nothing. */
    readonly strict = true,
    readonly hangsOn?: HangsOn,
  ) {
    super()
  }

  /** Stops at its use. */
  override unfit(): never {
    throw new Fault(
      'template-undefined',
      this.message,
      this.hint,
      this.place,
      this.isCertain,
      this.hangsOn,
    )
  }
  /** Stops where it is nearly a name that there is. */
  unfitIfNear(): void {
    const hint = typeof this.hint === 'function' ? this.hint() : this.hint
    if (hint?.startsWith('did you mean') === true) this.unfit()
  }
  /** Jinja2's has a `__call__`, which stops. */
  override callable(): boolean {
    return true
  }
  override attribute(): never {
    this.unfit()
  }
  override item(): never {
    this.unfit()
  }
  override hash(): string {
    return this.#nothing('undefined')
  }
  override operate(): never {
    this.unfit()
  }
  override represent(): string {
    return 'Undefined'
  }
  override equals(other: Value): boolean {
    if (other instanceof Undefined && other.strict) other.unfit()
    return this.#nothing(other instanceof Undefined)
  }
  override truth(): boolean {
    return this.#nothing(false)
  }
  override size(): number {
    return this.#nothing(0)
  }
  override iterate(): Iterable<Value> {
    return this.#nothing([])
  }
  override text(): string {
    return this.#nothing('')
  }

  #nothing<T>(value: T): T {
    return this.strict ? this.unfit() : value
  }
}

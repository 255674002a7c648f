// `loop`, which a loop's body sees. Knows Python's values.
import {
  isUnknown,
  iterate,
  PyObject,
  refuseHere,
  sizeOf,
  Stream,
  type Value,
} from '../../python/index.js'

const ofPlace = new Set(['first', 'index', 'index0', 'last', 'length', 'revindex', 'revindex0'])

/** The `loop` of a loop's body. */
export class Loop extends PyObject {
  readonly type = 'LoopContext'
  current: Value = null
  #index = -1n
  #after: Value | undefined
  #items: Iterator<Value>
  #length: bigint | undefined

  constructor(readonly source: Value) {
    super()
    this.#items = iterate(source)
  }

  next(): boolean {
    const value = this.#peek()
    if (value === undefined) return false
    this.#after = undefined
    this.current = value
    this.#index++
    return true
  }

  #peek(): Value | undefined {
    if (this.#after === undefined) {
      const { done, value } = this.#items.next()
      if (!done) this.#after = value
    }
    return this.#after
  }

  #size(): bigint {
    if (this.#length !== undefined) return this.#length
    const size = this.source instanceof Stream ? undefined : sizeOf(this.source)
    if (size !== undefined) return (this.#length = BigInt(size))
    const rest: Value[] = []
    for (let step = this.#items.next(); !step.done; step = this.#items.next()) rest.push(step.value)
    this.#items = rest[Symbol.iterator]()
    const ahead = this.#after === undefined ? 0n : 1n
    return (this.#length = BigInt(rest.length) + this.#index + 1n + ahead)
  }

  override size(): number {
    return Number(this.#size())
  }
  /** Jinja2's has a `__call__`, which stops where the loop is not recursive. */
  override callable(): boolean {
    return true
  }
  override iterate(): never {
    refuseHere('iterating over loop itself')
  }
  override represent(): string {
    return `<LoopContext ${this.#index + 1n}/${this.#size()}>`
  }
  override attribute(name: string): Value | undefined {
    // Of what is not known it is not known how far it is gone through.
    if (isUnknown(this.source) && ofPlace.has(name)) return this.source.attribute(`loop.${name}`)
    switch (name) {
      case 'index':
        return this.#index + 1n
      case 'index0':
        return this.#index
      case 'revindex':
        return this.#size() - this.#index
      case 'revindex0':
        return this.#size() - this.#index - 1n
      case 'first':
        return this.#index === 0n
      case 'last':
        return this.#peek() === undefined
      case 'length':
        return this.#size()
      default:
        return undefined
    }
  }
}

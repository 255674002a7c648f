// `loop`, which a loop's body sees. Knows Python's values and Undefined.
import {
  Func,
  iterate,
  positional,
  refuse,
  refuseHere,
  same,
  sizeOf,
  Stream,
  takes,
  type Value,
} from '../../python/index.js'
import { Undefined } from './undefined.js'

const takeOne = takes('loop', 'iterable', (again: (value: Value) => string, [values]) =>
  again(values!),
)

/** The `loop` of a loop's body. */
export class Loop extends Func {
  override readonly type = 'LoopContext'
  current: Value = null
  again: ((value: Value) => string) | undefined
  #index = -1n
  #before: Value | undefined
  #after: Value | undefined
  #items: Iterator<Value>
  #length: bigint | undefined
  #changed: readonly Value[] | undefined

  constructor(
    readonly source: Value,
    readonly depth: bigint,
  ) {
    super('loop', (args, named) => {
      if (!this.again) refuse('the loop is not recursive: write {% for … recursive %}')
      return takeOne(this.again, args, named)
    })
    this.#items = iterate(source)
  }

  next(): boolean {
    const value = this.#peek()
    if (value === undefined) return false
    if (this.#index >= 0n) this.#before = this.current
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
  override iterate(): never {
    refuseHere('walking through loop itself')
  }
  override represent(): string {
    return `<LoopContext ${this.#index + 1n}/${this.#size()}>`
  }
  override attribute(name: string): Value | undefined {
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
      case 'depth':
        return this.depth
      case 'depth0':
        return this.depth - 1n
      case 'previtem':
        return this.#before === undefined
          ? new Undefined('there is no previous item')
          : this.#before
      case 'nextitem': {
        const next = this.#peek()
        return next === undefined ? new Undefined('there is no next item') : next
      }
      case 'cycle':
        return new Func(name, (args, named) => {
          positional(name, args, named, 0, Infinity)
          if (args.length === 0) refuse('no items for cycling given')
          return args[Number(this.#index) % args.length]!
        })
      case 'changed':
        return new Func(name, (args, named) => {
          positional(name, args, named, 0, Infinity)
          const before = this.#changed
          this.#changed = args
          return (
            !before || args.length !== before.length || !args.every((v, i) => same(v, before[i]!))
          )
        })
      default:
        return undefined
    }
  }
}

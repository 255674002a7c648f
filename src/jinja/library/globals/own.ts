// Jinja2's own globals. Knows Python's builtins.
import {
  builtins,
  type Call,
  Dict,
  Func,
  PyObject,
  refuse,
  str,
  taking,
  Type,
  update,
  type Value,
} from '../../../python/index.js'
import { Namespace } from '../../runtime/namespace.js'

const namespace: Call = (args, named) => {
  const dict = new Dict()
  update(dict, args[0], named)
  const result = new Namespace()
  for (const [key, value] of dict.entries.values()) result.members.set(str(key), value)
  return result
}

/** `cycler('odd', 'even')` */
class Cycler extends PyObject {
  readonly type = 'Cycler'
  #at = 0
  constructor(readonly items: readonly Value[]) {
    super()
  }
  override attribute(name: string): Value | undefined {
    const current = this.items[this.#at]!
    if (name === 'current') return current
    if (name === 'next') {
      return new Func(name, () => {
        const next = this.items[this.#at]!
        this.#at = (this.#at + 1) % this.items.length
        return next
      })
    }
    if (name !== 'reset') return undefined
    return new Func(name, () => {
      this.#at = 0
      return null
    })
  }
}

const cycler: Call = (args) =>
  args.length > 0 ? new Cycler(args) : refuse('at least one item has to be provided')

const joiner: Call = taking('joiner', 'sep=', ([separator = ', ']) => {
  let used = false
  return new Func('joiner', () => {
    const first = !used
    used = true
    return first ? '' : separator
  })
})

/** Jinja2's own globals, which every template sees; `lipsum`, which draws lots, is left out. */
export function globals(): ReadonlyMap<string, Value> {
  const types = builtins()
  return new Map<string, Value>([
    ['range', types.get('range')!],
    ['dict', types.get('dict')!],
    ['namespace', new Type('Namespace', namespace)],
    ['cycler', new Type('Cycler', cycler)],
    ['joiner', new Type('Joiner', joiner)],
  ])
}

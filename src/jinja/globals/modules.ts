import { bind, int, positional, textual } from '../args.js'
import { refuse } from '../fault.js'
import { readJson, writeJson } from '../json.js'
import { update } from '../methods/dict.js'
import { decode } from '../methods/number.js'
import { listOf, truth } from '../operators.js'
import { repr, str } from '../text.js'
import { Bytes, Dict, Func, Namespace, PyObject, Type, type Value } from '../values.js'
import type { Call } from './functions.js'
import { module } from './module.js'
import { six } from './six.js'
import { parse, urllib } from './urllib.js'

/** `dumps`, the SlapOS buildout's serialised form: `!py!` and the value's literal. */
const dumps: Call = (args, named) => {
  const [value] = positional('dumps', args, named, 1)
  return '!py!' + repr(value!, true)
}

const check: Call = (args) => {
  if (truth(args[0] ?? null)) return ''
  return refuse(`assertion failed${args.length > 1 ? ': ' + args.slice(1).map(str).join(' ') : ''}`)
}

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

const joiner: Call = (args, named) => {
  const [separator = ', '] = bind('joiner', 'sep=', args, named)
  let used = false
  return new Func('joiner', () => {
    const first = !used
    used = true
    return first ? '' : separator
  })
}

const json = module('json', {
  loads: (args, named) => {
    const [text] = bind('loads', 's', args, named)
    return readJson(
      text instanceof Bytes ? decode(text.data, 'utf-8', 'strict') : textual('loads', text),
    )
  },
  dumps: (args, named) => {
    const [value, indent = null, sorted = false, separators = null, ascii = true] = bind(
      'dumps',
      'obj indent= sort_keys= separators= ensure_ascii=',
      args.slice(0, 1),
      named,
    )
    const marks = separators === null ? undefined : listOf(separators).map(str)
    return writeJson(value!, {
      indent:
        indent === null
          ? undefined
          : typeof indent === 'string'
            ? indent
            : ' '.repeat(Math.min(int(indent), 100)),
      sorted: truth(sorted),
      separators: marks && [marks[0] ?? '', marks[1] ?? ''],
      ascii: truth(ascii),
    })
  },
})

/** The names that slapos.recipe.template and Jinja2 give to every template, types aside. */
export function modules(types: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map<string, Value>([
    ['six', six(types)],
    ['dumps', new Func('dumps', dumps)],
    ['assert', new Func('assert', check)],
    ['json_module', json],
    ['urllib', urllib],
    ['urllib_parse', parse],
    ['namespace', new Type('Namespace', namespace)],
    ['cycler', new Type('Cycler', cycler)],
    ['joiner', new Type('Joiner', joiner)],
  ])
}

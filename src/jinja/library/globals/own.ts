// Jinja2's own globals. Knows Python's builtins.
import {
  builtins,
  type Call,
  Dict,
  Func,
  refuse,
  refuseHere,
  str,
  taking,
  Type,
  update,
  type Value,
} from '../../../python/index.js'
import { Namespace } from '../../runtime/namespace.js'

const namespace: Call = (args, named) => {
  const dict = new Dict()
  if (args.length > 1) refuse(`dict expected at most 1 argument, got ${args.length}`)
  update(dict, args[0], named)
  const result = new Namespace()
  for (const [key, value] of dict.entries.values()) result.members.set(str(key), value)
  return result
}

const joiner: Call = taking('joiner', 'sep=', ([separator = ', ']) => {
  let used = false
  return new Func('joiner', () => {
    const first = !used
    used = true
    return first ? '' : separator
  })
})

/** Jinja2's own globals, which every template sees. */
export function globals(): ReadonlyMap<string, Value> {
  const types = builtins()
  return new Map<string, Value>([
    ['range', types.get('range')!],
    ['dict', types.get('dict')!],
    ['namespace', new Type('Namespace', namespace)],
    ['cycler', new Type('Cycler', () => refuseHere('cycler()'))],
    ['joiner', new Type('Joiner', joiner)],
    ['lipsum', new Func('lipsum', () => refuseHere('lipsum(), which draws lots,'))],
  ])
}

// Jinja2's own globals. Knows Python's builtins.
import {
  builtins,
  type Call,
  Dict,
  Func,
  openOf,
  refuse,
  refuseHere,
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
  result.rest = openOf(dict)
  for (const [key, value] of dict.entries.values()) {
    if (typeof key !== 'string') refuseHere('a name in a namespace that is not text')
    result.members.set(key, value)
  }
  return result
}

/** A type of Jinja2's. */
class OwnType extends Type {
  override represent(): string {
    return `<class 'jinja2.utils.${this.name}'>`
  }
}

/** Jinja2's own globals, which every template sees. */
export function globals(): ReadonlyMap<string, Value> {
  const types = builtins()
  return new Map<string, Value>([
    ['range', types.get('range')!],
    ['dict', types.get('dict')!],
    ['namespace', new OwnType('Namespace', namespace)],
    ['cycler', new OwnType('Cycler', () => refuseHere('cycler()'))],
    ['joiner', new OwnType('Joiner', () => refuseHere('joiner()'))],
    ['lipsum', new Func('lipsum', () => refuseHere('lipsum(), which makes up random text,'))],
  ])
}

// Attributes and items as Jinja2 looks them up: each where the other is not. Knows Python,
// Undefined and diagnostics.
import { didYouMean, nearest, shortened } from '../../diagnostics/index.js'
import {
  Dict,
  isText,
  keyed,
  offered,
  own,
  quote,
  refuseHere,
  str,
  Type,
  typeName,
  type Value,
} from '../../python/index.js'
import { Undefined } from './undefined.js'

/** `value.name`: an attribute, else an item, else undefined. */
export function attribute(value: Value, name: string): Value {
  const direct = own(value, name)
  if (direct !== undefined) return direct
  const entry = keyed(value, name)
  if (entry === undefined && isGeneric(value)) refuseHere('an item of a type')
  return entry === undefined ? missing(value, name, offered) : entry
}

/** Whether it is a type that has items to Python: `dict[int]`. */
function isGeneric(value: Value): boolean {
  return value instanceof Type && generic.has(value.name)
}
const generic = new Set(['dict', 'enumerate', 'frozenset', 'list', 'set', 'tuple'])

/** `value[key]`: an item, else an attribute, else undefined. */
export function item(value: Value, key: Value): Value {
  if (value instanceof Type) refuseHere('an item of a type')
  if (value instanceof Undefined) value.unfit()
  const entry = keyed(value, key)
  if (entry !== undefined) return entry
  const direct = isText(key) ? own(value, str(key)) : undefined
  return direct === undefined ? missing(value, key) : direct
}

/** What stands for an attribute or an item that is not there; `names` gives the attributes to hint at. */
function missing(
  value: Value,
  key: Value,
  names: (value: Value) => Iterable<string> = () => [],
): Undefined {
  const text = key instanceof Undefined ? 'of an undefined name' : str(key)
  const name = typeof key === 'string' ? quote(key) : text
  const shown = shortened(name, 200)
  const message =
    typeof key === 'string'
      ? `'${typeName(value)}' object has no attribute or key ${shown}`
      : `${typeName(value)} object has no element ${shown}`
  return new Undefined(
    message,
    typeof key === 'string' ? () => suggestion(value, key, names(value)) : undefined,
    true,
    typeof key === 'string' ? undefined : 'amount',
  )
}

function suggestion(value: Value, name: string, names: Iterable<string>): string | undefined {
  const keys =
    value instanceof Dict ? [...value.keys()].filter((key) => typeof key === 'string') : []
  const near = nearest(name, [...keys, ...names])
  return didYouMean(near !== undefined && keys.includes(near) ? quote(near) : near)
}

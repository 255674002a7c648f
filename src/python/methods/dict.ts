// The methods of dicts. Knows values and arguments.
import { Names, plainly } from '../arguments.js'
import { fits, spend } from '../budget.js'
import { noKey, refuse } from '../errors.js'
import { hash } from '../hash.js'
import { iterate, listOf } from '../iterate.js'
import { type Named, PyObject, type Value } from '../object.js'
import { repr } from '../text.js'
import { changes, disturbs, isUnknown, openOf, opens } from '../unknown.js'
import { canChange, Dict, DictView, Tuple, unknownKey } from '../values.js'
import type { Methods } from './types.js'

/** A key's value; one that is not known stands back for what is said to count without it. */
function orOtherwise(dict: Dict, key: Value, otherwise: Value | undefined): Value | undefined {
  const found = dict.get(key)
  const value =
    isUnknown(found) && canChange(otherwise ?? null) ? found.foundIn([found, otherwise!]) : found
  const isSaid = otherwise !== undefined && !unknownKey(key) && !dict.entries.has(hash(key))
  return isSaid && isUnknown(value) && !value.way ? undefined : value
}

/** What Python's dict offers. */
export const dictMethods: Methods<Dict> = {
  clear: plainly('clear', 0, 0, (dict) => {
    dict.entries.clear()
    return null
  }),
  copy: plainly('copy', 0, 0, (dict) => {
    const copy = new Dict(dict.entries.values())
    copy.rest = dict.rest
    copy.lacks = dict.lacks
    opens(copy, openOf(dict))
    return copy
  }),
  get: plainly('get', 1, 2, (dict, [key, otherwise]) => {
    const value = orOtherwise(dict, key!, otherwise)
    return value === undefined ? (otherwise ?? null) : value
  }),
  items: view('items'),
  keys: view('keys'),
  values: view('values'),
  pop: plainly('pop', 1, 2, (dict, [key, otherwise]) => {
    // So templates refuse; by a message of which not all is known, for what only a node knows.
    if (dict.size() === 0 && !openOf(dict) && isUnknown(key) && key.isPart) return ''
    // Of an empty one the key is not looked at.
    const isEmpty = dict.size() === 0 && !openOf(dict) && !isUnknown(key)
    const value = isEmpty ? undefined : orOtherwise(dict, key!, otherwise)
    if (value === undefined) {
      if (otherwise !== undefined) return otherwise
      return noKey(repr(key!), key, dict.lacks?.(key!) === true)
    }
    remove(dict, key!)
    return value
  }),
  popitem: plainly('popitem', 0, 0, (dict) => {
    spend(dict.size())
    const last = [...dict.entries.values()].at(-1)
    if (!last) refuse('popitem(): dictionary is empty')
    dict.delete(last[0])
    return new Tuple(last)
  }),
  setdefault: plainly('setdefault', 1, 2, (dict, [key, otherwise = null]) => {
    const unknown = unknownKey(key!)
    const value = unknown
      ? unknown.foundIn(dict, [dict.get(key!) ?? null, otherwise])
      : dict.get(key!)
    if (unknown) {
      opens(dict, unknown)
      if (unknown.way && !dict.rest) dict.entries.set(hash(key!), [key!, value!])
    }
    if (value !== undefined) return value
    put(dict, key!, otherwise)
    return otherwise
  }),
  update: (dict, args, named) => {
    if (args.length > 1) refuse(`update expected at most 1 argument, got ${args.length}`)
    update(dict, args[0], named)
    return null
  },
  __setitem__: plainly('__setitem__', 2, 2, (dict, [key, value]) => {
    put(dict, key!, value!)
    return null
  }),
  __getitem__: plainly('__getitem__', 1, 1, (dict, [key]) => {
    const value = dict.get(key!)
    return value === undefined ? refuse(`there is no key ${repr(key!)}`) : value
  }),
  __delitem__: plainly('__delitem__', 1, 1, (dict, [key]) =>
    remove(dict, key!) ? null : refuse(`there is no key ${repr(key!)}`),
  ),
}

/** Takes a key away; one that is not known may be any of them. */
function remove(dict: Dict, key: Value): boolean {
  const unknown = unknownKey(key)
  if (unknown) disturbs(dict, unknown.made)
  return dict.delete(key)
}

function view(kind: 'keys' | 'values' | 'items') {
  return plainly(kind, 0, 0, (dict: Dict) => new DictView(dict, kind))
}

function put(dict: Dict, key: Value, value: Value): void {
  dict.set(key, value)
  fits(dict.size())
}

/** `dict.update` and `dict(…)`: a mapping or pairs, then named ones. */
export function update(dict: Dict, values: Value | undefined, named: Named): void {
  const more = isUnknown(values) ? values : openOf(values)
  if (more) changes(dict, more)
  if (isUnknown(values)) dict.rest = values
  else if (values instanceof Dict) {
    dict.rest = values.rest ?? dict.rest
    for (const [key, value] of [...values.entries.values()]) put(dict, key, value)
  } else if (values !== undefined) {
    if (values instanceof PyObject) values.unfit?.()
    for (const pair of iterate(values)) {
      const items = listOf(pair)
      if (items.length !== 2) {
        refuse(`a dict is made of pairs; an element has length ${items.length}`)
      }
      put(dict, items[0]!, items[1]!)
    }
  }
  const rest = named instanceof Names ? named.rest : undefined
  if (rest) {
    changes(dict, rest)
    dict.rest = rest
  }
  for (const [key, value] of named) put(dict, key, value)
}

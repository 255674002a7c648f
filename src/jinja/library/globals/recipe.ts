// What slapos.recipe.template adds to a context. Knows Python's builtins.
import {
  builtins,
  type Call,
  Func,
  positional,
  refuse,
  repr,
  six,
  str,
  truth,
  type Value,
} from '../../../python/index.js'

/** `dumps`, the SlapOS buildout's serialised form: `!py!` and the value's literal. */
const dumps: Call = (args, named) => {
  const [value] = positional('dumps', args, named, 1)
  return '!py!' + repr(value!, true)
}

const check: Call = (args, named) => {
  positional('assert', args, named, 1, Infinity)
  if (truth(args[0]!)) return ''
  return refuse(`assertion failed${args.length > 1 ? ': ' + args.slice(1).map(str).join(' ') : ''}`)
}

/**
 * The names that slapos.recipe.template (5.1) puts into the context of what it renders: Python's
 * builtins, `six`, `dumps` and `assert`. A macro that is imported without context does not see them.
 */
export function recipeNames(): ReadonlyMap<string, Value> {
  const all = builtins()
  return all
    .set('six', six(new Map(all)))
    .set('dumps', new Func('dumps', dumps))
    .set('assert', new Func('assert', check))
}

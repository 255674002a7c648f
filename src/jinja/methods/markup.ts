import { escaped, iterate } from '../operators.js'
import type { Methods } from '../lookup.js'
import { Markup, Tuple, type Named, type Value } from '../values.js'
import { textMethods } from './text.js'

/** What stays marked as safe: MarkupSafe's own list. */
const marking = [
  ...['capitalize', 'casefold', 'center', 'expandtabs', 'ljust', 'lower', 'lstrip', 'partition'],
  ...['removeprefix', 'removesuffix', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split'],
  ...['splitlines', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'],
]

/** What MarkupSafe's Markup offers: str's own, and what comes of safe text is safe. */
export const markupMethods: Methods<Markup> = {
  ...Object.fromEntries(
    Object.entries(textMethods).map(([name, method]) => [
      name,
      (self: Markup, args: readonly Value[], named: Named) => {
        const made = method(self.text, args, named)
        return marking.includes(name) ? marked(made) : made
      },
    ]),
  ),
  join: (self, [items, ...rest], named) => {
    const safe = items === undefined ? [] : [Array.from(iterate(items), escaped), ...rest]
    return marked(textMethods['join']!(self.text, safe, named))
  },
  replace: (self, [from, to, ...rest], named) => {
    const safe = [from, to === undefined ? to : escaped(to), ...rest] as Value[]
    return marked(textMethods['replace']!(self.text, safe, named))
  },
}

function marked(value: Value): Value {
  if (typeof value === 'string') return new Markup(value)
  if (Array.isArray(value)) return value.map(marked)
  return value instanceof Tuple ? new Tuple(value.items.map(marked)) : value
}

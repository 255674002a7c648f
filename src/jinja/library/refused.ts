// Jinja2's filters that are refused by their names. Knows python.
import { refuseHere, words } from '../../python/index.js'
import type { Filters } from './types.js'

/** The filters that are refused, by why: what a table of `filters/` has is built, and leaves here. */
export const refusedNames = {
  /** Another text each time. */
  lots: ['random'],
  /** For pages more than for profiles. */
  pages:
    words(`attr batch capitalize center filesizeformat forceescape groupby pprint slice striptags title
    truncate urlize wordcount wordwrap xmlattr`),
}

/** Each of them, as a filter that refuses its name. */
export const refusedFilters: Filters = Object.fromEntries(
  Object.values(refusedNames)
    .flat()
    .map((name) => [name, () => refuseHere(`the filter ${name}`)]),
)

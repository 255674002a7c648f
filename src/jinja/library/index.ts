// Jinja2's filters and tests by name. Knows every table of them, and python.
import type { Value } from '../../python/index.js'
import { namesOf, selectFilters, sequenceFilters } from './filters/sequence.js'
import { singleFilters } from './filters/single.js'
import { refusedFilters } from './refused.js'
import type { Filters } from './types.js'

export { tests } from './tests.js'

/** Jinja2's filters by name: what is built comes before what is refused. */
export const filters: Filters = {
  ...refusedFilters,
  ...singleFilters,
  ...sequenceFilters,
  ...selectFilters(() => filters),
}

/** Stops where a filter is told the name of another, or of a test, that there is not. */
export function checkNames(filter: string, args: readonly Value[]): void {
  namesOf(filter, args, filters)
}

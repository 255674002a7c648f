// Jinja2's filters and tests by name. Knows every table of them.
import { numberFilters } from './filters/number.js'
import { selectFilters } from './filters/select.js'
import { sequenceFilters } from './filters/sequence.js'
import { textFilters } from './filters/text.js'
import { refusedFilters } from './refused.js'
import type { Filters } from './types.js'

export { tests } from './tests.js'

/** Jinja2's filters by name: what is built comes before what is refused. */
export const filters: Filters = {
  ...refusedFilters,
  ...textFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...selectFilters(() => filters),
}

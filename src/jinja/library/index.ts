// Jinja2's filters and tests by name. Knows every table of them.
import { numberFilters } from './filters/number.js'
import { selectFilters } from './filters/select.js'
import { sequenceFilters } from './filters/sequence.js'
import { textFilters } from './filters/text.js'
import { refusedFilters } from './refused.js'
import { nameTests, valueTests } from './tests.js'
import type { Filters, Library, Tests } from './types.js'

const library: Library = {
  get filters() {
    return filters
  },
  get tests() {
    return tests
  },
}

/** Jinja2's tests by name. */
export const tests: Tests = { ...valueTests, ...nameTests(library) }

/** Jinja2's filters by name: what is built comes before what is refused. */
export const filters: Filters = {
  ...refusedFilters,
  ...textFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...selectFilters(library),
}

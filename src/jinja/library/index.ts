// Jinja2's filters and tests by name. Knows python, and every table of them.
import { refuseHere } from '../../python/index.js'
import { numberFilters } from './filters/number.js'
import { selectFilters } from './filters/select.js'
import { sequenceFilters } from './filters/sequence.js'
import { textFilters } from './filters/text.js'
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

function refused(...names: string[]): Filters {
  return Object.fromEntries(names.map((name) => [name, () => refuseHere(`the filter ${name}`)]))
}

/** Jinja2's filters by name. */
export const filters: Filters = {
  ...textFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...selectFilters(library),
  ...refused(
    ...[
      'attr',
      'batch',
      'capitalize',
      'filesizeformat',
      'groupby',
      'pprint',
      'random',
      'slice',
      'striptags',
    ],
    ...['truncate', 'urlize', 'wordcount', 'wordwrap', 'xmlattr'],
  ),
}

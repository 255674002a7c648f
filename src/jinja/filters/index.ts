import type { Named, Value } from '../values.js'
import { numberFilters } from './number.js'
import { selectFilters } from './select.js'
import { sequenceFilters } from './sequence.js'
import { textFilters } from './text.js'

/** A filter: what it is applied to, then its arguments. */
export type Filter = (value: Value, args: readonly Value[], named: Named) => Value
export type Filters = Readonly<Record<string, Filter>>

/** Jinja2's filters by name. */
export const filters: Filters = {
  ...textFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...selectFilters,
}

// What a filter and a test are. Knows Python's values.
import type { Named, Value } from '../../python/index.js'

/** A filter: what it is applied to, then its arguments. */
export type Filter = (value: Value, args: readonly Value[], named: Named) => Value
/** Filters by name. */
export type Filters = Readonly<Record<string, Filter>>

/** A test: what is asked about, then its arguments. */
export type Test = (value: Value, args: readonly Value[], named: Named) => boolean
/** Tests by name. */
export type Tests = Readonly<Record<string, Test>>

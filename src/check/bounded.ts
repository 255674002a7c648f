// What one check may do in all. Knows diagnostics and python.
import { withHints } from '../diagnostics/index.js'
import { together } from '../python/index.js'

/** Runs a check: all that it renders has the steps of one template, and all its hints the looks of one run. */
export function bounded<T>(steps: number | undefined, run: () => T): T {
  return together(steps, () => withHints(run))
}

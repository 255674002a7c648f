import type { ResilientError } from '../../src/index.js'

/** Whether an error is ours: of the library under test, or of a module of its sources beside it (DIST=1). */
export function isResilientError(error: unknown): error is ResilientError {
  return error instanceof Error && error.name === 'ResilientError' && 'diagnostics' in error
}

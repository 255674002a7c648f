import { describe } from 'vitest'
import { noBuildoutParser } from './shared.js'

/**
 * A `describe` that runs where nothing is missing. Elsewhere it is skipped and its name says why;
 * CI has everything, so there a missing engine fails.
 */
export function describeWith(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) describe(name, body)
  else if (process.env['CI']) throw new Error(`${name}: ${missing}`)
  else describe.skip(`${name} (skipped: ${missing})`, body)
}

/** {@link describeWith} for tests against zc.buildout's own parser. */
export function describeWithBuildoutParser(name: string, body: () => void): void {
  describeWith(noBuildoutParser(), name, body)
}

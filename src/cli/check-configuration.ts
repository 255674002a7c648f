// What is wrong with the resilient.ini of a release. Knows check and diagnostics.
import { dirname, join } from 'node:path'
import type { CheckedRelease } from '../check/release/index.js'
import { ResilientError, type Diagnostic } from '../diagnostics/index.js'

/** What is wrong with the `resilient.ini` beside a release, as a file of its own. */
export async function configurationFindings({
  release,
  source,
}: CheckedRelease): Promise<readonly Diagnostic[]> {
  if (!release) return []
  const { configurationName, readConfiguration } = await import('./configuration.js')
  const file = join(dirname(release.path), configurationName)
  const text = source(file)
  if (text === undefined) return []
  try {
    readConfiguration(text, file)
    return []
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    return error.diagnostics
  }
}

// A value in a message. Knows diagnostics.
import { shortened } from '../diagnostics/index.js'

/** A value as a finding shows it: as JSON, short. */
export function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? 'nothing')
}

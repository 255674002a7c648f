// The rows under a finding's sentence, for every reporter. Knows this folder alone.
import type { Diagnostic } from './diagnostic.js'
import { onOneLine } from './printable.js'

/** What stands under a finding's sentence, a row each: `expected: …`, `received: …`, `hint: …`. */
export function rowsOf({ expected, received, hint }: Diagnostic): string[] {
  return Object.entries({ expected, received, hint })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${onOneLine(value!)}`)
}

// What a rule says: rules know stretches of profiles, and index.ts makes places of them. Knows
// buildout and diagnostics.
import type { Profile } from '../buildout/index.js'
import type { About } from './about.js'
import { finding, type Code, type Details, type Diagnostic } from '../diagnostics/index.js'

/** A stretch of a profile's text. */
export interface Stretch {
  profile: Profile
  start: number
  end: number
}

/** A finding whose place its reader adds. */
export interface Unplaced extends Omit<Diagnostic, 'file' | 'range' | 'related'> {
  about?: About
}

/** A finding of a rule: a diagnostic with a stretch of a profile instead of a place. */
export interface Finding extends Unplaced {
  at: Stretch
  related?: { message: string; at: Stretch }[]
}

interface FindingDetails extends Omit<Details, 'file' | 'range' | 'related'> {
  at: Stretch
  about?: About
  related?: Finding['related']
}

/** Makes a rule's finding: an error, unless its details have another severity. */
export function found(
  code: Code,
  message: string,
  { at, about, related, ...details }: FindingDetails,
): Finding {
  const made: Omit<Diagnostic, 'related'> = finding(code, message, details)
  return { ...made, at, ...(about ? { about } : {}), ...(related ? { related } : {}) }
}

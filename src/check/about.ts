// What a finding is about, for who puts findings together: nobody prints it. Knows types of buildout,
// diagnostics and python.
import type { Reference as Written } from '../buildout/index.js'
import type { Diagnostic } from '../diagnostics/index.js'
import type { HangsOn } from '../python/index.js'

/** The section and the option that a reference names. */
export type Reference = Pick<Written, 'section' | 'option'>

/** What a finding says to be missing, as data. */
export interface About {
  /** The section that is missing, or that lacks the options. */
  section?: string
  /** The options of which one is missing. */
  options?: readonly string[]
  /** Where a reference in braces leads, to what is missing. */
  reference?: Reference
  /** Where the call is that a number of parts belongs to. */
  call?: Pick<Diagnostic, 'file' | 'range'>
  /** Whether it holds whatever is not known. */
  isCertain?: boolean
  /** What a failure of a template hangs on, as far as that is one thing. */
  hangsOn?: HangsOn | undefined
  /** The name that may be meant, where the hint says so. */
  near?: string | undefined
}

/** A finding on its way to who prints it. */
interface Unfinished extends Diagnostic {
  about?: About
}

/** What a finding is about; nothing for one that says nothing to be missing. */
export function aboutOf({ about = {} }: Unfinished): About {
  return about
}

/** A finding as everybody sees it. */
export function withoutAbout(given: Unfinished): Diagnostic {
  if (!given.about) return given
  const diagnostic = { ...given }
  delete diagnostic.about
  return diagnostic
}

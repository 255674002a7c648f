// What stops a template, and where. Knows diagnostics and types of python.
import type { Code } from '../diagnostics/index.js'
import type { HangsOn } from '../python/index.js'

/** A place in a template: lines and columns count from 1, in UTF-16 units. */
export interface Place {
  file: string
  line: number
  column: number
  /** The unknowns that decide whether it is come to, by their names; behind `each ` what is gone through. */
  hangsOn?: readonly string[]
}

/** What stops a template; the renderer makes a diagnostic of it, at `place`. */
export class Fault extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly hint?: string | (() => string | undefined),
    public place?: Place,
    /** Whether it holds whatever is not known. */
    public isCertain = false,
    readonly hangsOn?: HangsOn,
  ) {
    super(message)
  }
}

import type { Code } from '../diagnostics/index.js'

/** A place in a template: lines and columns count from 1, in UTF-16 units. */
export interface Place {
  file: string
  line: number
  column: number
}

/** What stops a template; the renderer makes a diagnostic of it, at `place`. */
export class Fault extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly hint?: string,
    public place?: Place,
    /** The key that was not there, as a KeyError has it. */
    readonly key?: string,
  ) {
    super(message)
  }
}

/** A key that is not in a dict. */
export function noKey(shown: string, key: unknown): never {
  const text = typeof key === 'string' ? key : undefined
  throw new Fault('template-value', `there is no key ${shown}`, undefined, undefined, text)
}

/** A value that an operation cannot take, as Python's TypeError, ValueError and KeyError. */
export function refuse(message: string, hint?: string): never {
  throw new Fault('template-value', message, hint)
}

// The failure of who reads profiles, with its cause. Knows diagnostics.
import { finding, ResilientError } from '../diagnostics/index.js'

/** A profile that cannot be read: `unreadable-file`. */
export class Unreadable extends ResilientError {
  constructor(
    path: string,
    /** Why, in words. */
    readonly reason: string,
    /** Whether it is a folder that is there. */
    readonly isFolder = false,
  ) {
    super([finding('unreadable-file', `${path} cannot be read: ${reason}`, { file: path })])
  }
}

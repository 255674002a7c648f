// Profiles read from the disk. Knows diagnostics.
import { ResilientError } from '../../diagnostics/index.js'
import { decodeProfile } from '../decode.js'
import type { ProfileReader } from '../extends.js'
import { Unreadable } from '../unreadable.js'
import { defaultSizeLimit, readRegular } from './bounded.js'
import { reason } from './reason.js'

/** Reads profiles from the file system. Throws `unreadable-file`, `too-large` or `bad-encoding`. */
export const nodeReader: ProfileReader = fileReader(defaultSizeLimit)

/** {@link nodeReader} with another limit, in bytes. */
export function fileReader(limit: number): ProfileReader {
  return (path) => {
    try {
      return decodeProfile(readRegular(path, limit), path)
    } catch (error) {
      if (error instanceof ResilientError) throw error
      const isFolder = (error as { code?: unknown }).code === 'EISDIR'
      throw new Unreadable(path, reason(error), isFolder)
    }
  }
}

// Profiles read from the disk. Knows diagnostics.
import { statSync } from 'node:fs'
import { ResilientError } from '../../diagnostics/index.js'
import { decodeProfile } from '../decode.js'
import type { ProfileReader } from '../extends.js'
import { Unreadable } from '../unreadable.js'
import { defaultSizeLimit, readBounded } from './bounded.js'
import { reason } from './reason.js'

/** Reads profiles from the file system. Throws `unreadable-file`, `too-large` or `bad-encoding`. */
export const nodeReader: ProfileReader = fileReader(defaultSizeLimit)

/** {@link nodeReader} with another limit, in bytes. */
export function fileReader(limit: number): ProfileReader {
  return (path) => {
    try {
      const kind = statSync(path)
      if (kind.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
      if (!kind.isFile()) throw Object.assign(new Error(), { code: 'it is not a regular file' })
      return decodeProfile(readBounded(path, limit), path)
    } catch (error) {
      if (error instanceof ResilientError) throw error
      const isFolder = (error as { code?: unknown }).code === 'EISDIR'
      throw new Unreadable(path, reason(error), isFolder)
    }
  }
}

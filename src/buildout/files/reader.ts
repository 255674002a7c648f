import { readFileSync, statSync } from 'node:fs'
import { fail } from '../../diagnostics/index.js'
import { decodeProfile } from '../decode.js'
import type { ProfileReader } from '../extends.js'
import { reason } from './reason.js'

/** Reads profiles from the file system. Throws `unreadable-file` or `bad-encoding`. */
export const nodeReader: ProfileReader = (path) => {
  let bytes: Uint8Array
  try {
    const kind = statSync(path)
    if (kind.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    if (!kind.isFile()) throw Object.assign(new Error(), { code: 'it is no ordinary file' })
    bytes = readFileSync(path)
  } catch (error) {
    fail({
      code: 'unreadable-file',
      severity: 'error',
      message: `${path} cannot be read: ${reason(error)}`,
      file: path,
    })
  }
  return decodeProfile(bytes, path)
}

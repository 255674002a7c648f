// A profile's bytes as text. Knows diagnostics.
import { fail } from '../diagnostics/index.js'

/**
 * A profile's bytes as text, UTF-8 as the engine has it; a byte order mark stays, since the engine
 * does not take it off. Throws `bad-encoding`.
 */
export function decodeProfile(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    fail('bad-encoding', `${file} is not a profile: it is not UTF-8 text`, {
      file,
      hint: 'save the file as UTF-8',
    })
  }
}

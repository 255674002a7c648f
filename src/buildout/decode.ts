// Bytes as text. Knows diagnostics.
import { fail, Lines } from '../diagnostics/index.js'

/**
 * A profile's bytes as text, UTF-8 as the engine has it; a byte order mark stays, since the engine
 * does not take it off. Throws `bad-encoding`.
 */
export function decodeProfile(bytes: Uint8Array, file: string): string {
  return decodeUtf8(bytes, file, true)
}

/** Bytes as UTF-8 text, a byte order mark taken off or kept. Throws `bad-encoding` at the first that is not. */
export function decodeUtf8(bytes: Uint8Array, file: string, keepsMark = false): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepsMark }).decode(bytes)
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const at = firstWrong(bytes, text)
    fail('bad-encoding', `${file} is not UTF-8 text`, {
      file,
      range: new Lines(text).range(at, at + 1),
      expected: 'UTF-8',
      hint: 'save the file as UTF-8',
    })
  }
}

/** Where a replacement character stands that was not written. */
function firstWrong(bytes: Uint8Array, text: string): number {
  const encoder = new TextEncoder()
  let [last, byte] = [0, 0]
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    byte += encoder.encode(text.slice(last, at)).length
    last = at
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at
  }
  return 0
}

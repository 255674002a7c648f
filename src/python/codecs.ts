// Text as bytes and back. Knows errors.
import { refuse } from './errors.js'

/** Text as bytes. */
export function encode(text: string, encoding: string, errors: string): Uint8Array {
  const limit = limitOf(encoding)
  if (limit === undefined) {
    if (/\p{Cs}/u.test(text) && errors === 'strict') refuse('surrogates not allowed in UTF-8')
    return new TextEncoder().encode(text)
  }
  const codes = Array.from(text, (character) => character.codePointAt(0)!).flatMap((code) => {
    if (code < limit) return [code]
    if (errors === 'ignore') return []
    return errors === 'replace' ? [63] : refuse(`'${encoding}' codec can't encode the text`)
  })
  return Uint8Array.from(codes)
}

/** Bytes as text. */
export function decode(data: Uint8Array, encoding: string, errors: string): string {
  const limit = limitOf(encoding)
  if (limit === undefined) {
    try {
      return new TextDecoder('utf-8', { fatal: errors === 'strict', ignoreBOM: true }).decode(data)
    } catch {
      refuse("'utf-8' codec can't decode the bytes")
    }
  }
  return Array.from(data, (byte) => {
    if (byte < limit) return String.fromCharCode(byte)
    if (errors === 'ignore') return ''
    return errors === 'replace' ? '\ufffd' : refuse(`'${encoding}' codec can't decode the bytes`)
  }).join('')
}

/** The first code that an encoding lacks, undefined for UTF-8. */
function limitOf(encoding: string): number | undefined {
  const name = encoding.toLowerCase().replaceAll(/[-_ ]/g, '')
  if (name === 'utf8' || name === 'u8') return undefined
  if (name === 'ascii' || name === 'usascii') return 0x80
  if (['latin1', 'iso88591', 'l1', 'latin'].includes(name)) return 0x100
  return refuse(`unknown encoding: ${encoding}`)
}

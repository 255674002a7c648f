// Text as bytes and back. Knows errors.
import { refuse, refuseHere } from './errors.js'

/** Text as bytes. */
export function encode(text: string, encoding: string, errors: string): Uint8Array {
  const limit = limitOf(encoding, errors)
  if (limit === undefined) {
    if (/\p{Cs}/u.test(text)) refuse('surrogates not allowed in UTF-8')
    return new TextEncoder().encode(text)
  }
  return Uint8Array.from([...text], (character) => {
    const code = character.codePointAt(0)!
    return code < limit ? code : refuse(`'${encoding}' codec can't encode the text`)
  })
}

/** Bytes as text. */
export function decode(data: Uint8Array, encoding: string, errors: string): string {
  const limit = limitOf(encoding, errors)
  if (limit === undefined) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
    } catch {
      refuse("'utf-8' codec can't decode the bytes")
    }
  }
  return Array.from(data, (byte) => {
    if (byte < limit) return String.fromCharCode(byte)
    return refuse(`'${encoding}' codec can't decode the bytes`)
  }).join('')
}

/** The first code that an encoding lacks, undefined for UTF-8. */
function limitOf(encoding: string, errors: string): number | undefined {
  if (errors !== 'strict') refuseHere(`the error handler '${errors}'`)
  const name = encoding.toLowerCase().replaceAll(/[-_ ]/g, '')
  if (name === 'utf8' || name === 'u8') return undefined
  if (name === 'ascii' || name === 'usascii') return 0x80
  if (['latin1', 'iso88591', 'l1', 'latin'].includes(name)) return 0x100
  return refuseHere(`the encoding ${encoding}`)
}

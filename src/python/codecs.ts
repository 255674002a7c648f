// Text as bytes and back, in UTF-8. Knows errors.
import { refuse, refuseHere } from './errors.js'
import { halfPair } from './half.js'

/** Text as bytes. */
export function encode(text: string, encoding: string, errors: string): Uint8Array {
  onlyPlain(encoding, errors)
  if (halfPair.test(text)) refuse('surrogates not allowed in UTF-8')
  return new TextEncoder().encode(text)
}

/** Bytes as text. */
export function decode(data: Uint8Array, encoding: string, errors: string): string {
  onlyPlain(encoding, errors)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    refuse("'utf-8' codec can't decode the bytes")
  }
}

function onlyPlain(encoding: string, errors: string): void {
  if (errors !== 'strict') refuseHere(`the error handler '${errors}'`)
  if (!/^utf[-_ ]?8$/i.test(encoding)) refuseHere(`the encoding ${encoding}`)
}

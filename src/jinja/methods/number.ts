import { bind, positional, textual } from '../args.js'
import { refuse } from '../fault.js'
import type { Methods } from '../lookup.js'
import { Bytes } from '../values.js'

/** What Python's int and float offer. */
export const numberMethods: Methods<bigint | number> = {
  bit_length: (number, args, named) => {
    positional('bit_length', args, named, 0)
    if (typeof number !== 'bigint') refuse("'float' object has no attribute 'bit_length'")
    const magnitude = number < 0n ? -number : number
    return magnitude === 0n ? 0n : BigInt(magnitude.toString(2).length)
  },
  is_integer: (number, args, named) => {
    positional('is_integer', args, named, 0)
    if (typeof number === 'bigint') refuse("'int' object has no attribute 'is_integer'")
    return Number.isInteger(number)
  },
  conjugate: (number, args, named) => {
    positional('conjugate', args, named, 0)
    return number
  },
}

/** What Python's bytes offer. */
export const bytesMethods: Methods<Bytes> = {
  decode: (bytes, args, named) => {
    const [encoding = 'utf-8', errors = 'strict'] = bind('decode', 'encoding= errors=', args, named)
    return decode(bytes.data, textual('decode', encoding), textual('decode', errors))
  },
  hex: (bytes, args, named) => {
    positional('hex', args, named, 0)
    return Array.from(bytes.data, (byte) => byte.toString(16).padStart(2, '0')).join('')
  },
}

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

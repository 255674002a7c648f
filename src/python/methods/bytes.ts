// The methods of bytes. Knows codecs and arguments.
import { positional, takes, textual } from '../arguments.js'
import { decode } from '../codecs.js'
import { Bytes } from '../values.js'
import type { Methods } from './types.js'

/** What Python's bytes offer. */
export const bytesMethods: Methods<Bytes> = {
  decode: takes('decode', 'encoding= errors=', (bytes, [encoding = 'utf-8', errors = 'strict']) => {
    return decode(bytes.data, textual('decode', encoding), textual('decode', errors))
  }),
  hex: (bytes, args, named) => {
    positional('hex', args, named, 0)
    return Array.from(bytes.data, (byte) => byte.toString(16).padStart(2, '0')).join('')
  },
}

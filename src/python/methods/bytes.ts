// The methods of bytes. Knows codecs and arguments.
import { bind, positional, textual } from '../arguments.js'
import { decode } from '../codecs.js'
import { Bytes } from '../values.js'
import type { Methods } from './types.js'

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

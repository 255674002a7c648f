// The methods of bytes. Knows codecs and arguments.
import { takes, textual } from '../arguments.js'
import { decode } from '../codecs.js'
import type { Bytes } from '../values.js'
import type { Methods } from './types.js'

/** What Python's bytes offer. */
export const bytesMethods: Methods<Bytes> = {
  decode: takes('decode', 'encoding= errors=', (bytes, [encoding = 'utf-8', errors = 'strict']) => {
    return decode(bytes.data, textual('decode', encoding), textual('decode', errors))
  }),
}

// The limit of an input. Knows diagnostics.
import { fail } from '../diagnostics/index.js'
import type { Io } from './io.js'

/** The world with the limit that `--max-size` gives; throws `bad-flag`. */
export function withSizeLimit(given: unknown, io: Io): Io {
  if (given === undefined) return io
  const mebibytes = /^\d+(?:\.\d+)?$/.test(String(given)) ? Number(given) : 0
  if (mebibytes > 0 && Number.isFinite(mebibytes))
    return { ...io, sizeLimit: Math.floor(mebibytes * 2 ** 20) }
  fail('bad-flag', `"${String(given)}" is not a size`, {
    expected: 'a number of MiB above 0',
    hint: 'for example --max-size 64',
  })
}

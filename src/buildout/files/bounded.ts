// Reading a file no further than a limit; with its neighbours here the only part that knows
// Node. Knows diagnostics.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { fail } from '../../diagnostics/index.js'

/** What one input may hold unless `--max-size` says otherwise, in bytes: 16 MiB. */
export const defaultSizeLimit = 16 * 2 ** 20

/**
 * The bytes of a file, a pipe or a device, of which no more than the limit is ever read.
 * Throws `too-large`, under the name that the file has for the user, and the system's errors.
 */
export function readBounded(path: string, limit: number, name = path): Uint8Array {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = fstatSync(descriptor)
    if (size > limit) tooLarge(name, limit)
    const chunks: Uint8Array[] = []
    let total = 0
    for (;;) {
      const chunk = new Uint8Array(Math.max(size - total, 2 ** 16))
      const read = readSync(descriptor, chunk)
      if (read === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      chunks.push(chunk.subarray(0, read))
      total += read
      if (total > limit) tooLarge(name, limit)
    }
  } finally {
    closeSync(descriptor)
  }
}

/** The same of a regular file alone: what no user named may be a pipe, from which nothing comes. */
export function readRegular(path: string, limit: number, name = path): Uint8Array {
  const kind = statSync(path)
  if (kind.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  if (!kind.isFile()) throw Object.assign(new Error(), { code: 'it is not a regular file' })
  return readBounded(path, limit, name)
}

/** Throws `too-large`. */
export function tooLarge(name: string, limit: number): never {
  fail('too-large', `${name} is larger than an input may be`, {
    file: name,
    expected: `at most ${limit / 2 ** 20} MiB`,
    hint: '--max-size MIB raises the limit',
  })
}

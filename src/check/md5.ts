// The MD5 sum of a file. Knows nothing else.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** The MD5 sum of an ordinary file, undefined where there is none. */
export function md5sumOf(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined
    return createHash('md5').update(readFileSync(path)).digest('hex')
  } catch {
    return undefined
  }
}

// The MD5 sum of a file. Knows diagnostics and buildout.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { defaultSizeLimit, readBounded } from '../buildout/files/bounded.js'
import { ResilientError } from '../diagnostics/index.js'

/** The MD5 sum of an ordinary file; undefined where there is none, or a larger one than may be read. */
export function md5sumOf(path: string, limit = defaultSizeLimit): string | undefined {
  try {
    return md5sumWithin(path, limit, path)
  } catch (error) {
    if (error instanceof ResilientError) return undefined
    throw error
  }
}

/** The same; throws `too-large`, under the name that the file has for the user. */
export function md5sumWithin(path: string, limit: number, name: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined
    return createHash('md5')
      .update(readBounded(path, limit, name))
      .digest('hex')
  } catch (error) {
    if (error instanceof ResilientError) throw error
    return undefined
  }
}

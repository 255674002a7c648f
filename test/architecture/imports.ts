import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../../src', import.meta.url))

/** One import of a file of src/. */
export interface Import {
  /** The file that imports, by its path in src/. */
  from: string
  /** What it imports: a path in src/, or a package's name. */
  to: string
  /** Whether nothing of it is left when the program runs. */
  isType: boolean
}

const statement = /^(?:import|export) (type )?(?:[^'"]*? from )?'([^']+)'|import\('([^']+)'\)/gm

/** Every import and re-export of src/, in the order of the files. */
export const imports: readonly Import[] = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
  .flatMap(({ name, parentPath }) => {
    const path = join(parentPath, name)
    return [...readFileSync(path, 'utf8').matchAll(statement)].map(([, type, fixed, dynamic]) => {
      const to = fixed ?? dynamic!
      const file = join(parentPath, to).replace(/\.js$/, '.ts')
      return {
        from: relative(src, path),
        to: to.startsWith('.') ? relative(src, file) : to,
        isType: type !== undefined,
      }
    })
  })

/** The folders of src/. */
export const folders: readonly string[] = readdirSync(src, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** The first part of a path: a folder, or a file that stands in none. */
export function top(path: string): string {
  return path.split('/')[0]!
}

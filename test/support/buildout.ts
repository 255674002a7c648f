import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ask, describeWith, noPython } from './engines.js'

/** A `describe` for tests that run zc.buildout's own parser and resolution. */
export function describeWithBuildout(name: string, body: () => void): void {
  describeWith(noPython('zc.buildout'), name, body)
}

export type Sections = Record<string, Record<string, string>>

/** What zc.buildout's own parser makes of some profiles. */
export function parseWithBuildout(texts: readonly string[]): Sections[] {
  return ask('parse', JSON.stringify(texts)) as Sections[]
}

/** What Python literals mean, as JSON values; `!py!` is taken off first. */
export function readLiterals(literals: readonly string[]): unknown[] {
  return literals.length === 0 ? [] : ask('literals', JSON.stringify(literals))
}

/** Profiles by their names; the first one extends the others. */
export type Tree = Record<string, string>

export interface Annotated {
  /** What `buildout annotate` shows. */
  annotated: Sections
  /** With macros and references resolved; null for a section that buildout refuses. */
  resolved: Record<string, Record<string, string> | null>
}

/** What zc.buildout makes of trees of profiles; an error's text for a tree that it refuses. */
export function annotateWithBuildout(
  trees: readonly Tree[],
): (Annotated & { error?: string; folder: string })[] {
  const folder = mkdtempSync(join(tmpdir(), 'resilient-'))
  try {
    const paths = trees.map((tree, index) => {
      const root = join(folder, String(index))
      for (const [name, text] of Object.entries(tree)) {
        mkdirSync(dirname(join(root, name)), { recursive: true })
        writeFileSync(join(root, name), text)
      }
      return join(root, Object.keys(tree)[0]!)
    })
    const rows = ask('annotate', JSON.stringify(paths), { HOME: folder }) as Annotated[]
    return rows.map((row, index) => ({ ...row, folder: join(folder, String(index)) }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

import { join } from 'node:path'
import { expect } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'

type Files = Readonly<Record<string, string>>

/** What is found in a release: its place, its code, its hint. */
export function findingsIn(files: Files): string[] {
  const folder = folderOf(files)
  const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
  return diagnostics.map(({ file = '', range, code, severity, hint }) =>
    [
      `${file.slice(folder.length + 1)}:${range?.start.line}`,
      `${severity} ${code}`,
      ...(hint === undefined ? [] : [hint]),
    ].join(' | '),
  )
}

/** A release with a text of one of its files replaced. */
export function changedIn<Release extends Files>(
  release: Release,
  file: keyof Release & string,
  from: string,
  to: string,
): Record<string, string> {
  expect(release[file]).toContain(from)
  return { ...release, [file]: release[file]!.replace(from, () => to) }
}

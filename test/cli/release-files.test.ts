import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { releaseIn, readReleaseFiles } from '../../src/cli/release-files.js'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease } from '../support/releases.js'

it('a release is read once a command, for its components and for what a move from it changes', () => {
  const folder = placeRelease(folderOf(), 'shop', filesOfRelease('shop'))
  const command = { cwd: folder } as Io
  const asked: string[] = []
  const reader = (path: string): string => {
    asked.push(path)
    return readFileSync(path, 'utf8')
  }
  const release = releaseIn(folder, reader, command)
  const count = asked.filter((path) => path.endsWith('/software.cfg')).length
  expect(release?.units.length).toBeGreaterThan(3)
  expect(readReleaseFiles('.', reader, command).release).toBe(release)
  // The text itself is compared besides.
  expect(asked.filter((path) => path.endsWith('/software.cfg'))).toHaveLength(count + 1)
  expect(releaseIn(folder, reader, { cwd: folder } as Io)).not.toBe(release)
})

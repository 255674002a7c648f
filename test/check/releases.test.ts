import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, releases } from '../support/releases.js'
import { run } from '../support/run.js'

describe('check on a release', () => {
  it.each(releases)('finds nothing in %s', async (name) => {
    const cwd = placeRelease(folderOf(), name, filesOfRelease(name))
    const ran = await run(['check'], { cwd })
    expect(ran.stdout).toBe('')
    expect(ran.stderr).toMatch(/\d files, 2 levels(?:, \d software types)?; nothing found\n$/)
    expect(ran.code).toBe(0)
  })
})

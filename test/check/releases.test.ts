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

  it('narrowed to one type finds nothing either, and no type that there is not', async () => {
    const cwd = placeRelease(folderOf(), 'shop', filesOfRelease('shop'))
    for (const type of ['default', 'resilient', 'shop-export', 'shop-import', 'pull-backup']) {
      const { code, stdout, stderr } = await run(['check', '--software-type', type], { cwd })
      expect([code, stdout]).toEqual([0, ''])
      expect(stderr).toContain('1 software type; nothing found')
    }
    const wrong = await run(['check', '--software-type', 'shop-exprt'], { cwd })
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('the release has no type "shop-exprt" [bad-flag]')
    expect(wrong.stderr).toContain('did you mean shop-export?')
  })
})

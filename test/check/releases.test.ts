import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease, releases } from '../support/releases.js'
import { run } from '../support/run.js'
import { cafe, changedCafe } from './cafe.js'

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

  it('narrowed to one type says that a profile is another one’s', async () => {
    const cwd = folderOf(cafe)
    const narrow = (...words: string[]) => run(['check', ...words], { cwd })
    const own = await narrow('instance-bar.cfg.in', '--software-type', 'bar')
    expect([own.code, own.stdout]).toEqual([0, ''])
    // What every instance runs first is of each type, and so is what the software level reads.
    for (const file of ['instance.cfg.in', 'macros.cfg.in'])
      expect((await narrow(file, '--software-type', 'bar')).code).toBe(0)
    const other = await narrow('instance-bar.cfg.in', '--software-type', 'default')
    expect(other.code).toBe(2)
    expect(other.stderr).toContain(
      'instance-bar.cfg.in is not a profile of the type "default" [bad-flag]',
    )
    expect(other.stderr).toContain('hint: --software-type bar')
  })

  it('finds the same from another folder, by paths from the root', async () => {
    const folder = folderOf(
      changedCafe('instance-bar.cfg.in', 'token = secret', 'token = ${bar:x}'),
    )
    const here = await run(['check', 'instance-bar.cfg.in'], { cwd: folder })
    expect(here.stdout).toContain('instance-bar.cfg.in:10:9: error ${bar:x}')
    for (const word of ['instance-bar.cfg.in', 'software.cfg', '.']) {
      const there = await run(['check', join(folder, word)], { cwd: '/' })
      expect(there.code).toBe(1)
      expect(there.stdout).toContain(here.stdout.split('\n')[0]!)
    }
  })
})

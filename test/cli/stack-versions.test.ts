import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isNewer } from '../../src/cli/version.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { earlierStack, otherStack, readFiles, writeFiles } from '../support/stack.js'

vi.mock('../../src/cli/version.js', async (original) => ({
  ...(await original<typeof import('../../src/cli/version.js')>()),
  version: '0.9.0',
}))

const place = 'stack/resilient'

/** A folder whose stack another version wrote, which had other text. */
function writtenBy(version: string): string {
  const cwd = folderOf()
  const files = otherStack(version, '../..', (each) => each.set('pbsready.cfg.in', '# other\n'))
  writeFiles(join(cwd, place), files)
  return cwd
}

describe('a stack folder of a newer version', () => {
  it.each(['0.9.1', '0.10.0', '1.0.0-alpha.1', '10.0.0'])('is left: %s', async (version) => {
    const cwd = writtenBy(version)
    const before = readFiles(join(cwd, place))
    for (const args of [[], ['--components', '../x']]) {
      const { code, stdout, stderr } = await run(['stack', ...args], { cwd })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(`${place} was written by ${version}, this is 0.9.0 [newer-stack]`)
    }
    const checked = await run(['stack', '--check'], { cwd })
    expect(checked).toMatchObject({ code: 1, stderr: '' })
    expect(checked.stdout).toContain('[newer-stack]')
    expect(checked.stdout.match(/-stack\]/g)).toHaveLength(1)
    expect(readFiles(join(cwd, place))).toEqual(before)
  })

  it('is left by init, which says so', async () => {
    const cwd = writtenBy('0.10.0')
    mkdirSync(join(cwd, 'component'))
    const { code, stderr } = await run(['init', 'shop', '--directory', 'software/shop'], { cwd })
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(
        `${place} is left as it is: 0.10.0, which is newer than 0.9.0, wrote it\n`,
      ),
    ])
  })

  it.each(['0.8.12', '0.9.0-rc.1', '0.9.0', 'development'])('is none of %s', async (version) => {
    const cwd = folderOf()
    writeFiles(join(cwd, place), earlierStack(version, '../..'))
    expect((await run(['stack'], { cwd })).code).toBe(0)
    expect(await run(['stack', '--check'], { cwd })).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('versions', () => {
  const ordered = [
    '0.2.0',
    '0.10.0-alpha',
    '0.10.0-alpha.2',
    '0.10.0-alpha.10',
    '0.10.0-alpha.b',
    '0.10.0-rc',
    '0.10.0',
    '0.10.1',
    '2.0.0',
  ]

  it('are ordered by number', () => {
    for (const [index, one] of ordered.entries())
      for (const [at, other] of ordered.entries())
        expect([one, other, isNewer(one, other)]).toEqual([one, other, index > at])
  })

  it('are none that have no number', () => {
    expect(isNewer('development', '1.0.0')).toBe(false)
    expect(isNewer('1.0.0', 'development')).toBe(false)
    expect(isNewer('1.0.0+a', '1.0.0+b')).toBe(false)
  })
})

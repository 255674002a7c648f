import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { earlierStack, md5, readFiles, writeFiles } from '../support/stack.js'

const gone = 'given-up.cfg.in'
const text = '[buildout]\n'

// A version of ours once wrote a file that this one has no more.
vi.mock('../../src/profiles/written.js', async (original) => {
  const { written } = await original<typeof import('../../src/profiles/written.js')>()
  return { written: { ...written, 'given-up.cfg.in': '79037dfc37b074be90edba9fbf9f3cea' } }
})

const place = 'stack/resilient'
const stackIn = (cwd: string, ...args: string[]) => run(['stack', ...args], { cwd })

/** What that version wrote, the file with a text. */
function written(own: string, isRecorded = true): string {
  const files = earlierStack('0.0.9', '../..')
  const record = files.get('MD5SUMS')! + (isRecorded ? `${md5(text)}  ${gone}\n` : '')
  const cwd = folderOf()
  writeFiles(join(cwd, place), new Map([...files, [gone, own], ['MD5SUMS', record]]))
  return cwd
}

describe('a file of the stack that was given up', () => {
  it.each([true, false])(
    'is taken away, as a version of ours wrote it: recorded %s',
    async (is) => {
      const cwd = written(text, is)
      const checked = await stackIn(cwd, '--check')
      expect(checked.stdout).toContain(`--- ${place}/${gone}\tas it is\n+++ /dev/null\n`)
      const { code, stderr } = await stackIn(cwd)
      expect([code, stderr]).toEqual([
        0,
        expect.stringMatching(/^ {2}given-up\.cfg\.in +removed$/m),
      ])
      expect(readFiles(join(cwd, place))).not.toHaveProperty([gone])
      expect((await stackIn(cwd, '--check')).code).toBe(0)
    },
  )

  it('is refused where it was edited', async () => {
    const cwd = written('# mine\n')
    const before = readFiles(join(cwd, place))
    const { code, stdout, stderr } = await stackIn(cwd)
    expect([code, stdout]).toEqual([2, expect.stringContaining(`+++ /dev/null\n`)])
    expect(stderr).toContain('remove the file: this version has no file of that name')
    expect(readFiles(join(cwd, place))).toEqual(before)
  })

  it('is its author’s where no record has it', async () => {
    const cwd = written('# mine\n', false)
    expect((await stackIn(cwd)).code).toBe(0)
    expect(readFiles(join(cwd, place))[gone]).toBe('# mine\n')
  })
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const sum = (text: string): string => createHash('md5').update(text).digest('hex')
const stale = '0'.repeat(32)

const text = `# sums, kept by a tool
[one]
filename = one.in
md5sum = ${stale}

[two]
_update_hash_filename_ = sub/two.in
md5sum=${sum('two')}
# the end
[three]
filename = one.in
`
const files = { 'buildout.hash.cfg': text, 'one.in': 'one', 'sub/two.in': 'two' }

describe('hash', () => {
  it('takes a folder, and says so of a file', async () => {
    const { code, stderr } = await run(['hash', 'buildout.hash.cfg'], { cwd: folderOf(files) })
    expect(code).toBe(2)
    expect(stderr).toContain('buildout.hash.cfg is a file, and hash takes a folder')
    expect(stderr).toContain('hint: slapos-resilient hash .')
  })

  it('changes only the sums that are out of date', async () => {
    const cwd = folderOf(files)
    const ran = await run(['hash'], { cwd })
    expect(ran).toMatchObject({ code: 0, stdout: '' })
    expect(readFileSync(join(cwd, 'buildout.hash.cfg'), 'utf8')).toBe(
      text.replace(stale, sum('one')) + `md5sum = ${sum('one')}\n`,
    )
    expect(await run(['hash', '--check'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('tells with --check what is out of date, and changes nothing', async () => {
    const cwd = folderOf(files)
    const { code, stdout } = await run(['hash', '.', '--check'], { cwd })
    expect(code).toBe(1)
    expect(stdout.match(/\[stale-hash\]/g)).toHaveLength(2)
    expect(readFileSync(join(cwd, 'buildout.hash.cfg'), 'utf8')).toBe(text)
  })

  it('cannot do it without a file that is named', async () => {
    const cwd = folderOf({ 'buildout.hash.cfg': text, 'sub/two.in': 'two' })
    const { code, stderr } = await run(['hash'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('one.in, which buildout.hash.cfg names, cannot be read')
    expect((await run(['hash', 'nowhere'], { cwd })).code).toBe(2)
  })

  it('reads no more of a file than an input may be', async () => {
    const big = 'x'.repeat(2 ** 20 + 1)
    const cwd = folderOf({ 'buildout.hash.cfg': text, 'one.in': big, 'sub/two.in': 'two' })
    const { code, stderr } = await run(['hash', '--max-size', '1'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('one.in is larger than an input may be')
  })
})

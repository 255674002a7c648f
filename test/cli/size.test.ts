import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const padded = (bytes: number): string => `<instance>${' '.repeat(bytes)}</instance>`

describe('the size of an input', () => {
  it('is limited to 16 MiB unless --max-size says otherwise', async () => {
    const cwd = folderOf({ 'a.xml': padded(2 ** 24) })
    const refused = await run(['validate', 'a.xml'], { cwd })
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('a.xml is larger than an input may be [too-large]')
    expect(refused.stdout).toContain('expected: at most 16 MiB')
    expect((await run(['validate', 'a.xml', '--max-size', '17'], { cwd })).code).toBe(0)
  })

  it('is limited on standard input', async () => {
    const args = ['validate', '-', '--max-size', '0.5']
    const { stdout } = await run(args, { input: padded(2 ** 19) })
    expect(stdout).toContain('<stdin> is larger than an input may be')
  })

  it('is limited where a device has no end', async () => {
    const { stdout } = await run(['validate', '/dev/zero', '--max-size', '1'])
    expect(stdout).toContain('/dev/zero is larger than an input may be')
  })

  it('is not limited below what a pipe can hold', () => {
    const cwd = folderOf({ 'a.xml': padded(200_000) })
    const { status } = spawnSync('mkfifo', [join(cwd, 'pipe')])
    expect(status).toBe(0)
    spawnSync('sh', ['-c', 'cat a.xml > pipe &'], { cwd, stdio: 'ignore' })
    return expect(run(['validate', 'pipe'], { cwd })).resolves.toMatchObject({ code: 0 })
  })

  it.each(['0', '-1', 'x', '', '1e3'])('cannot be %j', async (size) => {
    const { code, stderr } = await run([
      'plan',
      `--max-size=${size}`,
      '--name',
      'a',
      '--count',
      '3',
    ])
    expect(code).toBe(2)
    expect(stderr).toContain('is not a size')
  })
})

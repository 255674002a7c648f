import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const xml = (id: string) => `<instance><parameter id="${id}">x</parameter></instance>`

describe('--watch', () => {
  it('runs check again when a file that a profile extends is saved', async () => {
    const cwd = folderOf({
      'a.cfg': '[buildout]\nextends = b.cfg\nparts = a\n',
      'b.cfg': '[a]\nrecipe = x\n',
    })
    const stop = new AbortController()
    let stdout = ''
    const args = ['check', 'a.cfg', '--watch']
    const ending = run(args, {
      cwd,
      interrupted: stop.signal,
      stdout: (text) => void (stdout += text),
    })
    await sleep(100)
    writeFileSync(join(cwd, 'b.cfg'), '[b]\nrecipe = x\n')
    for (let i = 0; i < 500 && !stdout.includes('part-missing'); i++) await sleep(10)
    stop.abort()
    expect((await ending).code).toBe(1)
    expect(stdout).toContain('[part-missing]')
  })

  it('runs again when a file is written, or moved into place', async () => {
    const cwd = folderOf({ 'a.xml': xml('-sla-1-region') })
    const stop = new AbortController()
    let stdout = ''
    const seen = async (text: string): Promise<void> => {
      for (let i = 0; i < 500 && !stdout.includes(text); i++) await sleep(10)
      expect(stdout).toContain(text)
    }
    const args = ['validate', 'a.xml', '--name', 'a', '--count', '2', '--watch']
    const ending = run(args, {
      cwd,
      interrupted: stop.signal,
      stdout: (text) => void (stdout += text),
    })
    await sleep(100)
    writeFileSync(join(cwd, 'a.xml'), xml('-sla-7-region'))
    await seen('-sla-7-region')
    writeFileSync(join(cwd, 'b.xml'), xml('-sla-8-region'))
    renameSync(join(cwd, 'b.xml'), join(cwd, 'a.xml'))
    await seen('-sla-8-region')
    writeFileSync(join(cwd, 'a.xml'), xml('-sla-1-region'))
    await sleep(200)
    stop.abort()
    expect((await ending).code).toBe(0)
  })
})

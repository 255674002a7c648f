import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { blocksOf } from './blocks.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('the generator of the README', () => {
  const block = blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).find(
    ({ language, text }) => language === 'js' && text.includes('replicate('),
  )!
  const library = pathToFileURL(join(root, 'dist/index.js')).href
  const source = block.text.replace("'slapos-resilient'", `'${library}'`)
  const generate = ['--input-type=module', '--eval', source]
  const { stdout } = spawnSync(process.execPath, generate, { encoding: 'utf8' })

  const check = (text: string) =>
    run(['check', 'root.cfg'], {
      cwd: folderOf({
        'root.cfg': text,
        'monitor.cfg':
          '[monitor-promise-base]\nrecipe = slapos.cookbook:promise.plugin\neggs = slapos.toolbox\noutput = plugin/${:name}\n',
      }),
    })

  it('makes a profile that check finds nothing in', async () => {
    expect(stdout).toContain('[request-pbs-runner-2]')
    expect(await check(stdout)).toMatchObject({ code: 0, stdout: '' })
  })

  it.each([
    ['extends = monitor.cfg\n', '[monitor-promise-base]'],
    ['[ArgLeader]\n', '[ArgLeader]'],
    ['recipe = slapos.cookbook:publish\n', '[publish-connection-information]'],
  ])('is told what it lacks without %j', async (line, lacking) => {
    expect(stdout).toContain(line)
    const { code, stdout: found } = await check(stdout.replace(line, ''))
    expect(code).toBe(1)
    expect(found).toContain(lacking)
  })
})

import { expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

it('says what to do with a folder and a flag that is for a profile', async () => {
  const cwd = folderOf({ 'software.cfg': '[buildout]\nparts =\n', 'in.json': '{}' })
  const { code, stderr } = await run(['check', '--schema', 'in.json'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain('--schema is for a profile')
  expect(stderr).toContain('name the template; without --schema')
})

import { expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const added = '[a]\nrecipe = r\nopts =\n  --a\n[a:linux]\nopts +=\n  --b\n'

/** zc.buildout merges a file once for each that extends it, and adds to what it has set before. */
it.each([
  ['once', { 'x.cfg': '[buildout]\nextends = added.cfg\n', 'y.cfg': '' }, true],
  [
    'by two',
    {
      'x.cfg': '[buildout]\nextends = added.cfg\n',
      'y.cfg': '[buildout]\nextends = added.cfg\n',
    },
    false,
  ],
  [
    'by one that two extend',
    {
      'x.cfg': '[buildout]\nextends = z.cfg\n',
      'y.cfg': '[buildout]\nextends = z.cfg\n',
      'z.cfg': '[buildout]\nextends = added.cfg\n',
    },
    false,
  ],
  [
    'by two, beside a removal',
    {
      'x.cfg': '[buildout]\nextends = added.cfg\n',
      'y.cfg': '[buildout]\nextends = added.cfg\n',
      'added.cfg': `${added}opts -=\n  --c\n`,
    },
    false,
  ],
  [
    'by two that extend no other section of it',
    {
      'x.cfg': '[buildout]\nextends = added.cfg\n',
      'y.cfg': '[buildout]\nextends = other.cfg\n',
      'other.cfg': '[a]\nrecipe = r\n',
    },
    true,
  ],
])('an addition in a file that is extended %s', async (_, files, isTold) => {
  const cwd = folderOf({
    'all.cfg': '[buildout]\nextends = x.cfg y.cfg\nparts = a\n',
    'added.cfg': added,
    ...files,
  })
  const { stdout } = await run(['check', 'all.cfg'], { cwd })
  expect(stdout.includes('[option-added]')).toBe(isTold)
})

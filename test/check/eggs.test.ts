import { describe, expect, it } from 'vitest'
import { cafe, changedCafe } from './cafe.js'
import { findingsIn } from './found.js'

describe('the folders of eggs', () => {
  it.each([
    ['eggs-directory', 'error'],
    ['develop-eggs-directory', 'warning'],
  ])('%s is named by what an instance runs first', (option, severity) => {
    const line = `${option} = \${buildout:${option}}`
    expect(findingsIn(changedCafe('instance.cfg.in', `\n${line}\n`, '\n'))).toEqual([
      `instance.cfg.in:1 | ${severity} instance-eggs | write ${line}, which the software level fills in`,
    ])
  })

  it('are handed on to the types, and slapgrid says that an instance is offline', () => {
    const offline = changedCafe('instance.cfg.in', 'offline = true\n', '')
    const header = /^(?:eggs-directory|develop-eggs-directory|offline) = .*\n/gm
    const types = ['instance-cafe.cfg.in', 'instance-bar.cfg.in'] as const
    const bare = types.map((file) => [file, cafe[file].replace(header, '')])
    expect(findingsIn({ ...offline, ...Object.fromEntries(bare) })).toEqual([])
  })
})

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cafe } from './cafe.js'
import { findingsIn } from './found.js'

const sum = createHash('md5').update(cafe['instance-bar.cfg.in']).digest('hex')

/** The release with one file named by buildout.hash.cfg, under a name of its own or under another that it inherits. */
function withEntry(entry: string, heir = '<= download-base\n   bar-file'): Record<string, string> {
  const software = cafe['software.cfg']
    .replace('[buildout]\n', '[buildout]\nextends = buildout.hash.cfg\n')
    .replace(
      '[instance-bar]\n<= download-base\nfilename = instance-bar.cfg.in',
      `[instance-bar]\n${heir}`,
    )
  return { ...cafe, 'software.cfg': software, 'buildout.hash.cfg': entry }
}

/** What is found, but that the release's other files have no entries. */
const foundWith = (...entry: Parameters<typeof withEntry>): string[] =>
  findingsIn(withEntry(...entry)).filter((each) => !each.endsWith('hash writes the sum'))

const file = 'filename = instance-bar.cfg.in\n'

describe('an entry of buildout.hash.cfg', () => {
  it.each([
    ['is read under another name', `[bar-file]\n${file}md5sum = ${sum}\n`, []],
    [
      'has a sum of no form, told once',
      `[bar-file]\n${file}md5sum = ${sum.slice(1)}\n`,
      [
        'buildout.hash.cfg:3 | error wrong-md5sum | slapos-resilient hash writes those of a buildout.hash.cfg',
      ],
    ],
    [
      'has no sum',
      `[bar-file]\n${file}`,
      ['buildout.hash.cfg:2 | info hash-entry | slapos-resilient hash writes it'],
    ],
    [
      'has one by another name',
      `[bar-file]\n${file}md5 = ${sum}\n`,
      ['buildout.hash.cfg:3 | info hash-entry | write md5sum for md5'],
    ],
    [
      'misspells its file, told where it does',
      `[bar-file]\nfilname = instance-bar.cfg.in\nmd5sum = ${sum}\n`,
      ['buildout.hash.cfg:2 | error option-slip | did you mean filename?'],
    ],
    [
      'is left behind by a file that is gone',
      `[bar-file]\n${file}md5sum = ${sum}\n[till]\nfilename = till.cfg\nmd5sum = ${sum}\n`,
      [
        'buildout.hash.cfg:5 | warning hash-entry | slapos-resilient hash takes no sums until the entry is corrected or removed',
      ],
    ],
  ])('%s', (_, entry, found) => {
    expect(foundWith(entry)).toEqual(found)
  })

  it('is named where the section that should inherit it does not', () => {
    expect(foundWith(`[bar-file]\n${file}md5sum = ${sum}\n`, '<= download-base')).toEqual([
      'software.cfg:14 | error reference-option | buildout.hash.cfg has [bar-file], which may be meant to be [instance-bar]',
    ])
  })
})

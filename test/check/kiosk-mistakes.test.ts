import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, type KioskFile } from './kiosk.js'

/** A mistake, and what is told of it. */
type Mistake = readonly [what: string, file: KioskFile, from: string, to: string, found: string[]]

describe('a mistake in a release of two types', () => {
  it.each<Mistake>([
    [
      'two parts of an instance that write one file',
      'kiosk.cfg.jinja2',
      'wrapper-path = ${directory:etc}/{{ name }}\n{% endfor %}\n[till]',
      'wrapper-path = ${config:output}\n{% endfor %}\n[till]',
      ['kiosk.cfg.jinja2:23 | info output-twice | give each a file of its own'],
    ],
    [
      'two profiles that are written to one file',
      'instance.cfg.in',
      'directory}/till.cfg',
      'directory}/kiosk.cfg',
      ['instance.cfg.in:23 | warning output-twice | give each a file of its own'],
    ],
    [
      'versions in a section of nearly that name',
      'software.cfg',
      '[instance]',
      '[version]\nkiosk = 1.0\n[instance]',
      ['software.cfg:9 | warning section-lookalike | did you mean versions?'],
    ],
  ])('%s', (_, file, from, to, found) => {
    expect(findingsIn(changedKiosk(file, from, to))).toEqual(found)
  })
})

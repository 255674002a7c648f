import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../../src/parameters/index.js'
import { accepted, refused } from './times.js'
import { isRdiffTime, retention } from '../../../src/parameters/values/retention.js'

describe('remove-backup-older-than', () => {
  it.each(accepted)('takes "%s"', (text) => expect(isRdiffTime(text)).toBe(true))
  it.each(refused)('refuses "%s"', (text) => expect(isRdiffTime(text)).toBe(false))

  it.each([
    ['2 weeks', 'write 2W'],
    ['2w', 'write 2W'],
    ['3d', 'write 3D'],
    ['1 day 12 hours', 'write 1D12h'],
    ['30 min', 'write 30m'],
    ['6 months', 'write 6M'],
    ['5 backups', 'write 5B'],
    ['1 day, 12 hours', 'write 1D12h'],
    ['2 days and 3 h', 'write 2D3h'],
    ['1.5D', 'write 36h'],
    ['2,5 days', 'write 60h'],
    ['0.5W', 'write 84h'],
    ['1.5W', 'write 252h'],
    ['0.1h', 'write 6m'],
    ['1.0D', 'write 1D'],
    ['0.5Y', 'write a whole number, such as 2W or 36h'],
    ['3.5B', 'write a whole number, such as 2W or 36h'],
    ['whenever', 'write 2W for two weeks'],
  ])('"%s": %s', (text, hint) => {
    const document = parseParameters(JSON.stringify({ 'remove-backup-older-than': text }))
    expect(retention(document, {})).toMatchObject([{ hint, severity: 'error' }])
  })

  it.each(['1-2W', '1/2W', '-3D', '~3D', '3D?', '1.5D2h', '$3D', '2 weeks!', '1_000D', '3 D B'])(
    'guesses nothing for "%s"',
    (text) => {
      const document = parseParameters(JSON.stringify({ 'remove-backup-older-than': text }))
      expect(retention(document, {})).toMatchObject([{ hint: 'write 2W for two weeks' }])
    },
  )

  it.each([
    ['"7"', 'write 7D for 7 days, or 7B for 7 backups'],
    ['14', 'write 14D for 14 days, or 14B for 14 backups'],
    ['0', 'write 2W for two weeks'],
  ])('warns of a number without a letter: %s', (json, hint) => {
    const document = parseParameters(`{"remove-backup-older-than": ${json}}`)
    expect(retention(document, {})).toMatchObject([
      { code: 'bad-retention', severity: 'warning', hint },
    ])
  })

  it.each(['1700000000', '"1700000000"', '"now"', '"0B"'])('takes the moment %s', (json) => {
    const document = parseParameters(`{"remove-backup-older-than": ${json}}`)
    expect(retention(document, {})).toEqual([])
  })

  it('reads a hostile text in no time', () => {
    expect(isRdiffTime('1D'.repeat(1e6) + 'x')).toBe(false)
    expect(isRdiffTime('9'.repeat(1e6) + 'x')).toBe(false)
  })
})

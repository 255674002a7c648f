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
    ['whenever', 'write 2W for two weeks'],
  ])('"%s": %s', (text, hint) => {
    const document = parseParameters(JSON.stringify({ 'remove-backup-older-than': text }))
    expect(retention(document, {})).toMatchObject([{ hint }])
  })

  it('reads a hostile text in no time', () => {
    expect(isRdiffTime('1D'.repeat(1e6) + 'x')).toBe(false)
    expect(isRdiffTime('9'.repeat(1e6) + 'x')).toBe(false)
  })
})

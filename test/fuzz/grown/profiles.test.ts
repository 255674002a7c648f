import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProfile, parseProfile } from '../../../src/index.js'
import { survives } from '../support.js'
import { grammar } from './grammar.js'
import { profile } from './profile.js'

const texts = fc.tuple(
  grammar({ ...profile, start: ['«profile»', '«profile»«profile»'] }),
  grammar(profile, 'profile'),
)

describe('profiles that grow', () => {
  it('are checked, with what they extend', () =>
    survives(texts, ([text, other]) => {
      const paths = new Set<string>()
      const reader = (path: string): string => {
        // As many files as there are names would be as large as the square of what is given here.
        if (paths.add(path).size > 40) return ''
        return path.endsWith('0.cfg') ? other : text
      }
      expect(checkProfile(text, { path: '/release/a.cfg', reader })).toEqual(expect.any(Array))
    }))

  it('are read, edited and written', () =>
    survives(texts, ([text, other]) => {
      const read = parseProfile(text)
      expect(String(read)).toBe(text)
      read.toObject()
      parseProfile(other).toObject()
    }))
})

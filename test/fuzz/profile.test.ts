import { describe, expect, it } from 'vitest'
import { checkProfile, parseProfile } from '../../src/index.js'
import { mutated, realInputs, survives } from './support.js'

const profiles = mutated(realInputs('.cfg', 'test/profiles/golden', 'templates'), [
  '[a]\n',
  '[a:1]\n',
  '[b:sys.platform == "x" and (1 or not 2)]\n',
  '<= a b\n',
  '${a:b}',
  '$${a:b}',
  '${:_buildout_section_name_}',
  '+= c\n',
  '-= c\n',
  '\n  ',
  '\n\t',
  '#',
  ';',
  '[__proto__]\nconstructor = a\n',
  '!py![1, 2',
  '(',
])

describe('whatever a profile holds', () => {
  it('it keeps every byte and becomes an object, or is refused', () =>
    survives(profiles, (text) => {
      const profile = parseProfile(text)
      expect(String(profile)).toBe(text)
      profile.toObject()
    }))

  it('it is checked', () =>
    survives(profiles, (text) => {
      // What it extends would be files of this machine.
      const reader = (path: string): string => `[buildout]\n# ${path}\n`
      expect(checkProfile(text, { reader })).toEqual(expect.any(Array))
    }))
})

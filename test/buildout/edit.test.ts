import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../src/buildout/index.js'
import { ResilientError } from '../../src/diagnostics/index.js'
import { isResilientError } from '../support/ours.js'

const text = `# head
[buildout]
parts =
    one
# kept
    two
    three

[a]   ; kept
x=1
y  =  2
  3

# tail
`

describe('set', () => {
  const profile = parseProfile(text)

  it.each([
    ['one value keeps its spacing', 'a', 'x', '9', 'x=1', 'x=9'],
    ['a text of several lines', 'a', 'y', '9', '2\n  3', '9'],
    [
      'a line after the others',
      'buildout',
      'parts',
      'one\ntwo\nthree\nfour',
      '    three',
      '    three\n    four',
    ],
    [
      'a line before the others',
      'buildout',
      'parts',
      'zero\none\ntwo\nthree',
      '    one',
      '    zero\n    one',
    ],
    ['a line less', 'buildout', 'parts', 'one\nthree', '    two\n', ''],
    ['a line changed', 'buildout', 'parts', 'one\n2\nthree', '    two', '    2'],
  ])('%s', (_, section, option, value, before, after) => {
    const edited = profile.set(section, option, value)
    expect(String(edited)).toBe(text.replace(before, after))
    expect(edited.get(section, option)).toBe(value)
  })

  it('adds an option after the last one, a section at the end', () => {
    expect(String(profile.set('a', 'z', '1'))).toBe(text.replace('  3\n', '  3\nz = 1\n'))
    expect(String(profile.add('b', { 'parts +': 'p' }))).toBe(text + '\n[b]\nparts += p\n')
  })

  it('ends lines as the text does', () => {
    expect(String(parseProfile('[a]\r\nx = 1').set('a', 'y', '1\n2'))).toBe(
      '[a]\r\nx = 1\r\ny =\r\n    1\r\n    2',
    )
  })

  it.each([
    ['x', ' 1'],
    ['x', '1\n'],
    ['x', '1\n\n[b]\ny = 2\n'],
    ['x y', '1'],
    ['#x', '1'],
    ['[b]', '1'],
    ['q\nr', '1'],
  ])('refuses what it cannot hold: %j %j', (option, value) => {
    expect(() => profile.set('a', option, value)).toThrow(ResilientError)
  })

  it('reads back exactly what was set, or refuses it', () => {
    const piece = fc.constantFrom('', ' ', 'a', '# b', '[c]', 'd = e', '\n', '\n', '\r', '  ', '=')
    const value = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.constantFrom('buildout', 'a', 'new'),
        fc.constantFrom('parts', 'x', 'y'),
        value,
        (section, option, wanted) => {
          let edited
          try {
            edited = profile.set(section, option, wanted)
          } catch (error) {
            return isResilientError(error)
          }
          const others = { ...profile.toObject() }
          others[section] = { ...others[section], [option]: wanted }
          expect(edited.toObject()).toEqual(others)
          return true
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('remove', () => {
  const profile = parseProfile(text)

  it('takes an option or a section away and leaves the rest', () => {
    expect(String(profile.remove('a', 'y'))).toBe(text.replace('y  =  2\n  3\n', ''))
    expect(String(profile.remove('buildout'))).toBe('# head\n' + text.slice(text.indexOf('[a]')))
    expect(profile.remove('a', 'none')).toBe(profile)
  })
})

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  code,
  encodeAuthored,
  encodeValue,
  optionNameProblem,
  parseProfile,
} from '../../src/buildout/index.js'
import { hostileText } from '../support/arbitraries.js'

describe('encodeValue', () => {
  it.each(['blue', '', 'a = b', '# not a comment', 'hé ☃ 😀', "it's", '[x]', '$', '$a', 'a  b'])(
    'leaves %j as it is',
    (text) => {
      expect(encodeValue(text, 'py')).toBe(text)
      expect(encodeValue(text, 'plain')).toBe(text)
    },
  )

  it.each([
    ['first\nsecond', "!py!'first\\nsecond'"],
    ['  padded', "!py!'  padded'"],
    ['${a:b}', "!py!'\\x24{a:b}'"],
    ['$${a:b}', "!py!'\\x24\\x24{a:b}'"],
    ['!py!1', "!py!'!py!1'"],
    ["it's\n", '!py!"it\'s\\n"'],
    ['\ud800', "!py!'\\ud800'"],
    ['\u00a0', "!py!'\\xa0'"],
    [7, '!py!7'],
    [0.5, '!py!0.5'],
    [true, '!py!True'],
    [null, '!py!None'],
    [['a', 1, null], "!py!['a', 1, None]"],
    [{ k: ['$', { n: -0 }] }, "!py!{'k': ['\\x24', {'n': -0.0}]}"],
  ])('writes %j as a literal', (value, text) => expect(encodeValue(value, 'py')).toBe(text))

  it('leaves code alone', () => expect(encodeValue(code('${a:b}'), 'plain')).toBe('${a:b}'))

  it('writes lines for stock zc.buildout', () => {
    expect(encodeValue('one\n\n  two', 'plain')).toBe('\n    one\n\n      two')
  })

  it.each([
    [7, 'text alone'],
    [null, 'text alone'],
    ['a\n', 'around a value'],
    ['a \nb', 'at the end of a line'],
    ['${a:b}', 'a reference'],
    ['!py!1', 'a literal'],
    ['a\rb', 'a line of text'],
  ])('refuses %j for stock zc.buildout', (value, why) => {
    expect(() => encodeValue(value, 'plain')).toThrow(why)
  })
})

describe('optionNameProblem', () => {
  it.each(['config-a', 'config-__proto__', 'config-é', 'config-10', 'a.b'])('takes %s', (name) => {
    expect(optionNameProblem(name)).toBeUndefined()
  })
  it.each(['a b', 'a=b', 'a+', 'a-', '[a]', '', 'a:b', 'a\nb', '{a}', '#a', '<', 'a\u2028b'])(
    'refuses %j',
    (name) => {
      expect(optionNameProblem(name)).toBeDefined()
    },
  )
})

describe('encodeAuthored', () => {
  it('keeps references, and lines as lines', () => {
    expect(encodeAuthored('${a:b}', 'py')).toBe('${a:b}')
    expect(encodeAuthored('a\n\n  ${a:b}', 'py')).toBe('\n    a\n\n      ${a:b}')
    expect(encodeAuthored('a\nb', 'py')).toBe('\n    a\n    b')
    expect(encodeAuthored('a \nb', 'py')).toBe("!py!'a \\nb'")
    expect(encodeAuthored(7, 'py')).toBe('!py!7')
    for (const text of ['${a:b}\n', ' ${a:b}', '${a:b} \nc'])
      expect(() => encodeAuthored(text, 'py')).toThrow('a literal holds no reference')
  })

  it('reads back exactly wherever it is not a literal', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        let written: string
        try {
          written = encodeAuthored(text, 'py')
        } catch {
          return
        }
        if (written.startsWith('!py!') && written !== text) return
        const read = parseProfile(`[a]\nx = ${written}\ny = 1\n`).toObject()
        expect({ ...read['a'] }).toEqual({ x: text, y: '1' })
      }),
    )
  })
})

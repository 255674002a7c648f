import { describe, expect, it } from 'vitest'
import {
  code,
  encodeValue,
  optionNameProblem,
  pythonLiteral,
  pythonText,
} from '../../src/buildout/index.js'

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
    [{ k: ['$', { n: -0 }] }, "!py!{'k': ['\\x24', {'n': 0}]}"],
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

describe('pythonLiteral', () => {
  it.each([
    [1e16, '1e+16'],
    [1e-7, '1e-07'],
    [123456789.5, '123456789.5'],
    [2 ** 53, '9007199254740992.0'],
    [1.5e300, '1.5e+300'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
  ])('writes the number %d', (number, text) => expect(pythonLiteral(number)).toBe(text))

  it('nests deeper than the stack', () => {
    let value: unknown = 0
    for (let depth = 0; depth < 100_000; depth++) value = [value]
    expect(pythonLiteral(value)).toHaveLength(200_001)
  })

  it.each([[() => 0], [Number.NaN], [new Date(0)], [Symbol('a')], [new Map()]])(
    'refuses %s',
    (value) => {
      expect(() => pythonLiteral(value)).toThrow(TypeError)
    },
  )

  it('refuses a loop', () => {
    const loop: unknown[] = []
    loop.push(loop)
    expect(() => pythonLiteral(loop)).toThrow('holds itself')
  })
})

describe('pythonText', () => {
  it('writes what is no string as str() does', () => {
    expect([true, null, 'x', 1, ['a']].map(pythonText)).toEqual(['True', 'None', 'x', '1', "['a']"])
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

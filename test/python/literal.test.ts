import { describe, expect, it } from 'vitest'
import { pythonLiteral, pythonText } from '../../src/python/index.js'

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
    expect(() => pythonLiteral(loop)).toThrow('contains itself')
  })
})

describe('pythonText', () => {
  it('writes what is no string as str() does', () => {
    expect([true, null, 'x', 1, ['a']].map(pythonText)).toEqual(['True', 'None', 'x', '1', "['a']"])
  })
})

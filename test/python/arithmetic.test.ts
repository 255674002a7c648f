import { describe, expect, it } from 'vitest'
import { divide, floorDivide, modulo } from '../../src/python/index.js'

describe('ints, as Python divides them', () => {
  it.each([
    [7n, 2n, 3n, 1n],
    [-7n, 2n, -4n, 1n],
    [7n, -2n, -4n, -1n],
    [-7n, -2n, 3n, -1n],
    [-8n, 2n, -4n, 0n],
  ])('%s and %s', (a, b, quotient, rest) => {
    expect([floorDivide(a, b), modulo(a, b)]).toEqual([quotient, rest])
  })

  it('of any length, to a float', () => {
    expect(divide(1n, 3n)).toBe(1 / 3)
    expect(divide(10n ** 400n, 10n ** 399n)).toBe(10)
    expect(divide(10n ** 400n + 5n, 10n ** 399n * 4n)).toBe(2.5)
    expect(divide(10n ** 400n, 3n)).toBe(Infinity)
  })
})

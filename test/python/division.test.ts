import { describe, expect, it } from 'vitest'
import {
  divide,
  floatFloorDivide,
  floatModulo,
  floorDivide,
  modulo,
} from '../../src/python/index.js'

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

describe('floats, as Python divides them', () => {
  it.each([
    [7.5, 2, 3, 1.5],
    [-7.5, 2, -4, 0.5],
    [7.5, -2, -4, -0.5],
    [1, 0.1, 9, 0.09999999999999995],
    [6, -3, -2, -0],
  ])('%s and %s', (x, y, quotient, rest) => {
    expect([floatFloorDivide(x, y), floatModulo(x, y)]).toEqual([quotient, rest])
  })
})

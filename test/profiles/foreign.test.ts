import { describe, expect, it } from 'vitest'
import { renderProfile } from '../../src/profiles/index.js'

describe('a value that a profile cannot hold', () => {
  const render = (value: unknown) =>
    renderProfile('export', { name: 'a', options: { x: value } } as never)

  it('is a finding where it is not JSON value', () => {
    for (const value of [() => 1, NaN, Symbol('a'), new Date(0)])
      expect(() => render([value])).toThrow(/cannot be written into a profile/)
  })

  it('is no finding where it throws by itself: that error is its owner’s', () => {
    const own = new Error('of its owner')
    const value = {
      get a(): never {
        throw own
      },
    }
    expect(() => render(value)).toThrow(own)
  })
})

import { describe, expect, it } from 'vitest'
import type { ResilientError } from '../../src/diagnostics/index.js'
import { renderProfile } from '../../src/profiles/index.js'

describe('a value that a profile cannot hold', () => {
  const render = (value: unknown) =>
    renderProfile('export', { name: 'a', options: { x: value } } as never)

  it('is a finding where it is not a JSON value', () => {
    for (const value of [() => 1, NaN, Symbol('a'), new Date(0)])
      expect(() => render([value])).toThrow(/cannot be written into a profile/)
  })

  it('has a hint on references only where there is one', () => {
    const found = (value: unknown) => {
      try {
        render(value)
      } catch (error) {
        return (error as ResilientError).diagnostics[0]
      }
      return undefined
    }
    expect(found(NaN)).toMatchObject({
      message: 'the value of "x" cannot be written into a profile: NaN is not a JSON value',
    })
    expect(found(NaN)).not.toHaveProperty('hint')
    expect(found('${a:b} \u0085')).toMatchObject({
      hint: expect.stringContaining('references') as unknown,
    })
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

import { describe, expect, it } from 'vitest'
import { nest, type Run } from '../../../src/jinja/runtime/scope.js'

describe('what runs within something', () => {
  it('is as deep as before once it ended, however it ended', () => {
    const run = { depth: 3 } as Run
    const forever = (): never => nest(run, forever)
    expect(forever).toThrow(/150 deep/)
    expect(run.depth).toBe(3)
    expect(nest(run, () => run.depth)).toBe(4)
    expect(run.depth).toBe(3)
  })
})

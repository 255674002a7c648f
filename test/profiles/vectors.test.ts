import { describe, expect, it } from 'vitest'
import { parseProfile, replicateParts } from '../../src/index.js'
import { pythonLiteral } from '../../src/python/index.js'
import { comparable, replicated, vectors } from '../support/vectors.js'

describe('replicate() beside the reference stack', () => {
  it('has cases to compare', () => expect(vectors.length).toBeGreaterThan(20))

  describe.each(vectors.map((vector) => [vector.title, vector] as const))('%s', (_, vector) => {
    it('has the same parts', () => {
      expect(replicateParts(vector.name, vector.count)).toEqual(vector.parts)
    })
    it('has the same sections and options', () => {
      const ours = parseProfile(replicated(vector)).toObject()
      // The reference writes every parameter as a literal, we only what a line of text can't hold.
      const theirs = Object.entries(vector.parameters).map(
        ([, value]) => [`!py!${pythonLiteral(value)}`, value] as const,
      )
      const read = (literal: string): unknown =>
        new Map<string, unknown>(theirs).get(literal) ?? literal
      expect(comparable(ours, vector, read)).toEqual(comparable(vector.sections, vector, read))
    })
  })
})

import { expect, it } from 'vitest'
import { describeWithBuildout, parseWithBuildout, readLiterals } from '../support/buildout.js'
import { comparable, replicated, vectors } from '../support/vectors.js'

describeWithBuildout('replicate() beside the reference stack, read by the real parser', () => {
  const made = parseWithBuildout(vectors.map(replicated))
  const read = (literal: string): unknown => readLiterals([literal])[0]

  it.each(vectors.map((vector, index) => [vector.title, vector, made[index]!] as const))(
    '%s: the same sections and options',
    (_, vector, ours) => {
      expect(comparable(ours, vector, read)).toEqual(comparable(vector.sections, vector, read))
    },
  )
})

import { expect, it } from 'vitest'
import { defaultPlatform } from '../../src/buildout/index.js'
import { conditions, profileOf } from '../buildout/engines/profiles.js'
import { describeWithBuildout, parseWithBuildout } from '../support/buildout.js'
import { answer } from '../support/conditions.js'

/** Debian's Python, which runs Debian's engine. */
const platform = { ...defaultPlatform, buildout: 2 } as const

describeWithBuildout('conditions of zc.buildout 2', () => {
  it('are decided as it decides them, or refused as it refuses them', () => {
    const theirs = parseWithBuildout(conditions.map(profileOf))
    const different = conditions.filter((condition, index) => {
      const sections = theirs[index]!
      return (
        answer(condition, platform) !==
        (typeof sections['error'] === 'string' ? 'refused' : 'a' in sections)
      )
    })
    // A version that only a node has, and what Python's own functions answer, are left open.
    expect(different).toEqual(['python_version === "a b"', 'sys.platform.startswith'])
    for (const each of different) expect(answer(each, platform)).toBe('condition-unresolved')
  })
})

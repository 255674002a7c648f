import { expect, it } from 'vitest'
import { defaultPlatform, parseProfile } from '../../src/buildout/index.js'
import { conditions, profileOf } from '../buildout/engines/profiles.js'
import { describeWithBuildout, parseWithBuildout } from '../support/buildout.js'
import { isResilientError } from '../support/ours.js'

/** Debian's Python, which runs Debian's engine. */
const platform = { ...defaultPlatform, buildout: 2 } as const

function holds(condition: string): boolean | string {
  try {
    const { sections, diagnostics } = parseProfile(profileOf(condition), { platform })
    return diagnostics[0]?.code ?? sections.has('a')
  } catch (error) {
    if (!isResilientError(error)) throw error
    return 'refused'
  }
}

describeWithBuildout('conditions of zc.buildout 2', () => {
  it('are decided as it decides them, or refused as it refuses them', () => {
    const theirs = parseWithBuildout(conditions.map(profileOf))
    const different = conditions.filter((condition, index) => {
      const sections = theirs[index]!
      return (
        holds(condition) !== (typeof sections['error'] === 'string' ? 'refused' : 'a' in sections)
      )
    })
    // What Python's own functions answer is told instead of being found out.
    expect(different).toEqual(['sys.platform.startswith'])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultPlatform, parseProfile, type Platform } from '../../src/buildout/index.js'
import { isResilientError } from '../support/ours.js'
import { conditions, profileOf } from './engines/profiles.js'

const recorded = JSON.parse(
  readFileSync(new URL('engines/answers.json', import.meta.url), 'utf8'),
) as { buildout: string; python: Platform['python']; answers: [string, string | boolean][] }

/** Whether a condition holds, what only the node can tell, or that it is refused. */
function answer(condition: string, platform: Platform = defaultPlatform): boolean | string {
  try {
    const { sections, diagnostics } = parseProfile(profileOf(condition), { platform })
    return diagnostics[0]?.code ?? sections.has('a')
  } catch (error) {
    if (!isResilientError(error)) throw error
    return 'refused'
  }
}

describe(`conditions of zc.buildout ${recorded.buildout}`, () => {
  it('are recorded for each of ours', () => {
    expect(recorded.answers.map(([condition]) => condition)).toEqual(conditions)
  })

  it('are decided as it decides them, or refused as it refuses them', () => {
    const platform = { ...defaultPlatform, python: recorded.python }
    const different = recorded.answers.filter(([condition, theirs]) => {
      const ours = answer(condition, platform)
      return typeof theirs === 'string' ? ours !== 'refused' : ours !== theirs
    })
    // A local version, and what Python's own functions answer, are told instead of being found out.
    expect(different.map(([condition]) => condition)).toEqual([
      'python_version != "3.11+local"',
      'sys.platform.startswith',
    ])
    for (const [condition] of different) expect(answer(condition)).toBe('condition-untold')
  })

  it('name what only the node knows', () => {
    const { diagnostics } = parseProfile('[a:platform_release > "6" or os_name == "nt"]\n')
    expect(diagnostics.map(({ code, message }) => [code, message])).toMatchInlineSnapshot(`
      [
        [
          "condition-untold",
          "the condition of [a] asks for platform_release, which only the node can tell, and counts as false",
        ],
      ]
    `)
  })

  it('have an end, however long they are', () => {
    const long = (count: number) => Array(count).fill('os_name == "posix"').join(' and ')
    expect(answer(long(60))).toBe(true)
    expect(answer(long(61))).toBe('refused')
    expect(answer('('.repeat(100_000) + 'os_name == "posix"')).toBe('refused')
  })
})

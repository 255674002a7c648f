import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  defaultPlatform,
  parseProfile,
  resolveProfile,
  type Platform,
} from '../../src/buildout/index.js'
import { checkProfile } from '../../src/check/index.js'
import { answer } from '../support/conditions.js'
import { conditions } from './engines/profiles.js'

const recorded = JSON.parse(
  readFileSync(new URL('engines/answers.json', import.meta.url), 'utf8'),
) as { buildout: string; python: Platform['python']; answers: [string, string | boolean][] }

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
    for (const [condition] of different) expect(answer(condition)).toBe('condition-unresolved')
  })

  it('name what only the node knows', () => {
    const { diagnostics } = parseProfile('[a:platform_release > "6" or os_name == "nt"]\n')
    expect(diagnostics.map(({ code, message }) => [code, message])).toMatchInlineSnapshot(`
      [
        [
          "condition-unresolved",
          "the condition of [a] asks for platform_release, which only the node knows: what the section contains is not checked",
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

describe('conditions of zc.buildout 2', () => {
  it.each([
    ['python311', 'refused'],
    ['python_version >= "3.11"', 'refused'],
    ['os_name == "posix"', 'refused'],
    ['python36', false],
  ])('%s: %s', (condition, outcome) =>
    expect(answer(condition, { ...defaultPlatform, buildout: 2 })).toBe(outcome),
  )
})

describe('a condition that only the node can decide', () => {
  const profileOf = (condition: string) =>
    parseProfile(`[z]\nq = 1\n[a:${condition}]\nx = 1\n  2\ny += 3\n[b]\nz = 4\n`)
  const decided = (condition: string): boolean | undefined => {
    const profile = profileOf(condition)
    return profile.undecided.has('a') ? undefined : profile.sections.has('a')
  }

  it('leaves its section neither in nor out', () => {
    const profile = profileOf('os.path.exists("/x")')
    expect([...profile.sections.keys()]).toEqual(['z', 'b'])
    expect([...profile.undecided]).toEqual([['a', new Set(['x', 'y +'])]])
    expect(profile.diagnostics.map(({ code }) => code)).toEqual(['condition-unresolved'])
  })

  it.each([
    ['not os.path.exists("/x")', undefined],
    // A node may refuse what only it can tell, whatever else decides.
    ['os.path.exists("/x") or linux', undefined],
    ['os.path.exists("/x") and windows', undefined],
    ['len(5) and windows', undefined],
    ['min(1, 2) / "linux" is python3 is not posix', undefined],
    ['(len(5), linux)[1]', undefined],
    ['linux, len(5)', undefined],
    ['min < 1 < 0', undefined],
    ['linux or len(5)', true],
    ['windows and os.path.exists("/x")', false],
    ['linux and os.path.exists("/x")', undefined],
    ['os.path.exists("/x") or windows', undefined],
    ['os.environ.get("X") and no_such_name', undefined],
    ['1 if os.path.exists("/x") else 1', undefined],
    ['1 if os.path.exists("/x") else 0', undefined],
    ['1 < len("x") < 0', undefined],
    ['any(x == "linux" for x in [sys.platform])', undefined],
    ['(lambda: linux)()', undefined],
    ['f"{sys.platform}" == "linux"', undefined],
    ["b'' or linux", undefined],
    ["not Rb'x'", undefined],
    ['platform_release == "x" or os_name == "posix"', true],
    ['platform_release == "x" and os_name == "nt"', false],
    ['platform_release == "x" and os_name == "posix"', undefined],
    ['platform_release > "6"', undefined],
    // A node whose kernel names no version refuses it, whatever else decides.
    ['"6" === platform_version or os_name == "posix"', undefined],
    ['"6" ~= platform_release and os_name == "nt"', undefined],
  ] as const)('%s: %s', (condition, outcome) => expect(decided(condition)).toBe(outcome))

  it('is no section before which options stand', () => {
    const profile = parseProfile('[a:os.path.exists("/x")]\nx = 1\n  2\n')
    expect(profile.undecided.get('a')).toEqual(new Set(['x']))
  })

  it('makes what it may set unknown, and all that inherits it', () => {
    const text = `[buildout]
parts = a b
[a]
recipe = x
there = \${maybe:x} \${c:more} \${d:y}
value = \${c:known}
[b]
<= maybe
recipe = x
v = \${:inherited}
[c]
known = 1
[c:os.path.exists("/x")]
known = 2
more = 3
[d]
<= c
[maybe:os.path.exists("/x")]
x = 1
`
    const profile = parseProfile(text)
    const resolved = resolveProfile(profile, { path: '/a.cfg', reader: () => '' })
    expect(resolved.diagnostics).toEqual([])
    expect([...resolved.incomplete].sort()).toEqual(['b', 'c', 'd', 'maybe'])
    expect(resolved.value('a', 'value')).toBe(undefined)
    const codes = checkProfile(text, { path: '/a.cfg' }).map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['condition-unresolved']))
  })

  it('may extend more, or ask for more parts', () => {
    const more = (option: string) =>
      checkProfile(
        `[buildout]\nparts = a\n[a]\nrecipe = x\nb = \${gone:x}\n[buildout:os.path.exists("/x")]\n${option}\n`,
        { path: '/a.cfg' },
      ).map(({ code }) => code)
    expect(more('extends = b.cfg')).not.toContain('reference-section')
    expect(more('parts += b')).toContain('reference-section')
  })
})

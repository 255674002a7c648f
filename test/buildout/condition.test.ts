import { describe, expect, it } from 'vitest'
import { defaultPlatform, parseProfile, resolveProfile } from '../../src/buildout/index.js'
import { checkProfile } from '../../src/check/index.js'

const holds = (condition: string, buildout: 2 | 3 = 3): boolean =>
  parseProfile(`[z]\nq = 1\n[a:${condition}]\n`, {
    platform: { ...defaultPlatform, python: [3, 11, 7], buildout },
  }).sections.has('a')

// What zc.buildout 3.0.1 made of each, with CPython 3.11.7 on Linux x86_64.
const answers: [string, boolean][] = [
  ['python311', true],
  ['python312', false],
  ['python36', false],
  ['python_version >= "3.11"', true],
  ['python_version < "3.9"', false],
  ['python_version ~= "3.10"', true],
  ['python_version == "3.*"', true],
  ['python_version in "3.11 3.12"', true],
  ['"3.11" in python_version', true],
  ['python_version not in "2.7"', true],
  ['python_version >= "x"', false],
  ['python_version == python_version', false],
  ['python_version != "3.1*"', true],
  ['python_full_version >= "3.11.0"', true],
  ['sys_platform == "linux"', true],
  ['sys_platform > "a"', false],
  ['sys_platform <= "linux"', true],
  ['sys.platform == "linux"', true],
  ['os_name == "posix" and (python_version > "3" or sys_platform == "win32")', true],
  ['platform_system != "Windows"', true],
  ['platform_machine == "x86_64"', true],
  ['platform_python_implementation == "PyPy"', false],
  ['python_implementation == "CPython"', true],
  ['python3 and linux', true],
  ['platform.system() == "Linux"', true],
  ['sys.version_info >= (3, 8)', true],
]

describe('conditions of zc.buildout 3', () => {
  it.each(answers)('%s: %s', (condition, answer) => expect(holds(condition)).toBe(answer))

  it.each(['"3.11" == "3.11"', 'sys_platform ~= "linux"', 'sys_platform == linuxes'])(
    'are refused where they are neither marker nor Python: %s',
    (condition) => expect(() => holds(condition)).toThrow(/is refused/),
  )

  it('tell what only the node knows, and versions before a release', () => {
    const { diagnostics } = parseProfile('[a:python_version >= "3.11rc1" or extra == "x"]\n')
    expect(diagnostics.map(({ code }) => code)).toEqual(['condition-untold'])
  })
})

describe('conditions of zc.buildout 2', () => {
  it.each(['python311', 'python_version >= "3.11"', 'os_name == "posix"'])(
    'refuse %s',
    (condition) => {
      expect(() => holds(condition, 2)).toThrow(/is not defined/)
    },
  )

  it('know python36', () => expect(holds('python36', 2)).toBe(false))
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
    expect(profile.diagnostics.map(({ code }) => code)).toEqual(['condition-untold'])
  })

  it.each([
    ['not os.path.exists("/x")', undefined],
    ['os.path.exists("/x") or linux', true],
    ['os.path.exists("/x") and windows', false],
    ['windows and os.path.exists("/x")', false],
    ['linux and os.path.exists("/x")', undefined],
    ['os.path.exists("/x") or windows', undefined],
    ['os.environ.get("X") and no_such_name', undefined],
    ['1 if os.path.exists("/x") else 1', true],
    ['1 if os.path.exists("/x") else 0', undefined],
    ['1 < len("x") < 0', undefined],
    ['any(x == "linux" for x in [sys.platform])', undefined],
    ['(lambda: linux)()', undefined],
    ['f"{sys.platform}" == "linux"', undefined],
    ['extra == "x" or os_name == "posix"', true],
    ['extra == "x" and os_name == "nt"', false],
    ['extra == "x" and os_name == "posix"', undefined],
    ['python_version >= "3.11rc1"', undefined],
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
    expect(new Set(codes)).toEqual(new Set(['condition-untold']))
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

import { describe, expect, it } from 'vitest'
import { defaultPlatform, parseProfile } from '../../src/buildout/index.js'

const holds = (condition: string, buildout: 2 | 3 = 3): boolean =>
  parseProfile(`[z]\n[a:${condition}]\n`, {
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

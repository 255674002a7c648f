import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../src/buildout/index.js'
import { type Diagnostic } from '../../src/diagnostics/index.js'
import { isResilientError } from '../support/ours.js'

function object(text: string): unknown {
  return JSON.parse(JSON.stringify(parseProfile(text).toObject()))
}

function refusal(text: string): Diagnostic[] {
  try {
    parseProfile(text, { file: 'a.cfg' })
  } catch (error) {
    if (isResilientError(error)) return error.diagnostics
    throw error
  }
  throw new Error('it was accepted')
}

describe('parseProfile', () => {
  it('reads sections, operators, macros and dependencies', () => {
    expect(object('[a]\n<= b\nx = 1\nx += 2\nx-=3\n=> c\n[b]\n[a]\nx = 4\n')).toEqual({
      a: { '<': 'b', x: '4', 'x +': '2', 'x-': '3', '<part-dependencies>': 'c' },
      b: {},
    })
  })

  it('reads a block, without its indent, comments and outer blank lines', () => {
    expect(object('[a]\nx =\n\n    one\n# no\n      two\n\n    three  \n\ny =\n')).toEqual({
      a: { x: 'one\n  two\n\nthree', y: '' },
    })
  })

  it('strips the lines that follow a text on the first one', () => {
    expect(object('[a]\nx = one\n      two\n\n  three\n')).toEqual({ a: { x: 'one\ntwo\nthree' } })
  })

  it('ends a line at LF, CR LF and a lone CR', () => {
    expect(object('[a]\rx = 1\r\ny = 2\n z\r')).toEqual({ a: { x: '1', y: '2\nz' } })
  })

  it('tells where every assignment stands', () => {
    const profile = parseProfile('[a]\n[b]\nx += 1\n  2\n')
    const assignment = profile.sections.get('b')!.get('x +')!
    expect(assignment).toMatchObject({ option: 'x', operator: '+=', value: '1\n2' })
    expect(assignment.range).toEqual({
      start: { line: 3, column: 1, offset: 8 },
      end: { line: 4, column: 4, offset: 18 },
    })
  })

  it('holds names that objects have of themselves', () => {
    const sections = parseProfile('[__proto__]\nconstructor = 1\n').toObject()
    expect(Object.keys(sections)).toEqual(['__proto__'])
    expect(sections['__proto__']!['constructor']).toBe('1')
  })

  it.each(['[buildout] extends = a.cfg', '[a:linux] <= b', '[a]\n[b] x', '[a] \ufeff'])(
    'tells that a header stands alone: %j',
    (text) => {
      const [found] = refusal(`${text}\nx = 1\n`)
      const rest = /\] (.*)/.exec(text)![1]!
      expect(found).toMatchObject({
        code: 'profile-syntax',
        message: 'a section header must be alone on its line',
        received: text.split('\n').at(-1),
        hint: `write ${rest} on a line of its own`,
      })
    },
  )

  it.each([
    ['x = 1\n', 'profile-header', 1],
    ['\ufeff[a]\n', 'profile-header', 1],
    ['[a]\nx : 1\n', 'profile-syntax', 2],
    ['[a]\n  x = 1\n', 'profile-syntax', 2],
    ['[a\n', 'profile-header', 1],
    ['[a:nope]\n', 'profile-condition', 1],
    ['[a: ]\n', 'profile-condition', 1],
    ['[a:linux\n', 'profile-header', 1],
  ])('refuses %j with %s', (text, code, line) => {
    expect(refusal(text)[0]).toMatchObject({
      code,
      severity: 'error',
      file: 'a.cfg',
      range: { start: { line } },
    })
  })

  it('tells every line that it cannot read, and then how many more there are', () => {
    const diagnostics = refusal('[a]\n' + 'bogus\n'.repeat(1000))
    expect(diagnostics).toHaveLength(101)
    expect(diagnostics[100]!.message).toMatch(/^900 more lines/)
  })
})

describe('conditions', () => {
  const holds = (condition: string, platform = {}): boolean =>
    parseProfile(`[a:${condition}]\n`, {
      platform: { ...parseProfile('').platform, ...platform },
    }).sections.has('a')

  it('know the platform', () => {
    expect(holds('linux and bits64 and platform.machine() == "x86_64"')).toBe(true)
    expect(holds('python2 or sys.version_info < (3, 10)')).toBe(false)
    expect(holds('python27', { python: [2, 7, 18] })).toBe(true)
    expect(holds('macosx', { system: 'darwin' })).toBe(true)
  })

  it('count a call that only the node can answer neither as true nor as false, and tell it', () => {
    const profile = parseProfile('[a:os.path.exists("/x")]\n[b:not os.path.exists("/x")]\n')
    expect([...profile.sections.keys()]).toEqual([])
    expect([...profile.undecided.keys()]).toEqual(['a', 'b'])
    expect(profile.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['condition-unresolved', 'info'],
      ['condition-unresolved', 'info'],
    ])
  })

  it('leave open what is not worked out here', () => {
    const profile = parseProfile('[a:1 << 3]\n[b:7.5 // 2]\n[c:(-3) ** 2 == 9]\n')
    expect([...profile.undecided.keys()]).toEqual(['a', 'b', 'c'])
    expect(new Set(profile.diagnostics.map(({ code }) => code))).toEqual(
      new Set(['condition-unresolved']),
    )
  })

  it.each([
    '('.repeat(50_000),
    'not '.repeat(50_000) + '1',
    '-'.repeat(50_000) + '1',
    '1' + '+1'.repeat(50_000),
    'a' + '.a'.repeat(50_000),
    '['.repeat(80) + '1' + ']'.repeat(80) + '+1'.repeat(400),
    '9**9**9**9',
  ])('refuse what is too deep or too large: %.20s', (condition) => {
    expect(refusal(`[a:${condition}]\n`)[0]!.code).toBe('profile-condition')
  })
})

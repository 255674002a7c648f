import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultPlatform, parseProfile } from '../../src/buildout/index.js'

import { describeWithBuildout, parseWithBuildout } from '../support/buildout.js'
import { isResilientError } from '../support/ours.js'

/** How many profiles to compare; PARSE_RUNS asks for more. */
const runs = Number(process.env['PARSE_RUNS'] ?? 3000)
const seed = Number(process.env['PARSE_SEED'] ?? 1)

const space = fc.constantFrom(
  '',
  '',
  ' ',
  '  ',
  '\t',
  '    ',
  ' \t',
  '\f',
  '\v',
  '\u00a0',
  '\u001c',
)
const name = fc.constantFrom(
  'a',
  'b',
  'part',
  'recipe',
  '<',
  'x-y',
  '-sla-1-x',
  'é',
  '__proto__',
  '1',
)
const word = fc.constantFrom(
  '',
  'v',
  'w x',
  '${a:b}',
  'k=v',
  'k:v',
  '# no',
  '; no',
  'a;b',
  '[x]',
  '\ufeff',
  '{',
  '=> a',
  'π',
  '\u2028',
  '\0',
)
const value = fc.tuple(space, word, space, word, space).map((parts) => parts.join(''))
const condition = fc.constantFrom(
  'python2',
  'python3',
  'linux',
  'not linux',
  'bits64 and posix',
  'python2 or little_endian',
  'True',
  'False',
  '0',
  '1',
  '""',
  '',
  ' ',
  'nope',
  'python2 and nope',
  'linux or nope',
  '1 +',
  'sys.version_info < (3, 8)',
  'sys.version_info >= (3,)',
  'sys.version_info[0] == 3',
  '[1]',
  'platform.machine() == "x86_64"',
  'linux and platform.machine() != "i386"',
  'sys.maxsize > 2**32',
  '(1, 2) < (1, 2, 3)',
  '"a" < 1',
  '"\\x23" == "\\x3b"',
  "'a' 'b' == 'ab'",
  '1 if linux else 0',
  '1 < 2 < 3',
  '1 < 2 > 3',
  '-1',
  'not 1',
  '"x" in "axb"',
  '2 not in (1, 2)',
  '3 is None',
  '07',
  '0x10 == 16',
  '7 // -2 == -4',
  '7 % -2 == -1',
  '1 / 0',
  '1 == 1.0',
  '[], []',
  '1], [0',
  '][0',
  'x=1',
  'os.name == "posix"',
  'sys.platform',
  'sys.byteorder == "little"',
  'os',
  '()',
  'sys.version_info.major',
  '~0',
  '1 << 3',
  '1, 0',
  'lambda: 1 1',
  '"a',
)
const header = fc
  .tuple(
    space,
    name,
    space,
    fc.option(condition, { nil: undefined, freq: 3 }),
    space,
    fc.constantFrom('', '', ' # c', ';c', ' x', '#]'),
  )
  .map(
    ([before, section, after, test, last, tail]) =>
      `[${before}${section}${after}${test === undefined ? '' : `:${test}`}${last}]${tail}`,
  )
const sign = fc.constantFrom(
  '=',
  '=',
  '=',
  '+=',
  '-=',
  ' =',
  ' = ',
  ' += ',
  ' -= ',
  '=>',
  ':',
  ' + =',
  ' ',
  '\u00a0=',
)
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, sign, value).map((parts) => parts.join('')) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(' ', '  ', '\t', '\t ', '        ', '\f', '\u2003'), value)
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: header },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '',
      ' ',
      '# comment',
      ';c',
      '#',
      '=> a b',
      '=>',
      '  # in a value',
      'bogus',
      '[',
      ']',
      '[]',
      '[a',
      '\ufeff',
    ),
  },
)
const profile = fc
  .tuple(
    fc.constantFrom('[a]\n', '[a]\n', '[a]\n', '[buildout]\nparts =\n', '[a]\r\nb = c\r\n', ''),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r', '\n\n')), {
      maxLength: 12,
    }),
    line,
  )
  .map(([first, lines, last]) => first + lines.map((pair) => pair.join('')).join('') + last)

describeWithBuildout('parseProfile and zc.buildout', () => {
  it(`agree on ${runs} generated profiles`, () => {
    const texts = fc.sample(profile, { numRuns: runs, seed })
    const theirs = parseWithBuildout(texts)
    const refused = theirs.filter((result) => typeof result['error'] === 'string').length
    // Neither kind may be so rare that the comparison says little.
    expect(refused).toBeGreaterThan(runs / 20)
    expect(runs - refused).toBeGreaterThan(runs / 20)
    let undecided = 0
    for (const [index, text] of texts.entries()) {
      const result = ours(text)
      // A condition that is not read here, a lambda say, leaves its section neither in nor out.
      if (result === open) undecided++
      else expect({ text, result }).toEqual({ text, result: engine(theirs[index]!) })
    }
    expect(undecided).toBeLessThan(runs / 20)
  }, 600_000)
})

const [refusal, open] = ['refused', 'undecided']

function ours(text: string): unknown {
  try {
    // Debian's is the old engine.
    const parsed = parseProfile(text, { platform: { ...defaultPlatform, buildout: 2 } })
    expect(String(parsed)).toBe(text)
    return parsed.undecided.size > 0 ? open : entries(parsed.toObject())
  } catch (error) {
    if (!isResilientError(error)) throw error
    return refusal
  }
}

function engine(result: Record<string, unknown>): unknown {
  return typeof result['error'] === 'string'
    ? refusal
    : entries(result as Record<string, Record<string, string>>)
}

function entries(sections: Record<string, Record<string, string>>): unknown {
  return Object.entries(sections).map(([section, options]) => [section, Object.entries(options)])
}

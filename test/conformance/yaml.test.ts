import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { parseYamlParameters } from '../../src/parameters/index.js'
import { ask, describeWith, noPython } from '../support/engines.js'
import '../support/seed.js'

// What YAML 1.1, YAML 1.2 and PyYAML read otherwise, one from the other, is among it.
const scalars =
  `1|0|-1|+3|007|08|0x1F|0x|0b11|0b|1_000|_1|1:30|190:20:30|1:60|1.5|.5|5.|1e3|1.0e+3|1.5e3|1.5E-2|-.5
|+.5|1:30.5|.inf|-.INF|.nan|~|null|Null|NULL|nULL|yes|Yes|no|y|n|on|Off|true|False|TRUE|2001-01-01|2001-1-1
|2001-1-1 10:00:00|2001-12-14t21:59:43.10-05:00|=|<<|a b|"q"|'it''s'|"a\\nb"|"\\u00e9"|"\\x41"|!!str 12
|!!int "12"|!!float 3|!!float 1e3|!!float x|!!float 1:30|!!int 1:99|!!int _1|!!int 08|!!bool yEs|!!null x|! x|! "1"|! [1]|! <<|!!float 3.5|!!bool yes|!!null ""|!!binary aGk=|!!set {a, b}|!x 1|! 1|*a|*b|&c 1|[1, 2]|[a, [b]]
|{x: 1}|{x: 1, y: [2]}|[]|{}|é|a#b|a #c|"a" #c|@x|\`x|%x|-|- |? x|:|a:b|http://x:80/|{a:1}|["a":1]|[a: 1]
|9007199254740991|9007199254740993|1.0e+400|-0|-0.0|0.1|00|0_|0o17|1__0|"|'|[|{|a\tb|"a\tb"|*d|!!seq [1]|!!map {a: 1}
|!!omap [a: 1]|!<tag:yaml.org,2002:str> x|x: y|- x|0x_|1:30:15|||`
    .replaceAll('\n', '')
    .split('|')
const blockLines = [
  '',
  ' ',
  '  ',
  '    ',
  '  x',
  '    x',
  '   y',
  '      x # c',
  '#',
  '...',
  'b: 1',
]
const block = fc
  .tuple(
    fc.constantFrom('a: ', 'a:\n  b: ', 'a:\n- ', 'a:\n  - '),
    fc.constantFrom(...'| > |- >- |+ >+ |1 >2 |2+ >1-'.split(' ')),
    fc.array(fc.constantFrom(...blockLines), { maxLength: 5 }),
    fc.constantFrom('', '', '\n'),
  )
  .map(([before, mark, lines, end]) => [before + mark, ...lines].join('\n') + end)
const blocks = [
  '"x\\\n\n    y"\n',
  '"x\\\n  \n\n    y"\n',
  "'x\n\n    y'\n",
  "'it''\n",
  '{y\n    b: 1}\n',
  '{"b"\n    : 1}\n',
  '|\n    x\n    y\n',
  '>-\n    x\n\n    y\n',
  '|2\n      x\n',
  '>+\n    x\n\n',
]
const names = [
  'a',
  'b',
  'k-1',
  '"q"',
  "'s'",
  '_',
  'é',
  'k k',
  '<<',
  '&k k',
  '!!str 1',
  '1',
  'on',
  '? a\n',
  '? ""\n',
  '? [a]\n',
  '"\\t"',
]

const sound = ['abc', '12', '"x y"', "'it''s'", '1.5', 'true', '[1, a]', '{x: 1}', '~']

const value = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...sound) },
  { weight: 8, arbitrary: fc.constantFrom(...scalars) },
  { weight: 1, arbitrary: fc.constantFrom(...blocks) },
)
const line = fc
  .tuple(
    fc.constantFrom(...names, ...'efghijklmnopqrstuvwx'),
    fc.constantFrom(': ', ': ', ': ', ':', ':  '),
    fc.constantFrom(...Array<string>(9).fill(''), '&a ', '&b '),
    value,
    fc.constantFrom('', '', ' # c'),
  )
  .map((parts) => `${parts.join('')}\n`)
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
const nested = fc.oneof(
  { weight: 5, arbitrary: line },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('c', 'd'), fc.constantFrom('', ' &a', ' !!map'), fc.array(line))
      .map(([name, anchor, lines]) => `${name}:${anchor}\n${indented(lines.join(''))}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('c', 'd'), fc.constantFrom('', '  '), fc.array(value))
      .map(([name, by, items]) => `${name}:\n${items.map((item) => `${by}- ${item}\n`).join('')}`),
  },
)
const odd = fc.constantFrom(
  ...Array<string>(40).fill(''),
  ...'\t \n:-"\'#{}[],&*!|>%@?\r\u0085\u2028\ufeff\0',
)
const document = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      '---\n',
      '%YAML 1.1\n---\n',
      '%YAML 1.2\n---\n',
      '# c\n',
      '%b: 1\n---\n',
    ),
    fc.array(nested, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '...\n', '---\nb: 1\n'),
    odd,
    fc.nat(40),
  )
  .map(([head, lines, tail, character, at]) => {
    const text = head + lines.join('') + tail
    return text.slice(0, at) + character + text.slice(at)
  })

/** The values that we read, as JSON in the order of the text; undefined where they are refused by name. */
async function ours(text: string): Promise<string | undefined> {
  try {
    return (await parseYamlParameters(text)).json
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    expect(error.diagnostics).toHaveLength(1)
    expect(error.diagnostics[0]!.code).toMatch(
      /^(?:yaml-(?:syntax|value)|xml-syntax|json-number|json-syntax|duplicate-parameter)$/,
    )
    return undefined
  }
}

describeWith(noPython('yaml'), 'parameters in YAML', () => {
  it('are what slapos request reads, or are refused by name', async () => {
    const cases = Number(process.env['FUZZ_CASES'] ?? 2000)
    const texts = [...fc.sample(document, cases), ...fc.sample(block, cases / 4)]
    const theirs = ask('yaml', JSON.stringify(texts)) as (string | null)[]
    let equal = 0
    for (const [index, text] of texts.entries()) {
      const read = await ours(text)
      if (read === undefined) continue
      const sent = theirs[index]
      expect(sent, JSON.stringify(text)).not.toBe(null)
      // A lone _ is opened: what it holds is JSON already.
      if (/^\{"_": "/.test(sent!)) continue
      expect(JSON.stringify(JSON.parse(read)), text).toBe(JSON.stringify(JSON.parse(sent!)))
      equal++
    }
    expect(equal).toBeGreaterThan(texts.length / 10)
  }, 600_000)
})

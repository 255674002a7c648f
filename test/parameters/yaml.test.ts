import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { parseParameters, parseYamlParameters } from '../../src/parameters/index.js'

async function refusal(text: string): Promise<string> {
  try {
    await parseYamlParameters(text, { file: 'a.yaml' })
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    const [{ code, message, range }] = error.diagnostics as [ResilientError['diagnostics'][number]]
    const place = range ? `${range.start.line}:${range.start.column} ` : ''
    return `${place}${code}: ${message}`
  }
  return 'read'
}

describe('parameters in YAML', () => {
  it('have the types of YAML 1.1, as slapos request has them', async () => {
    const { json, serialisation } = await parseYamlParameters(
      'a: yes\nb: 010\nc: 1:30\nd: 1e3\ne: 1.0\nf: [~, "yes", y]\ng: {x: 0x1f}\nh: 1_000\n',
    )
    expect(json).toBe(
      '{"a": true, "b": 8, "c": 90, "d": "1e3", "e": 1.0, "f": [null, "yes", "y"], "g": {"x": 31}, "h": 1000}',
    )
    expect(serialisation).toBe('json')
  })

  it('keep whole floats floats, however large', async () => {
    const { json } = await parseYamlParameters(
      'a: 1.0e+20\nb: 9007199254740992.0\nc: -12345678901234567890.0\nd: 1.0e+21\ne: -0.0\n',
    )
    expect(json).toBe(
      '{"a": 100000000000000000000.0, "b": 9007199254740992.0, "c": -12345678901234567000.0, "d": 1e+21, "e": -0.0}',
    )
  })

  it('hold whole characters', async () => {
    const refused = 'yaml-value: half of a surrogate pair is not a character'
    expect(await refusal('a: "\\ud800"\n')).toBe(`1:4 ${refused}`)
    expect(await refusal('a: 1\nb: ["\\ud83d\\ude00"]\n')).toBe(`2:5 ${refused}`)
    expect(await refusal('"a\\uDC00": 1\n')).toBe(`1:1 ${refused}`)
    const { values } = await parseYamlParameters('a: "\\\\ud800 \\U0001F600"\nb: \'\\ud800\'\n')
    expect(values).toEqual({ a: '\\ud800 😀', b: '\\ud800' })
  })

  it('merge mappings and stand for each other', async () => {
    const { json, places } = await parseYamlParameters(
      'base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nsame: *base\n',
    )
    expect(json).toBe(
      '{"base": {"a": 1, "b": 2}, "more": {"a": 1, "b": 3}, "same": {"a": 1, "b": 2}}',
    )
    expect(places.get('same')!.value.start).toMatchObject({ line: 5, column: 7 })
  })

  it('merge whatever has the tag of a merge, and have aliases as names', async () => {
    const read = async (text: string) => (await parseYamlParameters(text)).values
    expect(await read('!!merge <<: {a: 1}\nb: 2\n')).toEqual({ a: 1, b: 2 })
    expect(await read('!!merge "x": {a: 1}\n')).toEqual({ a: 1 })
    expect(await read('! <<: {a: 1}\n')).toEqual({ a: 1 })
    expect(await read('"<<": {a: 1}\n')).toEqual({ '<<': { a: 1 } })
    expect(await read('a: &x b\n*x : 2\n')).toEqual({ a: 'b', b: 2 })
    expect(await read('a: &x b\n? *x\n: 2\n')).toEqual({ a: 'b', b: 2 })
    const { places } = await parseYamlParameters('{a: &x b, *x : 2}')
    expect(places.get('b')).toMatchObject({
      name: { start: { column: 11 } },
      value: { start: { column: 16 } },
    })
  })

  it('have names that a ? marks, as safe_dump writes long and empty ones', async () => {
    const long = 'x'.repeat(200)
    const { values } = await parseYamlParameters(`? ''\n: eu\n? ${long}\n: 1\n`)
    expect(values).toEqual({ '': 'eu', [long]: 1 })
    const canonical = '---\n!!map {\n  ? !!str "a"\n  : !!int "1",\n}\n'
    expect((await parseYamlParameters(canonical)).values).toEqual({ a: 1 })
  })

  it('keep the empty lines after a line end that a backslash takes away', async () => {
    const read = async (text: string) => (await parseYamlParameters(`a: "x${text}"\n`)).values['a']
    expect(await read('\\\n\n  y')).toBe('x\ny')
    expect(await read('\\\r\n  \r\n\r\n  y\\t')).toBe('x\n\ny\t')
    expect(await read('\\\\\n\n  y')).toBe('x\\\ny')
    expect(await read('\\\n  y')).toBe('xy')
    expect(await read('\\\n\n  ')).toBe('x\n')
  })

  it('may begin with the version, however far from its word, and a comment', async () => {
    expect((await parseYamlParameters('%YAML  1.1 # c\n---\na: 1\n')).values).toEqual({ a: 1 })
  })

  it('open a lone _, which holds JSON', async () => {
    const { values } = await parseYamlParameters(`_: '{"a": [1]}'\n`)
    expect(values).toEqual({ a: [1] })
  })

  it.each([
    ['a: 2001-01-01', "1:4 yaml-value: a date is not a parameter's value"],
    ['a: !!binary aGk=', '1:4 yaml-value: a parameter cannot have the tag !!binary'],
    ['a: -.INF', "1:4 yaml-value: -.INF is not a parameter's value"],
    ['a: .nan', "1:4 yaml-value: .nan is not a parameter's value"],
    ['a: !mine x', '1:4 yaml-value: a parameter cannot have the tag !mine'],
    ['a: &x !mine\n  b: 1', '1:7 yaml-value: a parameter cannot have the tag !mine'],
    ['a: [1, !mine &x [2]]', '1:8 yaml-value: a parameter cannot have the tag !mine'],
    ['a: &x 1\n*x : 2', '2:1 yaml-value: the name 1 is not text'],
    ['*x : 2', '1:1 yaml-value: the alias *x is not defined before it is used'],
    ['b: &x b\n*x : 2', '2:1 duplicate-parameter: the name "b" is given twice'],
    ['a: &x b\n*x: 2', '2:3 yaml-syntax: there is no space between the alias and the ":"'],
    [
      '%TAG ! tag:yaml.org,2002:\n---\na: !int "1"',
      '1:1 yaml-syntax: the directive %TAG is not read here',
    ],
    ['# c\n%FOO x\n---\na: 1', '2:1 yaml-syntax: the directive %FOO is not read here'],
    ['a: b #c\n  d', '2:3 yaml-syntax: the comment in the line above ended the value'],
    [
      'a:\n- b\n c: d',
      '3:2 yaml-syntax: this line is indented below an item that already has a value',
    ],
    ['1: x', '1:1 yaml-value: the name 1 is not text'],
    ['a: 1\na: 2', '2:1 duplicate-parameter: the name "a" is given twice'],
    [
      'a: 9007199254740993',
      '1:4 json-number: the number 9007199254740993 would be changed by reading it',
    ],
    ['- a', '1:1 yaml-syntax: the YAML is not a mapping of parameters'],
    ['a: 1\n---\nb: 1', '2:1 yaml-syntax: a second YAML document begins here'],
    ['a: b: c', '1:5 yaml-syntax: there is a second ": " on this line'],
    ['a: http://x: y', '1:12 yaml-syntax: there is a second ": " on this line'],
    ['a:\tb', '1:3 yaml-syntax: there is a tab outside quotes'],
    ['? a\n : b', '2:2 yaml-syntax: a : is not below its ?'],
    ["a: 'it''", '1:4 yaml-syntax: the text in single quotes is never closed'],
    ['a: "it\\"', '1:4 yaml-syntax: the text in double quotes is never closed'],
    ['a: 1\nb\n  : 2\n', '2:1 yaml-syntax: a name and its ":" are on different lines'],
    ['a: {y\n  b: 1}', '1:5 yaml-syntax: a name and its ":" are on different lines'],
    ["{'b'\n  : 'a: b'}", '1:2 yaml-syntax: a name and its ":" are on different lines'],
    [`{${'b'.repeat(1025)}: 1}`, '1:2 yaml-syntax: a name is longer than 1,024 characters'],
    ['a: !!bool ye_s', '1:11 yaml-value: the text after !!bool is not a value of that tag'],
    [
      'a: "x\ny"\n',
      '1:4 yaml-syntax: the text in double quotes is never closed, or continues on a line that is not indented',
    ],
    [
      "a: 'it''s\n'\n",
      '1:4 yaml-syntax: the text in single quotes is never closed, or continues on a line that is not indented',
    ],
    ['a: *b', '1:4 yaml-value: the alias *b is not defined before it is used'],
    ['a: &a [*a]', '1:8 yaml-value: the alias *a contains itself'],
    [' \n', 'yaml-syntax: the instance parameters are empty'],
    [
      'a: |1\n  x\n   \n',
      '3:1 yaml-syntax: readers of YAML differ on a line of spaces in this text',
    ],
  ])('refuse %j', async (text, expected) => {
    const refused = await refusal(text).catch((error: unknown) => String(error))
    expect(refused).toBe(expected)
  })

  it('stop at so many values, however few letters say them', async () => {
    const lines = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level++) {
      const alias = `*a${level - 1}`
      lines.push(`b${level}: &a${level} [${Array(10).fill(alias).join(', ')}]`)
    }
    expect(await refusal(lines.join('\n'))).toMatch(
      /yaml-value: the YAML expands to more than 100,000 values$/,
    )
    const deep = (levels: number) => refusal(`a: ${'['.repeat(levels)}${']'.repeat(levels)}`)
    expect(await deep(400)).toBe('read')
    expect(await deep(500)).toMatch(/more than 450 levels$/)
    for (const levels of [1000, 100_000])
      expect(await deep(levels)).toMatch(/more than 450 levels$/)
    expect(await refusal(`a:\n  ${'- '.repeat(3000)}1`)).toMatch(/more than 450 levels$/)
  })
})

describe('where a mistake in YAML is', () => {
  const column = "this line's indentation matches that of no line before it"
  it.each([
    ['a:\n  b: 1\n c: 2\n', `3:2 yaml-syntax: ${column}`],
    ['a:\n    b: 1\n  c: 2\n', `3:3 yaml-syntax: ${column}`],
    ['a:\n  - x\n - y\n', `3:2 yaml-syntax: ${column}`],
    ['a: |\n  x\n y\n', `3:2 yaml-syntax: ${column}`],
    [' a: 1\nb: 2\n', `2:1 yaml-syntax: ${column}`],
    [
      'a: 1\n  b: 2\n',
      '2:3 yaml-syntax: this line is indented below a name that already has a value',
    ],
    ['a:b\n', '1:2 yaml-syntax: there is no space after the ":"'],
    ['a:b\nc: 1\n', '1:2 yaml-syntax: there is no space after the ":"'],
    ['c: 1\na:b\nd: 2\n', '2:2 yaml-syntax: there is no space after the ":"'],
    ['c: 1\na:b\n', '2:2 yaml-syntax: there is no space after the ":"'],
    ['c:\n  a:b\n  d: 2\n', '2:4 yaml-syntax: there is no space after the ":"'],
    ['a:\n- x\n-y\n', '3:1 yaml-syntax: there is no space after the "-"'],
    ['a: 1\nb\nc: 2\n', '2:1 yaml-syntax: this line has no ": "'],
    ['a = 1\n', '1:1 yaml-syntax: this line has no ": "'],
    ['a: *.b\n', '1:4 yaml-syntax: a value without quotes cannot begin with "*"'],
    ['a: [1, **]\n', '1:8 yaml-syntax: a value without quotes cannot begin with "*"'],
    ['a: *\n', '1:4 yaml-syntax: a value without quotes cannot begin with "*"'],
    ['a: & b\n', '1:4 yaml-syntax: a value without quotes cannot begin with "&"'],
    ['a: &b\n', '1:6 yaml-syntax: the anchor &b names no value'],
    ['a: &b\nc: *b\n', 'read'],
    ['a: @b\n', '1:4 yaml-syntax: a value without quotes cannot begin with "@"'],
    ['a: `b`\n', '1:4 yaml-syntax: a value without quotes cannot begin with "`"'],
    ['a: %b\n', '1:4 yaml-syntax: a value without quotes cannot begin with "%"'],
    ['# c\n%a: b\n', '2:1 yaml-syntax: a line without quotes begins with %'],
    ['a: - b\n', '1:4 yaml-syntax: a value without quotes cannot begin with "-"'],
    ['a: ]\n', '1:4 yaml-syntax: unexpected "]"'],
    ['a: }\n', '1:4 yaml-syntax: unexpected "}"'],
    ['a: [a,b]]\n', '1:9 yaml-syntax: unexpected "]"'],
    ['a: [1,2', '1:4 yaml-syntax: the "[" is never closed'],
    ['a: {b: 1 ', '1:4 yaml-syntax: the "{" is never closed'],
    ['[1,2', '1:1 yaml-syntax: the "[" is never closed'],
    ['{\n  a: 1\n  b: 2\n}', '3:3 yaml-syntax: a "," is missing before this name'],
    ['a: {b: 1 c: 2}', '1:10 yaml-syntax: a "," is missing before this name'],
    ['a: {b: 1\n  c: 2}\n', '2:3 yaml-syntax: a "," is missing before this name'],
    ['{% if x %}\na: 1', '1:1 yaml-syntax: unexpected "{%"'],
    ['a: 1\n{% if x %}\nb: 2\n', '2:1 yaml-syntax: unexpected "{%"'],
    ['<<: x\n', '1:5 yaml-value: << merges only mappings'],
    ["a: 'don't'\n", '1:9 yaml-syntax: there is text after the closing quote'],
    ['a: "b" c\n', '1:8 yaml-syntax: there is text after the closing quote'],
    ["a: 'x\nb: 1\nc: 2\n", '1:4 yaml-syntax: the text in single quotes is never closed'],
    ['b: 1\na: "x\n  c: 1\n', '2:4 yaml-syntax: the text in double quotes is never closed'],
    ["b: '1'\na: \"x\n", '2:4 yaml-syntax: the text in double quotes is never closed'],
    ['a: [1, 2\nb: 3\n', '1:4 yaml-syntax: the "[" is never closed'],
    ['a: {x: [1]\n', '1:4 yaml-syntax: the "{" is never closed'],
    ['a: [1, 2}\n', '1:9 yaml-syntax: expected "]" but found "}"'],
    ['a: [1,\n2]\n', '2:1 yaml-syntax: this line is within "[", and is not indented'],
    ['a: > x\n', '1:6 yaml-syntax: there is text after ">", which begins a text of several lines'],
    ['a:\n\tb: 1\n', '2:1 yaml-syntax: there is a tab in the indentation'],
    ['a:\n  b: 1\n  \tc: 2\n', '3:3 yaml-syntax: there is a tab in the indentation'],
    ['a: {x: 1, x: 2}\n', '1:11 duplicate-parameter: the name "x" is given twice'],
  ])('%j: %s', async (text, expected) => {
    expect(await refusal(text)).toBe(expected)
    // Line ends of another kind move nothing.
    expect(await refusal(text.replaceAll('\n', '\r\n'))).toBe(expected)
  })

  it('is that of both, where a name is given twice', async () => {
    const error: unknown = await parseYamlParameters('a: 1\nb:\n  c: 1\n  c: 2').catch(
      (thrown: unknown) => thrown,
    )
    const [{ related }] = (error as ResilientError).diagnostics
    expect(related).toMatchObject([
      { message: 'it is first given here', range: { start: { line: 3, column: 3 } } },
    ])
  })

  it('is said with what to do, whatever is left out or put in', async () => {
    const text = 'a: 1\nb:\n  - x: "y"\n    z: \'w\'\n  - [1, {c: d}]\ne: |\n  f\n'
    const signs = ['', ' ', '\t', '\n', ':', '"', "'", '- ', '[', '}', '*', '&', '%', '|', '?', '#']
    for (let at = 0; at < text.length; at++)
      for (const put of signs)
        for (const skip of [0, 1]) {
          const broken = text.slice(0, at) + put + text.slice(at + skip)
          const error: unknown = await parseYamlParameters(broken).catch(
            (thrown: unknown) => thrown,
          )
          if (!(error instanceof ResilientError)) continue
          const [{ message, hint, range }] = error.diagnostics
          expect({ broken, message, hint, range }).toEqual({
            broken,
            message: expect.not.stringMatching(/undefined/),
            hint: expect.not.stringContaining('undefined'),
            range: expect.objectContaining({}),
          })
        }
  })
})

describe('what slapos request opens as UTF-8', () => {
  const utf16 = (text: string) =>
    Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((each) => [each.charCodeAt(0), 0])])
  const findingOf = async (read: () => unknown) => {
    try {
      await read()
    } catch (error) {
      return (error as ResilientError).diagnostics[0]
    }
    return undefined
  }

  it('is not UTF-16, nor JSON with a byte order mark', async () => {
    expect(await findingOf(() => parseYamlParameters(utf16('a: 1')))).toMatchObject({
      code: 'bad-encoding',
      expected: 'UTF-8',
    })
    expect(await findingOf(() => parseParameters(utf16('{"a": 1}')))).toMatchObject({
      code: 'bad-encoding',
      expected: 'UTF-8',
    })
    expect(await findingOf(() => parseParameters('\ufeff{"a": 1}'))).toMatchObject({
      code: 'json-syntax',
      message: 'the JSON begins with a byte order mark',
    })
    expect((await parseYamlParameters('\ufeffa: 1')).values).toEqual({ a: 1 })
    expect(parseParameters(utf16('<instance/>')).values).toEqual({})
  })

  it('says where the bytes are not', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('a: \ufffd\nb: '), 0xe9, 0x0a])
    const found = await findingOf(() => parseYamlParameters(bytes))
    expect(found).toMatchObject({ code: 'bad-encoding', range: { start: { line: 2, column: 4 } } })
  })
})

describe('a block at the end of a file', () => {
  it.each(['|', '>', '|1', '|+', '>2'])(
    'ends without a line feed as the file does: %s',
    async (mark) => {
      const { values } = await parseYamlParameters(`a: ${mark}\n  x`)
      const ended = await parseYamlParameters(`a: ${mark}\n  x\n`)
      expect(`${String(values['a'])}\n`).toBe(ended.values['a'])
    },
  )
})

describe('a mistake in YAML', () => {
  it.each([
    ['a: 2026-01-31', 'as text, put it in quotes'],
    ['a: .inf', 'as text, put it in quotes'],
    ['a: !mine x', 'remove the tag'],
    ['a: !!float x', 'remove the tag'],
    ['1: x', 'write "1"'],
    ['a: \u2028', 'write \\u2028 in double quotes'],
    ['a: "x\nb', 'close it with "; a " in it is written \\"'],
    [
      'a: [1,\n2]',
      'close the brackets before it with "]", or indent it more than the name before them',
    ],
    ['a: *.example.com', 'as text, put it in quotes'],
    ['a: *b', 'as text, put it in quotes'],
    ['a: &x b\n*x: 2', 'write *x : value'],
    ['a: b #c\n  d', 'put the comment on a line of its own, before the name'],
    [
      'a:\n- b\n c: d',
      'write "- c: value" for an item of its own, or indent it like the name of the list',
    ],
    ['a: &b', 'as text, put it in quotes'],
    ['a: @b', 'as text, put it in quotes'],
    ['a: 1\n  b: 2', 'indent it like the line of that name, or remove that value'],
    ['a:\n  b: 1\n c: 2', 'indent it by 0 or 2 spaces'],
    ['a:\n    - b: 1\n  c: 2', 'indent it by 0, 4 or 6 spaces'],
    [' a: 1\nb: 2', 'indent it by 1 space'],
    ['a:b', 'write NAME: value'],
    ['a:\n\tb: 1', 'indent with spaces'],
    ["a: 'don't'", "in single quotes a ' is written ''"],
    ['a: "b" c', 'put all of the value in the quotes; in double quotes a " is written \\"'],
    ['a: "\\d"', 'write \\\\ for a backslash, or use single quotes'],
    ['a: 1\na: 2', 'keep one of the two'],
    ['a: - b', 'begin a list on a line of its own; as text, put it in quotes'],
    ['# nothing', 'without any parameters, write {}'],
    ['', 'without any parameters, write {}'],
  ])('%j: %s', async (text, hint) => {
    const error: unknown = await parseYamlParameters(text).catch((thrown: unknown) => thrown)
    expect((error as ResilientError).diagnostics[0].hint).toBe(hint)
  })
})

it.each([
  ['a: */5 * * * *\n', 1, 4, 'as text, put it in quotes'],
  ['a: !!timestamp "2020-01-01"\n', 1, 4, 'remove the tag'],
  ['a: !!binary "aGk="\n', 1, 4, 'remove the tag'],
  ['a: |\ntext\n', 2, 1, 'indent each of its lines'],
  ['a: 1\n}\n', 2, 1, 'remove it, or open it before'],
  ['a: {{ x }}\n', 1, 5, 'put {{ … }} in quotes'],
])('what is often mistaken has a hint: %j', async (text, line, column, hint) => {
  const refused: unknown = await parseYamlParameters(text).catch((error: unknown) => error)
  const [found] = (refused as ResilientError).diagnostics
  expect([found.range?.start.line, found.range?.start.column, found.hint]).toEqual([
    line,
    column,
    hint,
  ])
})

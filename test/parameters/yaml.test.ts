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
    ['a: !!binary aGk=', "1:13 yaml-value: a value of the tag !!binary is not a parameter's value"],
    ['a: .nan', "1:4 yaml-value: nan is not a parameter's value"],
    ['a: !mine x', '1:10 yaml-value: no parameter is a value of the tag !mine'],
    ['1: x', '1:1 yaml-value: the name 1 is not text'],
    ['a: 1\na: 2', '2:1 duplicate-parameter: the name "a" is given twice'],
    [
      'a: 9007199254740993',
      '1:4 json-number: the number 9007199254740993 would be changed by reading it',
    ],
    ['- a', '1:1 yaml-syntax: the YAML is not a mapping of parameters'],
    ['a: 1\n---\nb: 1', '2:1 yaml-syntax: a second YAML document begins here'],
    ['a: b: c', '1:4 yaml-syntax: a second ": " stands in one line'],
    ['a:\tb', '1:3 yaml-syntax: there is a tab outside quotes'],
    ['? a\n : b', '2:2 yaml-syntax: a : does not stand under its ?'],
    ["a: 'it''", '1:4 yaml-syntax: the text in single quotes is never closed'],
    ['a: "it\\"', '1:4 yaml-syntax: the text in double quotes is never closed'],
    ['a: 1\nb\n  : 2\n', '2:1 yaml-syntax: a name and its ":" stand in different lines'],
    ['a: {y\n  b: 1}', '1:5 yaml-syntax: a name and its ":" stand in different lines'],
    ["{'b'\n  : 'a: b'}", '1:2 yaml-syntax: a name and its ":" stand in different lines'],
    [`{${'b'.repeat(1025)}: 1}`, '1:2 yaml-syntax: a name is longer than 1,024 characters'],
    ['a: !!bool ye_s', '1:11 yaml-value: "ye_s" is not a value of the tag !!bool'],
    [
      'a: "x\ny"\n',
      '1:6 yaml-syntax: the text in double quotes is never closed, or goes on in a line that is not indented',
    ],
    [
      "a: 'it''s\n'\n",
      '1:10 yaml-syntax: the text in single quotes is never closed, or goes on in a line that is not indented',
    ],
    ['a: *b', '1:4 yaml-value: the alias *b is not defined before it'],
    ['a: &a [*a]', '1:8 yaml-value: the alias *a never ends'],
    [' \n', 'yaml-syntax: the instance parameters are empty'],
    [
      'a: |1\n  x\n   \n',
      '3:1 yaml-syntax: readers of YAML differ on a line of blanks in this text',
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
      /yaml-value: the YAML expands to more than 100000 values$/,
    )
    const deep = (levels: number) => refusal(`a: ${'['.repeat(levels)}${']'.repeat(levels)}`)
    expect(await deep(400)).toBe('read')
    expect(await deep(500)).toMatch(/more than 450 levels$/)
    expect(await refusal(`a: ${'['.repeat(100_000)}`)).toMatch(/yaml-syntax/)
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
    ['a: "x\nb', 'close it with "; \\" is a " in it'],
    ['a: [1,\n2]', 'close them; indent each of their lines more than the name before them'],
    ['# nothing', 'without any parameters, write {}'],
    ['', 'without any parameters, write {}'],
  ])('%j: %s', async (text, hint) => {
    const error: unknown = await parseYamlParameters(text).catch((thrown: unknown) => thrown)
    expect((error as ResilientError).diagnostics[0].hint).toBe(hint)
  })
})

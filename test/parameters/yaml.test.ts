import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { parseYamlParameters } from '../../src/parameters/index.js'

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

  it('merge mappings and stand for each other', async () => {
    const { json, places } = await parseYamlParameters(
      'base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nsame: *base\n',
    )
    expect(json).toBe(
      '{"base": {"a": 1, "b": 2}, "more": {"a": 1, "b": 3}, "same": {"a": 1, "b": 2}}',
    )
    expect(places.get('same')!.value.start).toMatchObject({ line: 5, column: 7 })
  })

  it('open a lone _, which holds JSON', async () => {
    const { values } = await parseYamlParameters(`_: '{"a": [1]}'\n`)
    expect(values).toEqual({ a: [1] })
  })

  it.each([
    ['a: 2001-01-01', '1:4 yaml-value: a date is not a parameter’s value'],
    ['a: !!binary aGk=', '1:13 yaml-value: a value of the tag !!binary is not a parameter’s value'],
    ['a: .nan', '1:4 yaml-value: nan is not a parameter’s value'],
    ['a: !mine x', '1:10 yaml-value: no parameter is a value of the tag !mine'],
    ['1: x', '1:1 yaml-value: the name 1 is not text'],
    ['a: 1\na: 2', '2:1 duplicate-parameter: the name "a" is given twice'],
    [
      'a: 9007199254740993',
      '1:4 json-number: the number 9007199254740993 would be changed by reading it',
    ],
    ['- a', '1:1 yaml-syntax: the YAML is not a mapping of parameters'],
    ['a: 1\n---\nb: 1', '2:1 yaml-syntax: a second YAML document begins here'],
    [
      'a: b: c',
      '1:4 yaml-syntax: the text is not YAML: nested mappings are not allowed in compact mappings',
    ],
    ['a:\tb', '1:3 yaml-syntax: there is a tab outside quotes'],
    ['a: *b', '1:4 yaml-value: the alias *b is not defined before it'],
    ['a: &a [*a]', '1:8 yaml-value: the alias *a never ends'],
    [' \n', 'xml-syntax: the instance parameters are empty'],
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
    expect(await refusal(`a: ${'['.repeat(100)}${']'.repeat(100)}`)).toMatch(/more than 90 levels$/)
    expect(await refusal(`a: ${'['.repeat(100_000)}`)).toMatch(/yaml-syntax/)
  })
})

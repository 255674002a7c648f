import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseParameters,
  parseYamlParameters,
  type Json,
  type ParameterDocument,
} from '../../src/parameters/index.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { valueAt } from '../../src/parameters/schema/pointer.js'

const json = `{
  "a": {"list": [1, {"port": "high"}], "more": true},
  "b": 2
}`
const yaml = `base: &base
  port: low
a:
  list:
    - 1
    - port: "high"
  <<: *base
b: *base
`

/** The text that a finding of a place would point at. */
function shown(document: ParameterDocument, path: string[], part: 'name' | 'value'): unknown {
  const range = document.inside?.(path)?.[part]
  return range && document.text.slice(range.start.offset, range.end.offset)
}

describe('what a parameter holds', () => {
  it.each([
    ['JSON', parseParameters(json)],
    ['JSON in XML', parseParameters(`<instance><parameter id="_">${json}</parameter></instance>`)],
  ])('has a place in %s', (_, document) => {
    expect(shown(document, ['a', 'list', '1', 'port'], 'value')).toBe('"high"')
    expect(shown(document, ['a', 'list', '1', 'port'], 'name')).toBe('port')
    expect(shown(document, ['a', 'list', '1'], 'name')).toBe('{"port": "high"}')
    expect(shown(document, ['a', 'list'], 'value')).toBe('[1, {"port": "high"}]')
    expect(shown(document, ['b'], 'value')).toBe('2')
    expect(shown(document, ['a', 'none'], 'value')).toBeUndefined()
    expect(shown(document, ['b', 'none'], 'value')).toBeUndefined()
    expect(shown(document, ['a', 'list', '2'], 'value')).toBeUndefined()
  })

  it('has a place in YAML, where an alias was named', async () => {
    const document = await parseYamlParameters(yaml)
    expect(shown(document, ['a', 'list', '1', 'port'], 'value')).toBe('"high"')
    expect(shown(document, ['a', 'list', '1', 'port'], 'name')).toBe('port')
    expect(shown(document, ['b', 'port'], 'value')).toBe('low')
    expect(shown(document, ['a', 'port'], 'value')).toBeUndefined()
  })

  it('has none in text', () => {
    const document = parseParameters('<instance><parameter id="a">1</parameter></instance>')
    expect(document.inside).toBeUndefined()
  })

  it.each([
    [
      'references',
      '{"a": {&quot;b&#34;: "&#x26;&#128512;&lt;", &apos;'.replace('&apos;', '&#10;"c": 1}}'),
    ],
    ['CDATA', '{"a"<![CDATA[: {"b": "&<"\r\n, ]]>"c": &#49;}<![CDATA[}]]>'],
    ['CR LF', '{\r\n\r\n"a": {\r"b": "\u{1f600}",\r\n"c": 1}}'],
  ])('has a place in JSON in XML with %s', (_, inner) => {
    const document = parseParameters(
      `<instance>\r\n<parameter id="_">${inner}</parameter></instance>`,
    )
    const rawOf = (name: string): string =>
      new RegExp(
        `(?:"|&quot;|&#34;)${name}(?:"|&quot;|&#34;).*?: ([^,}]*?)(?:\\s*,|\\})`,
        's',
      ).exec(inner)![1]!
    expect(shown(document, ['a', 'b'], 'value')).toBe(rawOf('b'))
    expect(shown(document, ['a', 'b'], 'name')).toBe('b')
    expect(shown(document, ['a', 'c'], 'value')).toBe(rawOf('c'))
    const { start, end } = document.places.get('a')!.name
    expect(document.text.slice(start.offset, end.offset)).toBe('a')
  })

  it('has a place in a lone _ of JSON, and the nearest that is known in YAML', async () => {
    const inner = JSON.stringify({ a: { '\u{1f600}"': '\n', b: 2 } })
    const document = parseParameters(JSON.stringify({ _: inner }))
    expect(shown(document, ['a', '\u{1f600}"'], 'value')).toBe('\\"\\\\n\\"')
    expect(shown(document, ['a', 'b'], 'value')).toBe('2')
    const plain = await parseYamlParameters(`_: '${JSON.stringify({ a: { b: 2 } })}'`)
    expect(shown(plain, ['a', 'b'], 'value')).toBe('2')
    const folded = await parseYamlParameters('_: |\n  {"a":\n   {"b": 2}}\n')
    expect(shown(folded, ['a', 'b'], 'value')).toBe('|\n  {"a":\n   {"b": 2}}\n')
  })

  it('has a place in JSON in XML, whatever is written as a reference', () => {
    const parameters = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 })
    const forms = [
      (code: number) => `&#${code};`,
      (code: number) => `&#x${code.toString(16)};`,
      (code: number) => (code === 10 ? '\r\n' : `<![CDATA[${String.fromCodePoint(code)}]]>`),
    ]
    fc.assert(
      fc.property(parameters, fc.infiniteStream(fc.nat(20)), (given, dice) => {
        const written = [...JSON.stringify(given, null, 1)].map((character) => {
          const isSpecial = /[&<>\r]/.test(character)
          const form = forms[isSpecial ? 0 : (dice.next().value as number)]
          return form?.(character.codePointAt(0)!) ?? character
        })
        let document: ParameterDocument
        try {
          document = parseParameters(
            `<instance><parameter id="_">${written.join('')}</parameter></instance>`,
          )
        } catch {
          return // A number or a character that is refused.
        }
        for (const [name, value] of Object.entries(document.values)) {
          const { start, end } = document.places.get(name)!.value
          const raw = document.text.slice(start.offset, end.offset)
          const bare = raw.replace(/<!\[CDATA\[|\]\]>/g, '')
          const again = parseParameters(
            `<instance><parameter id="_">{"a": ${bare}}</parameter></instance>`,
          )
          expect(again.values['a']).toEqual(value)
        }
      }),
    )
  })

  it('has the place from which it is read again', () => {
    const pathsOf = (value: Json, path: string[]): string[][] =>
      typeof value === 'object' && value !== null
        ? [path, ...Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))]
        : [path]
    const parameters = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 })
    fc.assert(
      fc.property(parameters, fc.constantFrom(0, 1), (given, indent) => {
        const text = JSON.stringify(given, null, indent)
        let document: ParameterDocument
        try {
          document = parseParameters(text, { format: 'json' })
        } catch {
          return // A number or half of a pair that is refused, or a lone _.
        }
        if (document.json !== text) return
        for (const path of pathsOf(document.values, []).slice(1)) {
          const own = valueAt(document.values, path)
          expect(JSON.parse(shown(document, path, 'value') as string)).toEqual(own)
        }
      }),
    )
  })
})

describe('a finding of a schema', () => {
  it.each([
    ['XML', '<?xml version="1.0"?>\r\n<!-- x --><instance\n>\r\n</instance>', '<instance\n>'],
    ['XML without anything', '<instance/>', '<instance/>'],
    ['JSON', '\n {"b": {}} ', '{"b": {}}'],
    [
      'JSON in XML',
      '<instance><parameter id="_"> {&quot;b&quot;: {}}</parameter></instance>',
      '{&quot;b&quot;: {}}',
    ],
    ['YAML', '# x\nb: {}\n', 'b: {}\n'],
  ])(
    'stands at what holds all parameters where one is missing, in %s',
    async (format, text, place) => {
      const document = await (format === 'YAML' ? parseYamlParameters(text) : parseParameters(text))
      const schema = { required: ['a'], minProperties: 5 }
      const { check } = await openSchema('file:///main.json', undefined, () =>
        Promise.resolve({ file: 'main.json', text: JSON.stringify(schema) }),
      )
      const found = check(document)
      expect(found.map(({ code }) => code)).toEqual(['schema-value', 'schema-missing'])
      for (const { range } of found)
        expect(document.text.slice(range!.start.offset, range!.end.offset)).toBe(place)
    },
  )

  const schema = {
    type: 'object',
    properties: {
      a: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          list: { items: { properties: { port: { type: 'integer' } } } },
          name: {},
        },
      },
    },
  }

  it.each([
    ['JSON', () => parseParameters(json)],
    [
      'JSON in XML',
      () => parseParameters(`<instance><parameter id="_">${json}</parameter></instance>`),
    ],
    ['YAML', () => parseYamlParameters(yaml.replace('  <<: *base', '  more: true'))],
  ])('stands at the value inside, in %s', async (_, read) => {
    const document = await read()
    const { check } = await openSchema('file:///main.json', undefined, () =>
      Promise.resolve({ file: 'main.json', text: JSON.stringify(schema) }),
    )
    const places = check(document).map(({ code, path, range }) => [
      code,
      path,
      document.text.slice(range!.start.offset, range!.end.offset).slice(0, 6),
    ])
    expect(places).toEqual([
      ['schema-missing', 'a', expect.any(String)],
      ['schema-unknown', 'a', 'more'],
      ['schema-value', 'a', '"high"'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../../src/parameters/index.js'
import { openSchema } from '../../../src/parameters/schema/index.js'

const newest = 'https://json-schema.org/draft/2020-12/schema'
const seventh = 'http://json-schema.org/draft-07/schema#'

/** What a schema finds in a JSON object, as `code path`. */
async function found(schema: object, values: unknown): Promise<string[]> {
  const { check, diagnostics } = await openSchema('file:///a/main.json', undefined, () =>
    Promise.resolve({ file: 'main.json', text: JSON.stringify(schema) }),
  )
  const all = [...diagnostics, ...check(parseParameters(JSON.stringify(values)))]
  return all.map(({ code, path }) => (path === undefined ? code : `${code} ${path}`))
}

describe('a schema’s own addresses', () => {
  const port = { type: 'integer', minimum: 1 }

  it.each([
    ['https://example.org/s/main.json', 'https://example.org/s/main.json#/$defs/port'],
    ['urn:uuid:8a6a4a5e-0000-4000-8000-000000000000', '#/$defs/port'],
    ['https://example.org/s/main.json', 'main.json#port'],
    [undefined, '#port'],
  ])('%s is what %s counts from', async ($id, $ref) => {
    const $defs = { port: { ...port, $anchor: 'port' } }
    const schema = { $schema: newest, $id, $defs, properties: { port: { $ref } } }
    expect(await found(schema, { port: 80 })).toEqual([])
    expect(await found(schema, { port: 0 })).toEqual(['schema-value port'])
  })

  it('a bundled schema has its own, and its references count from it', async () => {
    const item = {
      $id: 'parts/item.json',
      properties: { port: { $ref: '#/$defs/p' } },
      $defs: { p: port },
    }
    const schema = {
      $schema: newest,
      $id: 'https://example.org/main.json',
      $defs: { item },
      $ref: 'https://example.org/parts/item.json',
    }
    expect(await found(schema, { port: 0 })).toEqual(['schema-value port'])
  })

  it('two schemas of one are told, and the first one is used', async () => {
    const $defs = {
      a: { $id: 'https://example.org/x', type: 'integer' },
      b: { $id: 'https://example.org/x', type: 'string' },
    }
    const schema = { $schema: newest, $defs, properties: { v: { $ref: 'https://example.org/x' } } }
    const [told, ...others] = await found(schema, { v: true })
    expect([told, others]).toEqual(['schema-skipped', ['schema-value v']])
  })

  it('a draft’s own schema is known by its name', async () => {
    const schema = { $schema: newest, properties: { schema: { $ref: newest } } }
    expect(await found(schema, { schema: { type: 'object' } })).toEqual([])
    expect(await found(schema, { schema: { type: 5 } })).not.toEqual([])
  })

  it('a draft of one’s own is told', async () => {
    const schema = { $schema: 'https://example.org/own', properties: { a: { type: 'string' } } }
    expect(await found(schema, { a: 1 })).toEqual(['schema-skipped', 'schema-value a'])
  })

  it('a dynamic reference is told, and accepts all', async () => {
    const schema = {
      $schema: newest,
      $dynamicAnchor: 'n',
      properties: { a: { $dynamicRef: '#n' } },
    }
    expect(await found(schema, { a: 1 })).toEqual(['schema-skipped'])
  })
})

describe('keywords', () => {
  it('beside a $ref count since 2019-09', async () => {
    const of = ($schema: string) => ({
      $schema,
      definitions: { text: { type: 'string' } },
      properties: { a: { $ref: '#/definitions/text', maxLength: 1 } },
    })
    expect(await found(of(seventh), { a: 'long' })).toEqual([])
    expect(await found(of(newest), { a: 'long' })).toEqual(['schema-value a'])
  })

  it('ask for what the parameters have themselves', async () => {
    const schema = {
      $schema: newest,
      required: ['constructor'],
      properties: { toString: { type: 'number' } },
    }
    expect(await found(schema, {})).toEqual(['schema-missing constructor'])
  })

  it('know every name that an alternative beside a $ref has', async () => {
    const schema = {
      $schema: newest,
      $ref: '#/$defs/base',
      oneOf: ['one', 'two'].map((name) => ({ required: [name], properties: { [name]: true } })),
      unevaluatedProperties: false,
      $defs: { base: { properties: { title: true } } },
    }
    expect(await found(schema, { title: 'a', two: 1 })).toEqual([])
    expect(await found(schema, { title: 'a', one: 1 })).toEqual([])
    expect(await found(schema, { title: 'a', two: 1, three: 1 })).toEqual(['schema-unknown three'])
  })

  it('know every name that an "if" without "then" has', async () => {
    const schema = {
      $schema: newest,
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      unevaluatedProperties: false,
    }
    expect(await found(schema, { a: 1 })).toEqual([])
    expect(await found(schema, { a: 1, b: 2 })).toEqual(['schema-unknown b'])
  })

  it('know the names of an "if" that holds, and of no other', async () => {
    const schema = {
      $schema: newest,
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      then: { properties: { b: true } },
      else: { properties: { c: true } },
      unevaluatedProperties: false,
    }
    expect(await found(schema, { a: 1, b: 2 })).toEqual([])
    expect(await found(schema, { c: 2 })).toEqual([])
    expect(await found(schema, { a: 1, b: 2, c: 2 })).not.toEqual([])
    expect(await found(schema, { a: 2, c: 2 })).not.toEqual([])
  })

  it('know multiples of any size, and an enum of nothing', async () => {
    const of = (a: object) => ({ $schema: newest, properties: { a } })
    expect(await found(of({ multipleOf: 1 }), { a: 1e21 })).toEqual([])
    expect(await found(of({ multipleOf: 0.5 }), { a: 1e308 })).toEqual([])
    expect(await found(of({ multipleOf: 0.5 }), { a: 0.7 })).toEqual(['schema-value a'])
    expect(await found(of({ enum: [] }), { a: 1 })).toEqual(['schema-value a'])
    // As Python's jsonschema has them: 4.35 / 0.01 is 434.99999999999994.
    const wrong: [step: number, value: number][] = [
      [0.01, 4.35],
      [0.01, 19.99],
      [7, 1e308],
      [2, 7.5],
    ]
    for (const [multipleOf, a] of wrong)
      expect(await found(of({ multipleOf }), { a })).toEqual(['schema-value a'])
    for (const [multipleOf, a] of [
      [0.01, 1.5],
      [0.01, 1.1],
      [1e-8, 12391239123],
      [7, 2.1e21],
    ] as const)
      expect(await found(of({ multipleOf }), { a })).toEqual([])
  })

  it.each([
    ['a format that nothing is held to', '{"properties": {"a": {"format": "idn-hostname"}}}'],
    [
      'what a text encodes',
      '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"contentEncoding": "base64"}}}',
    ],
    ['a property called __proto__', '{"properties": {"__proto__": {"type": "number"}}}'],
    [
      'the schema of draft 6',
      '{"$schema": "http://json-schema.org/draft-06/schema#", "$ref": "http://json-schema.org/draft-06/schema#"}',
    ],
  ])('tell %s', async (_, text) => {
    const schema = JSON.parse(text) as object
    expect(await found(schema, { a: '-' })).toEqual(['schema-skipped'])
  })

  it('are told where they ask for items that are left over', async () => {
    const schema = { $schema: newest, properties: { a: { unevaluatedItems: false } } }
    expect(await found(schema, { a: [1] })).toEqual(['schema-skipped'])
  })

  it.each([
    ['uri', 'https://[2001:db8::1]:80/a?b#c', 'no address'],
    ['uri', 'http://user@example.org:/a', 'http://example.org:abc/a'],
    ['uri', 'urn:a:b', 'http:/[::1]'],
    ['uri', 'ftp://[::ffff:1.2.3.4]', 'ftp://[::ffff:01.2.3.4]'],
    ['uri', 'http://[v1.01]', 'http://[::ffff:1.02.3.4]:80/a'],
    ['hostname', 'a-1.example.org', '-a.example.org'],
    ['hostname', 'example', 'example.'],
  ])('hold text to the format %s', async (format, right, wrong) => {
    const schema = { $schema: newest, properties: { a: { format } } }
    expect(await found(schema, { a: right })).toEqual([])
    expect(await found(schema, { a: wrong })).toEqual(['schema-value a'])
  })

  it.each([
    ['^\\s$', '\u00a0', 'x'],
    ['^[\\s-]$', '\ufeff', 'x'],
    ['^\\S$', 'x', '\u2028'],
    ['^[^\\S]$', '\v', 'x'],
    ['^\\p{Letter}+$', 'é', '1'],
    ['^\\cA$', '\x01', 'A'],
    ['^.$', '\u0085', '\u2028'],
    ['^.$', '😀', '\r'],
    ['^[.]$', '.', 'a'],
    ['^[[:alpha:]]$', 'a]', 'b]'],
    ['^[^]$', '\n', ''],
    ['^[\\b]$', '\b', 'b'],
    ['^\\u{1F600}$', '😀', 'u'],
    ['^\\ud83d\\ude00$', '😀', 'a'],
    ['^a\\-b\\_c$', 'a-b_c', 'abc'],
  ])('read the pattern %s as ECMAScript does', async (pattern, right, wrong) => {
    const schema = { $schema: newest, properties: { a: { pattern } } }
    expect(await found(schema, { a: right })).toEqual([])
    expect(await found(schema, { a: wrong })).toEqual(['schema-value a'])
  })

  it.each(
    [
      '^a\\z',
      '\\Aa',
      '^(?P<x>a)$',
      '^\\Qa\\E$',
      '^\\C$',
      '^\\pL$',
      '^\\x{61}$',
      '(?i)A',
      'a**',
    ].map((each) => [each]),
  )('tell that %s is none of ECMAScript’s', async (pattern) => {
    const schema = { $schema: newest, properties: { a: { pattern } } }
    expect(await found(schema, { a: 'a' })).toEqual(['schema-skipped'])
    expect(await found(schema, { a: '\n' })).toEqual(['schema-skipped'])
  })
})

import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../../src/diagnostics/index.js'
import { parseParameters } from '../../../src/parameters/index.js'
import { openSchema } from '../../../src/parameters/schema/index.js'

const drafts = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-04': 'http://json-schema.org/draft-04/schema#',
}

/** What a schema of some files finds in a JSON object, as `code path`. */
async function found(files: Record<string, unknown>, values: unknown): Promise<string[]> {
  const { check, diagnostics } = await openSchema('file:///a/main.json', undefined, (url) => {
    const name = url.slice('file:///a/'.length)
    const content = files[name]
    if (content !== undefined) return Promise.resolve({ file: name, text: textOf(content) })
    const message = `${name} cannot be read`
    throw new ResilientError([{ code: 'unreadable-file', severity: 'error', message }])
  })
  const all = [...diagnostics, ...check(parseParameters(textOf(values)))]
  return all.map(({ code, path }) => (path === undefined ? code : `${code} ${path}`))
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

describe('drafts of JSON schema', () => {
  it.each(Object.entries(drafts))('%s', async (_, $schema) => {
    const item = { definitions: { port: { type: 'integer', minimum: 1 } } }
    const main = {
      $schema,
      type: 'object',
      additionalProperties: false,
      properties: { port: { $ref: 'item.json#/definitions/port' }, name: { type: 'string' } },
    }
    const files = { 'main.json': main, 'item.json': item }
    expect(await found(files, { port: 80, name: 'a' })).toEqual([])
    expect(await found(files, { port: 0, name: 1, nmae: '' })).toEqual([
      'schema-unknown nmae',
      'schema-value port',
      'schema-value name',
    ])
  })

  it('reads exclusiveMaximum as draft-04 has it', async () => {
    const properties = { size: { type: 'number', maximum: 5, exclusiveMaximum: true } }
    const main = { $schema: drafts['draft-04'], id: 'http://example.org/main.json', properties }
    expect(await found({ 'main.json': main }, { size: 5 })).toEqual(['schema-value size'])
  })

  const a = (schema: object) => ({ properties: { a: schema } })
  it.each([
    ['draft-04', a({ const: 1 })],
    ['draft-04', a({ contains: { type: 'null' } })],
    ['draft-04', { propertyNames: { maxLength: 0 } }],
    ['draft-04', a({ exclusiveMinimum: 9 })],
    ['draft-06', { if: { required: ['a'] }, then: { required: ['b'] } }],
    ['draft-06', a({ minimum: 2, exclusiveMinimum: true })],
    ['draft-07', { dependentRequired: { a: ['b'] } }],
    ['draft-07', { dependentSchemas: { a: { required: ['b'] } } }],
    ['draft-07', { unevaluatedProperties: false }],
    ['draft-07', a({ contains: {}, minContains: 3 })],
    ['2019-09', a({ prefixItems: [{ type: 'null' }] })],
    ['2019-09', a({ $dynamicRef: '#' })],
    ['2020-12', a({ items: [{}], additionalItems: false })],
    ['2020-12', a({ $recursiveRef: '#' })],
    ['2020-12', { $async: true }],
  ] as const)('tells what %s has no keyword for: %j', async (draft, schema) => {
    const told = await found({ 'main.json': { $schema: drafts[draft], ...schema } }, { a: [2, 3] })
    expect(new Set(told)).toEqual(new Set(['schema-skipped']))
  })

  it('takes nullable for nobody’s keyword, an old id for none, and dependencies for everybody’s', async () => {
    const main = (draft: keyof typeof drafts) => ({
      $schema: drafts[draft],
      id: 'http://example.org/main.json',
      properties: { a: { type: 'string', nullable: true } },
      dependencies: { a: ['b'] },
    })
    for (const draft of Object.keys(drafts) as (keyof typeof drafts)[]) {
      const told = await found({ 'main.json': main(draft) }, { a: null })
      expect(told.toSorted()).toEqual(['schema-missing b', 'schema-skipped', 'schema-value a'])
    }
  })

  it('reads a neighbour of another draft as its own, and says so', async () => {
    const main = { $schema: drafts['2020-12'], properties: { a: { $ref: 'b.json' } } }
    const files = { 'main.json': main, 'b.json': { $schema: drafts['draft-07'], type: 'string' } }
    expect(await found(files, { a: 1 })).toEqual(['schema-skipped', 'schema-value a'])
  })
})

describe('patterns', () => {
  const main = (pattern: string) => ({ 'main.json': { properties: { a: { pattern } } } })

  it('are read as they are by JSON schema', async () => {
    const schema = main('^\\u0061[\\w-]{1,3}\\/\\d+$')
    expect(await found(schema, { a: 'ab-c/12' })).toEqual([])
    expect(await found(schema, { a: 'ab-c/12x' })).toEqual(['schema-value a'])
  })

  it.each(['^(a+)+$', '^(a|a)*$', '^$|^(a[^ ]* ?)+$'])(
    'take no time without end: %s',
    async (p) => {
      const a = 'a'.repeat(50_000)
      expect(await found(main(p), { a: `${a} ! ` })).toEqual(['schema-value a'])
    },
  )

  it.each(['(?=a)b', '(a)\\1', '(', 'a{2000}'])(
    'that have no such time are not checked: %s',
    async (p) => {
      expect(await found(main(p), { a: 'x' })).toEqual(['schema-skipped'])
      const names = { patternProperties: { [p]: false }, additionalProperties: false }
      expect(await found({ 'main.json': names }, { a: 'x' })).toEqual(['schema-skipped'])
    },
  )
})

it('holds items to be unique, whatever the order of their names', async () => {
  const main = { 'main.json': { properties: { a: { uniqueItems: true } } } }
  expect(
    await found(main, {
      a: [
        { b: 1, c: [2] },
        { c: [2], b: 1 },
      ],
    }),
  ).toEqual(['schema-value a'])
  expect(await found(main, { a: [{ b: 1 }, { b: '1' }, [1], 1, '1', null] })).toEqual([])
})

describe('references', () => {
  it('count from the file, whatever its $id says', async () => {
    const $id = 'https://example.org/x/main.json'
    const allOf = [{ $ref: 'b.json' }, { $ref: 'https://example.org/x/c.json' }]
    const files = {
      'main.json': { $id, allOf },
      'b.json': { required: ['b'] },
      'c.json': { required: ['c'] },
    }
    expect(await found(files, {})).toEqual(['schema-missing b', 'schema-missing c'])
  })

  it('find a schema by an $id of its own', async () => {
    const main = {
      properties: { a: { $ref: 'port' } },
      $defs: { p: { $id: 'port', type: 'integer' } },
    }
    expect(await found({ 'main.json': main }, { a: 'x' })).toEqual(['schema-value a'])
  })

  it('are not looked for in data', async () => {
    const properties = { a: { const: { $ref: 'gone.json' } }, default: { $ref: 'b.json' } }
    const files = { 'main.json': { properties }, 'b.json': { type: 'string' } }
    expect(await found(files, { a: { $ref: 'gone.json' }, default: 1 })).toEqual([
      'schema-value default',
    ])
  })

  it('that lead too deep end in a finding', async () => {
    const deep = '{"not":'.repeat(5000) + '{}' + '}'.repeat(5000)
    await expect(found({ 'main.json': deep }, {})).rejects.toThrow('main.json is nested too deeply')
    const values = '{"a":'.repeat(100_000) + '{}' + '}'.repeat(100_000)
    const main = { properties: { a: { $ref: '#' } } }
    expect(await found({ 'main.json': main }, values)).toEqual(['too-large'])
  })
})

describe('findings', () => {
  it('say what each alternative would take', async () => {
    const main = { properties: { a: { anyOf: [{ type: 'integer' }, { enum: ['x', 'y'] }] } } }
    expect(await found({ 'main.json': main }, { a: 'z' })).toEqual(['schema-value a'])
  })

  it('name a value that fits more than one alternative', async () => {
    const main = { properties: { a: { oneOf: [{ minimum: 1 }, { minimum: 2 }] } } }
    expect(await found({ 'main.json': main }, { a: 3 })).toEqual(['schema-value a'])
  })

  it('take a pattern that was written for Python', async () => {
    const main = { properties: { a: { pattern: '^[\\w\\-\\.]+$' } } }
    expect(await found({ 'main.json': main }, { a: 'a-b.c' })).toEqual([])
    expect(await found({ 'main.json': main }, { a: 'a b' })).toEqual(['schema-value a'])
  })

  it('keep names apart that a pointer escapes', async () => {
    const main = { properties: { 'a/b~c': { type: 'integer' }, __proto__x: {} } }
    expect(await found({ 'main.json': main }, { 'a/b~c': '' })).toEqual(['schema-value a/b~c'])
  })
})

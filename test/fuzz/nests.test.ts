import { describe, expect, it } from 'vitest'
import { renderTemplate, replicate } from '../../src/index.js'
import { parseParameters } from '../../src/parameters/index.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { survive } from './support.js'

const nest = (levels: number): object => (levels === 0 ? {} : { anyOf: [nest(levels - 1)] })
const opened = (schema: object) =>
  openSchema('file:///schema.json', undefined, () =>
    Promise.resolve({ file: 'schema.json', text: JSON.stringify(schema) }),
  )
const used = async (schema: object): Promise<void> => {
  const { check } = await opened(schema)
  check(parseParameters('{"a": 1}'))
}

describe('a schema', () => {
  it('that refers to a nest of alternatives is held to parameters', async () => {
    const definitions = { nest: nest(60) }
    const properties = { a: { $ref: '#/definitions/nest' } }
    const found = await survive(async () => {
      const schema = await opened({ definitions, properties })
      expect(schema.check(parseParameters('{"a": 1}'))).toEqual([])
    })
    expect(found).toEqual([])
  })

  it.each(['definitions', 'places', 'x'])(
    'whose alternatives refer twice to the next ones, in %s, ends',
    async (where) => {
      const levels = Array.from({ length: 30 }, (_, i): [string, object] => {
        const $ref = `#/${where}/a${i + 1}`
        return [`a${i}`, { anyOf: [{ $ref }, { $ref }] }]
      })
      const held = { ...Object.fromEntries(levels), a30: { type: 'string' } }
      const schema = await opened({ $ref: `#/${where}/a0`, [where]: held })
      await survive(() => {
        const [finding] = schema.check(parseParameters('{"a": 1}'))
        expect(finding).toMatchObject({ code: 'too-large' })
      })
    },
  )

  it('that refers to itself alone is what is wrong', async () => {
    const schema = await opened({ $ref: '#' })
    expect(schema.check(parseParameters('{"a": 1}'))).toMatchObject([
      { message: 'the schema refers to itself too often for these parameters to be checked' },
    ])
  })

  it('of which thousands of parts are broken leaves each of them out', async () => {
    const broken = Array.from({ length: 3000 }, (_, i) => [`p${i}`, { type: 'no' }])
    const allOf = [{ type: 1 }, {}, { type: 2 }]
    const schema = { properties: Object.fromEntries(broken) as object, allOf }
    await survive(async () => {
      const { diagnostics, check } = await opened(schema)
      expect(diagnostics).toHaveLength(3002)
      expect(check(parseParameters('{"p1": 1}'))).toEqual([])
    })
  })

  it('that is wide is held to parameters, or refused by its size', async () => {
    const each = <Value>(count: number, value: Value): Record<string, Value> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, value]))
    const list = <Value>(count: number, value: Value): Value[] => Array<Value>(count).fill(value)
    for (const keyword of ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'required', 'enum'])
      for (const count of [500, 50_000]) await survive(() => used({ [keyword]: list(count, true) }))
    for (const keyword of ['properties', 'patternProperties', 'dependentSchemas'])
      for (const count of [500, 50_000])
        await survive(() => used({ [keyword]: each(count, true), unevaluatedProperties: false }))
    for (const count of [500, 50_000])
      await survive(() => used({ dependentRequired: each(count, ['a']) }))
    expect(await survive(() => used({ anyOf: list(501, true) }))).toMatchObject([
      { code: 'too-large' },
    ])
  })
})

describe('a value of a caller', () => {
  /** A list that holds the next one twice: 2 ** 60 values, which are few lists. */
  let shared: unknown = [1]
  for (let i = 0; i < 60; i++) shared = [shared, shared]
  const sparse: string[] = []
  sparse.length = 4_000_000_000

  it.each([
    ['template-value', () => renderTemplate('', { context: { a: shared } })],
    ['template-value', () => renderTemplate('', { context: { a: sparse } })],
    ['bad-value', () => replicate('a', 2, 'e', 'i', undefined, undefined, { a: shared as never })],
    ['bad-value', () => replicate('a', 2, 'e', 'i', undefined, undefined, { a: sparse })],
    ['bad-argument', () => replicate('a', 2, 'e', 'i', sparse, sparse)],
    ['bad-argument', () => replicate('a', 2, 'e', 'i', { a: sparse })],
  ])('is not walked through without end: %s', async (code, use) => {
    const found = await survive(() => void use())
    expect(found.map((each) => each.code)).toContain(code)
  })
})

describe('what a schema finds', () => {
  const many = <Value>(value: (i: number) => Value): Value[] =>
    Array.from({ length: 60_000 }, (_, i) => value(i))
  const names = Object.fromEntries(many((i): [string, number] => [`k${i}`, i]))

  it.each([
    [{ properties: { p: { items: { type: 'string' } } } }, { p: many((i) => ({ a: i })) }],
    [
      { properties: { p: { uniqueItems: true, items: { type: 'object' } } } },
      { p: many((i) => [i]) },
    ],
    [{ properties: { p: { items: { enum: ['a'] } } } }, { p: many((i) => i) }],
    [{ additionalProperties: false, properties: { k: {} } }, names],
    [{ propertyNames: { enum: Array.from({ length: 10_000 }, (_, i) => `z${i}`) } }, names],
  ])('is told in bounds: %.60j', async (schema, values) => {
    const { check } = await opened(schema)
    await survive(() => {
      const found = check(parseParameters(JSON.stringify(values)))
      expect(found.length).toBeLessThanOrEqual(1001)
      expect(found.length).toBeGreaterThan(0)
    })
  })
})

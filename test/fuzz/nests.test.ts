import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../src/parameters/index.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { survive } from './support.js'

const nest = (levels: number): object => (levels === 0 ? {} : { anyOf: [nest(levels - 1)] })
const opened = (schema: object) =>
  openSchema('file:///schema.json', undefined, () =>
    Promise.resolve({ file: 'schema.json', text: JSON.stringify(schema) }),
  )

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
})

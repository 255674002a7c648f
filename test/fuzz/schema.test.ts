import { describe, it } from 'vitest'
import { parseParameters } from '../../src/parameters/index.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { mutated, realInputs, survives } from './support.js'

const schemas = mutated(realInputs('.json', 'test/fixtures/schema', 'schemas'), [
  '"$ref": "#/definitions/a",',
  '"$ref": "#",',
  '"$ref": "other.json#/a",',
  '"$id": "a:b",',
  '"pattern": "(a+)+$",',
  '"pattern": "(",',
  '"type": ["string", 1],',
  '"allOf": [],',
  '"__proto__": {"a": 1},',
  '"$schema": "http://json-schema.org/draft-04/schema#",',
  '{',
  '}',
  '[',
  '"',
  'null',
  '1e999',
])

describe('whatever a schema holds', () => {
  it('parameters are held to it, or it is refused', () =>
    survives(schemas, async (text) => {
      const read = (url: string): Promise<{ file: string; text: string }> =>
        Promise.resolve({ file: url.slice(url.lastIndexOf('/') + 1), text })
      const schema = await openSchema('file:///schema.json', undefined, read)
      schema.check(parseParameters('<instance><parameter id="a">b</parameter></instance>'))
    }))
})

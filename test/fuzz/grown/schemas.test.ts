import fc from 'fast-check'
import { describe, it } from 'vitest'
import { parseParameters } from '../../../src/parameters/index.js'
import { openSchema } from '../../../src/parameters/schema/index.js'
import { survives } from '../support.js'
import { grammar, type Rules } from './grammar.js'

const rules: Rules = {
  schema: [
    '{}',
    'true',
    '{"type": "string"}',
    '{"$ref": "#/definitions/d№"}',
    '{"$ref": "#/definitions/d№+"}',
    '{"$ref": "#/definitions/d0"}',
    '{"$ref": "#"}',
    '{"$ref": "more.json#/definitions/d№"}',
    '{"anyOf": [«schemas*»«schema»]}',
    '{"oneOf": [«schema», «schema», «schema»]}',
    '{"allOf": [«schemas*»«schema», «schema»]}',
    '{"not": «schema»}',
    '{"if": «schema», "then": «schema», "else": «schema»}',
    '{"type": "object", "properties": {«properties*»"a": «schema»}, "additionalProperties": «schema»}',
    '{"patternProperties": {"^a": «schema», "«pattern»": «schema»}, "additionalProperties": false}',
    '{"items": «schema», "uniqueItems": true, "contains": «schema»}',
    '{"enum": [«values*»1], "description": "a"}',
    '{"type": "string", "pattern": "«pattern»", "default": 1}',
    '{"unevaluatedProperties": false, "allOf": [«schemas*»«schema»]}',
    '{"dependentSchemas": {"a": «schema»}, "required": [«values*»"a"]}',
    '{"propertyNames": «schema», "minProperties": 99999999}',
    '{"const": «value»}',
    '{"$dynamicRef": "#d№", "$anchor": "d№", "$id": "d№.json"}',
    '«nest<»',
  ],
  schemas: [
    '{"$ref": "#/definitions/d№+"},',
    '{"properties": {"b№": true}},',
    '{"const": №},',
    '«schema»,',
    '{"anyOf": [{"$ref": "#/definitions/d№+"}, {"$ref": "#/definitions/d№+"}]},',
  ],
  properties: [
    '"b№": {"type": "string"},',
    '"b№": «schema»,',
    '"a№": {"$ref": "#/definitions/d№"},',
  ],
  nest: [
    '{"anyOf": [›true›]}',
    '{"properties": {"a": ›«schema»›}}',
    '{"items": ›{"$ref": "#"}›}',
    '{"not": ›true›}',
    '{"definitions": {"d0": ›true›}}',
  ],
  pattern: [
    '^a+$',
    '(a+)+$',
    '(a|aa)*$',
    '(',
    '^(?=a).*b$',
    '(a{1,99}){1,99}',
    '«piece*»',
    '[«piece*»]',
  ],
  piece: ['a?', '(a', '.*', '[a-z]', '(a|b)', '\\\\d+', 'a{0,9}', 'é'],
  values: ['"b№",', '№,', '[№],', '"a",'],
  value: [
    '1',
    '"a"',
    '"«letter*»b"',
    '[«item*»1]',
    '{«entry*»"a": 1}',
    '{"a": «value»}',
    '«deep<»',
  ],
  letter: ['a', 'ab', '𝄞'],
  item: ['1,', '"a№",', '[№],', '{"a": №},', '«value»,'],
  entry: ['"a№": 1,', '"b№": "a",', '"a№": «value»,', '"a": {},'],
  deep: ['[›1›]', '{"a": ›1›}', '[[›{"b": 1}›]]'],
  definition: [
    '"d№": «schema»,',
    '"d№": {"anyOf": [{"$ref": "#/definitions/d№+"}, {"$ref": "#/definitions/d№+"}]},',
    '"d№": {"properties": {"a": {"$ref": "#/definitions/d№+"}, "b": {"$ref": "#/definitions/d0"}}},',
  ],
  draft: [
    '',
    '"$schema": "http://json-schema.org/draft-07/schema#",',
    '"$schema": "http://json-schema.org/draft-04/schema#",',
    '"$schema": "https://json-schema.org/draft/2020-12/schema",',
    '"$schema": "https://json-schema.org/draft/2019-09/schema",',
  ],
  whole: [
    '«schema»',
    '{«draft» "definitions": {«definition*»"z": true}, "properties": {"a": «schema», "b": «schema»}}',
    '{«draft» "definitions": {«definition*»"z": true}, "anyOf": [«schemas*»«schema»]}',
    '{«draft» "definitions": {«definition*»"z": true}, "$ref": "#/definitions/d0"}',
    '{«draft» "type": "object", "properties": {«properties*»"a": true}, "additionalProperties": false}',
  ],
  document: ['{"a": «value»}', '{«entry*»"b": «value»}'],
}

/** References lead to what is there, but for some. */
const schema = grammar(rules, 'whole').map((text) => {
  const count = text.match(/"d\d+":/g)?.length ?? 0
  return text.replace(/(definitions\/)d(\d+)/g, (all, path: string, number) =>
    Number(number) < count ? all : `${path}z`,
  )
})
const texts = fc.tuple(schema, schema, grammar(rules, 'document'))

describe('schemas that grow', () => {
  it('are held to parameters, or refused', () =>
    survives(texts, async ([main, more, document]) => {
      const read = (url: string): Promise<{ file: string; text: string }> => {
        const file = url.slice(url.lastIndexOf('/') + 1)
        return Promise.resolve({ file, text: file === 'more.json' ? more : main })
      }
      const opened = await openSchema('file:///schema.json', undefined, read)
      opened.check(parseParameters(document))
    }))
})

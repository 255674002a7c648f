import { describe, it } from 'vitest'
import { readParameters, validateParameters } from '../../src/plan.js'
import { bytesOf, mutated, realInputs, survives } from './support.js'

const xml = mutated(realInputs('.xml', 'examples', 'test/fixtures/validate'), [
  '<instance>',
  '</instance>',
  '<parameter id="_">',
  '<parameter id="__proto__">',
  '</parameter>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<!DOCTYPE a [<!ENTITY a "b">]>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '&#x0;',
  '&#xD800;',
  '&lol;',
  '{"a":1e999}',
  '-sla-1-computer_guid',
])
const json = mutated(
  [
    ...realInputs('.json', 'test/fixtures/schema'),
    '{"a": [1, 2.0, -0, 1e3, {"b": null}], "-sla-1-mode": "x", "__proto__": {"a": 1}}',
  ],
  [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '"__proto__":',
    '1e400',
    '9007199254740993',
    '\\ud800',
    '-',
    '.',
  ],
)

const component = { name: 'runner', count: 3, exportType: 'a', importType: 'b' }

describe('whatever instance parameters hold', () => {
  it('XML is read or refused', () =>
    survives(bytesOf(xml), (bytes) => {
      readParameters(bytes, { file: 'a.xml' })
    }))

  it('JSON is read or refused', () =>
    survives(bytesOf(json), (bytes) => {
      readParameters(bytes, { file: 'a.json' })
    }))

  it('it is validated', () =>
    survives(xml, (text) => validateParameters(text, { components: [component] })))
})

import fc from 'fast-check'
import { describe, it } from 'vitest'
import { parseParameters, parseYamlParameters } from '../../../src/parameters/index.js'
import { plan, renderReplicated, validateParameters, writeParameters } from '../../../src/index.js'
import type { Parameters } from '../../../src/index.js'
import { survives } from '../support.js'
import { grammar, type Rules } from './grammar.js'

const json: Rules = {
  value: [
    '1',
    '"a"',
    'null',
    '{}',
    '«digits*»1',
    '-«digits*»1.5e«digits*»1',
    '"«letter*»"',
    '[«item*» 1]',
    '[[[1]]]',
    '{«entry*»"a": «value»}',
    '«nest<»',
    '[«value», «value»]',
    '"{\\"a\\": [«number*»1]}"',
  ],
  digits: ['9', '0', '12345678'],
  letter: [
    'x',
    '\\n',
    '\\u0001',
    '\\ud800',
    '𝄞',
    '\u009b',
    "'",
    '\\"',
    '\\\\',
    '$',
    '${a:b}',
    '\\t ',
  ],
  number: ['1,'],
  item: ['1,', '"a№",', '[№],', '{"a": №},', '«value»,', 'null,'],
  entry: ['"a№": 1,', '"a": 1,', '"a№": {"b": []},', '"a№": «value»,', '"": "",'],
  nest: ['[›1›]', '{"a": ›1›}', '[1, ›2›]', '[{"a": ›«value»›}]', '[›', '{"a": [›'],
  name: [
    'a',
    'b№',
    '-sla-№-computer_guid',
    '-sla-shop№-mode',
    '-sla-№x-foo',
    'slave-№',
    'resilient-clone-number',
    'resiliency-backup-periodicity',
    'shop-0-a',
    '_',
    '__proto__',
    'a b',
    'secret№',
  ],
  parameter: ['"«name»": 1,', '"«name»": "x",', '"«name»": «value»,', '"«name»": "«letter*»",'],
  document: ['{"a": «value»}', '{«parameter*»"z": 1}', '{«parameter*»«parameter*»"z": «value»}'],
}

const xml: Rules = {
  ...json,
  piece: [
    '<parameter id="«name»">1</parameter>',
    '<parameter id="«name»">«value»</parameter>',
    '<parameter id="_">«document»</parameter>',
    '<parameter id="a"><![CDATA[«value»]]></parameter>',
    '<parameter id="a">«entity*»</parameter>',
    '<a «attribute*»>1</a>',
    '«element<»',
    '<!-- «letter*» -->',
    '<?a «letter*» ?>',
  ],
  entity: ['&amp;', '&#10;', '&#x9b;', '<![CDATA[x]]>', '<!-- -->', '&a;'],
  attribute: ['a№="1" ', 'a="1" ', 'id="a" '],
  element: ['<a>›1›</a>', '<parameter id="a">›1›</parameter>', '<a>›'],
  start: [
    '<instance>«piece*»</instance>',
    '<instance>«piece*»«piece*»</instance>',
    '<instance>«piece»',
  ],
}

const yaml: Rules = {
  ...json,
  start: [
    'a: «value»',
    '«line*»',
    'a: «value»\nb: «value»',
    'a: «value»\n«line*»',
    '«line*»«line*»',
    'a: &a [1, 2]\n«line*»«line*»',
    'a: &a0 {x: 1}\n«merge*»',
    'a: &a0 [1]\n«alias*»',
    'a: "«letter*»«fold*»"',
    'a: |\n«text*»',
    '«indent<»',
    'a: «dash<»',
    'b: «digits*»:«digits*»',
    '«anchor*»',
  ],
  line: [
    'a№: 1\n',
    'a№: «value»\n',
    'a№: *a\n',
    '? «value»\n: 1\n',
    'a№:\n  - «value»\n',
    '# a\n',
    '<<: *a\n',
    '!!a «value»: 1\n',
  ],
  merge: ['b№: &a№+\n  <<: [*a№, *a№]\n  y№: 1\n', 'b№: &a№+ {<<: *a№, y: *a№}\n'],
  alias: ['b№: &a№+ [*a№, *a№]\n', 'b№: &a№+ {a: *a№, b: *a№, c: *a№}\n', 'b№: &a№+ [*a№+]\n'],
  fold: ['x\n ', ' \n', '\\\n  x'],
  text: [' x\n', '  \n', '  x\n'],
  indent: [' a:\n›1›', '- ›1›', '? ›1›', '- a: ›1›', '{a: ›1›}', '[›1›]', '- - ›'],
  dash: ['- ›1›', '{? ›', '[a: ›1›]', '!a ›1›', '&a ›1›'],
  anchor: ['a№: &a№ 1\n', '&a ', '*a ', '!a ', '--- \n', '%YAML 1.1\n'],
}

const component = { name: 'shop', count: 3, exportType: 'export', importType: 'import' }

/** What is made of parameters. */
const uses: readonly ((parameters: Parameters) => unknown)[] = [
  (parameters) => plan({ ...component, parameters }),
  (parameters) => renderReplicated([{ ...component, parameters }]),
  (parameters) => renderReplicated([{ ...component, parameters }], { encoding: 'plain' }),
  (parameters) => writeParameters(parameters, { nested: 'json-in-xml' }),
  (parameters) => writeParameters(parameters, { format: 'json' }),
]
const use = fc.constantFrom(...uses)

describe('deep and wide values', () => {
  it.each([
    ['JSON', grammar({ ...json, start: ['«document»', '«document»', '«value»'] })],
    ['XML', grammar(xml)],
  ])('of %s are validated, and read and used, or refused', (_, texts) =>
    survives(fc.tuple(texts, use), ([text, make]) => {
      validateParameters(text, { components: [component] })
      make(parseParameters(text).values)
    }),
  )

  it('of YAML are read and used, or refused', () =>
    survives(fc.tuple(grammar(yaml), use), async ([text, make]) => {
      make((await parseYamlParameters(text)).values)
    }))
})

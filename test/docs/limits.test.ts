import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { software, templateSection } from '../support/software.js'

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!what |-)/.test(line) && !line.startsWith('|---'))

const component = ['--name', 'a', '--count', '2']
const plan = (file: string): string[] => ['plan', file, ...component]
const template = ['render', 'template', 't.jinja2']

/** A release whose root requests so many of itself, and these as many, so often. */
function looping(count: number, depth: number): Record<string, string> {
  return {
    'software.cfg': software + templateSection('root'),
    'instance.cfg.in': `[buildout]
parts = switch-softwaretype
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = dynamic-root:output
[dynamic-root]
recipe = slapos.recipe.template:jinja2
url = \${root:target}
output = $\${buildout:directory}/root.cfg
context =
  key slapparameter_dict slap-configuration:configuration
`,
    'root.cfg.jinja2': `{% set at = slapparameter_dict.get('at', '') %}
{% set count = ${count} if at | length < ${depth} else 0 %}
[buildout]
parts = {% for i in range(count) %} request-{{ i }}{% endfor %}

{% for i in range(count) %}
[request-{{ i }}]
recipe = slapos.cookbook:request
<= slap-connection
software-url = \${slap-connection:software-release-url}
name = {{ at }}-{{ i }}
config-at = {{ at }}x
{% endfor %}
`,
  }
}

/** What is past each limit, by the row's first words: the files, the command and what it is told. */
const past: [row: string, files: () => Record<string, string>, args: string[], message: string][] =
  [
    [
      'one input',
      () => ({ 'a.xml': `<instance>${' '.repeat(2 ** 24)}</instance>` }),
      ['validate', 'a.xml'],
      'larger than an input may be',
    ],
    [
      'sections of one profile',
      () => ({ 'a.cfg': Array.from({ length: 250_001 }, (_, i) => `[s${i}]\n`).join('') }),
      ['check', 'a.cfg'],
      'more sections than can be read',
    ],
    [
      'findings in one profile',
      () => ({
        'a.cfg': `[buildout]\nparts =\n${Array.from({ length: 10_001 }, (_, i) => ` p${i}\n`).join('')}`,
      }),
      ['check', 'a.cfg'],
      'more than 10,000 findings',
    ],
    [
      'options that sections inherit',
      () => ({
        'a.cfg':
          `[buildout]\nparts = m\n[m]\n${Array.from({ length: 1000 }, (_, i) => `o${i} = 1\n`).join('')}` +
          Array.from({ length: 5001 }, (_, i) => `[s${i}]\n<= m\n`).join(''),
      }),
      ['check', 'a.cfg'],
      'inherit more options than can be put together',
    ],
    [
      'instance parameters in YAML',
      () => ({ 'a.yaml': `a: ${'x'.repeat(2 ** 22)}` }),
      plan('a.yaml'),
      'more than 4,194,304 characters',
    ],
    [
      'values of YAML',
      () => ({
        'a.yaml': ['a: &a [x, x, x, x, x, x, x, x, x, x]']
          .concat(
            ...'bcdef'.split('').map((name, i) => {
              const before = '*' + 'abcdef'[i]!
              return `${name}: &${name} [${Array(10).fill(before).join(', ')}]`
            }),
          )
          .join('\n'),
      }),
      plan('a.yaml'),
      'more than 100,000 values',
    ],
    [
      'lists and mappings of YAML',
      () => ({ 'a.yaml': `a: ${'['.repeat(451)}${']'.repeat(451)}` }),
      plan('a.yaml'),
      'more than 450 levels',
    ],
    [
      'parameters of one document',
      () => ({
        'a.json': JSON.stringify(
          Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`p${i}`, i])),
        ),
      }),
      plan('a.json'),
      'more than 100,000 parameters',
    ],
    [
      "characters of a parameter's name",
      () => ({ 'a.json': `{"${'a'.repeat(10_001)}": 1}` }),
      plan('a.json'),
      'has more than 10,000 characters',
    ],
    [
      'lists and objects in one another',
      () => ({ 'a.json': `{"a": ${'['.repeat(91)}${']'.repeat(91)}}` }),
      plan('a.json'),
      'more than 90 levels of lists and objects',
    ],
    [
      'characters of one text, in a parameter',
      () => ({ 'a.json': JSON.stringify({ a: 'x'.repeat(2 ** 24 + 1) }) }),
      [...plan('a.json'), '--max-size', '32'],
      'a text of more than 16,777,216 characters',
    ],
    [
      'values of one parameter',
      () => ({ 'a.json': `{"a": [${Array(1_000_001).fill('1').join(',')}]}` }),
      plan('a.json'),
      'more than 1,000,000 values',
    ],
    [
      'values of a template',
      () => ({
        't.jinja2': '',
        'c.json': `{"a": [${Array(1_000_001).fill('{}').join(',')}]}`,
      }),
      [...template, '--context', 'c.json'],
      'more than 1,000,000 values',
    ],
    [
      'values of one JSON document',
      () => ({
        'a.json': JSON.stringify({ a: Array(999_999).fill(1), b: Array(999_999).fill('') }).replace(
          /.$/,
          ',"c":[],"d":[]}',
        ),
      }),
      plan('a.json'),
      'more than 2,000,000 values',
    ],
    [
      'a whole number of parameters',
      () => ({ 'a.json': '{"a": 9007199254740993}' }),
      plan('a.json'),
      'would be changed by reading it',
    ],
    ['digits of a number', () => ({ 't.jinja2': `{{ ${'9'.repeat(4301)} }}` }), template, '4'],
    [
      'schemas of a software',
      () => ({
        'a.json': '{}',
        's.json': JSON.stringify({
          properties: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, {}])),
        }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'has more schemas than can be checked',
    ],
    [
      'schemas in one `anyOf`',
      () => ({
        'a.json': '{"a": 1}',
        's.json': JSON.stringify({ anyOf: Array.from({ length: 501 }, (_, i) => ({ const: i })) }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'has more schemas in one anyOf than can be checked',
    ],
    [
      'schemas in one another',
      () => ({
        'a.json': '{"a": 1}',
        's.json': `${'{"allOf": ['.repeat(5000)}{}${']}'.repeat(5000)}`,
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      's.json is nested too deeply, or too large, to be checked',
    ],
    [
      'references that lead to references',
      () => ({
        'a.json': '{"a": 1}',
        's.json': JSON.stringify({
          properties: { a: { $ref: '#/$defs/d0' } },
          $defs: Object.fromEntries(
            Array.from({ length: 201 }, (_, i) => [
              `d${i}`,
              i === 200 ? {} : { $ref: `#/$defs/d${i + 1}` },
            ]),
          ),
        }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'more references to references than can be followed',
    ],
    [
      'characters of all patterns',
      () => ({
        'a.json': '{"a": "b"}',
        's.json': JSON.stringify({ properties: { a: { pattern: 'a'.repeat(1_000_001) } } }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'is not checked',
    ],
    [
      'values in one `enum`',
      () => ({
        'a.json': '{"a": 1}',
        's.json': JSON.stringify({ enum: Array.from({ length: 10_001 }, (_, i) => i) }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'has more values in one enum than can be checked',
    ],
    [
      'properties of a schema that has',
      () => ({
        'a.json': '{"a": 1}',
        's.json': JSON.stringify({
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          unevaluatedProperties: false,
          properties: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`p${i}`, {}])),
        }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'has more properties beside unevaluatedProperties than can be checked',
    ],
    [
      'findings of a schema',
      () => ({
        'a.json': JSON.stringify({ a: Array.from({ length: 1001 }, (_, i) => i) }),
        's.json': '{"properties": {"a": {"items": {"type": "string"}}}}',
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      "the software's schema finds 1 more place",
    ],
    [
      'how often one of them',
      () => ({
        'a.json': '{"a": 1}',
        's.json': JSON.stringify({
          definitions: Object.fromEntries(
            Array.from({ length: 24 }, (_, i) => {
              const next = { $ref: `#/definitions/d${i + 1}` }
              return [`d${i}`, i === 23 ? { type: 'string' } : { anyOf: [next, { ...next }] }]
            }),
          ),
          properties: { a: { $ref: '#/definitions/d0' } },
        }),
      }),
      ['validate', 'a.json', '--schema', 's.json'],
      'against the schema takes too many steps',
    ],
    [
      'sections and options taken',
      () => ({
        'a.cfg': `[buildout]\nextends = ${'b.cfg '.repeat(2001)}\nparts =\n`,
        'b.cfg': `[s]\n${Array.from({ length: 1000 }, (_, i) => `o${i} = 1\n`).join('')}`,
      }),
      ['check', 'a.cfg'],
      'what the profile extends has more sections and options than can be merged',
    ],
    [
      'names, signs and pieces',
      () => ({ 't.jinja2': `{{ [${Array(500_001).fill('1').join(',')}] }}` }),
      template,
      'more than 1,000,000 names, signs and pieces of text',
    ],
    [
      'steps of a template',
      () => ({ 't.jinja2': '{% for i in range(3000000) %}{% endfor %}' }),
      template,
      'more than 2,000,000 steps',
    ],
    [
      'characters of a text, items',
      () => ({ 't.jinja2': "{{ 'x' * 9000000 }}" }),
      template,
      'more than 8,388,608 characters',
    ],
    [
      'macros and imports',
      () => ({ 't.jinja2': '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}' }),
      template,
      'more than 150 deep',
    ],
    [
      'components of a resilient.ini',
      () => ({
        'resilient.ini': Array.from({ length: 1001 }, (_, i) => `[a${i}]\ncount = 2\n`).join(''),
      }),
      ['plan', '--config', 'resilient.ini'],
      'more than 1,000 components',
    ],
    [
      'instances of a component',
      () => ({}),
      ['plan', '--name', 'a', '--count', '100001'],
      '100,000',
    ],
    [
      'requests of a release',
      () => looping(1001, 2),
      ['plan'],
      'with what it requests there are more than 2000 requests',
    ],
    [
      'requests below one another',
      () => looping(1, 9),
      ['plan'],
      'it is 9 requests below the root',
    ],
    [
      'instances in a picture',
      () => ({}),
      ['plan', '--name', 'a', '--count', '2001', '--format', 'svg'],
      'too large to look at',
    ],
  ]

describe('docs/limits.md', () => {
  it('has a row for each limit that is tried here', () => {
    expect(rows.map((row) => past.find(([words]) => row.startsWith(`| ${words}`))?.[0])).toEqual(
      past.map(([words]) => words),
    )
  })

  it.each(past)('tells what is past the limit on %s', async (words, files, args, message) => {
    const { code, stdout, stderr } = await run(args, { cwd: folderOf(files()) })
    const row = rows.find((each) => each.startsWith(`| ${words}`))!
    const named = /^\|[^|]*\|[^|]*\| `([a-z-]+)`/.exec(row)?.[1]
    // What is not followed or skipped is said, and is no mistake.
    expect(code > 0).toBe(named !== undefined && named !== 'schema-skipped')
    expect(stdout + stderr).toContain(named === undefined ? 'not followed: ' : `[${named}]`)
    expect(stdout + stderr).toContain(message)
  })
})

import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../src/index.js'
import { survive } from './support.js'

/** What each template may do here: a fiftieth of the default, so that what does not count hangs. */
const limits = { steps: 40_000, size: 1_000_000 }

/** `x` of 2 ** 40 leaves in forty lists, tuples or dicts. */
const doubled = (item: string, first: string): string =>
  `{% set x = ${first} %}` + `{% set x = ${item} %}`.repeat(40)
const lists = doubled('[x, x]', '[1]')
const tuples = doubled('(x, x)', '(1,)')
const dicts = doubled("{'a': x, 'b': x}", '{}')
const text = `{% set x = 'ab' * 400000 %}{% set y = 'ab' * 400000 %}`
const clefs = `{% set x = '𝄞' * 400000 %}`
const number = `{% set x = 9 ** 200000 %}{% set y = 7 ** 100000 %}`
const keys = `{% set d = dict.fromkeys(range(10000)) %}`
const items = `{% set l = range(10000)|list %}`
const often = (body: string): string => `{% for i in range(1000000) %}${body}{% endfor %}`
/** `a0 a1 …`, a thousand of them, each with what follows it. */
const names = (after: string): string =>
  Array.from({ length: 1000 }, (_, i) => `a${i}${after}`).join(',')
const deep = (start: string, wrap: string): string =>
  `{% set n = namespace(x=${start}, y=${start}) %}{% for i in range(9000) %}` +
  `{% set n.x = ${wrap.replaceAll('?', 'n.x')} %}{% set n.y = ${wrap.replaceAll('?', 'n.y')} %}{% endfor %}`

const templates: Record<string, string[]> = {
  'prints or compares what shares its parts': [
    ...[lists, tuples, dicts].flatMap((set) => [
      `${set}{{ x }}`,
      `${set}{{ x | tojson }}`,
      `${set}{{ x | pprint }}`,
      `${set}{{ 'a' ~ x }}`,
      `${set}{{ '%s' % (x,) }}`,
      `${set}{{ '{}'.format(x) }}`,
      `${set}{% set z = x %}${set}{{ x == z }}`,
      `${set}{% set z = x %}${set}{{ [x, z] | sort }}`,
    ]),
    `${tuples}{{ {x: 1} }}`,
    `${tuples}{{ [x, x] | unique | list }}`,
    `${lists}{% import 'replicated' as replicated %}{{ replicated.replicate('a', 1, 'b', 'c', '', '', {'p': x}) }}`,
  ],
  'does much with long texts': [
    ...['x | upper', 'x == y', 'x < y', "'c' in x", 'x[i]', 'x[::2]', 'x | length', 'x.split("b")'],
    ...['x | replace("a", "c")', 'x | escape', '[x]', '"%s" % x', 'x | urlencode', 'x | wordcount'],
    ...['{x ~ i: 1}', '[x, y] | sort', '[x] | join(x)', 'x.encode()', 'x | tojson', 'x.strip("a")'],
  ].map((expression) => text + often(`{% set z = ${expression} %}`)),
  'keeps or multiplies long texts': [
    `${text}{% set l = [] %}${often('{% do l.append(x | upper) %}')}`,
    `{% set l = [] %}${often("{% do l.append('a' * 1000000) %}")}`,
    `${text}{% set l = [] %}${often('{% set z %}{{ x }}{% endset %}{% do l.append(z) %}')}`,
    `${text}{{ ([x] * 9000) | sort | length }}`,
    `${text}{{ ([x] * 9000) | map('upper') | list | length }}`,
    `{{ (['a'] * 9000) | map('center', 1000000) | list | length }}`,
    `${text}{{ x.replace('a', x) }}`,
    `${text}{{ x.join(x) }}`,
    `${text}{{ ([x] * 1000) | join(x) }}`,
    `${text}{{ x.translate({97: x}) }}`,
    `${text}{{ ('%(x)s' * 9999) % {'x': x} }}`,
    `${text}{{ ('{x}' * 9999).format(x=x) }}`,
    `${text}{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}{{ m(m(m(m(x)))) }}`,
    `${text}{% set d = dict.fromkeys(range(1000)|map('string'), x) %}{{ d | xmlattr }}`,
    `${text}{% set d = dict.fromkeys(range(1000)|map('string'), x) %}{{ d | urlencode }}`,
    often("{% set z = 'a' | center(1000000) %}"),
    often("{% set z = '%999999d' % 1 %}"),
    `{{ '%.99999999999d' % 1 }}`,
    `{{ '{:01000000,}'.format(1) | length }}`,
    `{{ ([1] * 9000) | tojson(indent=1000000) }}`,
    `{{ ([x] * 9000) | tojson(indent=9 ** 99) }}`,
  ],
  'keeps what it writes down or captures': [
    often('{% set n.l = [n.l, 1, 2, 3, 4, 5, 6, 7] %}'),
    often('{% set n.l = (n.l, 1, 2, 3, 4, 5, 6, 7) %}'),
    often("{% set n.l = {'a': n.l, 'b': {'c': i}, 'd': [i]} %}"),
    often(`{% do n.k.append([${'i, '.repeat(5000)}]) %}`),
    often(`{% do n.k.append('x' ~ i ~ 'y' ~ i) %}`),
    often(
      `{% set z %}${'x'.repeat(3000)}{{ i }}${'y'.repeat(3000)}{% endset %}{% do n.k.append(z) %}`,
    ),
    often(`{% set z %}${'x{{ i }}'.repeat(300)}{% endset %}{% set n.l = (n.l, z) %}`),
    `{% macro m(i) %}${'x'.repeat(3000)}{{ i }}{% endmacro %}${often('{% do n.k.append(m(i)) %}')}`,
  ].map((body) => `{% set n = namespace(l=[], k=[]) %}${body}`),
  'says much in each of many rounds': [
    often('{% if 1 %}{% endif %}'.repeat(5000)),
    often(
      `{% if ${'(i.a + 1) * (i.b - 2) < 3 and '.repeat(800)} 1 %}{% endif %}`
        .replaceAll('i.a', 'i')
        .replaceAll('i.b', 'i'),
    ),
    often(`{% set z = 1${' < 2'.repeat(5000)} %}`),
    `{% for i in range(1000000) if 1${' < i'.repeat(5000)} %}{% endfor %}`,
    `{% macro m(a=[${'1, '.repeat(9000)}]) %}{% endmacro %}${often('{{ m() }}')}`,
    often('x{{ "" }}'.repeat(500)),
  ],
  'says much in one of many rounds that costs little': [
    often(`{% if 0 %}x${'{% elif 0 %}x'.repeat(1000)}{% endif %}`),
    `{% macro m(${names('=1')}) %}{% endmacro %}${often('{% do m() %}')}`,
    often(`{% with ${names('=1')} %}{% endwith %}`),
    often(`{% if ${'1 % 1 or '.repeat(60)}q is defined %}{% endif %}`.repeat(100)),
    often(`{% if ${'1 ** 1 - '.repeat(60)}1 %}{% endif %}`.repeat(100)),
  ],
  'keeps macros, scopes and generators': [
    ...[
      '{% macro m(a) %}x{% endmacro %}{% do l.append(m) %}',
      '{% call k() %}x{% endcall %}',
      `{% with ${names('=1')} %}{% macro m() %}x{% endmacro %}{% do l.append(m) %}{% endwith %}`,
      `{% do l.append(dict(${names('=1')})) %}`,
      `{% do k(${names('=1')}) %}`,
      '{% do l.append(zip(l, l, l, l, l, l, l, l, l, l)) %}',
      "{% do l.append(l | map('upper') | select | reject | map('upper')) %}",
    ].map(
      (body) =>
        `{% set l = [] %}{% macro k() %}{% do l.append(kwargs) %}{% do l.append(caller) %}{% endmacro %}${often(body)}`,
    ),
  ],
  'looks for a long text in a longer one': [
    ...['y in x', 'x.find(y)', 'x.rfind(y)', 'x.count(y)', 'x.replace(y, "b")', 'x.split(y)'],
    ...['x | replace(y, "b")', 'x.rsplit(y)', 'x.partition(y)', 'x.rpartition(y)'],
  ].map(
    (expression) =>
      `{% set x = 'a' * 900000 %}{% set y = 'a' * 90000 ~ 'b' ~ 'a' * 90000 %}{{ ${expression} }}`,
  ),
  'cuts a text into its characters': [
    ...['x.split("a")', 'y.split()', 'y.splitlines()', 'x.rsplit("a")', 'x.replace("a", "b")'],
  ].map(
    (expression) =>
      `{% set x = 'a' * 900000 %}{% set y = 'a\\n' * 450000 %}${often(`{% set z = ${expression} %}`)}`,
  ),
  'is long': [
    `{{ dict(${Array.from({ length: 60_000 }, (_, i) => `a${i}=1`).join(',')}) | length }}`,
    `{% macro m(${Array.from({ length: 60_000 }, (_, i) => `a${i}=1`).join(',')}) %}{% endmacro %}`,
    `{% set x = [${'1,'.repeat(3_000_000)}] %}`,
    `{% set x = '${'\\n'.repeat(3_000_000)}' %}`,
  ],
  'does much with what is no ASCII': [
    'x | length',
    'x | reverse',
    'x[1]',
    'x | upper',
    'not x',
  ].map((expression) => clefs + often(`{% set z = ${expression} %}`)),
  'does much with long numbers': [
    ...['x * x', 'x // y', 'x % y', 'x + i', 'x == y', 'x < y', 'i in range(x)', '{x: 1}', '-x'],
    ...["'%d' % x", '[x] | sum', 'x | abs', 'range(x) | length'],
  ]
    .map((expression) => number + often(`{% set z = ${expression} %}`))
    .concat(`${number}{{ x }}`, `${number}{{ '{:,}'.format(x) }}`, `${number}{{ '%d' % x }}`),
  'does much with long lists and dicts': [
    ...[
      'd.copy()',
      'dict(d)',
      'd | dictsort',
      'd.keys() == d.keys()',
      '5 in d.values()',
      'd.popitem()',
    ],
    ...['d.none is defined', 'd | items | list', 'd == d.copy()'],
  ]
    .map((expression) => keys + often(`{% set z = ${expression} %}`))
    .concat(
      ...[
        'l + [i]',
        'l[::-1]',
        'l | last',
        'l.copy()',
        'l.index(9999)',
        'l.count(1)',
        'l | sort',
      ].map((expression) => items + often(`{% set z = ${expression} %}`)),
      ...[
        'l.insert(0, 1)',
        'l.pop(0)',
        'l.remove(i)',
        'l.extend(l)',
        'l.reverse()',
        'l.sort()',
      ].map((expression) => items + often(`{% do ${expression} %}`)),
    ),
  'nests without end': [
    `${deep('[]', '[?]')}{{ n.x == n.y }}{{ n.x }}`,
    `${deep('[]', '[?]')}{{ n.x | tojson }}`,
    `${deep('()', '(?,)')}{{ {n.x: 1} }}`,
    ...['(', '[', '{', 'not ', '-', '1 if 0 else ', '[0,'].map(
      (part) => `{{ ${part.repeat(20000)}`,
    ),
    ...['|string', '.a', '+1', '~1', ' and 1', '()', '**1', ' < 2', '[0]'].map(
      (part) => `{{ 1${part.repeat(20000)} }}`,
    ),
    ...['{% if 1 %}', '{% for a in [1] %}', '{% set x %}', '{% filter upper %}', '{% raw %}'].map(
      (part) => part.repeat(3000),
    ),
    `{% set d = [] %}{% do d.append(d) %}{% set e = [] %}{% do e.append(e) %}{{ d == e }}`,
  ],
  'makes one function look at it again and again': [
    `{{ ('<!--' * 250000) | striptags }}`,
    `{{ ('< ' * 450000) | striptags }}`,
    `{{ ('%(' * 450000) % {} }}`,
    `{{ ('{' * 900000).format() }}`,
    `{{ ('{0[' * 300000).format(1) }}`,
    `{{ [{}] | sort(attribute='a,' * 450000) }}`,
    `{{ {'b' * 900000: 1}['a' * 900000] }}`,
    `{{ ('9' * 900000) | int }}{{ ('1_' * 450000) | float }}`,
    `{{ ('a' * 900000 ~ '-').isidentifier() }}`,
    `{{ ('\\n' * 900000).splitlines() | length }}`,
    `{{ chr(9 ** 99) }}`,
    `{{ '%c' % 9 ** 99 }}`,
  ],
  'makes much of what its modules are given': [
    ...["'[' ~ '{},' * 40 ~ '0]'", "'[' ~ '[],' * 40 ~ '0]'", "'[' ~ '0,' * 300000 ~ '0]'"].map(
      (given) =>
        `{% set l = [] %}{% set s = ${given} %}${often('{% do l.append(json.loads(s)) %}')}`,
    ),
    ...['parse_qs("a=1&" * 200000)', 'parse_qs("=" * 900000)', 'unquote("%41" * 300000)'].map(
      (call) => often(`{% set z = urls.${call} %}`),
    ),
    `{% set u = urls.urlsplit('http://' ~ 'a' * 900000) %}${often('{% set z = u.hostname %}')}`,
  ],
  'tests many things as one': [
    `{% set t = (int,) * 9000 %}${often("{% set z = isinstance('a', t) %}")}`,
    `{% set t = ('b' * 99,) * 9000 %}${often("{% set z = 'a'.startswith(t) or 'a'.endswith(t) %}")}`,
    `{% set t = (1,) * 9000 + ([],) %}${often('{% set z = {}[t] %}')}`,
  ],
  'makes texts and bytes into what is longer': [
    ...[
      'x.encode()',
      'iter(x.encode())',
      'x.encode() | first',
      '{x.encode(): 1}',
      'x.encode()[0:1]',
    ],
    ...[
      'x | e',
      'x | tojson',
      'x | urlencode',
      'repr(x)',
      'repr(x.encode())',
      'x.format()',
      'x % ()',
    ],
    ...['x.rsplit("b")', 'x.strip("b")', 'x[5]', 'x[-1]', 'x.isprintable()', "x | replace('', '')"],
  ].flatMap((expression) =>
    ['é', '𝄞', '<', '\\x01', '%%', '{{'].map(
      (sign) =>
        `{% set l = [] %}{% set x = '${sign}' * 400000 %}${often(`{% do l.append(${expression}) %}`)}`,
    ),
  ),
}

describe.each(Object.entries(templates))('a template that %s', (_, each) => {
  it.each(each)('is rendered or stopped: %.60s', async (template) => {
    const found = await survive(() => {
      const modules = { json: 'json', urls: 'urllib.parse' }
      expect(typeof renderTemplate(template, { context: {}, modules, limits })).toBe('string')
    })
    for (const { code } of found) expect(code).toMatch(/^template-/)
  })
})

it('stops a template that keeps what it imports', async () => {
  const imports = {
    m: Array.from({ length: 1000 }, (_, i) => `{% macro m${i}(a, b=1) %}x{% endmacro %}`).join(''),
  }
  const found = await survive(() => {
    renderTemplate(
      `{% set l = [] %}${often("{% import 'm' as m with context %}{% do l.append(m) %}")}`,
      { imports, limits },
    )
  })
  expect(found.map(({ code }) => code)).toEqual(['template-limit'])
})

describe('templates that include each other', () => {
  it.each(['include', 'import'])('twice each, by %s, are rendered or stopped', async (tag) => {
    const name = (i: number) =>
      tag === 'include' ? `{% include 'a${i}' %}` : `{% import 'a${i}' as a %}`
    const imports = Object.fromEntries(
      Array.from({ length: 41 }, (_, i) => [`a${i}`, i === 40 ? 'x' : name(i + 1).repeat(2)]),
    )
    const found = await survive(() => {
      expect(renderTemplate(name(0), { imports })).toBe('')
    })
    for (const { code } of found) expect(code).toBe('template-limit')
  })
})

it('stops a template that imports beside many names', async () => {
  const found = await survive(() => {
    const names = Array.from({ length: 9000 }, (_, i) => `{% set v${i} = 1 %}`).join('')
    renderTemplate(`${names}${often("{% import 'm' as m with context %}")}`, {
      imports: { m: '' },
      limits,
    })
  })
  expect(found.map(({ code }) => code)).toEqual(['template-limit'])
})

it('escapes no text into one that is longer than a text may be', async () => {
  const found = await survive(() => {
    renderTemplate("{{ ('<' * 900000) | e | length }}", { limits })
  })
  expect(found.map(({ code }) => code)).toEqual(['template-limit'])
})

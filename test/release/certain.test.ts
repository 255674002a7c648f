import { describe, expect, it } from 'vitest'
import { askedOf, requesting, toldOf } from '../support/unknowns.js'

describe('a value that a choice of the unknowns makes otherwise is not known', () => {
  it.each([
    'not d.x or d.y',
    'd.y or not d.x',
    'not d.x and d.y',
    'not d.x or d.x == 3',
    'not d.x == 1 or d.y == 1',
    'd.x != 1 or d.y',
    'd.x not in [1] or d.y',
    'd.x is not none or d.y',
    'not d.x or d.y or d.z',
    'd.x and d.y and not d.z',
    '(d.x or d.y) and not (d.x and d.y)',
    "d.x == 'a' and d.x != 'b'",
  ])('where a test joins several: %s', (test) => {
    expect(toldOf(`{{ 'u' if ${test} else 'v' }}`)).toMatchObject({
      value: '…',
      causes: expect.any(Array) as unknown,
    })
  })

  it.each([
    '{% set a = 1 if not d.x else 0 %}{% set b = 1 if d.y else 0 %}{{ a + b }}',
    '{% set l = [] %}{% if not d.x %}{% do l.append(1) %}{% endif %}{{ "u" if d.y or l else "v" }}',
    '{% macro m(v) %}{% if v %}T{% else %}F{% endif %}{% endmacro %}{{ m(not d.x or d.y) }}',
    "{% for k in ['a', 'b'] %}{% if not d[k] or d.y %}u{% endif %}{% endfor %}",
    "{{ ['u'] | select('in', ['u'] if not d.x or d.y else []) | join }}",
  ])('where it is put together of several: %s', (text) => {
    expect(toldOf(text).causes).toEqual(expect.any(Array))
  })

  it('but is known where all ways give the same', () => {
    expect(toldOf("{{ 'u' if not d.x or d.y else 'u' }}")).toEqual({ value: 'u' })
    expect(toldOf("{{ 'u' if d.x and false else 'v' }}")).toEqual({ value: 'v' })
  })

  it('and so is what a request has besides', () => {
    const [a] = askedOf(`[buildout]
parts = a
${requesting(`{% if not d.x or d.y %}
state = destroyed
{% else %}
config-tag = t
sla-region = eu
return = url
{% endif %}`)}`)
    expect(a).toMatchObject({
      state: '…',
      parameters: { tag: 't' },
      sla: { region: 'eu' },
      returns: ['url'],
      condition: null,
    })
    expect(Object.keys(a!.unknown).sort()).toEqual(['config tag', 'returns', 'sla region', 'state'])
  })

  it('and so are requests', () => {
    const text = `[buildout]
parts = {{ 'one' if d.x != 1 or d.y else 'two' }}
{% if not d.x or d.y %}
  three
{% else %}
  four
{% endif %}
${['one', 'two', 'three', 'four'].map((name) => requesting('', name)).join('')}`
    const asked = askedOf(text)
    expect(asked.map(({ name }) => name).sort()).toEqual(['four', 'one', 'three', 'two'])
    for (const { condition } of asked) expect(condition).not.toBeNull()
  })
})

describe('what is made of an unknown is not known', () => {
  it.each([
    ["['b', d.n, 'a'] | sort | first", ['parse.dict.n']],
    ["['b', d.n, 'a'] | sort(reverse=true) | first", ['parse.dict.n']],
    [
      "[{'k': d.n, 'v': 1}, {'k': 'a', 'v': 2}] | sort(attribute='k') | map(attribute='v') | join",
      ['parse.dict.n'],
    ],
    ["[d.n, 'a'] | unique | list | length", ['parse.dict.n']],
    ["len(set([d.n, 'a']))", ['parse.dict.n']],
    ["'b' in set(['a', d.n])", ['parse.dict.n']],
    ['d.zz is defined', ['parse.dict.zz']],
    ["'yes' if d.zz is undefined else 'no'", ['parse.dict.zz']],
    ["(d.x ~ 'abc')[:2]", ['parse.dict.x']],
    ["d.x.split(',')[0]", ['parse.dict.x']],
    ["d.sep.join(['a', 'b'])", ['parse.dict.sep']],
    ["(d.X ~ 'abc') | lower", ['parse.dict.X']],
    ["(d.x ~ 'abc').replace('d', 'D')", ['parse.dict.x']],
  ])('%s, which hangs on %j alone', (expression, causes) => {
    expect(toldOf(`{{ ${expression} }}`).causes).toEqual(causes)
  })

  it.each([
    ["{% set f = {'a': 1} %}{% set _ = f.pop(d.n, 1) %}{{ f.get('a', 'gone') }}", ['parse.dict.n']],
    ["{% set f = {'a': 1} %}{% do f.__setitem__(d.n, 5) %}{{ f.a }}", ['parse.dict.n']],
    ["{% set f = {('a', 1): 1} %}{{ f.get((d.n, 1), 'gone') }}", ['parse.dict.n']],
    ["{% set f = {('a', 1): 1} %}{{ (d.n, 1) in f }}", ['parse.dict.n']],
    ["{% set f = {(d.n, 1): 1} %}{{ f.get(('a', 1), 'gone') }}", ['parse.dict.n']],
    [
      "{% set f = {('a', 1): 1} %}{% do f.__setitem__((d.n, 1), 5) %}{{ f[('a', 1)] }}",
      ['parse.dict.n'],
    ],
    [
      "{% set f = {('a', 1): 1} %}{% set _ = f.pop((d.n, 1), 1) %}{{ f.get(('a', 1), 'gone') }}",
      ['parse.dict.n'],
    ],
    [
      '{% set ns = namespace(v=1) %}{% if d.x %}{% set ns.v = 2 %}{% endif %}{{ ns.v }}',
      ['parse.dict.x'],
    ],
    [
      '{% set l = [] %}{% for i in d.list %}{% do l.append(i) %}{% endfor %}{{ l | length }}',
      ['parse.dict.list'],
    ],
    [
      "{% set v = 1 %}{% if d.x and e.y != 'z' %}{% set v = 2 %}{% endif %}{{ v }}",
      ['parse.dict.x', 'parse.other.y'],
    ],
  ])('%s', (text, causes) => {
    expect(toldOf(text).causes).toEqual(causes)
  })
})

describe('what is changed of what a key that is not known gave is not known', () => {
  it.each([
    ...[
      'append(1)',
      'extend([1])',
      'insert(0, 1)',
      '__setitem__(0, 1)',
      'pop()',
      'remove(3)',
      'sort()',
      'reverse()',
      'clear()',
    ].map((change) => `{% set f = {'a': [3, 2]} %}{% do f[d.n].${change} %}{{ dumps(f.a) }}`),
    ...['update({1: 2})', 'setdefault(1, 2)', "pop('x')", 'clear()'].map(
      (change) => `{% set f = {'a': {'x': 1}} %}{% do f.get(d.n).${change} %}{{ dumps(f.a) }}`,
    ),
    ...['add(5)', 'update([5])', 'discard(1)', 'remove(1)', 'clear()', 'pop()'].map(
      (change) => `{% set l = [set([1])] %}{% do l[d.n].${change} %}{{ (5 in l[0], 1 in l[0]) }}`,
    ),
    "{% set f = {'a': [], 'b': []} %}{% for s in d.l %}{% do f[s['c']].append(1) %}{% endfor %}{{ dumps(f.a) }}",
    '{% set l = [[], []] %}{% do l[d.n | length].append(3) %}{{ dumps(l) }}',
    '{% set a = [] %}{% set b = [] %}{% do (a, b)[d.n].append(1) %}{{ dumps(b) }}',
    "{% set f = {'a': []} %}{% do (f.values() | list)[d.n].append(1) %}{{ dumps(f) }}",
    "{% set f = {'a': []} %}{% do (f | attr(d.n)).append(1) %}{{ dumps(f) }}",
    '{% set l = [[], []] %}{% do (l | random).append(1) %}{{ dumps(l) }}',
    '{% set l = [[], []] %}{% for x in l[:d.n] %}{% do x.append(1) %}{% endfor %}{{ dumps(l) }}',
    "{% set l = [{'n': 1}, {'n': 2}] %}{% do (l | selectattr('n', 'equalto', d.n) | first).clear() %}{{ dumps(l[1]) }}",
    "{% set f = {'a': {'b': {'c': {'d': {'e': []}}}}} %}{% do f[d.n].b.c.d.e.append(1) %}{{ dumps(f) }}",
    '{% set l = [namespace(x=1)] %}{% set n = l[d.n] %}{% set n.x = 5 %}{{ l[0].x }}',
    '{% set c = [] %}{% do {}.get(d.n, c).append(1) %}{{ dumps(c) }}',
    '{% set c = [] %}{% do {}.setdefault(d.n, c).append(1) %}{{ dumps(c) }}',
    "{% set c = [] %}{% do {'a': c}.pop(d.n).append(1) %}{{ dumps(c) }}",
    "{% set c = [] %}{% set f = {'a': []} %}{% do f[d.n].append(c) %}{% do f.a[0].append(1) %}{{ dumps(c) }}",
    "{% macro m(l) %}{% do l.append(1) %}{% endmacro %}{% set c = [] %}{% do {'a': m}[d.n](c) %}{{ dumps(c) }}",
    '{% set l = [[1], [3]] %}{% do l[0].append(*d.n) %}{{ dumps(l) }}',
    "{% set f = {'a': 1} %}{% do f.pop(d.n, 0) %}{{ 'a' in f }}",
    "{% set l = ['a'] %}{% do l.remove(d.n) %}{{ 'a' in l }}",
    '{% set l = [{"n": 1}, {"n": 2}] %}{{ (l | sort(attribute=d.n) | first).n }}',
  ])('%s', (text) => {
    expect(toldOf(text).causes).toEqual(expect.any(Array))
  })

  it.each([
    "{% if f.get(d.n).get('x').startswith('a') %}{% endif %}",
    '{% for k, v in f.get(d.n, {}).items() %}{% endfor %}',
    '{% set g = [] %}{% do g.append(f[d.n]) %}',
    "{% set g = {'q': []} %}{% do g[d.n].append(1) %}",
  ])('but what is only read stays known: %s', (text) => {
    expect(toldOf(`{% set f = {'a': {'b': 1}} %}${text}{{ dumps(f) }}`).causes).toBeUndefined()
  })
})

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

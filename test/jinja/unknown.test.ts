import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { renderTemplate, renderWithPlaces } from '../../src/jinja/index.js'
import { closing, Dict, opening, Unknown } from '../../src/python/index.js'

const both = (source: string): string[] =>
  [true, false].map((way) => {
    const some = new Dict([['a', '1']])
    some.rest = new Unknown('some', way)
    return renderTemplate(source, { context: { u: new Unknown('u', way), some } })
      .replaceAll(opening, '<')
      .replaceAll(closing, '>')
  })

describe('a value that is not known', () => {
  it.each([
    ['prints its name', '{{ u }}', ['<u>', '<u>']],
    ['has every attribute and item', "{{ u.a['b'].c(1)[2] }}", ['<u.a.b.c.2>', '<u.a.b.c.2>']],
    ['is tested one way', '{% if u == 1 %}a{% else %}b{% endif %}', ['a', 'b']],
    ['is compared one way', '{{ u < 2 }} {{ 2 > u }} {{ 1 in u }} {{ u in [] }}', undefined],
    ['is defined', '{{ u is defined }} {{ u is undefined }}', ['True False', 'True False']],
    ['is walked through once or never', '{% for x in u %}{{ x }}{% endfor %}', ['<u().item>', '']],
    ['goes into several names', '{% set a, b = u %}{{ b }}', ['<u.1>', '<u.1>']],
    ['goes through filters', '{{ u | int + 2 }}{{ (u | list)[4] }}', ['<u><u.4>', '<u><u.4>']],
    ['goes through builtins', '{{ sorted(u)[0] }}{{ len(u) * 2 }}', ['<u.0><u>', '<u.0><u>']],
    [
      'is a key',
      "{{ {'a': 1}[u] }} {{ {'a': 1}.get(u, 2) }} {{ [1][u] }}",
      ['<u> <u> <u>', '<u> <u> <u>'],
    ],
    ['is part of a text', "{{ 'a%s' % u }}{{ u ~ 'b' }}", ['a<u><u>b', 'a<u><u>b']],
    ['is added to a text', "{{ 'a' + u + 'b' }}{{ u + 1 }}", ['a<u>b<u>', 'a<u>b<u>']],
    [
      'makes a number that is not known',
      "{{ 'a%03d' % u }}{{ -u }}{{ 2 * u }}",
      ['a<u><u><u>', 'a<u><u><u>'],
    ],
    [
      'is handed over',
      '{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ m(u, b=u) }}',
      ['<u><u>', '<u><u>'],
    ],
    [
      'is handed over whole',
      '{% macro m(a=1) %}{{ a }}{% endmacro %}{{ m(*u, **u) }}',
      ['<u.a>', '1'],
    ],
    [
      'stands in a dict for other keys',
      "{{ some['a'] }}{{ some.b }}{{ 'c' in some }}",
      ['1<some.b>True', '1<some.b>False'],
    ],
    [
      'may be any of what it is a key of, which a change of it changes',
      "{% set d = {'a': [1], 'b': []} %}{% set _ = d[u].append(1) %}{{ d['a'][0] }} {{ d['b'] | join }}",
      ['<u().0> <u().0>', '<u()> '],
    ],
    ['is found by a key', "{{ u.get('a') }} {{ u.get(u) }}", ['<u.a> <u.get>', '<u.a> <u.get>']],
    ['is an import', '{% import u as m %}{{ m.x(1) }}', ['<u.x>', '<u.x>']],
  ])('%s', (_, source, expected) => {
    if (expected) expect(both(source)).toEqual(expected)
    else expect(both(source)).toEqual(['True True True True', 'False False False False'])
  })

  it('hides no fault that has nothing to do with it', () => {
    expect(() => both('{{ [].x }}{{ u }}')).toThrow(ResilientError)
    expect(() => both('{{ 1 + [] }}')).toThrow(ResilientError)
  })
})

it('tells of each place what is not known and decides whether it is printed', () => {
  const u = new Unknown('u', true)
  const source =
    'a{% if u.x %}b{% if u.y == 1 %}c{% endif %}{% endif %}{% for i in u %}d{% endfor %}e'
  const { text, place } = renderWithPlaces(source, { context: { u } })
  expect(text).toBe('abcde')
  expect([...text].map((_, at) => place(at)!.hangsOn)).toEqual([
    undefined,
    ['u.x'],
    ['u.x', 'u.y'],
    ['each u'],
    undefined,
  ])
})

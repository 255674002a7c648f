import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTemplate, type Limits } from '../../../src/index.js'
import { survives } from '../support.js'
import { grammar, type Rules } from './grammar.js'

/** Expressions by what they give: text, a list, a dict, a number, anything. */
const expressions: Rules = {
  text: [
    'x',
    "'ab'",
    'n.text',
    '«text» ~ «any»',
    '«text» + «text»',
    '«text» * «number»',
    "'%s' % («any»,)",
    "'%(a)s%(a)s' % {'a': «any»}",
    "'{0}{0}'.format(«any»)",
    '(«any» | string)',
    '(«list» | join(«text»))',
    '(«text» | replace("a", «text»))',
    '«text».join([«text», «text»])',
    '(«text» | indent(«number», true))',
    '(«text» | urlencode)',
    '(«text» | escape)',
    '(«any» | tojson(indent=«number»))',
    '«text»[::-1]',
    '«text»[«number»:]',
    '«text».zfill(«number»)',
    'm(«any»)',
    "parts.replicate('a', «number»)",
    "replicated.replicate('a', «number», 'b', 'c', '', '', {'p': «any»})",
  ],
  list: [
    'l',
    '[]',
    'n.list',
    '[«any», «any»]',
    '[«any», «atom*»]',
    '(«any», «any»)',
    '«list» + «list»',
    '«list» * «number»',
    '«list»[::-1]',
    '«list»[«number»:]',
    '(«list» | sort)',
    '(«list» | unique | list)',
    '(«list» | map("string") | list)',
    '«list».copy()',
    '(«text» | list)',
    '«text».split("a")',
    '«text».splitlines()',
    '«text».partition("a")',
    '(range(«number») | list)',
    '(«dict» | dictsort)',
    '(«dict».items() | list)',
    '(«dict».values() | list)',
  ],
  dict: [
    'd',
    '{}',
    'n.dict',
    "{'a': «any», 'b': «any»}",
    "{'a': «any», «entry*»}",
    'dict(a=«any», b=«any»)',
    'dict(«dict», c=«any»)',
    'dict.fromkeys(«list», «any»)',
    '«dict».copy()',
  ],
  number: [
    'i',
    '1',
    '99',
    '9999',
    '99999999',
    '9 ** 99999',
    '(«any» | length)',
    '«number» * «number»',
    '«number» ** «number»',
    '«number» // 7',
    '(«list» | sum)',
    '(«text» | int)',
    '«text».count("a")',
    '«list».index(«any»)',
    'n.number',
  ],
  any: [
    'none',
    '«text»',
    '«list»',
    '«dict»',
    '«number»',
    '«any» == «any»',
    '«any» in «list»',
    '«any» if «any» else «any»',
    'n',
    'namespace(a=«any»)',
    'm',
    'loop',
    '(«list» | first)',
    '«dict».get("a", «any»)',
    '(«text» | safe)',
    '«text».encode()',
  ],
  atom: ['1,', "'a№',", 'i,', 'x,', '[i],'],
  entry: ["'a№': i,", "i ~ '№': x,", "'№': [i],"],
}

/** What is done in each round, and what goes around it. */
const statements: Rules = {
  body: [
    'a',
    '«body»«body»',
    '«statement»«body»',
    '{% set z %}«body»{% endset %}«keep»',
    '{% for j in «list» %}«body»{% endfor %}',
    '{% for j in range(«number») %}«body»{% endfor %}',
    '{% if «any» %}«body»{% else %}«body»{% endif %}',
    '{% macro c(a) %}{{ a }}{{ caller() }}{{ caller() }}{% endmacro %}{% call c(«any») %}«body»{% endcall %}',
    '{% macro m(a, b=«any») %}«body»{{ a }}{{ caller is defined and caller() }}{% endmacro %}',
    '{% with y=«any» %}«body»{% endwith %}',
    "{% include 'more' %}",
    "{% include 'more' %}{% include 'more' %}",
    "{% import 'more' as more with context %}{{ more.k(«any») }}",
    '{{ «any» }}',
    '«words*»',
    '«print*»',
  ],
  statement: ['«keep»', '«copy»'],
}

/** The name of what a round leaves for the next. */
const keeping: Rules = {
  keep: [
    '{% do l.append(z) %}',
    '{% do l.append(«any») %}',
    '{% do l.extend(«list») %}',
    '{% do l.insert(0, «any») %}',
    '{% do d.update({i: «any»}) %}',
    '{% do d.setdefault(«text», «any») %}',
    '{% do n.list.append((z, «any»)) %}',
    '{% set n.list = [n.list, «any»] %}',
    '{% set n.list = (n.list, z, «atom*») %}',
    "{% set n.dict = {'a': n.dict, «entry*»} %}",
    '{% set n.text = n.text ~ «text» %}',
    '{% set n.any = «any» %}',
    '{% set z = «any» %}',
  ],
  words: ['some words № ', '𝄞', '\n', '{# x #}'],
  print: ['{{ i }}', '{{ x }}', "{{ '' }}", '{% if i %}{% endif %}', '{% set q = i %}'],
}

/** What makes another of what is there. */
const copying: Rules = {
  copy: [
    '{% set x = «text» %}',
    '{% set n.text = «text» %}',
    '{% set n.list = «list» %}',
    '{% set n.dict = «dict» %}',
    '{% set n.number = «number» %}',
    '{% set n.list = [n.list, n.list] %}',
    "{% set n.dict = {'a': n.dict, 'b': n.dict} %}",
    '{% set n.text = n.text ~ n.text %}',
    '{% set n.number = n.number * n.number %}',
    '{% do l.extend(l) %}',
    '{% do l.reverse() %}',
    '{% do l.sort() %}',
    '{% set y = [«list», «list»] | sort %}',
    '{{ «text» == «text» }}',
    '{{ «list» < «list» }}',
    '{{ n.list == [n.list, n.list] }}',
  ],
}

const rules: Rules = { ...expressions, ...statements, ...keeping, ...copying }
const given =
  "{% set x = 'ab' * 500 %}{% set l = range(100) | list %}{% set d = {'a': 1} %}{% set z = 'z' %}{% set i = 1 %}" +
  "{% set n = namespace(text='ab', list=[1], dict={'a': 1}, number=7, any=1) %}" +
  '{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}'

/** Templates of which each round does what is named so. */
const looping = (rounds: string): fc.Arbitrary<string> =>
  grammar({
    ...rules,
    start: [
      `{% for i in range(1000000) %}«${rounds}»{% endfor %}`,
      `{% for i in range(1000000) %}«${rounds}»«body»{% endfor %}`,
      `{% for i in range(1000000) %}«${rounds}»«${rounds}»«body»{% endfor %}{{ «any» }}`,
      `{% for i in range(40) %}«${rounds}»«${rounds}»{% endfor %}{{ «any» }}`,
    ],
  })

/** Most get a small part of what a template may do, so that what does not count is what takes long. */
const limits = fc.oneof(
  { weight: 5000, arbitrary: fc.constant<Limits>({ steps: 1000, size: 30_000 }) },
  { weight: 1, arbitrary: fc.constant<Limits>({}) },
)

describe.each([
  ['keep', 'keep'],
  ['copy', 'copy'],
])('templates that %s', (_, rounds) => {
  it('are rendered or stopped', () =>
    survives(
      fc.tuple(looping(rounds), grammar({ ...rules, start: ['«body»', '«copy»«body»'] }), limits),
      ([text, body, most]) => {
        const more = `${body}{% macro k(a) %}{{ [a, a] }}${body}{% endmacro %}`
        const stack = ['parts', 'replicated'].filter((name) => (text + more).includes(`${name}.`))
        const begin = stack.map((name) => `{% import '${name}' as ${name} %}`).join('') + given
        const imports = { more: begin + more }
        expect(typeof renderTemplate(begin + text, { imports, limits: most })).toBe('string')
      },
    ))
})

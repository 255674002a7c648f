import type { Case } from '../../support/jinja2.js'

const imports = {
  listed: '{% macro f(x) %}{{ list(x) }}{% endmacro %}',
  named:
    '{% macro f(x) %}{{ sorted(x) }}{{ dumps(x) }}{{ six.text_type(1) }}{{ assert(true) }}{% endmacro %}',
  modules: '{% macro f(x) %}{{ json_module.dumps(x) }}{% endmacro %}',
  own: '{% macro f() %}{{ range(2)|list }}{{ dict(a=1) }}{{ namespace(b=2).b }}{% endmacro %}',
  asks: '{% macro f() %}{{ list is defined }}{{ str is defined }}{{ range is defined }}{% endmacro %}',
  sets: '{% set made = sorted([2, 1]) %}',
  outer: '{% import "named" as named with context %}{% macro f(x) %}{{ named.f(x) }}{% endmacro %}',
  included: '{{ list("ab") }}',
}
const modules = {
  json_module: 'json',
  urllib_parse: 'urllib.parse',
  sixes: 'six.moves.urllib.parse',
}

/** Names of slapos.recipe.template, which are in the context alone, and modules that it is given. */
export const recipe: Case[] = [
  ...[
    ...Object.keys(imports).flatMap((name) => [
      `{% import '${name}' as m %}{{ m.f([2, 1]) }}`,
      `{% import '${name}' as m with context %}{{ m.f([2, 1]) }}`,
      `{% from '${name}' import f %}{{ f([2, 1]) }}`,
      `{% from '${name}' import f with context %}{{ f([2, 1]) }}`,
      `{% import '${name}' as m %}{{ m.f() }}`,
      `{% import '${name}' as m with context %}{{ m.f() }}`,
    ]),
    "{% import 'sets' as m with context %}{{ m.made }}",
    "{% include 'included' %}",
    "{% include 'included' without context %}",
    "{% set list = 5 %}{% import 'asks' as m %}{{ list }}{{ m.f() }}",
    "{% macro own(x) %}{{ sorted(x) }}{% endmacro %}{{ own('ba') }}",
    '{{ json_module.dumps({"a": 1}) }}{{ urllib_parse.quote("a b") }}{{ sixes.unquote("a%20b") }}',
    "{% import 'modules' as m with context %}{% set json_module = 1 %}{{ m.f(1) }}",
  ].map((source) => ({ source, imports, modules })),
  ...[
    '{{ complex is defined }}{{ complex is callable }}',
    '{{ nothing is callable }}{{ callable(nothing) }}{{ 1 is callable }}',
    '{{ json_module.dumps(1) }}',
    '{{ urllib_parse.quote("a") }}',
    '{{ urllib.parse.quote("a") }}',
    '{{ json is defined }}{{ urllib is defined }}{{ urllib_parse is defined }}',
    '{{ object is defined }}{{ type is defined }}{{ getattr is defined }}{{ open is defined }}{{ print is defined }}',
    '{{ abs(-1) }}{{ all([]) }}{{ any([]) }}{{ bool(1) }}{{ callable(abs) }}',
    '{{ list(enumerate("a")) }}{{ float("1.5") }}{{ int("7") }}{{ isinstance(1, int) }}{{ len("ab") }}{{ list(map(str, [1])) }}',
    '{{ max(1, 2) }}{{ min([3, 1]) }}{{ next(iter([1])) }}{{ repr("a") }}{{ list(reversed([1, 2])) }}{{ round(1.26, 1) }}',
    '{{ sorted({"b": 1, "a": 2}) }}{{ str(1) }}{{ sum([1, 2]) }}{{ tuple([1]) }}{{ list(zip([1], [2])) }}',
    '{{ set([1]) }}',
  ].map((source) => ({ source })),
]

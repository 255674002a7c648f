import { describe, it } from 'vitest'
import { renderTemplate } from '../../src/index.js'
import { mutated, realInputs, survives } from './support.js'

const templates = mutated(
  [
    ...realInputs('.jinja2', 'templates', 'bench', 'examples'),
    ...realInputs('.in', 'examples'),
    `{% macro f(a, b=1, *c, **d) %}{{ a | join(', ') | upper }}{% endmacro %}
{% for k, v in x.items() if v is not none %}{{ loop.index }}{{ k ~ v }}{% else %}-{% endfor %}
{% set y = namespace(n=0) %}{% do z.append([1, 2][0:1]) %}{{ f(x, *z, **{'b': 2}) }}{{ '%s' % y.n }}
{% raw %}{{ {% endraw %}{# a #}{% call f(1) %}{% endcall %}{% filter lower %}A{% endfilter %}`,
  ],
  [
    ...[
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '{%-',
      '-%}',
      '{% for i in range(9) %}',
      '{% endfor %}',
    ],
    ...[
      '{% if x %}',
      '{% endif %}',
      '{% set x = x ~ x %}',
      '{% macro f() %}{{ f() }}',
      '{% endmacro %}',
    ],
    ...[
      '{{ x.__class__.__mro__ }}',
      "{{ x['__proto__'] }}",
      '{{ x.constructor("a")() }}',
      '|',
      '~',
      '**',
    ],
    ...[
      '{{ 9 ** 9999 }}',
      "{{ 'a' * 999999999 }}",
      '{{ range(999999999) | list }}',
      '(',
      ')',
      '[',
      "'",
    ],
    ...[
      "{{ '%999999999d' % 1 }}",
      "{{ 'a' | center(99999999) }}",
      '{{ x | batch(0) }}',
      '{{ 1 / 0 }}',
    ],
  ],
)
const context = { x: { a: 1, b: ['c', null, 2.5, true] }, z: [1, 'two'] }

describe('whatever a Jinja2 template holds', () => {
  it('it is rendered or refused', () =>
    survives(templates, (text) => renderTemplate(text, { context })))
})

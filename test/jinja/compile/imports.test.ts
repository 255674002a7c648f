import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../../src/profiles/template.js'
import { found, place } from '../../support/template.js'

describe('an import', () => {
  it('is of a template that is there', () => {
    const diagnostic = found('{% import "nothing" as n %}')
    expect([place(diagnostic), diagnostic.code]).toEqual(['root.cfg.jinja2:1:4', 'template-import'])
  })

  it('is placed in the import and in the macro that it is about', () => {
    const imports = { lib: '\n{% macro m(x) %}\n{{ x.y }}\n{% endmacro %}', bad: 'a\n{% if %}' }
    expect(place(found('{% import "lib" as l %}\n{{ l.m(1) }}', { imports }))).toBe('lib:3:6')
    expect(place(found('{% import "bad" as l %}', { imports }))).toBe('bad:2:7')
    expect(place(found('{% macro m() %}\n{{ q }}{% endmacro %}\n\n{{ m() }}'))).toBe(
      'root.cfg.jinja2:2:4',
    )
  })

  it.each([
    ['import "m" as m', 'm.f()', "import 'm' as m with context"],
    ['from "m" import f', 'f()', "from 'm' import f with context"],
    ['from "m" import f as g', 'g()', "from 'm' import f as g with context"],
  ])(
    'is a name that {%% %s %%} does not show, at its line in the macro',
    (statement, call, hint) => {
      const imports = { m: '{% macro f() %}\n{{ sorted([1]) }}{% endmacro %}' }
      const diagnostic = found(`{% ${statement} %}{{ ${call} }}`, { imports })
      expect([place(diagnostic), diagnostic.message]).toEqual(['m:2:4', '"sorted" is undefined'])
      expect(diagnostic.hint).toBe(hint)
      expect(renderTemplate(`{% ${statement} with context %}{{ ${call} }}`, { imports })).toBe(
        '\n[1]',
      )
    },
  )

  it('is one of the template’s own names too, and of an import’s import', () => {
    const context = { eggs: '/e' }
    const imports = {
      outer: '{% import "inner" as i with context %}{% macro f() %}{{ i.f() }}{% endmacro %}',
      inner: '{% macro f() %}{{ eggs }}{% endmacro %}',
      set: '{% macro f() %}{{ own }}{% endmacro %}',
    }
    expect(found('{% import "outer" as o %}{{ o.f() }}', { imports, context }).hint).toBe(
      "import 'outer' as o with context",
    )
    expect(found('{% set own = 1 %}{% import "set" as s %}{{ s.f() }}', { imports }).hint).toBe(
      "import 'set' as s with context",
    )
    expect(
      found('{% include "inner" without context %}{% import "inner" as i %}{{ i.f() }}', {
        imports,
        context,
      }).hint,
    ).toBe("import 'inner' as i with context")
  })

  it('is a template that was not imported', () => {
    expect(found('{{ parts.replicate("a", 2) }}').hint).toBe("{% import 'parts' as parts %}")
    expect(found('{{ replicated.replicate("a") }}').hint).toBe(
      "{% import 'replicated' as replicated %}",
    )
    expect(found('{{ lib.m() }}', { imports: { lib: '' } }).hint).toBe("{% import 'lib' as lib %}")
  })
})

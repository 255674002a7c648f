import { describe, expect, it } from 'vitest'
import { macros } from '../../../src/profiles/macros.js'
import { found, place } from '../../support/template.js'

describe('a call of a macro', () => {
  it('names the parameter that a keyword is near to', () => {
    const call =
      '{% import "replicated" as r %}{{ r.replicate("a", 2, "e", "i", slaparameter_dict={}) }}'
    expect(found(call)).toMatchObject({
      message: 'the macro "replicate" takes no keyword argument "slaparameter_dict"',
      hint: 'did you mean slapparameter_dict?',
    })
    expect(found('{% macro m(a, b=1) %}{% endmacro %}{{ m(1, zzz=2) }}').hint).toBe('it takes a, b')
  })

  it('is where a parameter is missing, however deep the macro uses it', () => {
    const lib =
      '{% macro n(y) %}\n{{ y }}{% endmacro %}\n{% macro m(a, b) %}{{ n(b) }}{% endmacro %}'
    const diagnostic = found('{% import "lib" as l %}\n\n{{ l.m(1) }}', { imports: { lib } })
    expect([place(diagnostic), diagnostic.message]).toEqual([
      'root.cfg.jinja2:3:6',
      'parameter "b" was not provided',
    ])
  })

  it.each([
    ['parts.replicate("a", "0")', 10, "the count '0' is not a whole number from 1 to 100,000"],
    ['parts.replicate("a b", 2)', 10, "the name 'a b' is not one that a reference can hold"],
    ['parts.replicate("a", count)', 25, '"count" is undefined'],
    ['r.replicate("a", 2, "e e", "i")', 6, "'e e' is not the name of a software type"],
    ['r.replicate("a", 2, "e")', 6, 'parameter "typeimport" was not provided'],
    ['r.replicate("a", 2, "e", "i", slapparameter_dict=none)', 6, 'slapparameter_dict is not a'],
    ['r.replicate("a", 2, "e", "i", slapparameter_dict=slaparameters)', 53, '"slaparameters" is'],
    ['r.replicate("a", 2, "e", "i", slapparameter_dict={"a b": 1})', 6, "named after 'a b'"],
  ])('is reported at the call, in %s of the stack’s own macros', (call, column, message) => {
    const root = `{% import "parts" as parts %}{% import "replicated" as r %}\n{{ ${call} }}`
    for (const imports of [{}, macros()]) {
      const diagnostic = found(root, { imports })
      expect([place(diagnostic), diagnostic.message]).toEqual([
        `root.cfg.jinja2:2:${column}`,
        expect.stringContaining(message),
      ])
    }
  })
})

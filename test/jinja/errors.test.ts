import { describe, expect, it } from 'vitest'
import { report, ResilientError, type Diagnostic } from '../../src/diagnostics/index.js'
import type { TemplateOptions } from '../../src/jinja/index.js'
import { macros } from '../../src/profiles/macros.js'
import { renderTemplate } from '../../src/profiles/template.js'
import { isResilientError } from '../support/ours.js'

function failure(source: string, options: TemplateOptions = {}): ResilientError {
  try {
    renderTemplate(source, { file: 'root.cfg.jinja2', ...options })
  } catch (error) {
    if (isResilientError(error)) return error
    throw error
  }
  throw new Error('it rendered')
}

function found(source: string, options: TemplateOptions = {}): Diagnostic {
  return failure(source, options).diagnostics[0]
}

function place({ file, range }: Diagnostic): string {
  return `${file}:${range?.start.line}:${range?.start.column}`
}

describe('what goes wrong in a template', () => {
  it.each([
    ['a\n  {{ nothing }}', '2:6', 'template-undefined'],
    ['{% if x %}\n{% endfor %}', '2:4', 'template-syntax'],
    ['a\r\nb\r\n{{ 1 + "a" }}', '3:6', 'template-value'],
    ['{% for x in [1] %}\n\n{{ x.foo.bar }}{% endfor %}', '3:6', 'template-undefined'],
    ['{{ "a\n', '1:4', 'template-syntax'],
    ['{% import "nothing" as n %}', '1:4', 'template-import'],
    ['é😀 {{ [1][0]() }}', '1:11', 'template-value'],
    ['{{ a|uper }}', '1:6', 'template-syntax'],
    ['{%- if true -%}', '1:5', 'template-syntax'],
  ])('%j is found at %s', (source, at, code) => {
    const diagnostic = found(source)
    expect([place(diagnostic), diagnostic.code]).toEqual([`root.cfg.jinja2:${at}`, code])
  })

  it('is placed in the import and in the macro that it is about', () => {
    const imports = { lib: '\n{% macro m(x) %}\n{{ x.y }}\n{% endmacro %}', bad: 'a\n{% if %}' }
    expect(place(found('{% import "lib" as l %}\n{{ l.m(1) }}', { imports }))).toBe('lib:3:6')
    expect(place(found('{% import "bad" as l %}', { imports }))).toBe('bad:2:7')
    expect(place(found('{% macro m() %}\n{{ q }}{% endmacro %}\n\n{{ m() }}'))).toBe(
      'root.cfg.jinja2:2:4',
    )
    expect(place(found('{% import "lib" as l %}\n\n{{ l.m() + 1 }}', { imports }))).toBe('lib:3:4')
  })

  it('offers the nearest name', () => {
    const context = { slapparameter_dict: { 'clone-number': 1 }, eggs_directory: '/e' }
    expect(found('{{ slaparameter_dict }}', { context }).hint).toBe(
      'did you mean "slapparameter_dict"?',
    )
    expect(found('{{ slapparameter_dict.popp("x") }}', { context }).hint).toBe('did you mean pop?')
    expect(found('{{ "a".spilt() }}').hint).toBe('did you mean split?')
    expect(found('{{ slapparameter_dict["popp"] }}', { context }).hint).toBeUndefined()
    const macro = '{% import "parts" as parts %}{{ parts.'
    for (const name of ['replicat', 'replicates'])
      expect(found(`${macro}${name}("a", 2) }}`, { imports: macros() }).hint).toBe(
        'did you mean replicate?',
      )
    expect(found('{% set n = namespace(size=1) %}{{ n.sise }}').hint).toBe('did you mean size?')
    expect(found('{% set colour = 1 %}{{ color }}').hint).toBe('did you mean "colour"?')
    expect(found('{{ slapparameter_dict["clone-numbr"] }}', { context }).hint).toBe(
      "did you mean 'clone-number'?",
    )
    expect(found('{{ [1]|lenght }}').hint).toBe('did you mean length?')
    expect(found('{% import "parts" as p %}{{ p.replicat() }}').message).toContain('replicat')
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

  it('is a module that is not given, or not known', () => {
    expect(found('{{ json_module.dumps(1) }}').hint).toBe(
      "a section's context imports it; here --module json_module=json gives it",
    )
    expect(found('x', { modules: { m: 'urlib.parse' } })).toMatchObject({
      code: 'template-import',
      message: 'the module urlib.parse is not known here',
      hint: 'did you mean urllib.parse?',
    })
    expect(found('x', { modules: { m: 'os' } }).hint).toBe(
      'known are json, urllib.parse, six.moves.urllib.parse',
    )
    expect(renderTemplate('{{ q.quote("a b") }}', { modules: { q: 'urllib.parse' } })).toBe('a%20b')
  })

  it('is drawn with its line', () => {
    const error = failure('[buildout]\nparts = {{ part }}\n')
    expect(report('text', error.diagnostics, { sources: error.sources, colors: false })).toBe(
      [
        'root.cfg.jinja2:2:12: error "part" is undefined [template-undefined]',
        '  1 | [buildout]',
        '> 2 | parts = {{ part }}',
        '    |            ^^^^',
        '  hint: did you mean "parts"?',
        '',
      ]
        .filter((line) => !line.includes('hint'))
        .join('\n'),
    )
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

  it('names the parameter that a keyword is near to', () => {
    const call =
      '{% import "replicated" as r %}{{ r.replicate("a", 2, "e", "i", slaparameter_dict={}) }}'
    expect(found(call)).toMatchObject({
      message: 'the macro "replicate" takes no keyword argument "slaparameter_dict"',
      hint: 'did you mean slapparameter_dict?',
    })
    expect(found('{% macro m(a, b=1) %}{% endmacro %}{{ m(1, zzz=2) }}').hint).toBe('it takes a, b')
  })

  it('is a template that was not imported', () => {
    expect(found('{{ parts.replicate("a", 2) }}').hint).toBe("{% import 'parts' as parts %}")
    expect(found('{{ replicated.replicate("a") }}').hint).toBe(
      "{% import 'replicated' as replicated %}",
    )
    expect(found('{{ lib.m() }}', { imports: { lib: '' } }).hint).toBe("{% import 'lib' as lib %}")
  })
})

describe('limits', () => {
  it.each([
    '{% set l = [1] %}{% for x in l %}{% do l.append(1) %}{% endfor %}',
    '{% for x in range(10**12) %}{% endfor %}',
    '{{ range(10**12) | list | length }}',
    '{{ "a" * 10**12 }}',
    '{{ [0] * 10**12 }}',
    '{{ "%1000000000000d" % 1 }}',
    '{{ "{:1000000000000}".format(1) }}',
    '{{ "a".ljust(10**12) }}',
    '{{ "a".center(10**12) }}',
    '{{ "1".zfill(10**12) }}',
    '{{ 10 ** (10 ** 10) }}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v ~ s.v %}{% endfor %}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v + s.v %}{% endfor %}',
    '{% set l = [1] %}{% for i in range(64) %}{% do l.extend(l) %}{% endfor %}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v.replace("a", "aa") %}{% endfor %}',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    '{% macro a() %}{{ b() }}{{ caller }}{% endmacro %}{% macro b() %}{% call a() %}{% endcall %}{% endmacro %}{{ a() }}',
    '{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}',
    '{% for x in range(10**6) %}{% for y in range(10**6) %}a{% endfor %}{% endfor %}',
    '{% for x in range(10**9) %}' + 'long text '.repeat(1000) + '{% endfor %}',
  ])('stop %s', (source) => {
    const limits = { steps: 100_000, size: 1_000_000 }
    expect(found(source, { limits }).code).toBe('template-limit')
  })

  it('stop a template that includes or imports itself', () => {
    for (const tag of ['{% include "self" %}', '{% import "self" as s %}']) {
      expect(found(tag, { imports: { self: tag } }).code).toBe('template-limit')
    }
  })

  it.each([
    ['{{ ' + '('.repeat(9_999) + '1' + ')'.repeat(9_999) + ' }}'],
    ['{{ ' + '['.repeat(9_999) + ']'.repeat(9_999) + ' }}'],
    ['{{ ' + '-'.repeat(9_999) + '1 }}'],
    ['{{ ' + 'not '.repeat(9_999) + '1 }}'],
    ['{% if 1 %}'.repeat(9_999) + '{% endif %}'.repeat(9_999)],
    ['{% if 0 %}' + '{% elif 0 %}'.repeat(9_999) + '{% endif %}'],
    ['{{ 1 ' + 'if 1 else 1 '.repeat(9_999) + '}}'],
    ['{% set x = [] %}{% for i in range(9999) %}{% set y = [x] %}{% do x.append(y) %}{% endfor %}'],
  ])('answer deep nesting with a finding of our own, or render it', (source) => {
    try {
      renderTemplate(source)
    } catch (error) {
      expect(error).toBeInstanceOf(ResilientError)
    }
  })

  it('can be raised', () => {
    const source = '{{ range(200) | list | length }}'
    expect(found(source, { limits: { steps: 100 } }).code).toBe('template-limit')
    expect(renderTemplate(source, { limits: { steps: 1_000 } })).toBe('200')
  })

  it('do not count what the context holds', () => {
    const d = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i]))
    expect(renderTemplate('{{ d|length }}', { context: { d }, limits: { steps: 10 } })).toBe('1000')
  })
})

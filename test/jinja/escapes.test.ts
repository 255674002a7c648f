import nunjucks from 'nunjucks'
import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { renderTemplate } from '../../src/profiles/template.js'

const context = {
  text: 'a',
  number: 1,
  float: 1.5,
  list: [1],
  dict: { a: 1 },
  inherited: Object.create({ secret: 'leaked' }) as object,
}

/** Each tries to reach a function of JavaScript, and run code with it. */
const escapes = [
  '{{ range.constructor("return process")() }}',
  '{{ cycler.__proto__.constructor("return process")() }}',
  '{{ dict.constructor.constructor("return this")().process }}',
  '{{ text.constructor.constructor("return this")() }}',
  '{{ list.constructor.constructor("return this")() }}',
  '{{ list.map.constructor("return this")() }}',
  '{{ (1).constructor.constructor("return this")() }}',
  '{{ list["constructor"]["constructor"]("return 1")() }}',
  '{{ list["const" ~ "ructor"] }}',
  '{{ list[["constructor"]] }}',
  '{{ dict["__proto__"] }}',
  '{{ text["__proto__"]["toString"] }}',
  '{{ inherited.secret }}',
  '{{ inherited["secret"] }}',
  '{{ inherited.__proto__ }}',
  '{{ joiner.prototype }}',
  '{{ self.__proto__ }}',
  '{{ self.constructor("return process")() }}',
  '{{ range.call }}',
  '{{ range.apply }}',
  '{{ range.bind }}',
  '{{ range.caller }}',
  '{{ range.arguments }}',
  '{{ text.split.constructor }}',
  '{{ text.__class__.__mro__[1].__subclasses__() }}',
  "{{ ''.__class__ }}",
  '{{ range.__globals__ }}',
  '{{ six.__builtins__ }}',
  '{{ json_module.__class__ }}',
  '{{ "{0.__class__}".format(1) }}',
  '{{ "{0.constructor}".format(list) }}',
  '{{ "{0[constructor]}".format(dict) }}',
  '{{ list | attr("constructor") }}',
  '{{ list | map(attribute="constructor") | join }}',
  '{{ list | map("constructor") | list }}',
  '{{ list | constructor }}',
  '{{ list | __proto__ }}',
  '{{ 1 is constructor }}',
  '{{ list | select("constructor") | list }}',
  '{{ dict | dictsort | map(attribute="0.constructor") | join }}',
  '{{ globalThis }}{{ process }}{{ require }}{{ this }}',
  '{{ env }}{{ context }}{{ frame }}{{ runtime }}{{ cb }}{{ lineno }}{{ output }}',
  '{{ Object }}{{ Function }}{{ eval }}',
  '{{ namespace.constructor }}',
  '{% set ns = namespace() %}{{ ns.constructor }}',
  '{% set ns = namespace() %}{{ ns.members }}',
  '{% macro m() %}{% endmacro %}{{ m.constructor("return 1")() }}',
  '{% macro m() %}{% endmacro %}{{ m.print }}',
  '{% for x in list %}{{ loop.constructor("return 1")() }}{% endfor %}',
  '{% for x in list %}{{ loop.source }}{% endfor %}',
  '{% import "parts" as parts %}{{ parts.constructor }}',
  '{% import "parts" as parts %}{{ parts.replicate.constructor("return 1")() }}',
  '{% import "__proto__" as p %}',
  '{% import "constructor" as p %}',
  '{% include "toString" %}',
  '{{ a"]; process.exit(1); //"] }}',
  '{{ x\\u0022 }}',
  '{% block a");process.exit();(" %}{% endblock %}',
  '{% macro a-b() %}{% endmacro %}',
  '{% set a;b = 1 %}',
  '{% set "x" = 1 %}',
  '{% for a.b in list %}{% endfor %}',
  '{{ f(a.b=1) }}',
  '{{ {}.hasOwnProperty.constructor("return 1")() }}',
  '{{ urllib_parse.urlparse("http://h").url }}',
  '{{ urllib_parse.urlparse("http://h").names }}',
  '{{ dict.entries }}{{ dict.size }}',
]

describe('a template cannot reach JavaScript', () => {
  it.each(escapes)('%s is refused', (source) => {
    const keys = Object.getOwnPropertyNames(Object.prototype)
    expect(() => renderTemplate(source, { context })).toThrow(ResilientError)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(keys)
  })

  it('by names that it sets: they are its own', () => {
    const source = `{% set __proto__ = {"polluted": 1} %}{% set constructor = 2 %}
{%- macro toString(valueOf, __proto__=3) %}{{ valueOf ~ __proto__ }}{% endmacro -%}
{{ constructor }}{{ toString(1) }}{{ dict(__proto__=4)["__proto__"] }}{{ namespace(__proto__=5).__proto__ }}`
    expect(renderTemplate(source)).toBe('21345')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('by a parameter called __proto__', () => {
    const given = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": "c"}') as object
    const source = `{% import "replicated" as r %}{{ slapparameter_dict }}
{{ r.replicate("a", 1, "e", "i", slapparameter_dict=slapparameter_dict) }}`
    const text = renderTemplate(source, { context: { slapparameter_dict: given } })
    expect(text).toContain("{'__proto__': {'polluted': 1}, 'constructor': 'c'}")
    expect(text).toContain('config-__proto__ =')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('by a function or an object of the program in its context', () => {
    expect(() => renderTemplate('{{ f() }}', { context: { f: () => process } })).toThrow(
      ResilientError,
    )
    expect(() => renderTemplate('{{ d.getTime() }}', { context: { d: new Date() } })).toThrow(
      ResilientError,
    )
  })
})

describe('the nunjucks of the program around', () => {
  it('is as it was', () => {
    const render = () =>
      nunjucks.renderString(
        '{{ true }}{{ none }}{{ [1, 2] }}{% if [] %}x{% endif %}{{ "a" | length }}{{ {a: 1} | dump }}\n',
        {},
      )
    const before = render()
    renderTemplate('{% do [].append(1) %}{% set x, y = 1, 2 %}{{ (1,) }}{{ [true] }}')
    expect(render()).toBe(before)
    expect(before).toBe('true1,2x1{&quot;a&quot;:1}\n')
    expect(() => nunjucks.renderString('{% do x %}', {})).toThrow('unknown block tag')
  })
})

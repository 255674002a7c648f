import { describe, expect, it } from 'vitest'
import { report, ResilientError } from '../../src/diagnostics/index.js'
import { renderTemplate } from '../../src/profiles/template.js'
import { failure, found } from '../support/template.js'

describe('what fails', () => {
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
})

describe('limits', () => {
  it.each([
    '{% set l = [1] %}{% for x in l %}{% do l.append(1) %}{% endfor %}',
    '{% for x in range(10**12) %}{% endfor %}',
    '{{ range(10**12) | list | length }}',
    '{{ "a" * 10**12 }}',
    '{{ [0] * 10**12 }}',
    '{{ "%1000000000000d" % 1 }}',
    '{{ 10 ** (10 ** 10) }}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v ~ s.v %}{% endfor %}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v + s.v %}{% endfor %}',
    '{% set l = [1] %}{% for i in range(64) %}{% do l.extend(l) %}{% endfor %}',
    '{% set s = namespace(v="aa") %}{% for i in range(64) %}{% set s.v = s.v.replace("a", "aa") %}{% endfor %}',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    '{% macro a() %}{{ b() }}{{ caller }}{% endmacro %}{% macro b() %}{% call a() %}{% endcall %}{% endmacro %}{{ a() }}',
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

describe('a context', () => {
  it('keeps the sign of -0, which is a float', () => {
    expect(renderTemplate('{{ a }} {{ b }}', { context: { a: -0, b: 0 } })).toBe('-0.0 0')
  })

  it.each([
    ['Date', new Date(0)],
    ['RegExp', /a/],
    ['Promise', Promise.resolve(1)],
    ['WeakMap', new WeakMap()],
    ['Uint8Array', new Uint8Array(1)],
    ['String', Object('a') as object],
    ['Error', new Error('a')],
    ['function', () => 1],
  ])('takes no %s, for which Python has nothing', (kind, value) => {
    const given = () => renderTemplate('{{ a }}', { context: { a: [value] } })
    expect(given).toThrow(`a value of type ${kind} cannot be given to a template`)
  })

  it('takes objects, Maps and Sets, whatever made them', () => {
    const made = Object.assign(Object.create(null) as object, { b: new Map([[1, new Set([2])]]) })
    expect(renderTemplate('{{ a.b[1] }}', { context: { a: made } })).toBe('{2}')
    class Own {
      b = 1
    }
    expect(renderTemplate('{{ a.b }}', { context: { a: new Own() } })).toBe('1')
  })

  it('holds whole characters, as the template does', () => {
    const refused = 'half of a surrogate pair is not supported here'
    expect(() => renderTemplate('{{ a }}', { context: { a: '\ud83d' } })).toThrow(refused)
    expect(() => renderTemplate('a\n\ud83d', {})).toThrow(refused)
    expect(renderTemplate('\ud83d\ude00', {})).toBe('😀')
  })
})

import { describe, expect, it } from 'vitest'
import { macros } from '../../../src/profiles/macros.js'
import { found, place } from '../../support/template.js'

describe('a name or a value', () => {
  it.each([
    ['a\n  {{ nothing }}', '2:6', 'template-undefined'],
    ['a\r\nb\r\n{{ 1 + "a" }}', '3:6', 'template-value'],
    ['{% for x in [1] %}\n\n{{ x.foo.bar }}{% endfor %}', '3:6', 'template-undefined'],
    ['é😀 {{ [1][0]() }}', '1:11', 'template-value'],
  ])('%j is found at %s', (source, at, code) => {
    const diagnostic = found(source)
    expect([place(diagnostic), diagnostic.code]).toEqual([`root.cfg.jinja2:${at}`, code])
  })

  it('offers the nearest name', () => {
    const context = { slapparameter_dict: { 'clone-number': 1 }, eggs_directory: '/e' }
    expect(found('{{ slaparameter_dict }}', { context }).hint).toBe(
      'did you mean "slapparameter_dict"?',
    )
    expect(found('{{ slapparameter_dict.popp("x") }}', { context }).hint).toBe('did you mean pop?')
    expect(found('{{ "a".spilt() }}').hint).toBe('did you mean split?')
    const item = found('{{ slapparameter_dict["popp"] }}', { context })
    expect([item.code, item.hint]).toEqual(['template-undefined', undefined])
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
    expect(found('{% import "parts" as p %}{{ p.replicat() }}')).toMatchObject({
      code: 'template-undefined',
      hint: 'did you mean replicate?',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { found, place } from '../../support/template.js'

describe('what the parser refuses', () => {
  it.each([
    ['{% if x %}\n{% endfor %}', '2:4', 'template-syntax'],
    ['{{ "a\n', '1:4', 'template-syntax'],
    ['{{ a|uper }}', '1:6', 'template-syntax'],
    ['{%- if true -%}', '1:5', 'template-syntax'],
  ])('%j is found at %s', (source, at, code) => {
    const diagnostic = found(source)
    expect([place(diagnostic), diagnostic.code]).toEqual([`root.cfg.jinja2:${at}`, code])
  })

  it('offers the nearest filter', () => {
    expect(found('{{ [1]|lenght }}').hint).toBe('did you mean length?')
  })
})

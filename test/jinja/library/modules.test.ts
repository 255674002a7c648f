import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../../src/profiles/template.js'
import { found } from '../../support/template.js'

describe('a module', () => {
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
      'the modules known here are json, urllib, urllib.parse, six.moves.urllib.parse',
    )
    expect(renderTemplate('{{ q.quote("a b") }}', { modules: { q: 'urllib.parse' } })).toBe('a%20b')
  })

  it('has what Python 3 has of it: urllib is a folder of modules, and quotes nothing by itself', () => {
    const modules = { urllib: 'urllib', json: 'json' }
    expect(renderTemplate('{{ urllib.parse.quote_plus("a b") }}', { modules })).toBe('a+b')
    expect(found('{{ urllib.quote_plus("a b") }}', { modules }).code).toBe('template-undefined')
    for (const name of ['urllib.request', 'json.scanner', 'json._default_decoder'])
      expect(found(`{{ ${name} is defined }}`, { modules }).message).toBe(
        `the attribute ${name.split('.')[1]} of a module is not supported here`,
      )
  })
})

import { describe, expect, it } from 'vitest'
import { cafe, changedCafe } from './cafe.js'
import { findingsIn } from './found.js'

const differs =
  'instance.cfg.in:8 | warning serialisation-differs | write recipe = slapos.cookbook:slapconfiguration.serialised'

describe('how parameters are written and read', () => {
  const plain = changedCafe('instance.cfg.in', 'slapconfiguration.serialised', 'slapconfiguration')

  it('is told apart where JSON is read as XML', () => {
    expect(findingsIn(plain)).toEqual([differs])
  })

  it.each([
    ['are XML', 'json-in-xml"', 'xml"'],
    ['are not said', '"serialisation": "json-in-xml",', ''],
    ['are XML for a type', '"title": "B",', '"title": "B", "serialisation": "xml",'],
  ])('is left alone where they %s', (_, from, to) => {
    const text = cafe['software.cfg.json'].replace(from, () => to)
    expect(findingsIn({ ...plain, 'software.cfg.json': text })).toEqual([])
  })

  it('is left alone where a template reads the JSON itself', () => {
    const text = `{% set own = parameters.get('_', '{}') %}\n${cafe['instance-cafe.cfg.in']}`
    expect(findingsIn({ ...plain, 'instance-cafe.cfg.in': text })).toEqual([])
  })
})

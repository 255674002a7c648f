import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, kiosk } from './kiosk.js'

describe('an option that a node gives, misspelt', () => {
  it.each([
    ['ipv', 'ipv4'],
    ['instance-titel', 'instance-title'],
    ['configuratoin', 'configuration'],
  ])('in a context: %s', (option, meant) => {
    const found = findingsIn(
      changedKiosk('instance.cfg.in', 'slap-configuration:ipv6', `slap-configuration:${option}`),
    )
    expect(found).toEqual([`instance.cfg.in:15 | error reference-option | did you mean ${meant}?`])
  })

  it('in a reference, at whichever level', () => {
    const till = changedKiosk(
      'instance.cfg.in',
      'url = http://till.example',
      'url = $${slap-configuration:ipv}',
    )
    expect(findingsIn(till)).toEqual([
      'instance.cfg.in:29 | error reference-option | did you mean ipv4?',
    ])
    const own = changedKiosk(
      'kiosk.cfg.jinja2',
      'minimum = 7000',
      'minimum = ${slap-configuration:ipv}',
    )
    expect(findingsIn(own)).toEqual([
      'kiosk.cfg.jinja2:12 | error reference-option | did you mean ipv4?',
    ])
  })

  it.each(['ipv4', 'ipv6-random', 'tap-name', 'configuration.size', 'whatever-else', 'disk'])(
    'but not %s, which a node may give',
    (option) => {
      const text = `slap-configuration:${option}`
      expect(findingsIn(changedKiosk('instance.cfg.in', 'slap-configuration:ipv6', text))).toEqual(
        [],
      )
    },
  )
})

describe('how parameters are serialised', () => {
  const described = (text: string): string[] => findingsIn({ ...kiosk, 'software.cfg.json': text })

  it('is one of the ways that a node knows', () => {
    expect(described('{"serialisation": "xml"}')).toEqual([])
    expect(described('{"serialisation": "json-in-xlm"}')).toEqual([
      'software.cfg.json:1 | error schema-broken | did you mean json-in-xml?',
    ])
    expect(described('{"serialisation": "yaml"}')).toEqual([
      'software.cfg.json:1 | error schema-broken',
    ])
  })

  it('may be another one of a software type', () => {
    const type =
      '{\n"serialisation": "xml",\n"software-type": {"till": {"title": "Till",\n"serialisation": 1}}}'
    expect(described(type)).toEqual(['software.cfg.json:4 | error schema-broken'])
    expect(described(type.replace('1}', '"json-in-xml"}'))).toEqual([])
  })
})

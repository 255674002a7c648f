import { afterEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../src/cli/configuration.js'
import {
  checkProfile,
  parseProfile,
  plan,
  readParameters,
  renderTemplate,
  replicate,
  validateParameters,
} from '../src/index.js'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect({}).not.toHaveProperty('polluted')
})

describe.each(names)('a name such as %s', (name) => {
  const xml = `<instance><parameter id="${name}">polluted</parameter></instance>`

  it('is a plain one for a parameter of XML', () => {
    const parameters = readParameters(xml)
    expect(Object.entries(parameters)).toEqual([[name, 'polluted']])
    expect(validateParameters(xml)).toEqual([])
  })

  it('is a plain one for a parameter of JSON', () => {
    const parameters = readParameters(`{"${name}": {"polluted": {"${name}": 1}}}`)
    expect(JSON.stringify(parameters)).toBe(`{"${name}":{"polluted":{"${name}":1}}}`)
  })

  it('reaches the profile', () => {
    const parameters = readParameters(xml)
    expect(replicate('a', 2, 'e', 'i', 'L', 'B', parameters)).toContain(
      `\nconfig-${name} = polluted\n`,
    )
  })

  it('is a plain one for a SLA', () => {
    const parameters = readParameters(xml.replace(name, `-sla-1-${name}`))
    const { requests } = plan({ name: 'a', count: 2, exportType: 'e', importType: 'i', parameters })
    const found = requests.filter(({ sla }) => Object.hasOwn(sla, name))
    expect(found.map(({ sla }) => sla[name]!.value)).toEqual(['polluted', 'polluted'])
  })

  it('is a plain one for a section and an option', () => {
    const text = `[${name}]\n${name} = polluted\n`
    const sections = parseProfile(text).toObject()
    expect(
      Object.entries(sections).map(([key, options]) => [key, Object.entries(options)]),
    ).toEqual([[name, [[name, 'polluted']]]])
    expect(checkProfile(text)).toEqual(expect.any(Array))
  })

  it('is a plain one for a component', () => {
    const [component] = readConfiguration(`[${name}]\ncount = 3\n`, 'resilient.ini')
    expect(component).toMatchObject({ name })
    expect([...component!.options]).toMatchObject([['count', { value: '3' }]])
  })

  it('is a plain one in a template', () => {
    const context = Object.fromEntries([['given', Object.fromEntries([[name, 'polluted']])]])
    expect(renderTemplate(`{{ given['${name}'] }}`, { context })).toBe('polluted')
    expect(renderTemplate(`{{ given['${name}'] is defined }}`, { context: { given: {} } })).toBe(
      'False',
    )
  })
})

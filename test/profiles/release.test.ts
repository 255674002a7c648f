import { describe, expect, it } from 'vitest'
import { ResilientError } from '../../src/diagnostics/index.js'
import { parseProfile } from '../../src/index.js'
import { readParameters, writeParameters } from '../../src/parameters/index.js'
import { renderRelease } from '../../src/profiles/index.js'
import { md5 } from '../support/stack.js'

const sectionsOf = (text: string) =>
  parseProfile(text).toObject() as Record<string, Record<string, string>>

describe('a release', () => {
  const files = renderRelease({ name: 'shop', md5 })

  it('is the same every time', () => {
    expect([...renderRelease({ name: 'shop', count: '3', md5 })]).toEqual([...files])
  })

  it('has the checksum of each of its profiles', () => {
    const hashes = sectionsOf(files.get('buildout.hash.cfg')!)
    for (const { filename, md5sum } of Object.values(hashes)) {
      expect(md5sum).toBe(md5(files.get(filename!)!))
    }
    const profiles = [...files.keys()].filter((file) => /\.(?:in|jinja2)$/.test(file))
    expect(
      Object.values(hashes)
        .map(({ filename }) => filename)
        .sort(),
    ).toEqual(profiles.sort())
  })

  it('has parameters to request with, which its schema takes', () => {
    const text = files.get('parameters.xml')!
    const document = { values: readParameters(text) }
    expect(document.values).toEqual({
      'resiliency-backup-periodicity': '0 3 * * *',
      'remove-backup-older-than': '2W',
    })
    expect(text).toBe(writeParameters(document.values))
    const schema = files.get('instance-shop-root-input-schema.json')!
    expect(Object.keys((JSON.parse(schema) as { properties: object }).properties)).toEqual(
      expect.arrayContaining(Object.keys(document.values)),
    )
  })

  it('has a section for each of its profiles', () => {
    const software = sectionsOf(files.get('software.cfg')!)
    for (const section of Object.keys(sectionsOf(files.get('buildout.hash.cfg')!))) {
      expect(Object.keys(software)).toContain(section)
    }
  })

  it('extends the stack, by a path without white space', () => {
    const made = renderRelease({ name: 'shop', stack: 'stack/resilient', md5 })
    expect(sectionsOf(made.get('software.cfg')!)['buildout']!['extends']).toBe(
      'buildout.hash.cfg\nstack/resilient/buildout.cfg',
    )
    expect(() => renderRelease({ name: 'shop', stack: 'a b', md5 })).toThrow(ResilientError)
  })

  it('goes on with the profiles of the stack by the names that it gives', () => {
    const { buildout, 'switch-softwaretype': types } = sectionsOf(files.get('instance.cfg.in')!)
    expect(buildout!['extends']).toBe('${template-resilient-templates:output}')
    expect(types).toMatchObject({
      'pull-backup': 'template-pull-backup:output',
      frozen: 'instance-frozen:output',
    })
  })

  it('describes its parameters', () => {
    const software = JSON.parse(files.get('software.cfg.json')!) as {
      'software-type': Record<string, { request: string; response: string }>
    }
    for (const { request, response } of Object.values(software['software-type'])) {
      expect(files.has(request) && files.has(response)).toBe(true)
    }
    expect(files.get('instance-shop-root-input-schema.json')).toContain('-sla-shop2-computer_guid')
  })

  it.each(['1', '2', '5', '1000'])('is made for %s instances', (count) => {
    const made = renderRelease({ name: 'a.b-c_1', count, md5 })
    expect(made.get('instance-a.b-c_1-root.cfg.jinja2')).toContain(
      `'resilient-clone-number', ${Number(count) - 1})`,
    )
  })

  it('has the number of instances in the root alone', () => {
    const [two, many] = ['2', '12'].map((count) => renderRelease({ name: 'shop', count, md5 }))
    const different = [...two!].filter(([file, text]) => many!.get(file) !== text)
    expect(different.map(([file]) => file)).toEqual([
      'buildout.hash.cfg',
      'instance-shop-root.cfg.jinja2',
    ])
    const schema = JSON.parse(two!.get('instance-shop-root-input-schema.json')!) as {
      properties: Record<string, { default?: number }>
      patternProperties: Record<string, object>
    }
    expect(schema.properties['resilient-clone-number']).not.toHaveProperty('default')
    const [pattern] = Object.keys(schema.patternProperties)
    expect('-sla-pbs11-computer_guid').toMatch(new RegExp(pattern!))
  })

  it.each(['frozen', 'pull-backup', 'default', 'resilient', '..', '-x', 'a/b', 'pbs', ''])(
    'is not named %j',
    (name) => {
      expect(() => renderRelease({ name, md5 })).toThrow(ResilientError)
    },
  )
})

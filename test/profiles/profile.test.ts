import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../src/buildout/index.js'
import { parseProfile, renderProfile, ResilientError } from '../../src/index.js'
import type { Level } from '../../src/profiles/level.js'
import { profileKinds, type ProfileKind } from '../../src/profiles/index.js'
import { filledAlone } from '../../src/release/fill.js'

type Sections = Record<string, Record<string, string>>
const sectionsOf = (text: string): Sections => parseProfile(text).toObject() as Sections
const isLayout = (kind: ProfileKind): boolean => kind === 'export' || kind === 'import'
const named = (kind: ProfileKind): object => (isLayout(kind) ? { name: 'shop' } : {})

describe.each(profileKinds)('the profile %s', (kind) => {
  const instance = renderProfile(kind, {
    ...named(kind),
    level: 'instance',
    ...(isLayout(kind) ? { extends: ['pbsready.cfg'] } : {}),
  })
  const software = renderProfile(kind, { ...named(kind), level: 'software' })

  it('has no $${ at instance level', () => expect(instance).not.toContain('$${'))

  it('adds to the parts, and drops none', () => {
    if (kind === 'frozen') return expect(sectionsOf(instance)['frozen']!['parts']).toBe('')
    for (const text of [instance, software]) {
      expect(Object.keys(sectionsOf(text)['buildout']!)).toContain('parts +')
      expect(Object.keys(sectionsOf(text)['buildout']!)).not.toContain('parts')
    }
  })

  it('holds no statement of Jinja2', () => expect(instance + software).not.toMatch(/\{[%#]/))

  it('says the same at both levels, but for what the software release gives', () => {
    // A layout on profiles of one's own leaves the monitor to them.
    const given = isLayout(kind)
      ? /^(?:buildout|monitor-instance-parameter)$/
      : /^(?:buildout|resilient-software)$/
    const lowered = sectionsOf(software.replaceAll('$${', () => '${'))
    const sections = sectionsOf(instance)
    for (const [section, options] of Object.entries(lowered)) {
      if (given.test(section)) continue
      for (const [option, value] of Object.entries(options)) {
        expect([section, option, sections[section]?.[option]]).toEqual([section, option, value])
      }
    }
  })

  it('refers to the software release in one place', () => {
    const places = Object.entries(sectionsOf(software)).flatMap(([section, options]) =>
      Object.values(options).some((value) => /(?<!\$)\$\{/.test(value)) ? [section] : [],
    )
    expect(places.filter((section) => !/^(?:buildout|resilient-software)$/.test(section))).toEqual(
      [],
    )
  })
})

describe('the layout of a software', () => {
  it.each([
    ['export', ['shop', 'cron-entry-backup', 'resilient-publish-connection-parameter']],
    ['import', ['shop', 'import-on-notification']],
  ] as const)('%s has its parts', (kind, parts) => {
    const { buildout } = sectionsOf(renderProfile(kind, { name: 'shop' }))
    expect(buildout!['parts +']!.split('\n').filter(Boolean)).toEqual(parts)
    expect(buildout!['extends']!.split('\n').filter(Boolean)).toEqual([
      '${instance-shop:output}',
      `\${pbsready-${kind}:output}`,
    ])
  })

  it.each(['export', 'import'] as const)('%s is for the software level unless said', (kind) => {
    const text = renderProfile(kind, { name: 'shop' })
    expect(text).toBe(renderProfile(kind, { name: 'shop', level: 'software' }))
    expect(text).toContain('$${rootdirectory:bin}')
  })

  it.each(['export', 'import'] as const)(
    '%s is asked what it extends at instance level',
    (kind) => {
      for (const given of [{}, { extends: [] }])
        expect(() => renderProfile(kind, { name: 'shop', level: 'instance', ...given })).toThrow(
          `the profile ${kind} has nothing to extend at instance level`,
        )
    },
  )

  it('has a value on the node as it was given, dollars and all', () => {
    const dollars = fc
      .array(fc.constantFrom('$', '$', 'a', '}', ' b'), { minLength: 1, maxLength: 8 })
      .map((parts) => `x${parts.join('')}x`)
    fc.assert(
      fc.property(dollars, fc.constantFrom<Level>('software', 'instance'), (value, level) => {
        const options = { price: value, list: [value] }
        const text = renderProfile('export', { name: 'shop', level, options, extends: ['a.cfg'] })
        const onNode = level === 'instance' ? text : filledAlone('', text).text
        expect(sectionsOf(onNode)['exporter']).toMatchObject({
          price: value,
          list: encodeValue([value], 'py'),
        })
      }),
    )
  })

  it('takes recipe, options, parts and extends, values as values', () => {
    const text = renderProfile('export', {
      name: 'shop',
      level: 'instance',
      recipe: 'shop.recipe:dump',
      options: { database: 'shop', path: '${directory:srv}/x', lines: 'a\n[evil]', amount: 3 },
      parts: ['promise'],
      extends: ['mine.cfg'],
    })
    const sections = sectionsOf(text)
    expect(sections['buildout']!['extends']).toBe('mine.cfg')
    expect(sections['buildout']!['parts +']).toContain('promise')
    expect(sections['exporter']).toMatchObject({
      recipe: 'shop.recipe:dump',
      database: 'shop',
      path: '${directory:srv}/x',
      lines: 'a\n[evil]',
      amount: '!py!3',
    })
    expect(Object.keys(sections)).toEqual([
      'buildout',
      'slap-configuration',
      'slap-parameter',
      'exporter',
    ])
  })

  it('keeps an author’s lines as they are, references and blank lines too', () => {
    const script = '#!/bin/sh\n\n\n\nset -e\n  dump > $${directory:backup}/dump'
    const text = renderProfile('export', { name: 'shop', options: { inline: script } })
    expect(text).toContain('inline = \n    #!/bin/sh\n\n\n\n    set -e\n      dump')
    expect(sectionsOf(text)['exporter']!['inline']).toBe(script)
  })

  it.each([
    ['export', 'recipe'],
    ['export', 'wrapper'],
    ['import', 'wrapper'],
    ['import', 'backup-directory'],
  ] as const)('%s refuses the option %s, which it sets itself', (kind, option) => {
    const render = () => renderProfile(kind, { name: 'shop', options: { [option]: 'x' } })
    expect(render).toThrow(`the option "${option}" of [${kind}er] cannot be used`)
  })

  it('says what the exporter owes, where its author stands', () => {
    const duty = /^\[exporter\]\n# Sign the dump last.*backup\.signature/m
    expect(renderProfile('export', { name: 'shop' })).toMatch(duty)
    const own = renderProfile('export', { name: 'shop', level: 'instance', extends: ['a.cfg'] })
    expect(own).toMatch(duty)
    expect(own).not.toContain('backup-signature:output')
    expect(renderProfile('import', { name: 'shop' })).not.toContain('Sign')
  })

  it('works on the public stack, whose callback has another name', () => {
    const text = renderProfile('import', { name: 'shop', parts: ['notify-callback'] })
    expect(text).toContain('notify-callback')
    expect(text).not.toContain('import-on-notification')
  })
})

describe('what no profile can hold', () => {
  it.each([
    ['bad-name', () => renderProfile('export', { name: 'a b' })],
    ['bad-name', () => renderProfile('export')],
    ['bad-option-name', () => renderProfile('export', { name: 'a', options: { 'x = y': 1 } })],
    ['bad-argument', () => renderProfile('export', { name: 'a', parts: ['x\n[evil]'] })],
    ['bad-argument', () => renderProfile('import', { name: 'a', extends: ['[x]'] })],
    ['bad-argument', () => renderProfile('pbsredy' as ProfileKind)],
    ['bad-argument', () => renderProfile('pbsready', { extends: ['${monitor:output}'] })],
    ['bad-value', () => renderProfile('export', { name: 'a', options: { x: ' ${a:b}' } })],
  ])('is refused with %s', (code, render) => {
    expect(render).toThrow(ResilientError)
    try {
      render()
    } catch (error) {
      expect((error as ResilientError).diagnostics[0]!.code).toBe(code)
    }
  })
})

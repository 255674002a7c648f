import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, kiosk, type KioskFile } from './kiosk.js'

const md5OfText = (text: string): string => createHash('md5').update(text).digest('hex')

/** A mistake, and what is told of it. */
type Mistake = readonly [what: string, file: KioskFile, from: string, to: string, found: string[]]

describe('what recipes demand and take', () => {
  it('is clean as it stands', () => {
    expect(findingsIn(kiosk)).toEqual([])
  })

  it.each<Mistake>([
    [
      'a request without a name',
      'kiosk.cfg.jinja2',
      'name = till\n',
      '',
      ['kiosk.cfg.jinja2:27 | error recipe-option'],
    ],
    [
      'a request of no software',
      'kiosk.cfg.jinja2',
      'software-url = ${:software-release-url}\n',
      '',
      ['kiosk.cfg.jinja2:27 | error recipe-option'],
    ],
    [
      'a request whose software is misspelt',
      'kiosk.cfg.jinja2',
      'software-url =',
      'sofware-url =',
      ['kiosk.cfg.jinja2:29 | error recipe-option | write software-url for sofware-url'],
    ],
    [
      'parameters of no computer',
      'instance.cfg.in',
      'computer = $${slap-connection:computer-id}\n',
      '',
      ['instance.cfg.in:4 | error recipe-option'],
    ],
    [
      'an entry point that is only the beginning of one',
      'instance.cfg.in',
      'slapconfiguration.serialised',
      'slapconfig',
      [
        'instance.cfg.in:4 | warning recipe-unknown | did you mean slapos.cookbook:slapconfiguration?',
      ],
    ],
    [
      'an entry point like none',
      'kiosk.cfg.jinja2',
      'slapos.cookbook:request.serialised',
      'slapos.cookbook:order',
      [
        'kiosk.cfg.jinja2:27 | warning recipe-unknown | slapos.cookbook 1.0.499 has no recipe order',
      ],
    ],
  ])('%s', (_, file, from, to, found) => {
    expect(findingsIn(changedKiosk(file, from, to))).toEqual(found)
  })

  it('takes another name of an option for it', () => {
    const other = changedKiosk('instance.cfg.in', 'computer = ', 'computer-id = ')
    expect(findingsIn(other)).toEqual([])
  })

  it('knows what the node gives who inherits it, through a section between', () => {
    const between = changedKiosk('kiosk.cfg.jinja2', '<= slap-connection', '<= asked')
    const asked = '[asked]\n<= slap-connection\n'
    const text = asked + between['kiosk.cfg.jinja2']
    expect(findingsIn({ ...between, 'kiosk.cfg.jinja2': text })).toEqual([])
    const nameless = { ...between, 'kiosk.cfg.jinja2': text.replace('name = till\n', '') }
    expect(findingsIn(nameless)).toEqual(['kiosk.cfg.jinja2:29 | error recipe-option'])
  })
})

describe('what is told with what to do', () => {
  const told = (file: KioskFile, from: string, to: string): string[] =>
    findingsIn(changedKiosk(file, from, to))

  it('what a build sets, begun and not ended', () => {
    expect(told('instance.cfg.in', '${kiosk:location}', '${kiosk:loc}')).toEqual([
      'instance.cfg.in:16 | error reference-option | did you mean location?',
    ])
    expect(told('instance.cfg.in', '${kiosk:location}', '${kiosk:lib}')).toEqual([])
  })

  it('a script of the section may set what it names', () => {
    const [from, to] = ['url = https://kiosk.example/kiosk.tar.gz', 'post-install = set loc']
    const files = changedKiosk('software.cfg', from, to)
    const instance = kiosk['instance.cfg.in'].replace('${kiosk:location}', '${kiosk:loc}')
    expect(findingsIn({ ...files, 'instance.cfg.in': instance })).toEqual([])
  })

  it('what a profile of SlapOS has that the software does not extend', () => {
    expect(told('instance.cfg.in', '${kiosk:location}', '${monitor2-template:output}')).toEqual([
      'instance.cfg.in:16 | error reference-section | extend stack/monitor/buildout.cfg, which has [monitor2-template]',
    ])
    expect(told('software.cfg', 'kiosk-template\n', 'kiosk-template slapos-cookbook\n')).toEqual([
      'software.cfg:2 | error part-missing | extend stack/slapos.cfg, which has [slapos-cookbook]',
    ])
  })

  it('a section of the software, with the dollars of the instance', () => {
    const found = told(
      'instance.cfg.in',
      'url = ${kiosk-template:target}',
      'url = $${kiosk-template:target}',
    )
    expect(found).toEqual([
      'instance.cfg.in:10 | error reference-section | write ${kiosk-template:target}',
    ])
  })

  it('an entry of buildout.hash.cfg misspelt', () => {
    const files = changedKiosk('software.cfg', '/kiosk.cfg.jinja2\n', '/${:filename}\n')
    const software = files['software.cfg']!.replace(
      '[buildout]\n',
      '[buildout]\nextends = buildout.hash.cfg\n',
    )
    const sum = md5OfText(files['kiosk.cfg.jinja2']!)
    const hashes = (name: string): string =>
      `[${name}]\nfilename = kiosk.cfg.jinja2\nmd5sum = ${sum}\n`
    const check = (name: string): string[] =>
      findingsIn({ ...files, 'software.cfg': software, 'buildout.hash.cfg': hashes(name) })
    expect(check('kiosk-template')).toEqual([])
    expect(check('kiosk-tmplate')).toEqual([
      'buildout.hash.cfg:1 | error hash-entry | did you mean kiosk-template?',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { changedKiosk, findingsIn, kiosk, type KioskFile } from './kiosk.js'

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
      ['kiosk.cfg.jinja2:27 | error recipe-option | did you mean sofware-url?'],
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
      ['kiosk.cfg.jinja2:27 | warning recipe-unknown | slapos.cookbook 1.0.499 has no order'],
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

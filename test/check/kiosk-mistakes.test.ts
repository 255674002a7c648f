import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, type KioskFile } from './kiosk.js'

/** A mistake, and what is told of it. */
type Mistake = readonly [what: string, file: KioskFile, from: string, to: string, found: string[]]

describe('a mistake in a release of two types', () => {
  it.each<Mistake>([
    [
      'two parts of an instance that write one file',
      'kiosk.cfg.jinja2',
      'wrapper-path = ${directory:etc}/{{ name }}\n{% endfor %}\n[till]',
      'wrapper-path = ${config:output}\n{% endfor %}\n[till]',
      ['kiosk.cfg.jinja2:23 | info output-twice | give each a file of its own'],
    ],
    [
      'two profiles that are written to one file',
      'instance.cfg.in',
      'directory}/till.cfg',
      'directory}/kiosk.cfg',
      ['instance.cfg.in:23 | warning output-twice | give each a file of its own'],
    ],
    [
      'versions in a section of nearly that name',
      'software.cfg',
      '[instance]',
      '[version]\nkiosk = 1.0\n[instance]',
      ['software.cfg:9 | warning section-lookalike | did you mean versions?'],
    ],
    [
      'a connection key that the type does not publish',
      'kiosk.cfg.jinja2',
      'return = url',
      'return = uri',
      [
        'kiosk.cfg.jinja2:31 | warning connection-missing | did you mean url?',
        'kiosk.cfg.jinja2:34 | error reference-option | did you mean connection-uri?',
      ],
    ],
    [
      'one that it publishes no longer',
      'instance.cfg.in',
      '  url = http://till.example',
      '  address = http://till.example',
      ['kiosk.cfg.jinja2:31 | warning connection-missing'],
    ],
    [
      'an option of cron that its recipe does not set',
      'kiosk.cfg.jinja2',
      'return = url\n',
      'return = url\nconfig-folder = ${cron:cron-entry}\n[cron]\nrecipe = slapos.cookbook:cron\nbinary = a\ncatcher = b\ncron-entries = c\ncronstamps = d\ncrontabs = e\ndcrond-binary = f\nlog-file = g\n',
      ['kiosk.cfg.jinja2:32 | error reference-option | did you mean cron-entries?'],
    ],
    [
      'an option that is nearly one which the section inherits',
      'kiosk.cfg.jinja2',
      '<= slap-connection\n',
      '<= asked\nconfig-timout = 20\nserver = x\nsofware-type = bar\n[asked]\n<= slap-connection\nsoftware-type = till\nconfig-timeout = 10\n',
      [
        'kiosk.cfg.jinja2:27 | warning option-slip | did you mean config-timeout?',
        'kiosk.cfg.jinja2:29 | warning option-slip | did you mean software-type?',
      ],
    ],
  ])('%s', (_, file, from, to, found) => {
    expect(findingsIn(changedKiosk(file, from, to))).toEqual(found)
  })

  const macro = `{%- macro ask(name, type, keys) %}
[{{ name }}]
<= slap-connection
recipe = slapos.cookbook:request.serialised
name = {{ name }}
software-url = \${:software-release-url}
software-type = {{ type }}
return = {{ keys | join(' ') }}
{%- endmacro %}
{{ ask('other', 'till', ['url']) }}
[till]`
  const calling = changedKiosk('kiosk.cfg.jinja2', '[till]', macro)

  it.each([
    ["'till', ['url']", "'tell', ['url']", 'error type-missing | did you mean till?'],
    ["'till', ['url']", "'till', ['uri']", 'warning connection-missing | did you mean url?'],
  ])('is told where a macro is given it: %s', (from, to, found) => {
    const parts = calling['kiosk.cfg.jinja2']!.replace('  publish\n', '  publish\n  other\n')
    expect(findingsIn({ ...calling, 'kiosk.cfg.jinja2': parts })).toEqual([])
    const profile = parts.replace(from, () => to)
    expect(findingsIn({ ...calling, 'kiosk.cfg.jinja2': profile })).toEqual([
      `kiosk.cfg.jinja2:34 | ${found}`,
    ])
  })

  it('publishes what a section that it extends has, and what a script may publish', () => {
    const extended = changedKiosk(
      'instance.cfg.in',
      '  url = http://till.example',
      '  -extends = more\n  [more]\n  recipe = slapos.cookbook:publish.serialised\n  url = x',
    )
    expect(findingsIn(extended)).toEqual([])
    const script = changedKiosk(
      'instance.cfg.in',
      '  parts = publish\n',
      '  parts = publish script\n  [script]\n  recipe = slapos.recipe.build\n  init = self.setConnectionDict({})\n',
    )
    const profile = script['instance.cfg.in']!.replace('  url = http', '  address = http')
    expect(findingsIn({ ...script, 'instance.cfg.in': profile })).toEqual([])
  })
})

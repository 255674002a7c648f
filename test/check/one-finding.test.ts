import { describe, expect, it } from 'vitest'
import { cafe } from './cafe.js'
import { changedIn, findingsIn } from './found.js'
import { kiosk } from './kiosk.js'

const foundIn = (file: keyof typeof cafe, from: string, to: string): string[] =>
  findingsIn(changedIn(cafe, file, from, to))

describe('one cause is one finding', () => {
  const recipe = 'recipe = slapos.cookbook:request.serialised\n'
  const asked = (name: string): string => `[${name}]
<= asked
name = ${name}
software-type = till
return = url
`
  const three = changedIn(
    changedIn(
      kiosk,
      'kiosk.cfg.jinja2',
      '[publish]\n',
      `[asked]
<= slap-connection
${recipe}software-url = \${:software-release-url}
${['a', 'b', 'c'].map(asked).join('')}[publish]
`,
    ),
    'kiosk.cfg.jinja2',
    'parts =\n  publish\n',
    'parts =\n  publish\n  a\n  b\n  c\n',
  )

  it('where requests inherit from a section without a recipe: the section', () => {
    expect(findingsIn(three)).toEqual([])
    const without = three['kiosk.cfg.jinja2']!.replace(
      `[asked]\n<= slap-connection\n${recipe}`,
      '[asked]\n<= slap-connection\n',
    )
    const line = without.split('\n').indexOf('[asked]') + 1
    expect(findingsIn({ ...three, 'kiosk.cfg.jinja2': without })).toEqual([
      `kiosk.cfg.jinja2:${line} | error part-recipe`,
    ])
  })

  it('where a macro writes sections without a recipe, which are asked for what they return', () => {
    const macro = `{% macro ask(name) %}
[{{ name }}]
<= slap-connection
name = {{ name }}
software-url = \${:software-release-url}
software-type = till
return = url
{% endmacro %}
{{ ask('till') }}
{{ ask('bell') }}
`
    const own = kiosk['kiosk.cfg.jinja2']
    const text = own
      .replace(/\[till\][^[]*return = url\n/, () => macro)
      .replace('url = ${till:connection-url}', (line) => `${line}\nbell = \${bell:connection-url}`)
    expect(findingsIn({ ...kiosk, 'kiosk.cfg.jinja2': text })).toEqual([
      `kiosk.cfg.jinja2:${text.split('\n').indexOf('[{{ name }}]') + 1} | error part-recipe`,
    ])
  })

  it('where a recipe that several inherit is misspelt', () => {
    expect(foundIn('instance.cfg.in', 'template:jinja2', 'template:jinja3')).toEqual([
      'instance.cfg.in:16 | error recipe-unknown | did you mean slapos.recipe.template:jinja2?',
    ])
  })

  it('where two types write one file, whatever the file that is left publishes', () => {
    expect(foundIn('instance.cfg.in', '/$${:_buildout_section_name_}.cfg', '/profile.cfg')).toEqual(
      ['instance.cfg.in:35 | warning output-twice | give each a file of its own'],
    )
  })
})

describe('a comment behind a value', () => {
  it.each(['"a # b"', "'a # b'", '{"a": "b # c"}', '--title="a # b" c', '"a \\" # b"'])(
    'is none where it is quoted: %s',
    (value) => {
      expect(
        foundIn('instance-cafe.cfg.in', 'name = bar\n', `name = bar\nconfig-x = ${value}\n`),
      ).toEqual([])
      const line = `  raw cafe \${cafe:location}\n  raw x ${value}\n`
      expect(foundIn('instance.cfg.in', '  raw cafe ${cafe:location}\n', line)).toEqual([])
    },
  )

  it.each(['"a" # b', "don't # isn't", '5" # inches'])('is one: %s', (value) => {
    expect(
      foundIn('instance-cafe.cfg.in', 'name = bar\n', `name = bar\nconfig-x = ${value}\n`),
    ).toEqual([expect.stringContaining('warning comment-value') as string])
  })
})

describe('what is meant is hinted at', () => {
  it('for an instance profile in the folder of the parts', () => {
    expect(
      foundIn(
        'software.cfg',
        '${buildout:directory}/instance.cfg',
        '${buildout:parts-directory}/instance.cfg',
      ),
    ).toEqual([
      'software.cfg:27 | error instance-unbuilt | did you mean ${buildout:directory}/instance.cfg?',
    ])
  })

  it('for a template that import-list names no more', () => {
    expect(foundIn('instance.cfg.in', 'import-list = file macros :macros\n', '')).toEqual([
      'instance-cafe.cfg.in:2 | error template-import | add it to import-list of [profile-cafe]: macros.cfg.in, the target of [template-macros]',
    ])
  })

  it('for the folder of a profile', () => {
    expect(
      foundIn('software.cfg', '${:_profile_base_location_}', '${:_profile_base_locatin_}'),
    ).toEqual([
      expect.stringMatching(
        /^software\.cfg:\d+ \| error reference-option \| did you mean _profile_base_location_\?$/,
      ) as string,
    ])
  })

  it('for the name by which another recipe has its file', () => {
    expect(
      foundIn('instance.cfg.in', 'bar = profile-bar:output', 'bar = profile-bar:rendered'),
    ).toContain('instance.cfg.in:42 | error switch-entry | did you mean output?')
    expect(foundIn('instance.cfg.in', '${instance-bar:target}', '${instance-bar:output}')).toEqual([
      'instance.cfg.in:37 | error reference-option | did you mean target?',
    ])
  })

  it.each([
    ['sys_version_inf > (3, 0)', 'sys.version_info'],
    ['pyton3', 'python3'],
  ])('for the condition %s', (condition, meant) => {
    expect(foundIn('software.cfg', '[cafe]\n', `[cafe:${condition}]\n`)).toEqual([
      `software.cfg:3 | error profile-condition | did you mean ${meant}?`,
    ])
  })
})

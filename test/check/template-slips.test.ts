import { describe, expect, it } from 'vitest'
import { changedIn, findingsIn } from './found.js'

/** A release as many are: its types are templates whose sections macros and loops write. */
const release = {
  'software.cfg': `[buildout]
parts = instance
[oven]
recipe = slapos.recipe.cmmi
url = https://shop.example/oven.tar.gz
[template-bakery]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/bakery.cfg.jinja2
[instance]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
context =
  key oven oven:location
  key bakery template-bakery:target
`,
  'instance.cfg.in': `[buildout]
parts = switch
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration.serialised
[directory]
recipe = slapos.cookbook:mkdirectory
etc = \${buildout:directory}/etc
service = \${:etc}/service
[bakery]
recipe = slapos.recipe.template:jinja2
url = {{ bakery }}
output = \${directory:etc}/bakery.cfg
extensions = jinja2.ext.do
context =
  key slapparameter_dict slap-configuration:configuration
  section directory directory
  section connection slap-connection
  raw oven {{ oven }}/bin/oven
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = bakery:output
[buildout]
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
`,
  'bakery.cfg.jinja2': `{%- set part_list = [] %}
{%- macro service(name, line) %}
{%-   do part_list.append(name) %}
[{{ name }}]
recipe = slapos.cookbook:wrapper
wrapper-path = {{ directory['service'] }}/{{ name }}
command-line = {{ line }}
{%- endmacro %}

{{ service('oven-first', oven ~ ' --port \${oven-port:port} --at ' ~ connection['computer-id']) }}
{% for name in slapparameter_dict.get('ovens', []) %}
{{ service(name, oven ~ ' --name ' ~ name) }}
{% endfor %}

[oven-port]
recipe = slapos.cookbook:free_port
minimum = 7000

[oven-report]
recipe = slapos.cookbook:wrapper
wrapper-path = {{ directory.etc }}/report
command-line = \${oven-first:wrapper-path}

[publish]
recipe = slapos.cookbook:publish.serialised
port = \${oven-port:port}
report = \${oven-report:wrapper-path}

[buildout]
parts =
  publish
{% for part in part_list %}
  {{ part }}
{%- endfor %}
`,
} as const

type File = keyof typeof release

function changed(file: File, from: string, to: string): Record<string, string> {
  return changedIn(release, file, from, to)
}

const nameless = "{% for name in slapparameter_dict.get('ovens', []) %}"
const numbered = "{% for name in ['oven-%d' % slapparameter_dict['count']] %}"

describe('a template in which a loop names sections', () => {
  it.each([
    ['nothing is known', nameless],
    ['a part is known', numbered],
  ])('of whose names %s is clean', (_, loop) => {
    expect(findingsIn(changed('bakery.cfg.jinja2', nameless, loop))).toEqual([])
  })

  it.each([
    [
      'a section misspelt',
      '--port ${oven-port:port}',
      '--port ${oven-prot:port}',
      ['bakery.cfg.jinja2:10 | error reference-section | did you mean oven-port?'],
    ],
    [
      'a part misspelt',
      '  publish\n',
      '  publsih\n',
      ['bakery.cfg.jinja2:31 | error part-missing | did you mean publish?'],
    ],
    [
      'an option misspelt',
      'report = ${oven-report:wrapper-path}',
      'report = ${oven-report:wraper-path}',
      ['bakery.cfg.jinja2:27 | error reference-option | did you mean wrapper-path?'],
    ],
    [
      'a required option of a section misspelt',
      'wrapper-path = {{ directory.etc }}/report',
      'wraper-path = {{ directory.etc }}/report',
      ['bakery.cfg.jinja2:21 | error recipe-option | write wrapper-path for wraper-path'],
    ],
    [
      'a required option of the macro missing',
      'command-line = {{ line }}\n',
      '',
      ['bakery.cfg.jinja2:5 | error recipe-option'],
    ],
    // Any of the names may be this one.
    [
      'a section that no profile has',
      '${oven-port:port}\nreport',
      '${deliveries:port}\nreport',
      [],
    ],
    ['a part that no profile has', '  publish\n', '  publish\n  deliveries\n', []],
    ['a section of another number', '--port ${oven-port:port}', '--port ${oven-port2:port}', []],
  ])('%s', (_, from, to, expected) => {
    expect(findingsIn(changed('bakery.cfg.jinja2', from, to))).toEqual(expected)
  })

  it('knows the literal parts of a name', () => {
    const files = changed('bakery.cfg.jinja2', nameless, numbered)
    const at = (section: string): string[] =>
      findingsIn({
        ...files,
        'bakery.cfg.jinja2': files['bakery.cfg.jinja2']!.replace(
          '--at',
          () => `--at \${${section}:port}`,
        ),
      })
    expect(at('oven-12')).toEqual([])
    expect(at('stove-12')).toEqual(['bakery.cfg.jinja2:10 | error reference-section'])
  })
})

describe('what a section gives a template', () => {
  it.each([
    [
      'bakery.cfg.jinja2',
      "connection['computer-id']",
      "connection['computr-id']",
      ["bakery.cfg.jinja2:10 | error template-undefined | did you mean 'computer-id'?"],
    ],
    [
      'bakery.cfg.jinja2',
      "directory['service']",
      "directory['servce']",
      ["bakery.cfg.jinja2:6 | error template-undefined | did you mean 'service'?"],
    ],
    [
      'bakery.cfg.jinja2',
      'directory.etc',
      'directory.ect',
      ["bakery.cfg.jinja2:21 | error template-undefined | did you mean 'etc'?"],
    ],
    // Only what is nearly another's name is surely none that the node gives.
    ['bakery.cfg.jinja2', "connection['computer-id']", "connection['region']", []],
    [
      'instance.cfg.in',
      'section connection slap-connection',
      'section connection slap-conection',
      ['instance.cfg.in:18 | error reference-section'],
    ],
  ] as const)('%s: %s as %s', (file, from, to, expected) => {
    expect(findingsIn(changed(file, from, to))).toEqual(expected)
  })

  it('is read from the lines of another option too', () => {
    const files = changed('instance.cfg.in', '  section directory directory\n', '  ${:more}\n')
    const asked = 'more =\n  section directory directory\n'
    const instance = files['instance.cfg.in']!.replace('extensions =', () => `${asked}extensions =`)
    expect(findingsIn({ ...files, 'instance.cfg.in': instance })).toEqual([])
    const slip = instance.replace('service = ${:etc}', () => 'service = {:etc}')
    expect(findingsIn({ ...files, 'instance.cfg.in': slip })).toEqual([
      'instance.cfg.in:9 | warning reference-dollar | write ${:etc}',
    ])
  })
})

describe('a mistake is told where it is written', () => {
  it('of a section that inherits its recipe', () => {
    const files = changed(
      'instance.cfg.in',
      'recipe = slapos.recipe.template:jinja2',
      '<= rendered',
    )
    const macro = '[rendered]\nrecipe = slapos.recipe.template:jinja2\n'
    const at = (text: string): string[] => findingsIn({ ...files, 'instance.cfg.in': text })
    const whole = files['instance.cfg.in']! + macro
    expect(at(whole)).toEqual([])
    expect(at(whole.replace('extensions = jinja2.ext.do\n', ''))).toEqual([
      'instance.cfg.in:10 | error template-extension',
    ])
    expect(at(whole.replace(/^output = .*\n/m, ''))).toContain(
      'instance.cfg.in:10 | error recipe-option',
    )
  })

  it('of what a template sets and prints elsewhere', () => {
    const [from, to] = ['command-line = ${oven-first:wrapper-path}', 'command-line = {{ first }}']
    const first = "{%- set first = '${oven-frist:wrapper-path}' %}\n"
    const files = changed('bakery.cfg.jinja2', from, to)
    const bakery = first + files['bakery.cfg.jinja2']!
    expect(findingsIn({ ...files, 'bakery.cfg.jinja2': bakery })).toEqual([
      'bakery.cfg.jinja2:1 | error reference-section | did you mean oven-first?',
    ])
  })
})

it.each(['${oven-port}', '${oven-port:port:more}'])(
  'tells of %s, which is no reference, in what Jinja2 renders too',
  (written) => {
    const files = changed('bakery.cfg.jinja2', 'port = ${oven-port:port}', `port = ${written}`)
    expect(findingsIn(files)).toContain(
      'bakery.cfg.jinja2:26 | error reference-syntax | write $${ where a dollar and a brace are meant',
    )
  },
)

describe('a hint names what', () => {
  it.each([
    [
      "a recipe sets, for a template's file",
      'software.cfg',
      'template-bakery:target',
      'template-bakery:targt',
      'software.cfg:15 | error reference-option | did you mean target?',
    ],
    [
      'another recipe would set',
      'software.cfg',
      'template-bakery:target',
      'template-bakery:rendered',
      'software.cfg:15 | error reference-option | did you mean target?',
    ],
    [
      'a recipe sets, for a port',
      'bakery.cfg.jinja2',
      'port = ${oven-port:port}',
      'port = ${oven-port:prot}',
      'bakery.cfg.jinja2:26 | error reference-option | did you mean port?',
    ],
  ] as const)('%s', (_, file, from, to, expected) => {
    expect(findingsIn(changed(file, from, to))).toContain(expected)
  })
})

it('a default of the shell needs its second dollar where the software fills a script in', () => {
  const script = `[script]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/run.sh.in
output = \${buildout:directory}/run.sh
`
  const files: Record<string, string> = {
    ...changed('software.cfg', 'parts = instance\n', 'parts = instance script\n'),
    'run.sh.in': 'exec ${oven:location}/bin/oven ${1:-none} $${2:-none}\n',
  }
  const software = files['software.cfg']! + script
  expect(findingsIn({ ...files, 'software.cfg': software })).toEqual([
    'run.sh.in:1 | error reference-section | write $${1:-none}',
  ])
})

describe('a library whose macros name the sections that they fill', () => {
  const library = `{% macro service(prefix, options) %}
[{{ prefix }}]
recipe = slapos.cookbook:wrapper
wrapper-path = \${directory:service}/{{ prefix }}
command-line = true
{% for name, value in options.items() %}
{{ name }} = {{ value }}
{% endfor %}
{% endmacro %}
{% macro other(prefix, options) %}
[{{ prefix }}]
{{ options }}
{% endmacro %}
`
  const files = (template: string): Record<string, string> => ({
    'software.cfg': `[buildout]
parts = instance
[library]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/library.jinja2
[template]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/shelf.cfg.jinja2
[instance]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
context =
  key library library:target
  key template template:target
`,
    'library.jinja2': library,
    'instance.cfg.in': `[buildout]
parts = switch
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration.serialised
[shelf]
recipe = slapos.recipe.template:jinja2
url = {{ template }}
output = \${buildout:directory}/shelf.cfg
import-list = rawfile library {{ library }}
context = key slapparameter_dict slap-configuration:configuration
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = shelf:output
[buildout]
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
`,
    'shelf.cfg.jinja2': `{% import 'library' as library with context %}
[buildout]
parts = service book
[directory]
recipe = slapos.cookbook:mkdirectory
service = \${buildout:directory}/service

{{ template_part }}`.replace('{{ template_part }}', () => template),
  })

  const call = "{{ library.service('service', slapparameter_dict) }}\n"
  const book = '[book]\nrecipe = slapos.cookbook:publish\n'

  it('says nothing of those that it may fill', () => {
    expect(findingsIn(files(`${call}${book}a = \${service:anything}\n`))).toEqual([])
  })

  it('leaves all others to what they are', () => {
    expect(findingsIn(files(`${call}${book}a = \${directory:anything}\n`))).toEqual([
      'shelf.cfg.jinja2:11 | error reference-option',
    ])
  })

  it('is found in its folder, behind the delimiter that its section has', () => {
    const all = files(`${call}${book}a = \${service:anything}\n`)
    const folder = {
      ...all,
      'software.cfg': `${all['software.cfg']!}  key folder :folder\nfolder = \${:_profile_base_location_}\n`,
      'instance.cfg.in': all['instance.cfg.in']!.replace(
        'rawfile library {{ library }}',
        'rawfolder own {{ folder }}\nimport-delimiter = :',
      ),
    }
    const importing = (name: string): string[] =>
      findingsIn({
        ...folder,
        'shelf.cfg.jinja2': all['shelf.cfg.jinja2']!.replace("'library'", () => `'${name}'`),
      })
    expect(importing('own:library.jinja2')).toEqual([])
    expect(importing('own/library.jinja2')).toEqual([
      'shelf.cfg.jinja2:1 | error template-import | import-list of [shelf] names no such template',
    ])
  })
})

describe('a name without a value', () => {
  it.each([
    [
      'that the template sets later',
      '{{ later }}\n{% set later = 1 %}\n',
      'error template-undefined',
    ],
  ])('%s', (_, line, found) => {
    const files = changed(
      'bakery.cfg.jinja2',
      'port = ${oven-port:port}',
      `port = \${oven-port:port}\n${line}`,
    )
    expect(findingsIn(files)).toEqual([
      expect.stringMatching(`^bakery.cfg.jinja2:\\d+ \\| ${found}`),
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { changedIn, findingsIn } from './found.js'

// What is known of a name counts, and what a section inherits of those that the node writes.
const lottery = {
  'software.cfg': `[buildout]
parts = instance
[root]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/root.cfg.in
[draws]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/draws.cfg.in
[instance]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
context =
  section buildout buildout
  key root root:target
  key draws draws:target
`,
  'instance.cfg.in': `[buildout]
parts = switch
eggs-directory = {{ buildout['eggs-directory'] }}
develop-eggs-directory = {{ buildout['develop-eggs-directory'] }}
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = make-root:output
[slap-configuration]
recipe = slapos.cookbook:slapconfiguration.serialised
computer = \${slap-connection:computer-id}
partition = \${slap-connection:partition-id}
url = \${slap-connection:server-url}
key = \${slap-connection:key-file}
cert = \${slap-connection:cert-file}
[make-root]
recipe = slapos.recipe.template:jinja2
url = {{ root }}
output = \${buildout:directory}/root.cfg
extensions = jinja2.ext.do
import-list =
  rawfile draws {{ draws }}
context =
  key parameters slap-configuration:configuration
  key eggs buildout:eggs-directory
  key develop buildout:develop-eggs-directory
`,
  'root.cfg.in': `{% import 'draws' as draws -%}
{% macro note(name) -%}
[{{ name }}]
recipe = slapos.cookbook:wrapper
command-line = true
wrapper-path = \${directory:bin}/{{ name }}
{%- endmacro -%}
[directory]
recipe = slapos.cookbook:mkdirectory
bin = \${buildout:directory}/bin
srv = \${buildout:directory}/srv
data = \${:srv}/data

{% set names = [] -%}
{% for port in parameters.get('ports', []) -%}
{%   set name = 'tunnel-' ~ port -%}
[{{ name }}]
recipe = slapos.cookbook:wrapper
command-line = true {{ port }}
wrapper-path = \${directory:bin}/{{ name }}
{%   do names.append(name) -%}
{% endfor %}

{{ note('paper') }}
{{ draws.request('main', {'size': 3}) }}

[publish]
recipe = slapos.cookbook:publish.serialised
url = \${request-main:connection-url}
data = \${directory:data}

[buildout]
parts =
  publish
  paper
{% for name in names %}
  {{ name }}
{% endfor %}
eggs-directory = {{ eggs }}
develop-eggs-directory = {{ develop }}
`,
  'draws.cfg.in': `{% macro request(name, config) -%}
[request-{{ name }}]
<= slap-connection
recipe = slapos.cookbook:request.serialised
name = {{ name }}
software-url = \${:software-release-url}
return = url
{%- for key, value in config.items() %}
config-{{ key }} = {{ value }}
{%- endfor %}
{%- endmacro %}
`,
}

const found = (file: keyof typeof lottery, from: string, to: string): string[] =>
  findingsIn(changedIn(lottery, file, from, to))

describe('a name of which a part is known', () => {
  it('is that of no other section', () => {
    expect(findingsIn(lottery)).toEqual([])
    expect(found('root.cfg.in', '${:srv}', '${:srvx}')).toEqual([
      'root.cfg.in:12 | error reference-option | did you mean srv?',
    ])
    expect(found('root.cfg.in', '${directory:data}', '${nothing:data}')).toEqual([
      'root.cfg.in:30 | error reference-section',
    ])
  })
})

describe('a request that a macro writes', () => {
  it.each([
    ['name = {{ name }}\n', 'draws.cfg.in:4 | error recipe-option'],
    ['software-url = ${:software-release-url}\n', 'draws.cfg.in:4 | error recipe-option'],
    ['recipe = slapos.cookbook:request.serialised\n', 'draws.cfg.in:2 | error part-recipe'],
  ])('is wrong without %s', (line, finding) => {
    expect(found('draws.cfg.in', line, '')).toEqual([finding])
  })

  it('has the options of slap-connection, which it inherits', () => {
    const url = '${:software-release-url}'
    expect(found('draws.cfg.in', url, '${:software-relese-url}')).toEqual([
      'draws.cfg.in:6 | error reference-option | did you mean software-release-url?',
    ])
  })
})

it('a part that inherits slap-connection alone has no recipe', () => {
  const part = '[paper]\n<= slap-connection\nname = a\n\n'
  expect(found('root.cfg.in', "{{ note('paper') }}\n", part)).toEqual([
    'root.cfg.in:24 | error part-recipe',
  ])
})

it('what a recipe sets is missing with the recipe', () => {
  const recipe = 'recipe = slapos.recipe.build:download\n'
  expect(found('software.cfg', `[draws]\n${recipe}`, '[draws]\n')).toEqual([
    'software.cfg:15 | error reference-option | a recipe sets that, and [draws] has none',
  ])
})

it('the file that an instance runs first has the name that a node looks for', () => {
  expect(found('software.cfg', '/instance.cfg\n', '/instnace.cfg\n')).toEqual([
    'software.cfg:12 | error instance-unbuilt | did you mean instance.cfg?',
  ])
})

it('what buildout always has is misspelt in the section that a template is given', () => {
  expect(found('instance.cfg.in', "buildout['eggs-", "buildout['egg-")).toEqual([
    "instance.cfg.in:3 | error template-undefined | did you mean 'eggs-directory'?",
  ])
})

it('a template of import-list is no module of Python', () => {
  const line = '  key eggs buildout:eggs-directory\n'
  expect(found('instance.cfg.in', line, `${line}  import draws draws\n`)).toEqual([
    "instance.cfg.in:25 | error context-line | write {% import 'draws' as draws %} in the template",
  ])
})

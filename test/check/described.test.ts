import { expect, it } from 'vitest'
import { findingsIn } from './found.js'

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    port: { type: 'integer', default: 8080 },
    name: { $ref: '#/definitions/name' },
    level: { allOf: [{ type: 'integer' }] },
    hosts: { type: 'array' },
  },
  definitions: { name: { type: 'string', enum: ['a', 'b'] } },
}

const open = { ...schema, additionalProperties: true }

/** A profile that publishes what follows it. */
const profile = `[buildout]
parts = x
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
[x]
recipe = slapos.cookbook:publish
`

function release(
  line: string,
  { described = schema as object, serialisation = 'json-in-xml', request = '' } = {},
): Record<string, string> {
  return {
    'software.cfg': `[buildout]
parts = instance
[template-a]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/a.cfg.jinja2
[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
`,
    'software.cfg.json': JSON.stringify({
      name: 'a',
      serialisation,
      'software-type': { default: { request: 'a.json' } },
    }),
    'a.json': JSON.stringify(described),
    'instance.cfg.in': `[buildout]
parts = switch-softwaretype
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration.serialised
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = a:output
[a]
recipe = slapos.recipe.template:jinja2
url = \${template-a:target}
output = $\${buildout:directory}/a.cfg
context =
  key slapparameter_dict slap-configuration:configuration
`,
    'a.cfg.jinja2': `${profile}${line}
${request}
`,
  }
}

it.each([
  ["y = {{ slapparameter_dict['prot'] }}", 'template-undefined | did you mean port?'],
  ['y = {{ slapparameter_dict.prot }}', 'template-undefined | did you mean port?'],
  ["y = {{ slapparameter_dict.pop('prot') }}", 'template-value | did you mean port?'],
  ["y = {{ slapparameter_dict.port + 'a' }}", 'template-value'],
  ["y = {{ 'a' + slapparameter_dict['port'] }}", 'template-value'],
  ["y = {{ slapparameter_dict.get('port', 80) + 'a' }}", 'template-value'],
  ['y = {{ slapparameter_dict.name + 1 }}', 'template-value'],
  ["y = {{ slapparameter_dict.port.split('.') }}", 'template-undefined'],
  ['{% for each in slapparameter_dict.port %}{% endfor %}', 'template-value'],
  ["y = {{ slapparameter_dict.port > 'a' }}", 'template-value'],
])('says what is wrong with %s', (line, found) => {
  expect(findingsIn(release(line))).toEqual([`a.cfg.jinja2:7 | error ${found}`])
})

it.each([
  "y = {{ slapparameter_dict['port'] }} {{ slapparameter_dict.port + 1 }}",
  "y = {{ slapparameter_dict.get('prot', 80) }}",
  "y = {{ slapparameter_dict['port'] ~ 'a' }} {{ slapparameter_dict.name + 'a' }}",
  "y = {{ slapparameter_dict.level + 'a' }} {{ slapparameter_dict.hosts[0] + 1 }}",
  "{% if 'prot' in slapparameter_dict %}y = {{ slapparameter_dict['prot'] }}{% endif %}",
  "y = {{ slapparameter_dict.port | string + 'a' }} {{ '%s' % slapparameter_dict.port }}",
  '{% for key, value in slapparameter_dict.items() %}{{ key }} = {{ dumps(value) }}\n{% endfor %}',
])('says nothing of %s', (line) => {
  expect(findingsIn(release(line))).toEqual([])
})

it('knows no more names where the schema allows others', () => {
  const line = "y = {{ slapparameter_dict['prot'] }}"
  expect(findingsIn(release(line, { described: open }))).toEqual([])
  const patterns = { ...schema, patternProperties: { '^p': {} } }
  expect(findingsIn(release(line, { described: patterns }))).toEqual([])
})

it('knows what a request of the release gives besides', () => {
  const request = `[r]
recipe = slapos.cookbook:request.serialised
software-url = \${slap-connection:software-release-url}
name = r
config-prot = 3
`
  const line = "y = {{ slapparameter_dict['prot'] }}"
  expect(findingsIn(release(line, { request }))).toEqual([])
})

it('knows no types of parameters that come as text', () => {
  const line = "y = {{ slapparameter_dict['port'] + 'a' }}"
  expect(
    findingsIn(release(line, { serialisation: 'xml' })).filter((each) => each.includes('template')),
  ).toEqual([])
})

it('is sure of an ssh URL where the release has the rdiff-backup that refuses it', () => {
  const line = 'ssh-url = ssh://nobody@[::1]:22/${buildout:directory}/srv'
  const versions = (version: string) => {
    const files = release(line)
    const versioned = `${files['software.cfg']!}[versions]\nrdiff-backup = ${version}\n`
    return findingsIn({ ...files, 'software.cfg': versioned })
  }
  expect(versions('2.2.6')).toEqual([
    'a.cfg.jinja2:7 | error ssh-url-slash | an absolute path brings its own slash',
  ])
  expect(versions('1.3.4')).toEqual([
    'a.cfg.jinja2:7 | info ssh-url-slash | an absolute path brings its own slash',
  ])
})

/** The same, where the template is of a type that the release requests by itself. */
function requestedRelease(line: string, config: string, type = 'b'): Record<string, string> {
  const files = release(
    config === ''
      ? ''
      : `[r]
<= slap-connection
recipe = slapos.cookbook:request.serialised
software-url = \${slap-connection:software-release-url}
software-type = ${type}
name = r
${config}`,
  )
  const switched = files['instance.cfg.in']!.replace(
    'default = a:output',
    'default = a:output\nb = b:output',
  )
  const b = `[b]
recipe = slapos.recipe.template:jinja2
url = \${template-b:target}
output = $\${buildout:directory}/b.cfg
context =
  key slapparameter_dict slap-configuration:configuration
`
  return {
    ...files,
    'software.cfg': `${files['software.cfg']}[template-b]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/b.cfg.jinja2
`,
    'instance.cfg.in': switched + b,
    'a.cfg.jinja2': files['a.cfg.jinja2']!.replace(
      'parts = x',
      'parts = x' + (config === '' ? '' : ' r'),
    ),
    'b.cfg.jinja2': `${profile}${line}
`,
  }
}

it.each([
  ["y = {{ slapparameter_dict['prot'] }}", 'template-undefined | did you mean port?'],
  ['y = {{ slapparameter_dict.host }}', 'template-undefined'],
])('holds a type that has no schema to what the release requests it with: %s', (line, found) => {
  expect(findingsIn(requestedRelease(line, 'config-port = 3'))).toEqual([
    `b.cfg.jinja2:7 | error ${found}`,
  ])
})

it('knows no names of a type that may be requested with others', () => {
  const line = "y = {{ slapparameter_dict['prot'] }}"
  expect(findingsIn(requestedRelease(line, 'config-prot = 3'))).toEqual([])
  expect(findingsIn(requestedRelease(line, 'config-{{ slapparameter_dict.name }} = 3'))).toEqual([])
  expect(findingsIn(requestedRelease(line, ''))).toEqual([])
  const other = requestedRelease(line, 'config-port = 3', '{{ slapparameter_dict.name }}')
  expect(findingsIn(other)).toEqual([])
})

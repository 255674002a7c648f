import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { InstanceRequest } from '../../src/plan/index.js'
import { folderOf } from '../support/folder.js'
import { requestTree } from '../../src/release/index.js'
import { givenTo, planned, releaseAt } from '../support/requests.js'
import { software, templateSection } from '../support/software.js'

/** What only the node knows, as `title` and `ip` in the profiles. */
const instanceTitle = 'slap-configuration.instance-title'
const ipv6 = 'slap-configuration.ipv6-random'

const request = (name: string, lines = ''): string => `
[request-${name}]
<= slap-connection
recipe = slapos.cookbook:request
software-url = \${slap-connection:software-release-url}
name = ${name}
${lines}`

/** A release whose types are rendered by Jinja2, each from a text. */
function release(
  types: Readonly<Record<string, string>>,
  more: Record<string, string> = {},
): string {
  const names = Object.keys(types)
  const files = {
    'software.cfg':
      software + names.map((name) => templateSection(name, `template-${name}`)).join(''),
    'instance.cfg.in': `[buildout]
parts = switch-softwaretype
[slap-configuration]
recipe = slapos.cookbook:slapconfiguration.${more['recipe'] ?? 'serialised'}
${more['options'] ?? ''}
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
${names.map((name) => `${name} = dynamic-${name}:output\n`).join('')}
${names
  .map(
    (name) => `[dynamic-${name}]
recipe = slapos.recipe.template:jinja2
url = \${template-${name}:target}
output = $\${buildout:directory}/${name}.cfg
context =
  key slapparameter_dict slap-configuration:configuration
  key title slap-configuration:instance-title
  key ip slap-configuration:ipv6-random
  key type slap-configuration:slap-software-type
  key folder buildout:directory
  section slap slap-configuration
`,
  )
  .join('')}`,
    ...Object.fromEntries(names.map((name) => [`${name}.cfg.jinja2`, types[name]!])),
    ...(more['schema'] === undefined
      ? {}
      : {
          'software.cfg.json': JSON.stringify({
            'software-type': { default: { request: 'input.json' } },
          }),
          'input.json': more['schema'],
        }),
  }
  return join(folderOf(files), 'software.cfg')
}

const ask = (
  types: Readonly<Record<string, string>>,
  parameters: Record<string, unknown> = {},
  more: Record<string, string> = {},
): InstanceRequest[] => planned(releaseAt(release(types, more)), 'default', parameters)

const parts = (...names: string[]): string => `[buildout]\nparts = ${names.join(' ')}\n`

describe('the requests of a profile', () => {
  it('are those that buildout comes to, with their values, and who reads what they return', () => {
    const text = `${parts('publish')}
[publish]
recipe = slapos.cookbook:publish
url = \${request-db:connection-url}
${request('db', 'software-type = db\nreturn = url\n  port\nshared = TRUE\nstate = stopped\nsla-region = eu\nsla-empty =\nconfig-size = {{ dumps([1, None]) }}\nconfig-at = ${:size}G\nsize = 4')}
${request('idle')}`
    const [db, ...others] = ask({ default: text, db: parts() })
    expect(others).toEqual([])
    expect(db).toMatchObject({
      section: 'request-db',
      line: 12,
      name: 'db',
      softwareType: 'db',
      software: null,
      shared: true,
      state: 'stopped',
      isSerialised: false,
      parameters: { size: [1, null], at: '4G' },
      sla: { region: 'eu' },
      returns: ['url', 'port'],
      readBy: { url: ['publish:url'] },
      unknown: {},
      condition: null,
      notFollowed: 'a shared instance runs nothing of its own',
    })
  })

  it.each([
    ['shared = true', true],
    ['slave = true', true],
    ['slave = false', false],
    ['shared = false\nslave = yes', true],
  ])('are shared by the older name of the option too: %j', (lines, shared) => {
    const [a] = ask({ default: `${parts('request-a')}${request('a', lines)}` })
    expect(a!.shared).toBe(shared)
  })

  it('are those that a recipe names without a reference too', () => {
    const text = `${parts('early')}
[early]
recipe = slapos.cookbook:publish-early
-init =
  url request-a:connection-url
  port request-b:connection-port
${request('a')}
${request('b')}`
    expect(ask({ default: text }).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('say what is not known of a value, and what decides it', () => {
    const text = `${parts('request-a', 'request-b')}
${request('a', 'return = url')}
${request('b', "config-url = ${request-a:connection-url}/x\nconfig-title = of {{ title }}\nconfig-list = {{ dumps([title, 'x']) }}\nconfig-file = {{ folder }}/srv\nconfig-both = ${:config-url}")}`
    const [, b] = ask({ default: text })
    expect(b!.parameters).toEqual({
      url: '${request-a:connection-url}/x',
      title: 'of …',
      list: ['…', 'x'],
      file: '…/srv',
      both: '${request-a:connection-url}/x',
    })
    expect(b!.unknown).toEqual({
      'config url': ['request-a.connection-url'],
      'config title': [instanceTitle],
      'config list': [instanceTitle],
      'config file': ['folder-of-the-instance'],
      'config both': ['request-a.connection-url'],
    })
  })

  it('are said to hang on what is not known, and no value is made up for it', () => {
    const text = `[buildout]
parts = request-a
{% if title == 'x' %}
  request-b
{% endif %}
${request('a', "config-n = {{ 1 if title == 'x' else 2 }}\n{% if title == 'y' %}config-m = 1{% endif %}")}
${request('b')}`
    const [a, b] = ask({ default: text })
    expect(a).toMatchObject({ condition: null })
    expect(a!.unknown).toEqual({ 'config n': [instanceTitle], 'config m': [instanceTitle] })
    expect(b).toMatchObject({ name: 'b', condition: instanceTitle })
  })

  it.each([
    ['a branch', "{% if slapparameter_dict.o.get('x') %}|{% endif %}", 'parameters.o.x'],
    [
      'one that both ways of all tests come to',
      "{% if 'x' in slapparameter_dict.o or 'y' not in slapparameter_dict.o %}|{% endif %}",
      'parameters.o',
    ],
    ['one that neither comes to first', "{% if ip == 'x' %}{% elif ip == 'y' %}|{% endif %}", ipv6],
    ['a macro', '{% macro m() %}|{% endmacro %}{% if ip %}{{ m() }}{% endif %}', ipv6],
    ['what was tested before', '{% set it = ip == 1 %}{% if it %}|{% endif %}', ipv6],
  ])('name what decides: %s', (_, around, condition) => {
    const [before = '', after = ''] = around.split('|')
    const text = `${parts('request-b')}\n${before}\n${request('b')}\n${after}`
    const root = `${parts('request-a')}${request('a', 'software-type = child\nconfig-o = ${x:y}\nrecipe = slapos.cookbook:request.serialised').replace('recipe = slapos.cookbook:request\n', '')}`
    const [a] = ask({ default: root, child: text })
    expect(a!.requests.map((each) => each.condition)).toEqual([condition])
  })

  it('are there for each of what only a node knows', () => {
    const text = `[buildout]
parts =
{% for ip in type %}
  request-{{ ip }}
{% endfor %}
{% for ip in title %}
  request-{{ ip }}
{% endfor %}
{% for ip in title %}
${request('{{ ip }}', '{% if ip == 1 %}config-one = 1{% endif %}')}
{% endfor %}`
    const [each, ...others] = ask({ default: text })
    expect(others).toEqual([])
    expect(each).toMatchObject({
      section: 'request-…',
      name: '…',
      each: instanceTitle,
      condition: null,
      unknown: { name: [instanceTitle], 'config one': [instanceTitle] },
    })
  })

  it('are those that a recipe opens by names, and those that code may open', () => {
    const code = (lines: string): string =>
      `${parts('opens')}[opens]\nrecipe = slapos.recipe.build\nnames = !py!['request-a']\ninit =\n  ${lines}\n${request('a')}${request('b')}`
    const found = (text: string): unknown =>
      ask({ default: text }).map(({ name, condition }) => [name, condition])
    const because = 'the code of [opens]'
    expect(found(code("self.buildout['request-b']"))).toEqual([['b', because]])
    expect(found(code("self.buildout['request-' + x]"))).toEqual([
      ['a', because],
      ['b', because],
    ])
    expect(found(code('self.buildout[section]'))).toEqual([['a', because]])
    const cluster = `${parts('cluster')}[cluster]\nrecipe = slapos.cookbook:neoppod.cluster\nnodes = request-b\n${request('b')}`
    expect(found(cluster)).toEqual([['b', null]])
  })

  const set = (code: string, lines = ''): string =>
    `${parts('request-a')}[x]\nrecipe = slapos.recipe.build\none = 1\ntwo = 2\nown = ${'$'}{:one}\ninit =\n  ${code}\n${request('a', `config-one = ${'$'}{x:one}\nconfig-two = ${'$'}{x:two}\nconfig-own = ${'$'}{x:own}\nconfig-new = ${'$'}{x:new}\n${lines}`)}`

  it.each([
    ["options['one'] = 3", ['one']],
    ["self.options['one'] += '3'", ['one']],
    ["if options['one'] == '2': options['new'] = 3", ['new']],
    ["options['one'], options['two'] = f()", ['one', 'two']],
    ['options.update(one=3, new = 4)', ['one', 'new']],
    ["options.update({'two': options['one']})", ['two']],
    ['options.update(found)', ['one', 'own', 'two']],
    ['options[name] = 3', ['one', 'own', 'two']],
    ['for name in (\'one\', "two"):\n    options[name] = 3', ['one', 'two']],
    ["self.buildout['x']['two'] = 3", ['two']],
    ["x = self.buildout['x']\n  x['two'] = 3", ['two']],
    ["options.setdefault('one', 3)", []],
  ])('have no value that code sets otherwise: %s', (code, names) => {
    const [a] = ask({ default: set(code) })
    const found = Object.entries(a!.unknown)
      .filter(([, causes]) => causes.includes('the code of [x]'))
      .map(([what]) => what.slice('config '.length))
    expect(found.sort()).toEqual([...names].sort())
    if (!names.includes('own')) expect(a!.parameters['own']).toBe('1')
  })

  it('are of the release itself only where the URL is the one that a node has for it', () => {
    const from = (name: string, url: string): string =>
      request(name).replace(/software-url = .*/, `software-url = ${url}`)
    const text = `${parts('request-a', 'request-b', 'request-c')}
${from('a', '${:software-release-url}')}
${from('b', '{{ title.other_software_release_url }}')}
${from('c', '${request-a:connection-front-software-release-url}')}`
    const [a, b, c] = ask({ default: text })
    expect([a!.software, a!.unknown]).toEqual([null, {}])
    expect(b!.unknown).toEqual({ software: [`${instanceTitle}.other_software_release_url`] })
    expect(c!.unknown).toEqual({ software: ['request-a.connection-front-software-release-url'] })
    expect([b!.software, c!.software]).not.toContain(null)
    expect([b!.requests, c!.requests]).toEqual([[], []])
  })

  it('have no value that a recipe sets otherwise', () => {
    const text = `${parts('request-b')}
[port]
recipe = slapos.cookbook:free_port
minimum = 1
port = 80
${request('a', 'return = url\nconnection-url = none\nconnection-other = some')}
${request('b', 'config-port = ${port:port}\nconfig-from = ${port:minimum}\nconfig-url = ${request-a:connection-url}\nconfig-other = ${request-a:connection-other}')}`
    const b = ask({ default: text }).find(({ name }) => name === 'b')!
    expect(b.parameters).toMatchObject({ from: '1', other: 'some', port: '${port:port}' })
    expect(Object.keys(b.unknown)).toEqual(['config port', 'config url'])
  })

  it('are one for each country of request.edge, where these are known', () => {
    const edge = (countries: string): string => `${parts('edge', 'publish')}
[edge]
<= slap-connection
recipe = slapos.cookbook:request.edge
software-url = https://host/software.cfg
country-list = ${countries}
name = no
config-x = 1
sla-region = no
return = url
[publish]
recipe = slapos.cookbook:publish
at = \${edge:connection-url-China}`
    const common = { section: 'edge', parameters: { x: '1' }, returns: ['url'], unknown: {} }
    expect(ask({ default: edge('France,China') })).toMatchObject([
      { ...common, name: 'France-edge', sla: { region: 'France' }, readBy: {} },
      { ...common, name: 'China-edge', sla: { region: 'China' }, readBy: { url: ['publish:at'] } },
    ])
    expect(ask({ default: edge('{{ title }}') })).toEqual([])
  })

  it('are said to fail without what the recipe needs', () => {
    const text = `${parts('request-a')}${request('a').replace('name = a\n', '')}`
    expect(ask({ default: text })).toMatchObject([
      { name: '', requests: [], notFollowed: 'it has no name, without which its recipe fails' },
    ])
  })

  it('are of a dict whose keys are known, where what is not known decides what one of them has', () => {
    const text = `{% for k, v in slapparameter_dict.items() %}
{% if v == 'None' %}{% do slapparameter_dict.__setitem__(k, '') %}{% endif %}
{% endfor %}
${parts('request-b')}${request('b', "config-x = {{ slapparameter_dict.get('x') }}\nconfig-u = {{ slapparameter_dict.get('u') }}")}`
    const root = `${parts('request-a')}${request('a', 'software-type = child\nconfig-u = {{ title }}')}`
    const [a] = ask({ default: root, child: text })
    expect(a!.requests[0]).toMatchObject({
      parameters: { x: 'None' },
      unknown: { 'config u': ['parameters.u'] },
    })
  })
})

describe('what is requested', () => {
  const types = {
    default: `${parts('request-web')}${request('web', "software-type = web\nconfig-count = {{ slapparameter_dict['n'] }}\nconfig-title = {{ title }}")}`,
    web: `[buildout]
parts =
{% for i in range(slapparameter_dict['count'] | int) %}
  request-db{{ i }}
{% endfor %}
{% for i in range(slapparameter_dict['count'] | int) %}
${request('db{{ i }}', 'software-type = db\nconfig-kind = {{ type }}\nconfig-title = {{ slapparameter_dict.title }}')}
{% endfor %}`,
    db: parts(),
  }

  it('is rendered with what it is requested with', () => {
    const [web] = ask(types, { n: 2 })
    expect(web!.requests.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['db0', { kind: 'web', title: '…' }],
      ['db1', { kind: 'web', title: '…' }],
    ])
    expect(web!.requests[0]!.unknown).toEqual({ 'config title': ['parameters.title'] })
  })

  it('is a text where it is not sent as JSON', () => {
    const sent = (recipe: string): unknown =>
      ask({
        default: `${parts('request-web')}${request('web', `software-type = web\nrecipe = slapos.cookbook:${recipe}\nconfig-n = {{ dumps([True]) }}`).replace('recipe = slapos.cookbook:request\n', '')}`,
        web: `${parts('request-db')}${request('db', "config-n = {{ slapparameter_dict['n'] | string }}\nconfig-is = {{ slapparameter_dict['n'] is string }}")}`,
      })[0]!.requests[0]!.parameters
    expect(sent('request.serialised')).toEqual({ n: '[True]', is: 'False' })
    expect(sent('request')).toEqual({ n: '[True]', is: 'True' })
  })

  it('is not followed for a reason', () => {
    const text = `${parts('request-a', 'request-b', 'request-c', 'request-d')}
${request('a', 'software-type = nothing')}
${request('b', 'software-type = default')}
${request('c', 'software-type = {{ title }}')}
${request('d').replace('${slap-connection:software-release-url}', 'https://host/software.cfg')}`
    const found = ask({ default: text })
    expect(found.map(({ notFollowed }) => notFollowed)).toEqual([
      'the release has no software type "nothing"',
      'it requests what requests it, with the same parameters',
      'its software type is not known',
      'it is of another release',
    ])
    const deeper = `${parts('request-a')}${request('a', "config-n = {{ slapparameter_dict.get('n', '') }}1")}`
    let each = ask({ default: deeper })[0]!
    for (; each.requests[0]; each = each.requests[0]);
    expect(each.notFollowed).toBe('it is 9 requests below the root')
  })

  it('is not followed where its profile does not render, for what it is refused', () => {
    const types = {
      default: `${parts('request-a')}${request('a', 'software-type = b')}`,
      b: `${parts()}\nx = {{ slapparameter_dict['depth'] }}`,
    }
    expect(ask(types)[0]!.notFollowed).toBe(
      "its profile does not render: 'dict' object has no attribute or key 'depth' (b.cfg.jinja2:4)",
    )
  })

  it('knows its title, which is the name of its request', () => {
    const types = {
      default: `${parts('request-a', 'request-b', 'request-c')}${['a', 'b', '{{ title }}']
        .map((name) => request(name, 'software-type = t'))
        .join('')
        .replace('request-{{ title }}', 'request-c')}`,
      t: `${parts('request-d')}${request('d', "config-title = {{ title }}\nconfig-too = ${slap-configuration:instance-title}\nconfig-is = {{ 1 if title == 'a' else 2 }}")}`,
    }
    expect(ask(types).map(({ requests: [d] }) => d!.parameters)).toEqual([
      { title: 'a', too: 'a', is: '1' },
      { title: 'b', too: 'b', is: '2' },
      { title: '…', too: '${slap-configuration:instance-title}', is: '…' },
    ])
    expect(ask(types)[2]!.requests[0]!.unknown['config title']).toEqual([instanceTitle])
  })

  it('knows its software type, which it is requested with', () => {
    const kind = `config-kind = {{ slap['slap-software-type'] }}`
    const sub = "{% if slap['slap-software-type'] == 'web' %}request-d{% endif %}"
    const [web] = ask({
      default: `${parts('request-a')}${request('a', 'software-type = web')}`,
      web: `[buildout]\nparts = ${sub}\n${request('d', `software-type = leaf\n${kind}`)}`,
      leaf: parts(),
    })
    expect(web!.requests).toMatchObject([
      { name: 'd', condition: null, parameters: { kind: 'web' } },
    ])
    expect(web!.requests[0]!.unknown).toEqual({})
  })

  it('is followed nearest the root first, to a limit', () => {
    const leaves = (name: string, count: number): string =>
      `[buildout]\nparts = {% for i in range(${count}) %} request-${name}{{ i }}{% endfor %}\n{% for i in range(${count}) %}${request(`${name}{{ i }}`, 'software-type = leaf')}{% endfor %}`
    const found = ask({
      default: `${parts('request-a', 'request-b', 'request-c')}${request('a', 'software-type = deep')}${request('b', 'software-type = many')}${request('c', 'software-type = few')}`,
      deep: `${parts('request-d')}${request('d', 'software-type = few')}`,
      many: leaves('m', 2001),
      few: leaves('f', 1500),
      leaf: parts(),
    })
    const [a, b, c] = found
    expect([a, b, c].map((each) => each!.requests.length)).toEqual([1, 0, 1500])
    const tooMany = 'with what it requests there are more than 2000 requests'
    expect([a, b, c].map((each) => each!.notFollowed)).toEqual([null, tooMany, null])
    expect(a!.requests[0]!.notFollowed).toBe(tooMany)
  })

  it('is found in a release without a switch', () => {
    const alone = folderOf({
      'software.cfg': software,
      'instance.cfg.in': `[buildout]\nparts = request-a\n${request('a').replaceAll('${', '$${')}`,
    })
    const found = planned(releaseAt(join(alone, 'software.cfg')), 'default', {})
    expect(found.map(({ name }) => name)).toEqual(['a'])
  })
})

describe('what may be requested besides', () => {
  const besides = (text: string): string[] =>
    requestTree(releaseAt(release({ default: text })), 'default', givenTo('default', {})).besides

  it('is told with its cause', () => {
    const section = (lines: string): string => `${parts('x')}[x]\n${lines}`
    expect(besides(section('recipe = slapos.recipe.build\ninit = self.buildout[name]'))).toEqual([
      'which sections the code of [x] opens is not known',
    ])
    const code = 'p = slap.registerComputerPartition(c, i)\n  p.request(url, type, name)'
    expect(besides(section(`recipe = slapos.recipe.build\ninstall =\n  ${code}`))).toEqual([
      'what the code of [x] requests is not known',
    ])
    const node =
      'recipe = slapos.cookbook:instancenode\nsoftware-type = web\ninstance-db-path = /db'
    expect(besides(section(node))).toEqual([
      '[x] requests an instance of web for each in its database (slapos.cookbook:instancenode, /db)',
    ])
    expect(besides('[buildout]\nparts = {{ title }}')).toEqual([
      `what ${instanceTitle} puts into the profile is not known`,
    ])
    expect(besides('{{ title }}\n[buildout]\nparts =')).toEqual([
      `what ${instanceTitle} puts into the profile is not known`,
    ])
    expect(besides(parts())).toEqual([])
  })
})

describe('parameters that a schema gives', () => {
  const text = `${parts('request-a')}${request('a', "config-n = {{ slapparameter_dict['n'] + 1 }}\nconfig-x = {{ slapparameter_dict.get('x') }}\nconfig-d = {{ slapparameter_dict['deep']['y'] }}")}`
  const schema = JSON.stringify({
    properties: {
      n: { type: 'integer', default: 4 },
      deep: { type: 'object', default: {}, properties: { y: { $ref: '#/$defs/y' } } },
    },
    $defs: { y: { type: 'boolean', default: true } },
    anyOf: [{ properties: { x: { default: 1 } } }],
  })
  const jsonschema = { recipe: 'jsonschema', schema }

  it('are there where the recipe is told to set defaults, and sure where they apply whatever holds', () => {
    const [a] = ask({ default: text }, {}, { ...jsonschema, options: 'set-default = main' })
    expect(a).toMatchObject({
      parameters: { n: '5', x: '…', d: 'True' },
      unknown: { 'config x': ['parameters.x'] },
    })
  })

  it('are numbers again where it is told to, and only then', () => {
    const options = 'set-default = all\nunstringify = main'
    const [a] = ask({ default: text }, { n: '7' }, { ...jsonschema, options })
    expect(a!.parameters['n']).toBe('8')
    expect(() =>
      ask({ default: text }, { n: '7' }, { ...jsonschema, options: 'set-default = all' }),
    ).not.toThrow()
  })
})

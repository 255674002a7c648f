import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import type { Plan } from '../../src/plan/index.js'
import { edited, release } from '../check/before/release.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { software } from '../support/software.js'
import { releaseOf, requesting } from '../support/unknowns.js'

/** A root that takes its count from a parameter, and requests a frontend besides. */
const files = edited(
  'root.cfg.jinja2',
  ['"shop", 2', `"shop", slapparameter_dict.get('clones', 1) | int + 1`],
  [
    '[publish-connection-information]',
    `  request-front
[request-front]
<= slap-connection
recipe = slapos.cookbook:request
software-url = https://host/front.cfg
software-type = {{ slapparameter_dict.get('kind', 'default') }}
name = Front
shared = true
return = domain
config-password = {{ slapparameter_dict.get('secret-word', 'none') }}
config-url = https://\${request-shop:connection-ip}/
[publish-connection-information]
domain = \${request-front:connection-domain}`,
  ],
)
const changedRoot = (...pairs: [string, string][]): Record<string, string> => ({
  ...files,
  'root.cfg.jinja2': pairs.reduce(
    (text, [from, to]) => text.replace(from, to),
    files['root.cfg.jinja2']!,
  ),
})
/** A root that requests db and shop. */
const twoComponents = edited(
  'root.cfg.jinja2',
  [
    '{{ parts.replicate("shop", 2) }}',
    '{{ parts.replicate("shop", 2) }}\n  {{ parts.replicate("db", 2) }}',
  ],
  [
    '{{ replicated.replicate("shop"',
    '{{ replicated.replicate("db", 2, "e", "i", slapparameter_dict=slapparameter_dict) }}\n{{ replicated.replicate("shop"',
  ],
)
const asked = {
  'p.xml': '<instance><parameter id="clones">2</parameter></instance>',
  'q.json': '{"clones": 2, "-sla-3-region": "eu", "-sla-1-region": "eu"}',
  'shop/p.xml': '<instance/>',
}
const all = (): string =>
  folderOf({
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`shop/${name}`, text])),
    ...asked,
  })
const here = (args: string[]) => run(args, { cwd: all() })
const inside = (args: string[]) => run(args, { cwd: `${all()}/shop` })

describe('plan of a release with a secret', () => {
  const given = { 'secret-word': 'SeKrEt99', kind: 'at SeKrEt99', '-sla-0-region': 'eu SeKrEt99' }
  const text = JSON.stringify({ ...given, clones: 'x SeKrEt99' })
  const folder = (): string =>
    folderOf({ ...files, 'p.json': JSON.stringify(given), 'wrong.json': text, 'old.json': '{}' })

  it.each([
    [['p.json']],
    [['p.json', '--format', 'json']],
    [['p.json', '--format', 'html']],
    [['p.json', '--diff', 'old.json']],
    [['wrong.json']],
  ])('masks it wherever it goes: %j', async (args) => {
    const cwd = folder()
    const { stdout, stderr } = await run(['plan', ...args], { cwd })
    expect(stdout + stderr).not.toContain('SeKrEt99')
    const open = await run(['plan', ...args, '--show-secrets'], { cwd })
    expect(open.stdout + open.stderr).toContain('SeKrEt99')
  })

  it.each([[['p.json']], [['p.json', '--format', 'json']], [['p.json', '--diff', 'old.json']]])(
    'masks it in the names of components and requests, and in Python’s text of it: %j',
    async (args) => {
      const named = changedRoot(
        [
          'parts.replicate("shop", slap',
          "parts.replicate(slapparameter_dict.get('my-key', 'shop'), slap",
        ],
        [
          'replicated.replicate("shop", slap',
          "replicated.replicate(slapparameter_dict.get('my-key', 'shop'), slap",
        ],
        ['name = Front', "name = Front {{ slapparameter_dict.get('my-key') }}"],
        ['config-url =', "config-all = {{ slapparameter_dict.get('all') }}\nconfig-url ="],
      )
      const values = { 'my-key': 'SeKrEt99', all: [{ token: 'To"Ke\'n1' }] }
      const own = folderOf({ ...named, 'p.json': JSON.stringify(values), 'old.json': '{}' })
      const { code, stdout, stderr } = await run(['plan', ...args], { cwd: own })
      expect(code).toBe(0)
      expect(stdout).toContain('******')
      expect(stdout + stderr).not.toMatch(/SeKrEt99|Ke..n1|Ken1/)
      const open = await run(['plan', ...args, '--show-secrets'], { cwd: own })
      expect(open.stdout).toMatch(/SeKrEt990|SeKrEt99:/)
    },
  )

  it.each([[[]], [['--format', 'json']]])(
    'masks it in the name of a component that may be requested: %j',
    async (more) => {
      const named = changedRoot([
        '{{ replicated.replicate("shop", slap',
        `{% if title.x %}
{{ replicated.replicate(slapparameter_dict.get('my-key', 'db'), 2, "e", "i") }}
{% endif %}
{{ replicated.replicate("shop", slap`,
      ])
      const own = folderOf({
        ...named,
        'instance.cfg.in': named['instance.cfg.in']!.replace(
          '  raw monitor_template',
          '  section title slap-configuration\n  raw monitor_template',
        ),
        'p.json': '{"my-key": "SeKrEt99"}',
      })
      const { stdout, stderr } = await run(['plan', 'p.json', ...more], { cwd: own })
      expect(stdout.replaceAll('\\"', '"')).toContain('requests "******" (slap-configuration.x)')
      if (more.length > 0) {
        const { components } = JSON.parse(stdout) as { components: unknown[] }
        expect(components).toContainEqual(
          expect.objectContaining({ name: '******', condition: 'slap-configuration.x' }),
        )
      }
      expect(stdout + stderr).not.toContain('SeKrEt99')
    },
  )
})

it('says why the root that requests components cannot be made, and takes no other type in its place', async () => {
  const broken = files['root.cfg.jinja2']!.replace(
    '[buildout]',
    '{% if bogus.x %}{% endif %}\n[buildout]',
  )
  const name = Object.keys(files).find((each) => files[each]!.includes('default = root:output'))!
  const own = files[name]!.replace(
    'default = root:output',
    'default = import:output\nshop = root:output',
  )
  const cwd = folderOf({ ...files, 'root.cfg.jinja2': broken, [name]: own })
  const { code, stdout, stderr } = await run(['plan'], { cwd })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('error "bogus" is undefined [template-undefined]')
})

describe('plan of a release', () => {
  it('takes components and other requests from its root', async () => {
    const { code, stdout, stderr } = await inside(['plan'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('shop: 2 instances, 1 PBS, 5 requests\n')
    expect(stdout).toContain(`Software type default: 1 request besides

  Front: default of https://host/front.cfg (shared)
      in root.cfg.jinja2:13, [request-front]
      password = ******
      url = https://\${request-shop:connection-ip}/  (not known: request-shop.connection-ip)
      returns domain, read by publish-connection-information:domain
      not followed: a shared instance runs nothing of its own
`)
  })

  it.each([
    [['shop', 'p.xml']],
    [['p.xml', 'shop']],
    [['shop/software.cfg', '--parameters', 'p.xml']],
    [['shop', 'p.xml', '--software-type', 'default']],
    [['shop', 'p.xml', '--name', 'shop']],
  ])('with the parameters that are given: %j', async (args) => {
    const { stdout } = await here(['plan', ...args])
    expect(stdout).toContain('shop: 3 instances, 2 PBSs, 9 requests\n')
  })

  it('says where each SLA value comes from, and what matches nothing', async () => {
    const { stdout, stderr } = await here(['plan', 'shop', 'q.json'])
    expect(stdout).toContain('region = eu (id -sla-1-region)')
    expect(stderr).toContain('q.json:1:16: warning "-sla-3-region" matches no request')
  })

  it('is data that fits its schema, one root for each file', async () => {
    const text = readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8')
    const fits = new Ajv2020({ strict: true, strictTypes: false }).compile(
      JSON.parse(text) as object,
    )
    for (const names of [['p.xml'], ['p.xml', 'q.json']]) {
      const { stdout } = await here(['plan', 'shop', ...names, '--format', 'json'])
      const printed = JSON.parse(stdout) as { roots: { requests: { name: string }[] }[] }
      expect(fits(printed), JSON.stringify(fits.errors)).toBe(true)
      expect(printed.roots.length).toBe(names.length)
      expect(printed.roots[0]!.requests.map(({ name }) => name)).toContain('Front')
    }
  })

  it('shows values of a root that the author sets in the place of magic keys', async () => {
    const set = edited('root.cfg.jinja2', [
      '[publish-connection-information]\nrecipe',
      '[request-shop]\nsla-computer_guid = MINE\n[publish-connection-information]\nrecipe',
    ])
    const { stdout } = await run(['plan'], { cwd: folderOf(set) })
    expect(stdout).toContain('computer_guid = MINE (profile)')
  })

  it('gives each of two components the keys that are for it, whoever was handed them first', async () => {
    const keys = '{"-sla-1-computer_guid": "C1", "-sla-shop0-region": "R", "-sla-db0-region": "D"}'
    const cwd = folderOf({ ...twoComponents, 'p.json': keys })
    const { code, stdout, stderr } = await run(['plan', 'p.json', '--format', 'json'], { cwd })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('match')])
    const { components } = JSON.parse(stdout) as { components: Plan[] }
    const slas = components.flatMap(({ requests }) => requests.map(({ name, sla }) => [name, sla]))
    expect(Object.fromEntries(slas)).toMatchObject({
      shop0: { region: { key: '-sla-shop0-region', from: 'nameid' } },
      db0: { region: { key: '-sla-db0-region', from: 'nameid' } },
      shop1: { computer_guid: { key: '-sla-1-computer_guid', from: 'id' } },
      db1: { computer_guid: { key: '-sla-1-computer_guid', from: 'id' } },
    })
    const rendered = await run(['render', 'replicated', '--parameters', 'p.json'], { cwd })
    expect(rendered.stdout.match(/^sla-computer_guid = C1$/gm)?.length).toBe(4)
  })

  it('marks what is found at the requests that it is about, not at those of the other component', async () => {
    const given = {
      '-sla-1-computer_guid': 'C1',
      '-sla-db1-computer_guid': 'D1',
      '-sla-pbs3-region': 'x',
    }
    const cwd = folderOf({ ...twoComponents, 'p.json': JSON.stringify(given) })
    const plan = async (format: string) =>
      (await run(['plan', 'p.json', '--format', format], { cwd })).stdout
    const table = await plan('table')
    const [db = '', shop = ''] = table.split(/^shop: /m)
    expect(db).not.toContain('on one computer')
    expect(shop.match(/on one computer/g)).toHaveLength(2)
    expect(table.match(/-sla-pbs3-region/g)).toHaveLength(1)
    const { components, roots } = JSON.parse(await plan('json')) as {
      components: Plan[]
      roots: { diagnostics: Diagnostic[] }[]
    }
    expect(components.flatMap(({ unused }) => unused)).toEqual(['-sla-pbs3-region'])
    expect(roots[0]!.diagnostics).toMatchObject([
      {
        code: 'shared-fate',
        requests: ['request-shop-pseudo-replicating-1', 'request-pbs-shop-1'],
      },
    ])
    // Each is drawn with its request's title.
    const svg = await plan('svg')
    expect(svg.match(/warning: shop1 and PBS/g)).toHaveLength(2)
    const html = await plan('html')
    expect(html.match(/Magic keys that match no request/g)).toHaveLength(1)
    expect(html.match(/warning: shop1 and PBS/g)).toHaveLength(2)
  })

  it('names what it could have been asked instead, whatever the release has', async () => {
    const alone = folderOf({
      'software.cfg': software,
      'instance.cfg.in': '[buildout]\nparts =\n',
    })
    const plan = (...args: string[]) => run(['plan', ...args], { cwd: alone })
    const { code, stdout } = await plan('--software-type', 'default')
    expect([code, stdout]).toEqual([0, (await plan()).stdout])
    expect(stdout).toContain('Software type default')
    expect((await plan('--software-type', 'x')).stderr).toContain('expected: default\n')
    expect((await plan('--name', 'x')).stderr).toContain(
      'expected: no --name: the root requests no component\n',
    )
  })

  it('shows what fails together where the author’s profile sets it', async () => {
    const own = (section: string): string => `[${section}]\nsla-computer_guid = MINE\n`
    const set = edited('root.cfg.jinja2', [
      '[publish-connection-information]\nrecipe',
      `${own('request-pbs-shop-1')}${own('request-shop-pseudo-replicating-1')}[publish-connection-information]\nrecipe`,
    ])
    const { code, stderr } = await run(['plan'], { cwd: folderOf(set) })
    expect(code).toBe(0)
    expect(stderr).toContain('shop1 and PBS (shop / 1) are on one computer, MINE')
  })

  it.each<[string, string[], string]>([
    ['a type that it does not have', ['shop', '--software-type', 'x'], 'has no type "x"'],
    ['two releases', ['shop', 'shop/software.cfg'], 'several releases are given'],
    ['a count', ['shop', '--count', '3'], '--count describes a component, and the root'],
    ['another component', ['shop', '--name', 'other'], 'has no component "other"'],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await here(['plan', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('offers of one instance more what the root can say', async () => {
    const cwd = all()
    writeFileSync(join(cwd, 'p.json'), '{"-sla-2-computer_guid": "C"}')
    for (const args of [
      ['validate', 'shop', 'p.json'],
      ['plan', 'shop', '--parameters', 'p.json'],
    ]) {
      const { stdout, stderr } = await run(args, { cwd })
      expect(stdout + stderr).toContain('Or 3 instances: a count of 3 in the root?')
      const flagged = await run([...args, '--count', '3'], { cwd })
      expect([flagged.code, flagged.stdout]).toEqual([2, ''])
      expect(flagged.stderr).toContain('--count describes a component, and the root')
    }
  })

  it('says why a root does not render with these parameters', async () => {
    const broken = edited('root.cfg.jinja2', [
      '"shop", 2',
      '"shop", slapparameter_dict[\'clones\']',
    ])
    const { code, stderr } = await run(['plan'], { cwd: folderOf(broken) })
    expect(code).toBe(2)
    expect(stderr).toContain('root.cfg.jinja2:6:')
    expect(stderr).toContain("has no attribute or key 'clones' [template-undefined]")
  })

  it('draws components, and says that a root without any has no picture', async () => {
    for (const format of ['svg', 'dot'])
      expect(await inside(['plan', '--format', format])).toMatchObject({
        code: 0,
        stderr: 'not drawn: what the root requests besides components; see --format table\n',
      })
    expect((await inside(['plan', '--format', 'html'])).stdout).toContain(
      'Front: default of https://host/front.cfg (shared)',
    )
    const plain = { ...release, 'root.cfg.jinja2': '[buildout]\nparts =\n' }
    const { code, stderr } = await run(['plan', '--format', 'svg'], { cwd: folderOf(plain) })
    expect([code, stderr]).toEqual([2, expect.stringContaining('--format table or json')])
  })
})

describe('what is found of a release', () => {
  const twice = changedRoot(
    ['name = Front', 'name = shop1'],
    ["{{ slapparameter_dict.get('kind', 'default') }}", "{{ slapparameter_dict['kind'] }}"],
    ['config-url =', 'config-text = {{ dumps("one\\ntwo") }}\nconfig-url ='],
  )
  const schema = {
    'software.cfg.json': '{"software-type": {"default": {"request": "input.json"}}}',
    'input.json': '{"properties": {"kind": {"enum": ["a"]}}}',
  }
  const parameters = '{"kind": "b", "-sla-9-region": "eu"}'
  const plan = (...args: string[]) =>
    run(['plan', 'p.json', ...args], {
      cwd: folderOf({ ...twice, ...schema, 'p.json': parameters }),
    })

  it('is said beside its requests, a name that is requested twice among it', async () => {
    const { code, stdout, stderr } = await plan()
    expect(code).toBe(1)
    expect(stderr).toContain('root.cfg.jinja2: warning "shop1" is requested by [request-')
    expect(stderr).toContain('the master has one instance of it, given what was requested last')
    expect(stdout).toContain('text = one\\ntwo\n')
  })

  it('is in the data as well', async () => {
    const { stdout } = await plan('--format', 'json')
    const { roots } = JSON.parse(stdout) as { roots: { diagnostics: { code: string }[] }[] }
    expect(roots[0]!.diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['schema-value', 'name-twice']),
    )
  })

  it('is on the page all the same', async () => {
    const { stdout, stderr } = await plan('--format', 'html')
    const text = stdout.replaceAll(/&quot;|&#34;/g, '"')
    for (const message of [
      '"kind" is not what the software',
      '"shop1" is requested by [request-',
      '"-sla-9-region" matches no request',
    ]) {
      expect(stderr).toContain(message)
      expect(text).toContain(message)
    }
  })
})

describe('parameters of a release', () => {
  const schema = {
    'software.cfg.json': JSON.stringify({
      serialisation: 'json-in-xml',
      'software-type': { default: { request: 'input.json' } },
    }),
    'input.json': JSON.stringify({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { clones: { type: 'integer' }, kind: { enum: ['default', 'cdn'] } },
      additionalProperties: false,
    }),
  }
  const cwd = (root: Record<string, string>, parameters: string): string =>
    folderOf({ ...root, ...schema, 'p.json': parameters })

  it.each([
    ['plan', ['plan', 'p.json']],
    ['plan of a root that is refused', ['plan', 'p.json']],
    ['validate', ['validate', 'p.json']],
    ['render', ['render', 'replicated', '--parameters', 'p.json']],
  ])('are held to its own schema by %s', async (what, args) => {
    const isRefused = what.includes('refused')
    const root = isRefused
      ? edited('root.cfg.jinja2', ['"shop", 2', '"shop", slapparameter_dict[\'n\']'])
      : files
    const { code, stdout, stderr } = await run(args, {
      cwd: cwd(root, '{"clones": 1, "kind": "other", "more": "https://user:hunter2@host/"}'),
    })
    expect(code).toBe(isRefused ? 2 : 1)
    const told = stdout + stderr
    expect(told).toContain('p.json:1:23: error "kind" is not what the software\'s schema asks for')
    expect(told).toContain('p.json:1:33: error the software does not know "more"')
    expect(told.includes("has no attribute or key 'n'")).toBe(isRefused)
    if (what !== 'render') expect(told).not.toContain('hunter2')
  })

  it('are held to what it says of the number of backups', async () => {
    const backups = {
      ...schema,
      'input.json': '{"properties": {"resilient-clone-number": {"type": "integer", "maximum": 5}}}',
    }
    const told = async (text: string): Promise<string> => {
      const folder = folderOf({ ...files, ...backups, 'p.json': text })
      return (await run(['validate', 'p.json'], { cwd: folder })).stdout
    }
    const wrong = await told('{"resilient-clone-number": 2.5}')
    expect(wrong).toContain('[schema-value]')
    expect(wrong).toContain('expected: a whole number')
    expect(wrong).not.toContain('bad-clone-number')
  })

  it('say of a root that grows too large what can be done here', async () => {
    const large = changedRoot([
      '[buildout]',
      "{% set x = 'x' * slapparameter_dict['clones'] %}[buildout]",
    ])
    const folder = folderOf({ ...large, 'p.json': '{"clones": 9000000}' })
    const { stderr } = await run(['plan', 'p.json'], { cwd: folder })
    expect(stderr).toContain('[template-limit]')
    expect(stderr).toContain('hint: give it fewer instances')
  })

  it('are not, where its schema does not read', async () => {
    const broken = folderOf({ ...files, ...schema, 'input.json': '{', 'p.json': '{"clones": 1}' })
    const { code, stderr } = await run(['plan', 'p.json'], { cwd: broken })
    expect(code).toBe(0)
    expect(stderr).toContain('not known: whether software.cfg.json accepts the parameters (')
  })

  it('are shown where they make a count that no component can have, beside other files', async () => {
    const folder = folderOf({
      ...files,
      'p.json': '{"kind": "a", "clones": -1}',
      'q.json': '{"-sla-9-region": "eu"}',
    })
    const { code, stdout } = await run(['validate', 'p.json', 'q.json'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toContain('see: p.json:1:25: without "clones" the root is accepted')
    expect(stdout).toContain('q.json:1:3: warning "-sla-9-region" matches no request')
  })

  it('are shown where the stack’s own macros let a count pass too', async () => {
    const macro =
      '{% macro replicate(namebase, nbbackup, typeexport, typeimport) %}{% endmacro %}\n[buildout]\nparts =\n'
    const root = `${macro}{{ replicate("shop", slapparameter_dict.get('clones', 1) | int + 1, 'e', 'i') }}`
    const parameters = '{"kind": "a", "clones": -1}'
    const folder = folderOf({ ...files, 'root.cfg.jinja2': root, 'p.json': parameters })
    for (const command of ['plan', 'validate']) {
      const { stdout, stderr } = await run([command, 'p.json'], { cwd: folder })
      expect(stdout + stderr).toContain(
        'p.json:1:25: error the count is not a number of instances [bad-count]',
      )
      expect(stdout + stderr).toContain(
        'expected: a value with which shop has from 1 to 100,000 instances\n  received: -1\n',
      )
    }
  })

  it('are left out only where the root does not hand them on', async () => {
    const handed = edited('root.cfg.jinja2', [
      'slapparameter_dict=slapparameter_dict',
      `slapparameter_dict=slapparameter_dict, monitor_parameter_dict={'parameter': {'page': slapparameter_dict.get('page', 'x'), 'title': slapparameter_dict.pop('title', 'y')}}`,
    ])
    const folder = folderOf({
      ...handed,
      'p.json': '{"page": "mine", "title": "t", "number": "3"}',
    })
    const { stdout } = await run(['validate', 'p.json'], { cwd: folder })
    expect(stdout.match(/\[reserved-parameter\]/g)?.length).toBe(1)
    expect(stdout).toContain('the parameter "number" is left out')
  })
})

describe('a component behind what is not known', () => {
  it('is said to hang on it', async () => {
    const titled = edited('instance.cfg.in', [
      'key slapparameter_dict slap-configuration:configuration\nimport-list',
      'key slapparameter_dict slap-configuration:configuration\n  key title slap-configuration:instance-title\nimport-list',
    ])
    const behind = (test: string): string =>
      folderOf({
        ...titled,
        'root.cfg.jinja2': files['root.cfg.jinja2']!.replace(
          /\{\{ replicated\.replicate.*\}\}/,
          (found) => `{% if ${test} %}${found}{% endif %}`,
        ),
      })
    const said = (names: string): string =>
      `not known: whether the root of . requests "shop" (${names})\n`
    for (const test of ["title == 'x'", "title != 'x' or not title"]) {
      const { code, stderr, stdout } = await run(['plan'], { cwd: behind(test) })
      expect([code, stderr]).toEqual([0, said('slap-configuration.instance-title')])
      // Who is sent the table alone reads it there as well.
      expect(stdout).toContain(`  ${said('slap-configuration.instance-title')}`)
      const { stdout: json } = await run(['plan', '--format', 'json'], { cwd: behind(test) })
      const { components, roots } = JSON.parse(json) as {
        components: { condition?: string }[]
        roots: { unknown?: string[] }[]
      }
      expect(components[0]!.condition).toBe('slap-configuration.instance-title')
      expect(roots[0]!.unknown).toHaveLength(1)
    }
    const sure = await run(['plan'], { cwd: behind('1') })
    expect(sure.stderr).toBe('')
  })
})

describe('plan --diff of what roots request', () => {
  const pair = (old: Record<string, string>, now: Record<string, string>): string =>
    folderOf(
      Object.fromEntries([
        ...Object.entries(old).map(([name, text]) => [`old/${name}`, text] as const),
        ...Object.entries(now).map(([name, text]) => [`now/${name}`, text] as const),
      ]),
    )
  const diff = async (now: Record<string, string>, ...args: string[]) =>
    run(['plan', '--diff', '../old', ...args], { cwd: `${pair(files, now)}/now` })

  it('shows what is renamed, dropped and changed besides components', async () => {
    const renamed = await diff(changedRoot(['name = Front', 'name = Door']))
    expect(renamed.stdout).toBe(`shop: 2 instances
  nothing changes in what is requested

> Door is renamed, Front before
    a new shared instance; the old one stays, with what it was given, until it is destroyed
`)
    const dropped = await diff(
      changedRoot(['  request-front\n', ''], ['domain = ${request-front:connection-domain}', '']),
    )
    expect(dropped.stdout).toContain('- Front is removed\n')
    const other = await diff(changedRoot(['host/front', 'host/other']))
    expect(other.stdout).toContain(
      '    software: https://host/front.cfg -> https://host/other.cfg\n',
    )
    expect((await diff(files)).stdout).toBe(
      'shop: 2 instances\n  nothing changes in what is requested\n',
    )
  })

  it('is data too, and takes a plan that was saved', async () => {
    const folder = pair(files, changedRoot(['name = Front', 'name = Door']))
    const saved = await run(['plan', '--format', 'json'], { cwd: `${folder}/old` })
    const cwd = folderOf({
      ...changedRoot(['name = Front', 'name = Door']),
      'plan.json': saved.stdout,
    })
    const { stdout } = await run(['plan', '--diff', 'plan.json', '--format', 'json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      requests: [{ kind: 'renamed', request: ['Door'], before: 'Front', changes: [] }],
    })
    const wrong = saved.stdout.replace('"section": "request-front"', '"section": 1')
    const broken = folderOf({ ...files, 'plan.json': wrong })
    const refused = await run(['plan', '--diff', 'plan.json'], { cwd: broken })
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is not a plan')])
  })

  it('compares one type on both sides, and says where there is none', async () => {
    const other = edited('instance.cfg.in', ['default = root:output', 'resilient = root:output'])
    const both = edited('instance.cfg.in', [
      'default = root:output',
      'default = root:output\nresilient = export:output',
    ])
    const now = other
    const differs = await run(['plan', '--diff', '../old'], { cwd: `${pair(files, now)}/now` })
    expect(differs.stderr).toContain(
      'compared: default of ../old, which has no type resilient, with that\n',
    )
    const same = await run(['plan', '--diff', '../old'], { cwd: `${pair(both, now)}/now` })
    expect(same.stderr).not.toContain('compared: default of')
  })

  it('of parameters asks the same root with both', async () => {
    const { stdout } = await here(['plan', 'shop', 'p.xml', '--diff', 'shop/p.xml'])
    expect(stdout).toContain('shop: 3 instances, 2 before\n')
  })
})

describe('the other commands in a release', () => {
  it('validate parameters with what its root makes of them', async () => {
    const { code, stdout } = await here(['validate', 'shop', 'q.json', 'p.xml'])
    expect(code).toBe(1)
    expect(stdout).toContain('"-sla-3-region" matches no request')
    expect(stdout).not.toContain('"-sla-1-region" matches')
    expect((await inside(['validate', 'p.xml'])).stdout).toBe('')
    const none = await here(['validate', 'shop'])
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('no parameters are given'),
    ])
  })

  it('validate says why the root is refused for some', async () => {
    const broken = edited('root.cfg.jinja2', [
      '"shop", 2',
      '"shop", slapparameter_dict[\'clones\']',
    ])
    const cwd = folderOf({ ...broken, ...asked, 'n.json': '{}' })
    const { code, stdout } = await run(['validate', 'n.json', 'q.json'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain("has no attribute or key 'clones'")
    expect(stdout).toContain('"-sla-3-region" matches no request')
  })

  it('render and schema take its components', async () => {
    const { code, stdout } = await inside(['render', 'replicated', '--parameters', '../p.xml'])
    expect(code).toBe(0)
    expect(stdout).toContain('[request-shop-pseudo-replicating-2]')
    expect((await inside(['schema'])).stdout).toContain('shop (2 instances)')
    const plain = { ...release, 'root.cfg.jinja2': '[buildout]\nparts =\n' }
    const none = await run(['render', 'replicated'], { cwd: folderOf(plain) })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('requests no component')])
  })
})

describe('plan of a release whose profile names what nothing has', () => {
  const profile = (part: string, lines: string): string =>
    releaseOf(`[buildout]\nparts = a q ${part}\n${requesting('')}${requesting(lines, 'q')}`)
  const codes = ['part-missing', 'macro-missing', 'reference-section', 'reference-option']
  type Found = { code: string; range: unknown }

  it('says so, as check does', async () => {
    const path = profile('nopart', 'config-x = ${nosection:x} ${a:nooption}\n<= nomacro')
    const { code, stdout, stderr } = await run(['plan', path, '--format', 'json'], {})
    expect(code).toBe(1)
    const { roots } = JSON.parse(stdout) as { roots: { diagnostics: Found[] }[] }
    const found = roots[0]!.diagnostics
    expect(found.map((each) => each.code).sort()).toEqual([...codes].sort())
    expect(stderr).toContain('error the part nopart has no section [part-missing]')
    expect(stderr).not.toContain('--given')
    const checked = await run(['check', path, '--format', 'json'], {})
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: Found[] }
    for (const { code: of, range } of found) {
      const same = expect.objectContaining({ code: of, range }) as unknown
      expect(diagnostics).toContainEqual(same)
    }
  })

  it('and not of what it may have', async () => {
    const path = profile(
      '{{ d.part }}',
      'config-x = ${slap-parameter:x} ${b:connection-ip} {{ d.x }}',
    )
    const { stderr } = await run(['plan', path], {})
    expect(stderr).toContain('[reference-section]')
    const other = profile(
      '{{ d.part }}',
      'config-x = ${slap-parameter:x} ${a:connection-{{ d.x }}}',
    )
    expect(await run(['plan', other], {})).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('plan of a root that renders to', () => {
  const macro = `{% macro replicate(namebase, nbbackup, typeexport, typeimport) %}
[request-{{ namebase }}]
<= slap-connection
recipe = slapos.cookbook:request
software-url = http://x
name = {{ namebase }}0
software-type = {{ typeexport }}
{% for i in range(1, nbbackup) %}[request-{{ namebase }}-pseudo-replicating-{{ i }}]
<= request-{{ namebase }}
name = {{ namebase }}{{ i }}
{% endfor %}{% endmacro %}
[buildout]
parts = request-shop
`
  const call = `{{ replicate("shop", slapparameter_dict.get('clones', 1) | int + 1, 'e', 'i') }}`

  it('a leader alone, for a count that is less than one', async () => {
    const folder = folderOf({
      ...files,
      'root.cfg.jinja2': `${macro}${call}`,
      'p.json': '{"kind": "a", "clones": -1}',
    })
    const { code, stdout, stderr } = await run(['plan', 'p.json'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toContain('shop: 1 instance, 1 request\n')
    expect(stderr).toContain(
      'p.json:1:25: error the count is not a number of instances [bad-count]',
    )
    const validated = await run(['validate', 'p.json'], { cwd: folder })
    expect(validated.code).toBe(1)
    expect(validated.stdout).toContain('p.json:1:25: error the count')
  })

  it('what the renderer refuses to make, which is told', async () => {
    const text = `${macro}${call}\n[request-shop]\nconfig-host = {{ [1] | random }}\n`
    const folder = folderOf({ ...files, 'root.cfg.jinja2': text })
    const { stdout } = await run(['plan'], { cwd: folder })
    expect(stdout).toMatch(/shop0 is given\n +host = … {2}\(not known: .*random.*\)\n/)
    const { stdout: json } = await run(['plan', '--format', 'json'], { cwd: folder })
    expect(json).toMatch(/"config host": \[\s+".*random.*"/)
  })
})

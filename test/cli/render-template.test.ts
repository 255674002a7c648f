import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseProfile, replicateParts } from '../../src/index.js'
import { run } from '../support/run.js'

const example = fileURLToPath(new URL('../../examples/template/', import.meta.url))

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'resilient-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const render = (...args: string[]) => run(['render', 'template', ...args], { cwd: folder })

describe('render template', () => {
  it('renders the example root template, wired', async () => {
    const args = 'instance-shop-resilient.cfg.jinja2 --parameters shop.xml --context node.json'
    const ran = await run(['render', 'template', ...args.split(' ')], { cwd: example })
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    const sections = parseProfile(ran.stdout).toObject()
    const parts = sections['buildout']!['parts +']!.split('\n').map((part) => part.trim())
    expect(parts.filter((part) => part !== '')).toEqual([
      'publish-connection-information',
      '${resilient-answers-promise-bin:part}',
      ...replicateParts('shop', 3),
    ])
    expect(sections['buildout']!['offline']).toBe('true')
    expect(sections['request-shop']!['config-title']).toBe('Shop')
    expect(sections['request-shop-pseudo-replicating-2']!['sla-computer_guid']).toBe('COMP-2')
    expect(sections['request-pbs-shop-2']!['sla-computer_guid']).toBe('COMP-3')
    expect(sections['publish-connection-information']!['recipe']).toBe('slapos.cookbook:publish')
  })

  it('finds what is imported beside the template, and by alias', async () => {
    write('a/root.cfg', '{% import "lib/m.cfg" as m %}{% import "x" as x %}{{ m.f() }}{{ x.v }}\n')
    write('a/lib/m.cfg', '{% from "n.cfg" import g %}{% macro f() %}{{ g() }}{% endmacro %}')
    write('a/lib/n.cfg', '{% macro g() %}n{% endmacro %}')
    write('other.cfg', '{% set v = "alias" %}')
    const ran = await render('a/root.cfg', '--import', 'x=other.cfg')
    expect(ran).toEqual({ code: 0, stdout: 'nalias', stderr: '' })
  })

  it('says which magic keys match nothing, once for all components, as check does', async () => {
    write(
      'root.cfg.jinja2',
      [
        "{% import 'parts' as parts %}{% import 'replicated' as replicated with context %}",
        '[buildout]\nparts +=',
        '{% for name in ["a", "b"] %}{{ parts.replicate(name, 2) }}{% endfor %}',
        '{% for name in ["a", "b"] %}',
        '{{ replicated.replicate(name, 2, "e", "i", slapparameter_dict=slapparameter_dict) }}',
        '{% endfor %}\n',
      ].join('\n'),
    )
    write('p.json', '{"-sla-a0-region": "x", "-sla-bb1-region": "y", "-sla-1-": "z"}')
    const given = ['root.cfg.jinja2', '--parameters', 'p.json']
    const ran = await render(...given)
    expect([ran.code, ran.stderr.match(/^p\.json:.*$/gm)]).toEqual([
      0,
      [
        'p.json:1:50: warning "-sla-1-" is not a complete magic key, and is left out [sla-malformed]',
        'p.json:1:26: warning "-sla-bb1-region" matches no request, and is left out [sla-unmatched]',
      ],
    ])
    expect(ran.stderr).toContain('did you mean -sla-b1-region?')
    expect(parseProfile(ran.stdout).toObject()['request-a']!['sla-region']).toBe('x')
    expect(await render(...given, '--strict')).toMatchObject({ code: 2, stdout: '' })
    const given_ = ['--given', 'monitor-promise-base', '--given', 'publish']
    const checked = await run(['check', ...given, ...given_], { cwd: folder })
    expect(checked.stdout.match(/sla-\w+\]$/gm)).toEqual(['sla-malformed]', 'sla-unmatched]'])
    write('other.cfg.jinja2', '[a]\nb = {{ slapparameter_dict|length }}\n')
    expect((await render('other.cfg.jinja2', '--parameters', 'p.json')).stderr).toBe('')
  })

  const call = (args: string): string =>
    `{% import 'replicated' as r %}\n[buildout]\nparts =\n\n{{ r.replicate(${args}) }}\n`

  it('says which magic keys are handed to no component', async () => {
    write('root.cfg.jinja2', call('"a", 2, "e", "i"'))
    write('p.json', '{"-sla-1-region": "x", "title": "t"}')
    const ran = await render('root.cfg.jinja2', '--parameters', 'p.json')
    expect(ran.stderr).toMatch(
      /^p\.json:1:3: warning "-sla-1-region" is not passed to any component/,
    )
    expect(ran.stderr).toContain('slapparameter_dict=slapparameter_dict')
    expect(ran.stderr).not.toContain('title:')
  })

  it('says at its call what is wrong with a component, with parameters or without', async () => {
    write('root.cfg.jinja2', call('"a", 2, "e", "e"'))
    write('p.json', '{}')
    for (const more of [[], ['--parameters', 'p.json']]) {
      const ran = await render('root.cfg.jinja2', ...more)
      expect([ran.code, ran.stderr]).toEqual([
        0,
        expect.stringMatching(/^root\.cfg\.jinja2:5:6: warning .*\[same-type\]$/m),
      ])
      const checked = await run(['check', 'root.cfg.jinja2', ...more], { cwd: folder })
      expect(checked.stdout).toMatch(/^root\.cfg\.jinja2:5:6: warning .*\[same-type\]$/m)
    }
    write('twice.cfg.jinja2', call('"a", 2, "e", "i"') + '{{ r.replicate("a", 2, "e", "i") }}\n')
    const twice = await render('twice.cfg.jinja2')
    expect([twice.code, twice.stderr]).toEqual([
      0,
      expect.stringMatching(/^twice\.cfg\.jinja2:6:6: warning .*\[duplicate-section\]$/m),
    ])
    const checked = await run(['check', 'twice.cfg.jinja2'], { cwd: folder })
    expect(checked.stdout).toMatch(/^twice\.cfg\.jinja2:6:6: error .*\[duplicate-section\]$/m)
  })

  it('says which requests are not among the parts', async () => {
    const root = (parts: string): string =>
      `{% import 'parts' as parts %}{% import 'replicated' as r %}\n[buildout]\nparts +=\n${parts}\n` +
      '\n{{ r.replicate("a", 3, "e", "i") }}\n'
    write('less.cfg.jinja2', root('{{ parts.replicate("a", 2) }}'))
    write('none.cfg.jinja2', root('  publish'))
    write('good.cfg.jinja2', root('{{ parts.replicate("a", 3) }}'))
    const said = async (file: string) => (await render(file)).stderr
    expect(await said('less.cfg.jinja2')).toMatch(
      /^less\.cfg\.jinja2:6:6: warning request-a-pseudo-replicating-2, .*\[part-unlisted\]$/m,
    )
    expect(await said('none.cfg.jinja2')).toContain("{{ parts.replicate('a', '3') }}")
    expect(await said('good.cfg.jinja2')).toBe('')
    const guard = '  ${resilient-answers-promise-bin:part}\n'
    const listed = (await render('good.cfg.jinja2')).stdout
    expect(listed).toContain(guard)
    const [, names = ''] = listed.replace(guard, '').split('parts +=\n')
    write('unguarded.cfg.jinja2', root(names))
    expect(await said('unguarded.cfg.jinja2')).toContain('so nothing guards what is published')
    write('own.cfg', 'x\n{% macro replicate(a, b, c, d) %}[request-a]\n{% endmacro %}')
    const own = await render('unguarded.cfg.jinja2', '--import', 'replicated=own.cfg')
    expect(own.stderr).not.toContain('guards')
  })

  it('finds nothing lost in the monitors of a second component', async () => {
    const monitored = (name: string) =>
      `{{ r.replicate("${name}", 2, "e", "i", monitor_parameter_dict={'return': ['monitor-base-url']}) }}\n`
    write('root.cfg.jinja2', `{% import 'replicated' as r %}\n${monitored('a')}${monitored('b')}`)
    const { stdout } = await run(['check', 'root.cfg.jinja2'], { cwd: folder })
    expect(stdout).not.toContain('option-twice')
  })

  it('gives modules by name, to check too', async () => {
    write('root.cfg.jinja2', '[a]\nb = {{ json_module.dumps([1]) }}\n')
    const module = ['--module', 'json_module=json']
    expect(await render('root.cfg.jinja2', ...module)).toMatchObject({
      code: 0,
      stdout: '[a]\nb = [1]',
    })
    const check = (...args: string[]) => run(['check', 'root.cfg.jinja2', ...args], { cwd: folder })
    expect(await check(...module)).toMatchObject({ code: 0 })
    // Of no release, it may be given whatever its recipe says.
    expect(await check()).toMatchObject({ code: 0, stdout: '' })
    expect((await render('root.cfg.jinja2', '--module', 'json')).stderr).toContain(
      'json_module=json',
    )
    expect((await render('root.cfg.jinja2', '--module', 'x=os')).stderr).toContain(
      'the module os is not known here',
    )
    write('plain.cfg', '[a]\nb = {{ j.dumps(1) }}\n')
    for (const bad of ['j=os', 'j', '1a=json']) {
      const checked = await run(['check', 'plain.cfg', '--module', bad], { cwd: folder })
      expect([bad, checked.code]).toEqual([bad, 2])
    }
    const twice = ['--module', 'j=json', '--module', 'j=urllib.parse']
    expect((await render('root.cfg.jinja2', ...twice)).stderr).toContain('twice')
  })

  it('keeps the order and the types of what it is given', async () => {
    write('root.cfg', '{{ slapparameter_dict }} {{ x }}\n')
    write('p.json', '{"10": true, "9": null, "items": 2.5, "constructor": {"a": [1]}}')
    write('c.json', '{"x": {"b": 1, "10": 1.0, "9": "é"}}')
    const ran = await render('root.cfg', '--parameters', 'p.json', '--context', 'c.json')
    expect(ran.stdout).toBe(
      "{'10': True, '9': None, 'items': 2.5, 'constructor': {'a': [1]}} {'b': 1, '10': 1.0, '9': 'é'}",
    )
  })

  it('keeps them inside of JSON parameters, in XML too', async () => {
    write('root.cfg', '{{ slapparameter_dict }}')
    const json =
      '{"a": {"10": 1.0, "9": [{"2": 1, "1": 2}]}, "7": null, "f": 1.0, "l": [1e2, -0.0]}'
    write('parameters.json', json)
    write('parameters.xml', `<instance><parameter id="_">${json}</parameter></instance>`)
    for (const file of ['parameters.json', 'parameters.xml']) {
      expect((await render('root.cfg', '--parameters', file)).stdout).toBe(
        "{'a': {'10': 1.0, '9': [{'2': 1, '1': 2}]}, '7': None, 'f': 1.0, 'l': [100.0, -0.0]}",
      )
    }
  })

  it('points into the file that a failure is about, and writes nothing', async () => {
    write('root.cfg', '{% import "m.cfg" as m %}\n{{ m.f(1) }}\n')
    write('m.cfg', '\n{% macro f(x) %}\n  {{ y }}{% endmacro %}')
    write('out.cfg', 'old')
    const ran = await render('root.cfg', '-o', 'out.cfg')
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('m.cfg:3:6: error "y" is undefined [template-undefined]')
    expect(ran.stderr).toContain('> 3 |   {{ y }}{% endmacro %}')
    expect(readFileSync(join(folder, 'out.cfg'), 'utf8')).toBe('old')
  })

  it.each([
    ['{"a": 1,\n}', '2:1', 'remove the comma before it'],
    ["{'a': 1}", '1:2', 'JSON allows only double quotes'],
    ['{"a": NaN, "b": True}', '1:17', 'JSON writes true'],
    ['', '1:1', 'the text is not JSON'],
  ])('says where a context is not JSON: %j', async (text, place, says) => {
    write('root.cfg', 'ok')
    write('bad.json', text)
    const { code, stderr } = await render('root.cfg', '--context', 'bad.json')
    expect(code).toBe(2)
    expect(stderr).toContain(`bad.json:${place}`)
    expect(stderr).toContain(says)
  })

  it('keeps a byte order mark, as a node does, of what is imported too', async () => {
    write('root.cfg', '\ufeff{% import "m.cfg" as m %}{{ m.f() }}')
    write('m.cfg', '\ufeff{% macro f() %}\ufeffx{% endmacro %}')
    write('other.cfg', '\ufefft')
    expect((await render('root.cfg')).stdout).toBe('\ufeff\ufeffx')
    write('including.cfg', '{% include "other" %}')
    const included = await render('including.cfg', '--import', 'other=other.cfg')
    expect(included.stdout).toBe('\ufefft')
  })

  it('refuses what it cannot use', async () => {
    write('root.cfg', '{% for x in range(2000) %}{% endfor %}ok\n')
    write('bad.json', '{"a": 1,}')
    for (const [args, code] of [
      [['--import', 'x'], 'bad-flag'],
      [['--max-steps', 'many'], 'bad-flag'],
      [['--max-steps', '100'], 'template-limit'],
      [['--context', 'bad.json'], 'json-syntax'],
      [['--context', 'nothing.json'], 'unreadable-file'],
    ] as const) {
      const ran = await render('root.cfg', ...args)
      expect([ran.code, ran.stdout]).toEqual([2, ''])
      expect(ran.stderr).toContain(`[${code}]`)
    }
    expect((await render('root.cfg', '--max-steps', '5000')).stdout).toBe('ok')
  })
})

import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../src/index.js'
import { release } from '../check/before/release.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

/** Macros as a stack may have them: the first call takes every magic key away, and sets no mode. */
const macros = `{% macro replicate(namebase, nbbackup, typeexport, typeimport, slapparameter_dict={}) %}
{% set keys = [] %}
{% for key in list(slapparameter_dict) %}{% if key.startswith('-sla-') %}{% do keys.append((key, slapparameter_dict.pop(key))) %}{% endif %}{% endfor %}
{% for i in range(nbbackup) %}
[request-{{ namebase }}{% if i %}-pseudo-replicating-{{ i }}{% endif %}]
<= base
name = {{ namebase }}{{ i }}
software-type = {{ typeimport if i else typeexport }}
{% for key, value in keys %}{% if key == '-sla-%s-region' % i %}sla-region = {{ value }}{% endif %}
{% endfor %}
{% endfor %}
{% endmacro %}
`
const root = `${macros}
[buildout]
parts = request-db request-db-pseudo-replicating-1 request-shop request-shop-pseudo-replicating-1
[base]
recipe = slapos.cookbook:request
software-url = \${slap-connection:software-release-url}
return = url
{{ replicate("db", 2, "e", "i", slapparameter_dict=slapparameter_dict) }}
{{ replicate("shop", 2, "e", "i", slapparameter_dict=slapparameter_dict) }}
[request-db]
recipe = slapos.cookbook:request.serialised
return += ip
config-list = {{ dumps([1, 'a']) }}
`
const cwd = (text: string): string =>
  folderOf({ ...release, 'root.cfg.jinja2': text, 'p.json': '{"-sla-1-region": "eu"}' })
const render = (text: string, ...more: string[]) =>
  run(['render', 'replicated', '--parameters', 'p.json', ...more], { cwd: cwd(text) })

describe('render replicated in a release', () => {
  it('prints the sections that the root makes of its components, by its own macros', async () => {
    const { code, stdout } = await render(root)
    expect(code).toBe(0)
    const { buildout, ...sections } = parseProfile(stdout).toObject()
    expect(buildout!['parts +']!.trim().split(/\s+/)).toEqual(Object.keys(sections))
    const base = { 'software-url': '${slap-connection:software-release-url}', return: 'url' }
    const request = { ...base, recipe: 'slapos.cookbook:request' }
    expect(sections).toEqual({
      'request-db': {
        ...request,
        recipe: 'slapos.cookbook:request.serialised',
        ...{ name: 'db0', 'software-type': 'e', return: 'url\nip', 'config-list': "!py![1, 'a']" },
      },
      'request-db-pseudo-replicating-1': {
        ...request,
        ...{ name: 'db1', 'software-type': 'i', 'sla-region': 'eu' },
      },
      'request-shop': { ...request, name: 'shop0', 'software-type': 'e' },
      'request-shop-pseudo-replicating-1': { ...request, name: 'shop1', 'software-type': 'i' },
    })
  })

  it('makes nothing up', async () => {
    const unknown = `${root}config-title = {{ title['instance-title'] }}\n`
    const asked = unknown.replace(
      'config-list',
      '{% if title.x %}config-x = 1{% endif %}\nconfig-list',
    )
    const context = release['instance.cfg.in']!.replace(
      '  raw monitor_template',
      '  section title slap-configuration\n  raw monitor_template',
    )
    const folder = folderOf({ ...release, 'root.cfg.jinja2': asked, 'instance.cfg.in': context })
    const { stdout, stderr } = await run(['render', 'replicated'], { cwd: folder })
    expect(stdout).toContain('config-title = …\n')
    expect(stderr).toContain(
      'not known: config-title of [request-db] (slap-configuration.instance-title)',
    )
    expect(stderr).toContain('not known: config-x of [request-db] (slap-configuration.x)')
    // Standard error does not go along with the file.
    const head = stdout.slice(0, stdout.indexOf('[buildout]'))
    for (const each of stderr.match(/^not known: .*$/gm)!) expect(head).toContain(`# ${each}\n`)
  })

  it('says before a section that it may not be there', async () => {
    const asked = root.replace(
      '{{ replicate("shop", 2, "e", "i", slapparameter_dict=slapparameter_dict) }}',
      (call) => `{% if title.x %}${call}{% endif %}`,
    )
    const context = release['instance.cfg.in']!.replace(
      '  raw monitor_template',
      '  section title slap-configuration\n  raw monitor_template',
    )
    const folder = folderOf({ ...release, 'root.cfg.jinja2': asked, 'instance.cfg.in': context })
    const { stdout } = await run(['render', 'replicated', '-o', '-'], { cwd: folder })
    expect(stdout).toContain(
      '# not known: whether the root of . requests "shop" (slap-configuration.x)\n',
    )
    expect(stdout).toContain(
      '\n\n# not known: whether there is [request-shop] (slap-configuration.x)\n[request-shop]\n',
    )
    expect(stdout).not.toContain('there is [request-db]')
    expect(parseProfile(stdout).diagnostics).toEqual([])
  })

  it.each([
    ['--encoding', 'plain'],
    ['--extends', 'monitor.cfg'],
  ])('refuses what is for sections of ours: %s', async (...flag) => {
    const { code, stdout, stderr } = await render(root, ...flag)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${flag[0]} is for sections of ours`)
  })
})

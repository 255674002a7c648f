import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/index.js'
import { folderOf } from '../../support/folder.js'
import { run } from '../../support/run.js'
import { edited, release, type Release } from './release.js'

const inFolder = (name: string, files: Release) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]))

async function move(now: Release, ...flags: string[]) {
  const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', now) })
  const args = ['check', 'now', '--before', 'old', ...flags]
  const { stdout, code, stderr } = await run([...args, '--format', 'json'], { cwd })
  expect(stderr).toMatch(/^compared with old(?: in (?:\d of )?4 software types)?; /)
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] }
  const told = diagnostics.map(
    ({ code, severity, file, range, path }) =>
      `${severity} ${code} ${file}:${range?.start.line} ${path}`,
  )
  const text = async () => (await run(args, { cwd })).stdout
  return { code, told, diagnostics, text }
}

const ready = 'stack/resilient/ready.cfg.in'

describe('check --before', () => {
  it('finds nothing where nothing changed', async () => {
    expect(await move(release)).toMatchObject({ code: 0, told: [] })
  })

  it('names a switch part of another name, and how to keep it', async () => {
    const now = edited('instance.cfg.in', ['switch_softwaretype', 'switch-softwaretype'])
    const { code, told, text } = await move(now)
    expect(code).toBe(1)
    expect(told).toEqual(['error switch-renamed now/instance.cfg.in:4 switch-softwaretype:recipe'])
    const shown = await text()
    expect(shown).toContain('expected: [switch_softwaretype]')
    expect(shown).toContain('hint: keep the name switch_softwaretype')
    expect(shown).toContain('see: old/instance.cfg.in:4:1')
  })

  it('names a switch part that is gone', async () => {
    const { told } = await move({ ...release, 'instance.cfg.in': '[buildout]\nparts =\n' })
    expect(told).toContain(
      'warning switch-renamed old/instance.cfg.in:4 switch_softwaretype:recipe',
    )
  })

  it('takes for the switch part what the parts lead to', async () => {
    const now = edited(
      'instance.cfg.in',
      ['parts = switch_softwaretype', 'parts = $${choice:part}'],
      [
        '[import]',
        '[choice]\npart = switch_softwaretype\n[other]\n<= switch_softwaretype\n[import]',
      ],
    )
    expect((await move(now)).told).toEqual([])
  })

  describe('of ports', () => {
    const at = (...edits: [string, string][]) => move(edited(ready, ...edits))

    it('names one whose section is renamed', async () => {
      const { told } = await at(['page-port', 'takeover-port'])
      expect(told).toEqual([`warning port-section-lost now/${ready}:3 takeover-port:recipe`])
    })

    it('names one whose section draws none any more', async () => {
      const { told } = await at(['slapos.cookbook:free_port', 'slapos.recipe.build'])
      expect(told).toEqual([`warning port-section-lost now/${ready}:3 page-port:recipe`])
    })

    it('tells a range that no longer holds the old one, unless the node computes it', async () => {
      const { code, told } = await at(['= 9000', '= 9005'], ['= 9009', '= 9015'])
      expect([code, told]).toEqual([
        0,
        [`info port-range-changed now/${ready}:5 page-port:minimum`],
      ])
      expect((await at(['= 9009', '= 9019'])).told).toEqual([])
      const computed = '[ranges]\nrecipe = slapos.recipe.build\nfirst = 1\n'
      const now = edited(ready, ['= 9000', '= $${ranges:first}'])
      expect((await move({ ...now, [ready]: computed + now[ready]! })).told).toEqual([])
    })

    it('names one that a profile said', async () => {
      const { told } = await move(edited('instance.cfg.in', ['8000', '8001']))
      expect(told).toEqual([
        'warning port-section-lost old/instance.cfg.in:15 web-takeover:listening-port',
      ])
      const range = 'listening-port = $${page-ports:first}\n[page-ports]\nfirst = 8000'
      const kept = edited('instance.cfg.in', ['listening-port = 8000', range])
      expect((await move(kept)).told).toEqual([])
    })
  })

  describe('of requests', () => {
    it('names what is no longer asked for, at the old call, and what is asked for anew', async () => {
      const fewer = await move(edited('root.cfg.jinja2', ['"shop", 2', '"shop", 1']))
      expect(fewer.code).toBe(1)
      expect(fewer.told.filter((each) => each.startsWith('error'))).toEqual([
        'error request-lost old/root.cfg.jinja2:10 request-shop-pseudo-replicating-1:name',
        'error request-lost old/root.cfg.jinja2:10 request-pbs-shop-1:name',
        'error request-lost old/root.cfg.jinja2:10 request-pull-backup-server-shop-1:name',
        'error request-lost old/root.cfg.jinja2:10 request-pull-backup-server-shop-backup-1:name',
      ])
      expect(await fewer.text()).toContain('"PBS (shop / 1)" is no longer requested')
      const more = await move(edited('root.cfg.jinja2', ['"shop", 2', '"shop", 3']))
      expect([more.code, new Set(more.diagnostics.map(({ code }) => code))]).toEqual([
        0,
        new Set(['request-new']),
      ])
    })

    it('names one that is renamed, keys that are not returned, an archive that begins anew', async () => {
      const request = (name: string, keys: string, archive: string) =>
        `[buildout]\nparts = request-a request-b\n[request-a]\nrecipe = slapos.cookbook:request\nname = ${name}\nreturn = ${keys}\n[request-b]\nrecipe = slapos.cookbook:request.serialised\nname = b\nreturn = ${keys}\nconfig-type = pull\nconfig-name = ${archive}\n`
      const files = (text: string): Release => ({ 'root.cfg': text })
      const cwd = folderOf({
        ...inFolder('old', files(request('a', 'url key', 'x'))),
        ...inFolder('now', files(request('c', 'url', 'y'))),
      })
      const { stdout } = await run(['check', 'now', '--before', 'old'], { cwd })
      expect(stdout).toContain('now/root.cfg:5:1: error "a" is now requested as "c"')
      expect(stdout).toContain('now/root.cfg:10:1: warning "b" is no longer asked for key')
      expect(stdout).toContain('now/root.cfg:12:1: error "b" starts a new archive')
    })

    it('renders with the macros that the release has', async () => {
      const macros = (suffix: string) =>
        `{% macro replicate(namebase, count, typeexport, typeimport, slapparameter_dict={}) %}\n[request-{{ namebase }}]\nrecipe = slapos.cookbook:request\nname = {{ namebase }}${suffix}\n{% endmacro %}\n`
      const file = 'stack/resilient/replicated.cfg.jinja2'
      const own = (suffix: string): Release => ({ ...release, [file]: macros(suffix) })
      const cwd = folderOf({ ...inFolder('old', own('0')), ...inFolder('now', own('-0')) })
      const { stdout } = await run(['check', 'now', '--before', 'old'], { cwd })
      expect(stdout).toContain(
        'now/stack/resilient/replicated.cfg.jinja2:4:1: error "shop0" is now requested as "shop-0"',
      )
    })

    it('knows as much of a name as is known whatever the parameters are', async () => {
      const counted = (name: string): Release =>
        edited(
          'root.cfg.jinja2',
          ['"shop", 2', `"${name}", slapparameter_dict['count']`],
          ['request-shop', `request-${name}`],
        )
      const cwd = folderOf({
        ...inFolder('old', counted('shop')),
        ...inFolder('now', counted('store')),
        ...inFolder('two', release),
      })
      const { stdout } = await run(['check', 'now', '--before', 'old'], { cwd })
      expect(stdout).toContain('"PBS (shop / …)" is no longer requested')
      const { stdout: fewer } = await run(['check', 'two', '--before', 'old'], { cwd })
      expect(fewer).toBe('')
    })
  })

  it('names keys that nobody publishes, but no option of the recipe', async () => {
    const now = edited(ready, ['takeover-password', 'takeover-secret'], ['-extends', '-other'])
    const { told, text } = await move(now)
    const path = 'resilient-publish-connection-parameter:takeover-password'
    // The leader publishes it by inheritance.
    expect(told.sort()).toEqual([
      'warning key-lost now/export.cfg.in:10 publish:takeover-password',
      `warning key-lost now/${ready}:16 ${path}`,
    ])
    expect(await text()).toContain('no longer publishes takeover-password [')
  })

  it('tells promises of another name', async () => {
    const { code, told } = await move(edited(ready, ['page.py', 'takeover-page.py']))
    expect([code, told]).toEqual([0, [`info promise-renamed now/${ready}:14 page-promise:name`]])
  })

  describe('of sections that profiles rely on', () => {
    it('names those of the software', async () => {
      const { told, text } = await move({
        ...release,
        'stack/resilient/buildout.cfg': release['stack/resilient/buildout.cfg']!.replaceAll(
          'resilient-templates',
          'templates',
        ),
      })
      expect(told.filter((each) => each.startsWith('error')).sort()).toEqual([
        'error section-lost now/export.cfg.in:2 buildout:extends',
        'error section-lost now/import.cfg.in:2 buildout:extends',
        'error section-lost now/instance.cfg.in:3 buildout:extends',
        'error section-lost now/software.cfg:3 buildout:parts',
      ])
      const shown = await text()
      expect(shown).toContain('leads to [resilient-templates], which the old release has')
      expect(shown).toContain(
        'warning the profile with the switch is not compared: the new one extends or imports resilient-templates.output',
      )
      expect(told.filter((each) => /(?:port|key)-/.test(each))).toEqual([])
    })

    it('names references, contexts and parts of an instance', async () => {
      const now = edited(ready, ['web-takeover', 'takeover-page'])
      const { told } = await move({
        ...now,
        'import.cfg.in': release['import.cfg.in']! + 'parts += web-takeover\n',
      })
      expect(told.sort()).toEqual([
        'error section-lost now/import.cfg.in:3 buildout:parts',
        'error section-lost now/instance.cfg.in:13 import:context',
      ])
    })

    it('names an option that the new section neither has nor makes', async () => {
      const { told, text } = await move(
        edited(
          ready,
          ['\nurl = http', '\naddress = http'],
          ['web-takeover:url', 'web-takeover:address'],
        ),
      )
      expect(told).toEqual(['error section-lost now/instance.cfg.in:13 import:context'])
      expect(await text()).toContain('expected: web-takeover:url')
      expect(await text()).toContain('web-takeover:url leads to web-takeover:url')
    })

    it('says nothing of what a profile may give that only the new one extends', async () => {
      const now = {
        ...edited('software.cfg', ['stack/resilient', '../../stack/other']),
        'instance.cfg.in': release['instance.cfg.in']!,
      }
      const { diagnostics } = await move(now)
      const lost = diagnostics.filter(({ code }) => code === 'section-lost')
      expect(lost.map(({ message }) => message).join()).not.toContain('[resilient-templates]')
    })

    it('names a section that changes one of the stack’s which is gone', async () => {
      const idle = {
        ...edited('instance.cfg.in', ['\ncontext =\n  key page web-takeover:url', '']),
      }
      const now = { ...idle, [ready]: release[ready]!.replaceAll('web-takeover', 'takeover-page') }
      expect((await move(now)).told).toEqual([
        'warning section-lost now/instance.cfg.in:12 web-takeover:listening-port',
      ])
    })

    it('takes the word of --given', async () => {
      const now = edited(
        ready,
        ['\nurl = http', '\naddress = http'],
        ['web-takeover:url', 'web-takeover:address'],
      )
      expect((await move(now, '--given', 'web-takeover')).told).toEqual([])
    })
  })

  it('tells once, as lost, what check finds in a profile too', async () => {
    const cwd = folderOf({
      ...inFolder('old', {
        'a.cfg': '[buildout]\nparts = a\n[a]\nrecipe = x\ny = ${b:z}\n[b]\nz = 1\n',
      }),
      ...inFolder('now', { 'a.cfg': '[buildout]\nparts = a\n[a]\nrecipe = x\ny = ${b:z}\n' }),
    })
    const { stdout, code, stderr } = await run(['check', 'now/a.cfg', '--before', 'old'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toBe(
      'not known: what a release gives now/a.cfg: it is read alone\n1 file; compared with old; 1 error\n',
    )
    expect(stdout).toContain('now/a.cfg:5:5: error ${b:z} leads to [b]')
    expect(stdout).not.toContain('reference-section')
  })

  it('is of this folder unless another is named', async () => {
    const now = edited('instance.cfg.in', ['switch_softwaretype', 'switch-softwaretype'])
    const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', now) })
    const { stdout } = await run(['check', '--before', '../old'], { cwd: `${cwd}/now` })
    expect(stdout).toContain('instance.cfg.in:4:1: error the switch part')
    expect(stdout).toContain('../old/instance.cfg.in')
  })

  it('takes the modules that a context imports', async () => {
    const files = (count: number): Release => ({
      ...edited('instance.cfg.in', [
        '  raw monitor_template',
        '  import urllib_parse urllib.parse\n  raw monitor_template',
      ]),
      'root.cfg.jinja2':
        "{% set x = urllib_parse.urlparse('http://a/').hostname %}\n" +
        release['root.cfg.jinja2']!.replaceAll('2', String(count)),
    })
    const cwd = folderOf({ ...inFolder('old', files(2)), ...inFolder('now', files(1)) })
    const { stdout } = await run(['check', 'now', '--before', 'old'], { cwd })
    expect(stdout).toContain('"PBS (shop / 1)" is no longer requested')
    expect(stdout).not.toContain('template-')
  })

  it('tells what it cannot render, as what is not known', async () => {
    const now = { ...release, 'root.cfg.jinja2': '{% set x = 1 / 0 %}\n[buildout]\nparts =\n' }
    const { code, told, text } = await move(now)
    expect([code, told]).toEqual([1, ['warning compared-less now/root.cfg.jinja2:1 null']])
    expect(await text()).toContain('warning the profile of default is not compared: ')
  })

  it.each([
    [['check'], '. contains no software.cfg'],
    [['check', '--before', 'none'], 'none cannot be read: no such file'],
    [['check', 'old', '--before', 'empty'], 'empty contains no profile'],
    [['check', 'old', 'now', '--before', 'old'], 'compares one release with another'],
    [['check', '--before', 'old/software.cfg'], 'part of its path is not a folder'],
  ])('refuses %j', async (args, message) => {
    const cwd = folderOf({
      ...inFolder('old', release),
      ...inFolder('now', release),
      'empty/README': '',
    })
    const ran = await run(args, { cwd })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(message)
  })
})

describe('check --before of what can be read in part', () => {
  it('says which types it could not compare', async () => {
    const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', release) })
    const lines = async (...args: string[]) => (await run(['check', ...args], { cwd })).stderr
    expect(await lines('now', '--before', 'old')).toBe(
      'compared with old in 4 software types; nothing found\n',
    )
    expect(await lines('now/export.cfg.in', '--before', 'old')).toMatch(
      /^1 file, 2 levels, .*; compared with old in 4 software types; nothing found\n$/m,
    )
  })

  it('misses what the old release extends and nobody can read', async () => {
    const old = Object.fromEntries(
      Object.entries(release).filter(([file]) => file !== 'stack/resilient/buildout.cfg'),
    )
    const cwd = folderOf({ ...inFolder('old', old), ...inFolder('now', release) })
    const { stdout, stderr, code } = await run(['check', 'now', '--before', 'old'], { cwd })
    expect(stdout).toContain(
      'old/software.cfg:2:11: warning stack/resilient/buildout.cfg of the old release is not compared: it cannot be read [compared-less]',
    )
    expect(stdout).toContain('hint: check it out together with the stack')
    expect(stderr).toBe(
      'compared with old in 3 of 4 software types; 1 warning, 1 piece of information\n',
    )
    expect(code).toBe(1)
  })

  it('misses the switch of what is no release', async () => {
    const cwd = folderOf({ 'old/a.cfg': '[buildout]\nparts =\n', ...inFolder('now', release) })
    const { stdout } = await run(['check', 'now', '--before', 'old'], { cwd })
    expect(stdout).toMatch(
      /^old: info it has no software\.cfg: all profiles of the folder are compared as one/m,
    )
  })
})

describe('hostile releases', () => {
  it.each([
    ['{%'.repeat(100_000), 'profile.cfg.in'],
    ['[a]\n<= a\nrecipe = slapos.cookbook:request\nname = ${a:name}${a:name}\n', 'profile.cfg'],
    ['[a]\n[[[{{\n{{ x\n[{{ y }}]\n=\n{# #}x = 1\n', 'profile.cfg.jinja2'],
    [Array.from({ length: 40 }, (_, i) => `[s${i}]\n<= s${i + 1}\n s${i + 1}\n`).join(''), 'p.cfg'],
    ['[a]\nparts = ${constructor:__proto__}\n[__proto__]\nrecipe = x\n', 'profile.cfg'],
  ])('ends with findings for %.20j', async (text, file) => {
    const cwd = folderOf({ [`old/${file}`]: text, [`now/${file}`]: text, 'now/x.cfg': '' })
    const ran = await run(['check', 'now', '--before', 'old'], { cwd })
    expect(ran.stderr).toMatch(/^compared with old; .*\n$/)
    expect([0, 1]).toContain(ran.code)
  })
})

import { describe, expect, it } from 'vitest'
import { edited, release, type Release } from '../check/before/release.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const inFolder = (name: string, files: Release) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]))

/** A release whose root takes its count from a parameter. */
const counted = (count: string): Release =>
  edited('root.cfg.jinja2', [
    '"shop", 2',
    `"shop", slapparameter_dict.get('clones', ${count}) | int + 1`,
  ])
const literal = (count: number): Release =>
  edited('root.cfg.jinja2', ['"shop", 2', `"shop", ${count}`])
const xml = (clones: number): string =>
  `<instance><parameter id="clones">${clones}</parameter><parameter id="-sla-pbs1-computer_guid">COMP-${clones}</parameter></instance>`

const plan = (cwd: string, ...args: string[]) => run(['plan', ...args], { cwd: `${cwd}/now` })

describe('plan --diff of releases without a resilient.ini', () => {
  it('plans what the roots of both ask for', async () => {
    const cwd = folderOf({ ...inFolder('old', literal(3)), ...inFolder('now', literal(2)) })
    const { code, stdout, stderr } = await plan(cwd, '--diff', '../old')
    expect(code).toBe(0)
    // Of requests the plan alone speaks; who reads what is published is told.
    const found = stderr.split('\n').filter((line) => /^\S+:\d/.test(line))
    expect(found.map((line) => line.slice(line.lastIndexOf(' ') + 1))).toEqual(['[key-lost]'])
    expect(stderr).toContain('no longer publishes feed-url-shop-2-pull')
    expect(stdout).toContain('shop: 2 instances, 3 before\n- shop2 is removed\n')
    const same = await plan(cwd, '--diff', '.')
    expect(same.stdout).toBe('shop: 2 instances\n  nothing changes in what is requested\n')
  })

  it('tells what a root no longer asks for, where a resilient.ini says otherwise', async () => {
    const ini = { 'resilient.ini': '[shop]\ncount = 3\n' }
    const cwd = folderOf({
      ...inFolder('old', { ...literal(3), ...ini }),
      ...inFolder('now', { ...literal(2), ...ini }),
    })
    const lost = (stderr: string): number => stderr.match(/\[request-lost\]$/gm)?.length ?? 0
    const { stdout, stderr } = await plan(cwd, '--diff', '../old')
    expect(stdout).toBe('shop: 3 instances\n  nothing changes in what is requested\n')
    expect(stderr).toContain('"PBS (shop / 2)" is no longer requested')
    expect(lost(stderr)).toBe(4)
    expect((await plan(cwd, '--diff', '../old', '--strict')).code).toBe(2)
    // Told by the plan, it is told once.
    const both = folderOf({
      ...inFolder('old', { ...literal(3), ...ini }),
      ...inFolder('now', { ...literal(2), 'resilient.ini': '[shop]\ncount = 2\n' }),
    })
    const planned = await plan(both, '--diff', '../old')
    expect(planned.stdout).toContain('- PBS (shop / 2) is removed\n')
    expect(lost(planned.stderr)).toBe(0)
  })

  it('counts as the roots do, with the parameters that are given', async () => {
    const files = { ...inFolder('old', literal(2)), ...inFolder('now', release) }
    const cwd = folderOf({
      ...files,
      'now/root.cfg.jinja2': counted('1')['root.cfg.jinja2']!,
      'now/p.xml': xml(2),
    })
    expect((await plan(cwd, '--diff', '../old')).stdout).toContain('shop: 2 instances\n')
    for (const args of [['p.xml'], ['--parameters', 'p.xml']]) {
      const { stdout } = await plan(cwd, ...args, '--diff', '../old')
      expect(stdout).toContain('shop: 3 instances, 2 before\n')
      expect(stdout).toContain('+ PBS (shop / 2)')
    }
  })

  it('compares the parameters that the roots hand on', async () => {
    const hands = (name: string): Release =>
      edited('root.cfg.jinja2', [
        '[buildout]',
        `{% do slapparameter_dict.update({'${name}': '1'}) %}\n[buildout]`,
      ])
    const cwd = folderOf({ ...inFolder('old', hands('colour')), ...inFolder('now', hands('size')) })
    const { stdout } = await plan(cwd, '--diff', '../old')
    expect(stdout).toContain('size')
    expect(stdout).toContain('colour')
  })

  it('says beside the requests what else a move changes', async () => {
    const renamed = edited('instance.cfg.in', ['switch_softwaretype', 'switch-softwaretype'])
    const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', renamed) })
    const { code, stdout, stderr } = await plan(cwd, '--diff', '../old')
    expect([code, stdout]).toEqual([
      1,
      'shop: 2 instances\n  nothing changes in what is requested\n',
    ])
    expect(stderr).toContain('instance.cfg.in:4:1: error the switch part is [switch-softwaretype]')
    const strict = await plan(cwd, '--diff', '../old', '--strict')
    expect([strict.code, strict.stdout]).toEqual([2, ''])
    expect(strict.stderr).toContain('[switch-renamed]')
  })

  it('compares with the components of a resilient.ini, on either side', async () => {
    const ini = { 'resilient.ini': '[shop]\ncount = 2\nexport-type = e\nimport-type = i\n' }
    const cwd = folderOf({ ...inFolder('old', ini), ...inFolder('now', release) })
    expect((await plan(cwd, '--diff', '../old')).stdout).toBe(
      'shop: 2 instances\n  nothing changes in what is requested\n',
    )
    const back = await run(['plan', '--diff', '../now'], { cwd: `${cwd}/old` })
    expect(back.stdout).toBe('shop: 2 instances\n  nothing changes in what is requested\n')
    const named = ['plan', '--name', 'shop', '--diff', '../now']
    expect((await run(named, { cwd: `${cwd}/old` })).stdout).toContain('nothing changes')
  })

  it.each<[string, Release, string]>([
    [
      'a count that no parameter here says',
      {
        ...edited('root.cfg.jinja2', ['"shop", 2', '"shop", amount']),
        ...{
          'instance.cfg.in': release['instance.cfg.in']!.replace(
            '  raw monitor_template',
            '  key amount slap-connection:amount\n$&',
          ),
        },
      },
      'not known: how many instances of "shop" the root of . requests (slap-connection.amount)',
    ],
    [
      'two roots, of which none is the default',
      edited(
        'instance.cfg.in',
        ['default = root:output', 'first = root:output\nother = other:output'],
        ['[root]', '[other]\n<= root\noutput = $${buildout:directory}/other.cfg\n[root]'],
      ),
      'it is unclear which software type of . is the root',
    ],
  ])('says what it does not know: %s', async (_, now, message) => {
    const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', now) })
    const { stderr } = await plan(cwd, '--diff', '../old')
    expect(stderr).toContain(message)
  })

  it('says that a folder has no release to compare with', async () => {
    const old = { 'instance.cfg': '[buildout]\n' }
    const cwd = folderOf({ ...inFolder('old', old), ...inFolder('now', release) })
    const { code, stdout, stderr } = await plan(cwd, '--diff', '../old')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('neither resilient.ini nor a software.cfg')
  })

  it('names the component that --name asks for in vain', async () => {
    const cwd = folderOf({ ...inFolder('old', release), ...inFolder('now', release) })
    const { code, stderr } = await plan(cwd, '--name', 'store', '--diff', '../old')
    expect([code, stderr]).toEqual([2, expect.stringContaining('has no component "store"')])
  })
})

import { describe, expect, it } from 'vitest'
import { folderOf } from '../../support/folder.js'
import { run } from '../../support/run.js'
import { edited, release, type Release } from './release.js'

const inFolder = (name: string, files: Release) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]))

/** What is found where one release takes the place of another: the first lines of the text. */
async function move(now: Release, old: Release = release): Promise<string[]> {
  const cwd = folderOf({ ...inFolder('old', old), ...inFolder('now', now) })
  const { stdout, stderr } = await run(['check', 'now', '--before', 'old'], { cwd })
  expect(stderr).toMatch(/^compared with old(?: in (?:\d of )?\d software types?)?; /)
  return [...stdout.matchAll(/^(?:old|now|common)\/\S+ .*$/gm)].map(([line]) => line)
}

const portSections = /\[ssh-port\][\s\S]*$/.exec(release['export.cfg.in']!)![0]

describe('check --before, type by type', () => {
  it('misses a port of one kind of instance that another kind has', async () => {
    // Its range is computed on the node, so that it is told by its name alone.
    const now = {
      ...edited('export.cfg.in', [portSections, ''], ['$${ssh-port:port}', '1']),
      'import.cfg.in': release['import.cfg.in']! + portSections,
    }
    expect(await move(now)).toEqual([
      'old/export.cfg.in:14:1: warning the port of [ssh-port] is lost: no section reserves one under this name [port-section-lost]',
    ])
  })

  it('knows a port whose range the node computes by another name', async () => {
    expect(await move(edited('export.cfg.in', ['ssh-port', 'sshd-port']))).toEqual([
      'now/export.cfg.in:14:1: warning the port of [ssh-port] changes: its section is now [sshd-port] [port-section-lost]',
    ])
  })

  it('names keys that the leader publishes no more, where the leader is', async () => {
    const dropped = await move(edited('export.cfg.in', ['  publish\n', '']))
    expect(dropped).toEqual([
      'now/export.cfg.in:9:1: warning ssh-url: no longer published, since no part leads to [publish] [key-lost]',
    ])
    // The backup has a section of that name too.
    const both = {
      ...release,
      'import.cfg.in': `${release['import.cfg.in']!}parts += publish\n[publish]\nrecipe = slapos.cookbook:publish\nssh-url = 1\n`,
    }
    const fewer = {
      ...both,
      ...edited('export.cfg.in', ['ssh-url = ', 'url = ']),
      'import.cfg.in': both['import.cfg.in'],
    }
    expect(await move(fewer, both)).toEqual([
      'now/export.cfg.in:10:1: warning [publish] no longer publishes ssh-url [key-lost]',
    ])
  })

  it('names a part that nothing leads to any more', async () => {
    expect(await move(edited('export.cfg.in', ['  dump\n', '']))).toEqual([
      'now/export.cfg.in:5:1: warning no part leads to [dump] any more: what an instance has of it is uninstalled [part-lost]',
    ])
    // What inherits it does it by another name.
    const heir = edited(
      'export.cfg.in',
      ['  dump\n', '  dump-all\n'],
      ['[publish]', '[dump-all]\n<= dump\n[publish]'],
    )
    expect(await move(heir)).toEqual([])
  })

  it('names a section that the stack has by another name, where a recipe opens it by name', async () => {
    const early: Record<string, string> = {
      ...edited('export.cfg.in', ['  publish\n', '  publish\n  early\n']),
      'stack/resilient/ready.cfg.in': `${release['stack/resilient/ready.cfg.in']!}[drawn]\nrecipe = slapos.cookbook:random.time\n`,
    }
    early['export.cfg.in'] +=
      '[early]\nrecipe = slapos.cookbook:publish-early\n-init =\n  time drawn:time\n'
    const now = {
      ...early,
      'stack/resilient/ready.cfg.in': early['stack/resilient/ready.cfg.in']!.replace(
        'drawn',
        'gen',
      ),
    }
    expect(await move(now, early)).toEqual([
      'now/export.cfg.in:27:8: error drawn:time leads to [drawn], which the old release has and this one does not [section-lost]',
    ])
  })

  describe('of what a release does not make', () => {
    const { 'import.cfg.in': _, ...noImport } = release
    const { 'root.cfg.jinja2': __, ...noRoot } = release
    const { 'stack/resilient/buildout.cfg': ___, ...noStack } = release
    void [_, __, ___]
    const cut = edited('instance.cfg.in', ['switch-softwaretype', 'other'])
    it.each<[string, Release, RegExp]>([
      ['an import', noImport, /warning the profile of i is not compared: import.cfg.in cannot/],
      ['a root', noRoot, /warning the profile of default is not compared: root.cfg.jinja2 cannot/],
      [
        'text before the first section',
        { ...release, 'instance.cfg.in': 'x\n' },
        /instance.cfg.in:1:1: warning the profile with the switch of the (?:old|new) release is not compared: there is text/,
      ],
    ])('tells the cause, on either side: %s', async (_, broken, cause) => {
      expect(await move(broken)).toEqual([expect.stringMatching(cause)])
      expect(await move(release, broken)).toEqual([expect.stringMatching(cause)])
    })

    it('misses a switch of the old one', async () => {
      expect(await move(release, cut)).toEqual([
        expect.stringContaining('it names no software type'),
      ])
    })

    it('says nothing of requests, ports and keys of a root whose macros it cannot read', async () => {
      const found = await move(noStack)
      expect(found.length).toBeGreaterThan(0)
      for (const each of found) expect(each).toContain('[compared-less]')
      for (const each of await move(release, noStack)) expect(each).toContain('[compared-less]')
    })
  })

  describe('of the switch', () => {
    const lines = (...edits: [string, string][]) => move(edited('instance.cfg.in', ...edits))

    it('names a type that is dropped', async () => {
      const [first, ...requests] = await lines(['pull-backup = pull-backup:output\n', ''])
      expect(first).toBe(
        'old/instance.cfg.in:18:1: error the software type pull-backup is no longer in any switch: an instance of it stops at its next pass [type-lost]',
      )
      expect(requests.length).toBeGreaterThan(0)
      for (const each of requests)
        expect(each).toContain('requests the software type pull-backup, which no switch has')
    })

    it('names a type that users ask for by another name', async () => {
      const all = await lines(['default = root', 'shop = root'])
      expect(all).toEqual([
        'now/instance.cfg.in:6:1: error the software type default is now shop: an instance of it stops at its next pass [type-lost]',
      ])
    })

    it('warns of one that the root asks for by its new name, and compares the two', async () => {
      const now = {
        ...edited('instance.cfg.in', ['e = export:output', 'leader = export:output']),
        'root.cfg.jinja2': release['root.cfg.jinja2']!.replace('"e"', '"leader"'),
        'export.cfg.in': release['export.cfg.in']!.replace('  publish\n', ''),
      }
      expect((await move(now)).sort()).toEqual([
        'now/export.cfg.in:9:1: warning ssh-url: no longer published, since no part leads to [publish] [key-lost]',
        'now/instance.cfg.in:17:1: warning the software type e is now leader: an instance of it stops until the root has asked for the new one [type-lost]',
      ])
    })

    it('takes the two names of an instance without a type for one', async () => {
      expect(await lines(['default = root', 'RootSoftwareInstance = root'])).toEqual([])
    })

    it('names what the root asks for, and no switch has', async () => {
      const found = await move(edited('root.cfg.jinja2', ['"e", "i"', '"e", "backup"']))
      expect(found).toEqual([
        expect.stringMatching(
          /^now\/root.* requests the software type backup, which no switch has/,
        ),
      ])
    })
  })

  it('finds the stack by what the release extends, whatever its folder is called', async () => {
    const named = (folder: string, files: Release): Release =>
      Object.fromEntries(
        Object.entries(files).map(([file, text]) => [
          file.replace('stack/resilient', folder),
          file === 'software.cfg' ? text.replace('stack/resilient', folder) : text,
        ]),
      )
    const now = edited('stack/resilient/ready.cfg.in', ['page-port', 'takeover-port'])
    expect(await move(named('../common/ours', now), named('mine', release))).toEqual([
      'common/ours/ready.cfg.in:3:1: warning the port of [page-port] changes: its section is now [takeover-port] [port-section-lost]',
    ])
  })
})

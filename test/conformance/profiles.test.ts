import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { profileKinds, renderProfile, renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'
import { renderWithJinja2 } from '../support/jinja2.js'

/** What the node and the software give a profile. */
const given = `[slap-configuration]
ipv4-random = 127.0.0.1
ipv6-random = ::1
slave-instance-list = !py![]
[shop]
recipe = slapos.cookbook:mkdirectory
`

describeWith(noBuildout(), 'each profile at instance level, in the real buildout', () => {
  const node = new Node()
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
  node.build(
    'shop',
    renderRelease({ name: 'shop', md5: (text) => createHash('md5').update(text).digest('hex') }),
  )
  const pbsready = (kind: 'export' | 'import'): string => {
    const path = join(node.folder, `pbsready-${kind}.cfg`)
    writeFileSync(path, renderProfile(`pbsready-${kind}`))
    return path
  }
  const profile = (kind: (typeof profileKinds)[number]): string =>
    kind === 'export' || kind === 'import'
      ? renderProfile(kind, {
          name: 'shop',
          level: 'instance',
          recipe: 'slapos.cookbook:wrapper',
          options: { 'command-line': '/bin/true', 'wrapper-path': '${:wrapper}' },
          extends: [pbsready(kind)],
        })
      : renderProfile(kind)

  it.each(profileKinds)('%s runs to the end', (kind) => {
    const installed = node.run(`slappart-${kind}`, onTheNode(profile(kind)), given)
    const parts = installed.map(({ part }) => part)
    if (kind === 'frozen') return expect(parts).toEqual(['frozen'])
    expect(parts).toContain('equeue')
    expect(parts).toContain('notifier-feed-status-promise')
  })

  const good = profile('pbsready-import')
  const changed = (from: string | RegExp, to: string): string => {
    const bad = good.replace(from, to)
    expect(bad).not.toBe(good)
    return bad
  }

  describe('the recipes', () => {
    it.each([
      ['an option is missing', /^lockfile = .*\n/m, '', 'equeue lockfile'],
      ['a lock file has another suffix', 'equeue.lock', 'equeue.lck', 'lockfile must end'],
      ['a reference leads nowhere', '${equeue:socket}', '${equeue:sock}', 'equeue sock'],
      ['a part has no recipe', 'recipe = slapos.cookbook:equeue\n', '', 'recipe'],
    ] as const)('refuse it when %s', (_, from, to, why) => {
      expect(() => node.run('slappart-bad', changed(from, to), given)).toThrow(why)
    })
  })

  describe('what the recipes let pass', () => {
    it.each([
      ['a path has a slash too many', ':port}${rdiff', ':port}/${rdiff', 'has two slashes'],
      [
        'there are two callbacks',
        /^callback-list = .*$/m,
        'callback-list =\n  /bin/a\n  /bin/b',
        'not one callback',
      ],
      [
        'the keys would be dropbear’s',
        /^keygen-binary = .*$/m,
        'keygen-binary = /bin/ssh-keygen',
        'keygen-binary does not fit',
      ],
      ['a program is not there', /^(config-command = ).*$/m, '$1/no/such/program', 'no program'],
      ['an option is empty', /^(database = ).*$/m, '$1', 'database is no whole path'],
      ['a period is no crontab’s', '*/5 * * * *', 'hourly', 'frequency does not fit'],
      [
        'a command has an empty word',
        '--title --ok-pattern',
        "--title '' --ok-pattern",
        'empty word',
      ],
    ] as const)('is found when %s', (_, from, to, why) => {
      expect(() => node.run('slappart-bad', changed(from, to), given)).toThrow(why)
    })
  })

  /** The expressions of Jinja2, as the node renders them. */
  function onTheNode(text: string): string {
    const context = '{"slave_instance_list": []}'
    const [rendered] = renderWithJinja2([{ source: text, context }]).made
    expect(rendered).toHaveProperty('text')
    return (rendered as { text: string }).text + '\n'
  }
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout, type Installed, type Instance } from '../support/node.js'
import '../support/seed.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** What each kind of instance is told by another, and by its request. */
const parameters = {
  'shop-export': [
    'notify',
    'authorized-key',
    'resiliency-backup-periodicity',
    'exporter-time-limit',
    'smallest-dump',
    'number',
    'monitor-title',
  ],
  'shop-import': [
    'on-notification',
    'authorized-key',
    'pull-maximum-age',
    'importer-time-limit',
    'takeover-wait',
    'smallest-dump',
    'number',
    'monitor-title',
  ],
  'pull-backup': ['pull-maximum-age', 'monitor-title'],
}
const ofShared = [
  'type',
  'name',
  'notification-id',
  'title',
  'url',
  'server-key',
  'on-notification',
  'notify',
  'remove-backup-older-than',
]
const published = [
  'ssh-key',
  'ssh-public-key',
  'resilient-ssh-url',
  'notification-id',
  'notification-url',
  'feeds-url',
  'takeover-url',
  'takeover-password',
  'monitor-base-url',
  'ip',
]
const sound: Record<string, string> = {
  type: 'pull',
  name: 'archive',
  'notification-id': 'id-pull',
  title: 'Pulling from shop',
  url: 'ssh://slapuser0@[::1]:22200/srv/backup/shop',
  'server-key': 'ssh-rsa AAAA=',
  'on-notification': 'http://[::1]:65526/get/exporter',
  notify: 'http://[::1]:8088/notify',
  'remove-backup-older-than': '2W',
}

describeWith(noBuildout(), 'whatever an instance is told', () => {
  const node = new Node()
  const made = join(node.folder, 'made')
  node.build('shop', renderRelease({ name: 'shop', md5 }))
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))

  /** A command that would leave a file, in all the ways into a shell, Python, cron, ssh or a profile. */
  const hostile = fc.tuple(
    fc.constantFrom('', ...Object.values(sound), '0 * * * *', '12', 'ssh-rsa AAAA= '),
    fc.constantFrom(
      `; touch ${made} #`,
      `$(touch ${made})`,
      `\`touch ${made}\``,
      `'; touch ${made}; '`,
      `"; touch ${made}; "`,
      `\n* * * * * touch ${made}`,
      `\n[exporter]\nrecipe = plone.recipe.command\ncommand = touch ${made}\n`,
      ` --executable ${made}`,
      `' + __import__('os').system('touch ${made}') + '`,
      `\nProxyCommand touch ${made}`,
      `\ncommand="touch ${made}" ssh-rsa AAAA=`,
      `{{ 1 + 1 }}`,
      '../../../made',
      '\0',
      '\u2028',
      '%s%n',
      '-o',
      '${slap-connection:server-url}',
      '${no:where}',
      '$',
      '{slap-connection:server-url}',
      `\r[buildout]\rparts = evil\r[evil]\r__buildout_installed__ = ${made}\r`,
      '%(__buildout_space_n__)s',
    ),
  )
  const text = hostile.map(([before, attack]) => before + attack)
  // What refers to another option the root passes on from nobody; who asks for the root may say it.
  const passed = text.filter((word) => !word.includes('${'))
  const values = (
    names: readonly string[],
    words: fc.Arbitrary<string>,
  ): fc.Arbitrary<Record<string, string>> =>
    fc.record(Object.fromEntries(names.map((name) => [name, words])))

  const files = (folder: string): string[] => [
    ...new Set(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        // A callback is named by the hash of who calls.
        .map((name) => name.replace(/[0-9a-f]{128}/, 'hash'))
        .filter((name) => !/^(?:develop-eggs|parts)\/|\.(?:pyc|cfg)$|__pycache__/.test(name))
        .sort(),
    ),
  ]
  const options = (installed: readonly Installed[]): string[] =>
    [
      ...new Set(
        // What was given stands there, by its name.
        installed
          .filter(({ part }) => part !== 'slap-configuration')
          .flatMap(({ part, options }) => Object.keys(options).map((name) => `${part}:${name}`)),
      ),
    ].sort()

  /** Every program of ours that asks nobody outside the partition. */
  function runAll(partition: string): void {
    const bin = join(node.folder, partition, 'bin')
    for (const name of readdirSync(bin)) {
      if (!/^(?:check-|resilient-.*-key$|import-load$|public-key)/.test(name)) continue
      if (!(statSync(join(bin, name)).mode & 0o100)) continue
      const { stderr } = spawnSync(join(bin, name), name === 'import-load' ? ['promise'] : [], {
        encoding: 'utf8',
        timeout: 60_000,
      })
      expect(stderr, name).not.toContain('Traceback')
    }
    const crontabs = join(node.folder, partition, 'etc/cron.d')
    for (const name of existsSync(crontabs) ? readdirSync(crontabs) : []) {
      const lines = readFileSync(join(crontabs, name), 'utf8').split('\n').filter(Boolean)
      expect(lines, name).toHaveLength(1)
      expect(lines[0]).toMatch(/^(?:\S+ ){5}\/[^;`$\n]*$/)
    }
  }

  interface Made {
    options: string[]
    files: string[]
  }
  const benignly = new Map<Instance, Made>()

  /** What an instance makes of hostile words is what it makes of none: no file, no option more. */
  function holds(name: string, instance: Instance, ...benign: Instance[]): void {
    const make = (partition: string, each: Instance): Made => {
      rmSync(join(node.folder, partition), { recursive: true, force: true })
      const installed = node.deploy(partition, each)
      runAll(partition)
      return { options: options(installed), files: files(join(node.folder, partition)) }
    }
    const before = benign.map((each, index) => {
      const made = benignly.get(each) ?? make(`${name}-benign-${index}`, each)
      benignly.set(each, made)
      return made
    })
    const after = make(`${name}-hostile`, instance)
    expect(existsSync(made), JSON.stringify(instance)).toBe(false)
    if (!before.some((each) => isDeepStrictEqual(each, after))) expect(after).toEqual(before[0])
  }

  const runs = Number(process.env['HOSTILE'] ?? 1)
  const limit = 300_000 * Math.max(runs, 2)
  it.each(Object.keys(parameters) as (keyof typeof parameters)[])(
    'makes no process, file or option of %s’s own',
    (type) => {
      const benign = { type, shared: [] }
      fc.assert(
        fc.property(values(parameters[type], passed), (given) => {
          holds(type, { ...benign, parameters: given }, benign)
        }),
        { numRuns: runs, endOnFailure: true },
      )
    },
    limit,
  )

  it(
    'makes none of what a leader or a backup says of itself, on a pull-backup server',
    () => {
      const type = 'pull-backup'
      const benign = { type, shared: [sound] }
      // What is cut off at the ends may leave a sound word, and with what follows it there may be another.
      const other = { ...sound, name: 'other', 'notification-id': 'other' }
      const withOther = { type, shared: [sound, other] }
      const isOther = (name: string, word: string): boolean =>
        /^(?:name|notification-id)$/.test(name) && /^\s*\w[\w.:-]*\s*$/u.test(word)
      const one = fc
        .constantFrom(...ofShared)
        .chain((name) => passed.map((word) => [name, word] as const))
        .filter(([name, word]) => !isOther(name, word))
      const ones = fc.array(one, { minLength: 600, maxLength: 600 })
      fc.assert(
        fc.property(
          fc.array(values(ofShared, passed), { minLength: 20, maxLength: 20 }),
          ones,
          (all, each) => {
            const attacked = each.map(([name, word]) => ({ ...other, [name]: word }))
            holds(type, { type, shared: [sound, ...attacked] }, benign, withOther)
            holds(type, { type, shared: [sound, ...all] }, benign)
          },
        ),
        { numRuns: runs, endOnFailure: true },
      )
    },
    limit,
  )

  it('waits for who says a part of itself, and cuts white space off, on a pull-backup server', () => {
    const type = 'pull-backup'
    const other = { ...sound, name: 'other', 'notification-id': 'other' }
    const partly = [
      { 'notification-id': '' },
      { 'notification-id': '\u2028' },
      { 'server-key': ' ' },
      { type: 'None' },
      { name: '' },
    ].map((told) => ({ ...other, ...told }))
    holds('partly', { type, shared: [sound, ...partly] }, { type, shared: [sound] })
    const blank = { ...other, type: 'pull\u2028' }
    holds('blank', { type, shared: [sound, blank] }, { type, shared: [sound, other] })
  })

  it.each([
    ['a reference', '${slap-connection:server-url}'],
    ['a reference among words', 'ssh-rsa ${slap-connection:server-url}'],
    ['a reference to another instance’s password', '${request-shop-pseudo-replicating-1:name}'],
    ['a reference that leads nowhere', '${no:where}'],
    ['a reference that is none', '${a}'],
    ['the two halves of a reference', '{slap-connection:server-url}$'],
    ['a Python literal', "!py!'$'"],
    ['no Python literal', ' !py!('],
    [
      'lines of what is installed',
      '\r[buildout]\rparts = evil\r[evil]\r__buildout_installed__ = kept\r',
    ],
  ])('reads %s as no more than text, in the root', (_, answer) => {
    const partition = 'root-told'
    rmSync(join(node.folder, partition), { recursive: true, force: true })
    const answers = Object.fromEntries(published.map((name) => [name, answer]))
    node.deploy(partition, { type: 'resilient', published: answers })
    const kept = join(node.folder, partition, 'kept')
    writeFileSync(kept, '')
    // Twice: the second run reads what the first wrote.
    const installed = node.deploy(partition, { type: 'resilient', published: answers })
    expect(existsSync(kept)).toBe(true)
    const asked = installed.filter(({ part }) => part.startsWith('request-'))
    expect(asked).toHaveLength(9)
    for (const { options } of asked) {
      for (const [name, value] of Object.entries(options)) {
        if (name.startsWith('connection-')) expect(value, name).toBe('')
        if (name.startsWith('config-')) expect(value, name).not.toMatch(/127\.0\.0\.1|!py!/)
      }
    }
    const promise = join(node.folder, partition, 'bin/resilient-request-pbs-shop-1-public-key')
    const { status, stdout } = spawnSync(promise, { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^not taken, being more than text: .*request-pbs-shop-1:ssh-key/)
  })

  it(
    'makes none of what they publish, in the root',
    () => {
      const type = 'resilient'
      const benign = { type }
      // Each of the instances says something else.
      const requests = ['shop', 'shop-pseudo-replicating-1', 'shop-pseudo-replicating-2']
      const names = [...requests, 'pbs-shop-1', 'pbs-shop-2'].flatMap((request) =>
        published.map((name) => `request-${request}:${name}`),
      )
      fc.assert(
        fc.property(values(names, text), (given) => {
          holds(type, { type, published: given }, benign)
        }),
        { numRuns: runs, endOnFailure: true },
      )
    },
    limit,
  )
})

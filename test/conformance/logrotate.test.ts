import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout, type Installed, type Instance } from '../support/node.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const missing =
  noBuildout() ??
  ['/usr/sbin/logrotate', '/usr/bin/xz']
    .filter((each) => !existsSync(each))
    .map((each) => `there is no ${each}`)[0]

/** The logs that one kind of instance writes. */
const kinds: [string, Instance][] = [
  ['a leader', { type: 'shop-export' }],
  ['a backup', { type: 'shop-import' }],
  ['a pull-backup server', { type: 'pull-backup' }],
]

// The real logrotate, with the entry that the profile writes, as it runs each week.
describeWith(missing, 'the feeds that logrotate took away', () => {
  const node = new Node()
  node.build('shop', renderRelease({ name: 'shop', md5 }))
  let at = ''
  const path = (...names: string[]): string => join(node.folder, at, ...names)
  const rotated = (): string => path('srv/backup/logrotate')
  const shared = (type: string) => ({
    type,
    name: 'archive',
    url: 'ssh://slapuser0@[::1]:22200/srv/backup/shop',
    'server-key': 'ssh-rsa AAAA=',
    'on-notification': 'http://[::1]:8088/get/exporter',
    'notification-id': `id-${type}`,
    notify: 'http://[::1]:8088/notify',
  })
  afterEach(() => rmSync(path(), { recursive: true, force: true }))
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))

  function rotate(compress: string): void {
    const entry = readFileSync(path('etc/logrotate.d/notifier'), 'utf8')
    writeFileSync(
      path('logrotate.conf'),
      `${compress === '' ? entry : entry.replace('nocompress', compress)}\n`,
    )
    mkdirSync(rotated(), { recursive: true })
    execFileSync('/usr/sbin/logrotate', ['-f', '-s', path('state'), path('logrotate.conf')])
  }

  /** What a program of the instance says, and nothing where all is well. */
  async function problem(installed: Installed[], ...program: string[]): Promise<string> {
    const { options } = installed.find(({ part }) => part === 'notifier-port')!
    const feeds = createServer((_, answer) => answer.end('feed'))
    await once(feeds.listen(Number(options['port']), '::1'), 'listening')
    const run = spawn(path(program[0]!), program.slice(1))
    let said = ''
    for (const stream of [run.stdout, run.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()))
    const [code] = (await once(run, 'close')) as [number]
    feeds.close()
    expect(code).toBe(said === '' ? 0 : 1)
    return said
  }

  it.each(kinds)('leave room for what %s goes on to log', (_, instance) => {
    at = 'logs'
    const text = JSON.stringify(node.deploy(at, instance).map(({ options }) => options))
    const words = text.split(/[\s"':=]/)
    const logs = new Set(words.filter((word) => /\/var\/log\/[\w-]+\.log$/.test(word)))
    expect([...logs].map((log) => basename(log))).toContain('notifier.log')
    const entries = readdirSync(path('etc/logrotate.d')).map((name) =>
      readFileSync(path('etc/logrotate.d', name), 'utf8'),
    )
    for (const log of logs) {
      const entry = entries.find((each) => each.includes(`${log} {`))
      expect(entry, log).toBeDefined()
      const keptOpen = openSync(log, 'a')
      writeSync(keptOpen, 'before\n')
      writeFileSync(path('logrotate.conf'), entry!)
      mkdirSync(rotated(), { recursive: true })
      execFileSync('/usr/sbin/logrotate', ['-f', '-s', path('state'), path('logrotate.conf')])
      expect(existsSync(log) ? readFileSync(log, 'utf8') : '', log).toBe('')
      writeSync(keptOpen, 'after\n')
      closeSync(keptOpen)
      // Their servers keep them open.
      if (/\/(?:notifier|sshd)\.log$/.test(log)) expect(readFileSync(log, 'utf8')).toBe('after\n')
    }
  })

  it.each([
    ['', ''],
    ['compress', '.gz'],
    ['compress\n  compresscmd /usr/bin/xz', '.xz'],
  ])('keep what they said of a dump, a pull and a push: %j', async (compress, ending) => {
    const hoursAgo = (name: string, hours: number): void =>
      utimesSync(path(name), Date.now() / 1000 - hours * 3600, Date.now() / 1000 - hours * 3600)
    const say = (name: string, word: string, hours: number): void => {
      writeFileSync(path('etc/notifier/feeds', name), `1,run,"${word}</br>\nall",slapos:1\n`)
      hoursAgo(`etc/notifier/feeds/${name}`, hours)
    }
    const rotatedNow = (names: string[]): void => {
      rotate(compress)
      const found = readdirSync(rotated()).sort()
      expect(found.map((name) => name.replace(/-\d{8}/, ''))).toEqual(names.map((n) => n + ending))
      for (const name of names) expect(statSync(path('etc/notifier/feeds', name)).size).toBe(0)
    }

    at = 'pbs'
    const pbs = node.deploy(at, {
      type: 'pull-backup',
      shared: [shared('pull'), shared('push')],
    })
    mkdirSync(path('srv/backup/pbs/archive/rdiff-backup-data'), { recursive: true })
    const session = 'srv/backup/pbs/archive/rdiff-backup-data/session_statistics'
    for (const hours of [336, 2]) {
      writeFileSync(path(`${session}.${hours}.data`), '')
      hoursAgo(`${session}.${hours}.data`, hours)
    }
    say('id-pull', 'OK', 2)
    say('id-push', 'FAILURE', 1)
    const failed = 'the last run of id-push failed: FAILURE</br>\nall\n'
    expect(await problem(pbs, 'bin/check-notifier-feeds')).toBe(failed)
    rotatedNow(['id-pull', 'id-push'])
    expect(await problem(pbs, 'bin/check-notifier-feeds')).toBe(failed)
    expect(await problem(pbs, 'bin/check-archive-age')).toBe('')
    // The next run says what is so from then on.
    say('id-push', 'OK', 0)
    expect(await problem(pbs, 'bin/check-notifier-feeds')).toBe('')
    rmSync(path(), { recursive: true })

    at = 'leader'
    const leader = node.deploy(at, { type: 'shop-export' })
    const check = ['bin/check-notifier-feeds', 'exporter']
    const dumped = (word: string): void => {
      for (const name of ['exporter.lock', 'exporter.due']) {
        writeFileSync(path('var/run', name), '')
        hoursAgo(`var/run/${name}`, 2)
      }
      say('exporter', word, 2)
    }
    dumped('OK')
    rotatedNow(['exporter'])
    expect(await problem(leader, 'bin/check-exporter-late')).toBe('')
    expect(await problem(leader, ...check)).toBe('')
    // An empty feed of now tells of no dump since.
    hoursAgo('var/run/exporter.lock', 1)
    hoursAgo('var/run/exporter.due', 1)
    expect(await problem(leader, 'bin/check-exporter-late')).toMatch(/was reported to nobody/)
    rmSync(rotated(), { recursive: true })
    dumped('FAILURE')
    rotatedNow(['exporter'])
    expect(await problem(leader, ...check)).toBe(
      'the last run of exporter failed: FAILURE</br>\nall\n',
    )
  })
})

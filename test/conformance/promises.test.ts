import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout, type Installed, type Instance } from '../support/node.js'

/** How a program of an instance ended, and all it said. */
function run(program: string, ...args: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, text: stdout + stderr })
    })
  })
}

// The scripts that the profiles write, run as the node would run them.
describeWith(noBuildout(), 'the programs of an instance', () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
  const node = new Node()
  node.build('shop', renderRelease({ name: 'shop', md5 }))
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))

  describe('the feeds', () => {
    const installed = node.deploy('slappart0', { type: 'shop-export' })
    const feeds = join(node.folder, 'slappart0/etc/notifier/feeds')
    const check = join(node.folder, 'slappart0/bin/check-notifier-feeds')
    const row = (content: string): string => `1,Dumping shop,"${content}",slapos:1\n`
    const ok = row('OK</br><p>ran</p>\nlast line FAILURE')
    const bad = row('FAILURE</br><p>failed</p>\nlast line OK')

    it('promise nothing before the first run', async () => {
      expect(await run(check)).toEqual({ code: 0, text: '' })
      expect((await run(check, 'exporter')).code).toBe(0)
    })

    it('fail when they cannot be had', async () => {
      writeFileSync(join(feeds, 'exporter'), ok)
      const { code, text } = await run(check)
      expect(code).toBe(1)
      expect(text).toContain('the feed exporter cannot be had')
    })

    it('fail when the last run failed, whatever ran before', async () => {
      const server = await serveFeeds(installed)
      try {
        for (const [text, code] of [
          [ok, 0],
          [ok + bad, 1],
          [ok + bad + ok, 0],
          [ok + '1,2\n', 1],
        ] as const) {
          writeFileSync(join(feeds, 'exporter'), text)
          expect((await run(check, 'exporter')).code).toBe(code)
        }
      } finally {
        server.close()
      }
    })
  })

  describe('the keys of those that a root asked for', () => {
    it.each([
      ['None', 1],
      [' ', 1],
      ['ssh-rsa AAAA= \n', 0],
      // What another instance publishes is no code here.
      [`ssh-rsa '; touch stolen; '"; touch stolen; $(touch stolen)`, 0],
    ])('are there, or are not: %j', async (key, code) => {
      const published = { 'ssh-key': key, 'ssh-public-key': key }
      node.deploy('slappart6', { type: 'resilient', published })
      for (const request of ['shop', 'shop-pseudo-replicating-1', 'pbs-shop-1']) {
        const name = `bin/resilient-request-${request}-public-key`
        expect(await run(join(node.folder, 'slappart6', name))).toEqual({ code, text: '' })
      }
      expect(node.read('slappart6', 'stolen')).toBeUndefined()
    })

    it('are asked for on every pass, also where one ends before all have answered', async () => {
      const published = { 'ssh-key': 'ssh-rsa AAAA=', 'ssh-public-key': 'ssh-rsa AAAA=' }
      node.deploy('slappart7', { type: 'resilient', published })
      // As in a takeover: the new leader has not published its key yet.
      const next = () => node.deploy('slappart7', { type: 'resilient', published: null })
      expect(next).toThrow('is not published yet')
      for (const request of ['shop', 'shop-pseudo-replicating-1', 'pbs-shop-1']) {
        const name = `bin/resilient-request-${request}-public-key`
        expect(await run(join(node.folder, 'slappart7', name))).toEqual({ code: 0, text: '' })
      }
    })
  })

  describe('the parameters of an instance', () => {
    const shared = { type: 'pull', name: 'archive', title: 'shop', 'server-key': 'ssh-rsa AAAA=' }
    const others = { 'notification-id': 'id', 'on-notification': 'http://[::1]:1/get/x' }
    it.each<[string, Instance, string[]]>([
      [
        'a leader',
        {
          type: 'shop-export',
          parameters: {
            'authorized-key': 'x',
            'exporter-time-limit': '1h',
            notify: '-x',
            'resiliency-backup-periodicity': '@daily',
            'smallest-dump': '50%',
          },
        },
        [
          'authorized-key',
          'exporter-time-limit',
          'notify',
          'resiliency-backup-periodicity',
          'smallest-dump',
        ],
      ],
      [
        'a backup',
        {
          type: 'shop-import',
          parameters: {
            'authorized-key': 'x',
            'importer-time-limit': '1h',
            'smallest-dump': '-1',
            'takeover-wait': '٣',
          },
        },
        ['authorized-key', 'importer-time-limit', 'smallest-dump', 'takeover-wait'],
      ],
      [
        'a pull-backup server',
        {
          type: 'pull-backup',
          parameters: { 'pull-maximum-age': 'x' },
          shared: [{ ...shared, ...others, url: 'ssh://-oA@[::1]:22/srv/x' }],
        },
        ['pull-maximum-age', 'pulls-and-pushes'],
      ],
    ])('are named where %s takes them not, and only then', async (_, instance, names) => {
      const check = join(node.folder, 'slappart8/bin/check-resilient-parameters')
      node.deploy('slappart8', { type: instance.type })
      expect(await run(check)).toEqual({ code: 0, text: '' })
      node.deploy('slappart8', instance)
      const { code, text } = await run(check)
      expect(code).toBe(1)
      expect(text.match(/(?<=^the parameter )\S+/gm)?.sort()).toEqual(names)
      rmSync(join(node.folder, 'slappart8'), { recursive: true })
    })
  })

  describe('the exporter', () => {
    it.each([
      ['nobody, when it is alone', '', []],
      ['nobody, before a server is known', 'None None', []],
      ['every server', 'URL OTHER', ['/notify', '/notify']],
    ])('notifies %s', async (_, notify, paths) => {
      const told: string[] = []
      const pbs = createServer((request, response) => {
        // Besides, it asks each what its backup wants to have sent anew.
        if (request.method === 'POST') told.push(request.url!.replace(/\/\d+$/, ''))
        request.resume().once('end', () => response.end())
      }).listen(0, '::1')
      await once(pbs, 'listening')
      const url = `http://[::1]:${(pbs.address() as AddressInfo).port}/notify`
      const installed = node.deploy('slappart1', {
        type: 'shop-export',
        parameters: {
          notify: notify
            .replace('URL', url)
            .replace('OTHER', url.replace('::1', '0:0:0:0:0:0:0:1')),
        },
      })
      const feed = await serveFeeds(installed)
      try {
        const { options } = installed.find(({ part }) => part === 'notifier-exporter')!
        expect(await run(options['wrapper']!)).toEqual({ code: 0, text: '' })
        expect(told).toEqual(paths)
        expect((await run(join(node.folder, 'slappart1/bin/check-notifier-feeds'))).code).toBe(0)
      } finally {
        pbs.close()
        feed.close()
      }
    })

    it('tells of a server that it cannot notify, and notifies the others', async () => {
      const told: string[] = []
      const pbs = createServer((request, response) => {
        if (request.method === 'POST') told.push(request.url!.replace(/\/\d+$/, ''))
        request.resume().once('end', () => response.end())
      }).listen(0, '::1')
      await once(pbs, 'listening')
      const gone = `http://[::1]:${await freePort()}/notify`
      const notify = `${gone} http://[::1]:${(pbs.address() as AddressInfo).port}/notify`
      const installed = node.deploy('slappart3', { type: 'shop-export', parameters: { notify } })
      const feed = await serveFeeds(installed)
      try {
        const { options } = installed.find(({ part }) => part === 'notifier-exporter')!
        expect((await run(options['wrapper']!)).code).toBe(1)
        expect(told).toEqual(['/notify'])
        const { code, text } = await run(join(node.folder, 'slappart3/bin/check-notifier-feeds'))
        expect(code).toBe(1)
        expect(text).toContain(`it ended well, and was not reported to all: ${gone}: `)
      } finally {
        pbs.close()
        feed.close()
      }
    })
  })

  describe('the archive', () => {
    const pull = {
      type: 'pull',
      name: 'archive',
      url: 'ssh://slapuser0@[::1]:22200/srv/backup/shop',
      'server-key': 'ssh-rsa AAAA= ',
      'on-notification': 'http://[::1]:65526/get/exporter',
      'notification-id': 'id-pull',
      notify: 'http://[::1]:8088/notify',
    }
    const push = {
      ...pull,
      type: 'push',
      'notification-id': 'id-push',
      'on-notification': 'http://[::1]:8088/get/id-pull',
    }
    const installed = node.deploy('slappart41', { type: 'pull-backup', shared: [pull, push] })
    const feedOfPush = join(node.folder, 'slappart41/etc/notifier/feeds/id-push')
    // What was pulled was pushed, unless a test says otherwise.
    writeFileSync(feedOfPush, '1,push,OK,slapos:1\n')
    const archive = join(node.folder, 'slappart41/srv/backup/pbs/archive')
    const check = join(node.folder, 'slappart41/bin/check-archive-age')
    const hoursAgo = (hours: number): number => Date.now() / 1000 - hours * 3600

    it('promises nothing before it is made', async () => {
      expect(await run(check)).toEqual({ code: 0, text: '' })
    })

    it('is told of when a pull failed, though its script ended well', async () => {
      const feed = join(node.folder, 'slappart41/etc/notifier/feeds/id-pull')
      const feedCheck = join(node.folder, 'slappart41/bin/check-notifier-feeds')
      // There is no rdiff-backup: it cannot pull.
      const pulled = await run(join(node.folder, 'slappart41/bin/pbs/id-pull_raw'))
      expect(pulled.code).toBe(0)
      const server = await serveFeeds(installed)
      try {
        const lost = `WARNING: UpdateError: &#x27;${archive}/f&#x27; File changed from regular file before signature`
        for (const [output, problem] of [
          ['Elapsed time', ''],
          [pulled.text, 'failed, and the next dump is pulled by itself'],
          [lost, `by touch in its place in ${join(archive, '..')}, `],
          [lost, `UpdateError: '${archive}/f' File changed`],
        ] as const) {
          writeFileSync(feed, `1,pull,"OK</br><pre>\n${output}\n</pre>",slapos:1\n`)
          const { code, text } = await run(feedCheck)
          expect(code).toBe(problem === '' ? 0 : 1)
          expect(text).toContain(problem)
        }
      } finally {
        server.close()
      }
    })

    it('has as long for its first pull as for any other', async () => {
      mkdirSync(archive, { recursive: true })
      expect((await run(check)).code).toBe(0)
      utimesSync(archive, hoursAgo(26), hoursAgo(26))
      expect(await run(check)).toEqual({
        code: 1,
        text: expect.stringMatching(/never pulled, made 26 hours ago; no longer wanted/),
      })
    })

    it('fails when the last pull is too old, whatever was touched since', async () => {
      const data = join(archive, 'rdiff-backup-data')
      mkdirSync(data)
      for (const [hours, code] of [
        [50, 1],
        [26, 1],
        [24, 0],
      ] as const) {
        const session = join(data, `session_statistics.${hours}.data`)
        writeFileSync(session, '')
        utimesSync(session, hoursAgo(hours), hoursAgo(hours))
        expect((await run(check)).code).toBe(code)
      }
    })

    it('tells of pushes that stop though pulls go on, and what to run', async () => {
      const data = join(archive, 'rdiff-backup-data')
      const pulled = (hours: number): void => {
        const session = join(data, `session_statistics.${hours}.data`)
        writeFileSync(session, '')
        utimesSync(session, hoursAgo(hours), hoursAgo(hours))
      }
      const pushed = (hours: number, name = feedOfPush): void => {
        writeFileSync(name, '1,push,OK,slapos:1\n')
        utimesSync(name, hoursAgo(hours), hoursAgo(hours))
      }
      const problem = async (): Promise<string> => {
        const { code, text } = await run(check)
        expect(code).toBe(text === '' ? 0 : 1)
        return text
      }
      // 50, 26 and 24 hours ago it was pulled, and a moment ago.
      pulled(0)
      rmSync(feedOfPush)
      const told =
        /^archive: not pushed since what was pulled (\d+) hours ago, though pulls go on: run bin\/pbs\/id-push\n$/
      expect(await problem()).toMatch(told)
      pushed(49)
      expect(told.exec(await problem())![1]).toBe('26')
      pushed(25)
      expect(await problem()).toBe('')
      // What is written now says nothing of a push, and what was rotated does.
      pushed(25, `${feedOfPush}-20260101`)
      writeFileSync(`${feedOfPush}.tmp`, '1')
      writeFileSync(feedOfPush, '')
      expect(await problem()).toBe('')
      pushed(49, `${feedOfPush}-20260101`)
      expect(await problem()).toMatch(told)
      pushed(-2)
      expect(await problem()).toContain('pushed 119 minutes from now, by a clock that was wrong')
      pushed(0)
      expect(await problem()).toBe('')
    })

    it('tells of a last pull that lies in the future, and how pulls go on', async () => {
      const data = join(archive, 'rdiff-backup-data')
      const named = (hours: number, zone: string): string => {
        const [, east = '0', minutes = '0'] = /([-+]\d\d):(\d\d)/.exec(zone) ?? []
        const local = hoursAgo(hours) + Number(east) * 3600 + Number(east[0]! + minutes) * 60
        return join(
          data,
          `session_statistics.${new Date(local * 1000).toISOString().slice(0, 19)}${zone}.data`,
        )
      }
      for (const [hours, zone, code] of [
        [24, 'Z', 0],
        [1, '+05:30', 0],
        [-2, '-03:00', 1],
      ] as const) {
        writeFileSync(named(hours, zone), '')
        expect((await run(check)).code).toBe(code)
      }
      const { text } = await run(check)
      expect(text).toContain('archive: pulled 120 minutes from now, by a clock that was wrong')
      const [, command] = /Once it is right: (mv \S+ \S+),/.exec(text)!
      execFileSync('/bin/sh', ['-c', command!])
      expect(await run(check)).toEqual({ code: 0, text: '' })
    })
  })

  describe('the takeover page', () => {
    node.deploy('slappart2', { type: 'shop-import', parameters: { number: '2' } })
    const folder = join(node.folder, 'slappart2')
    writeFileSync(join(folder, 'srv/passwd'), JSON.stringify({ '': 'sécret&' }))
    const takeover = join(folder, 'bin/takeover')

    it('takes over for who knows the password, and for nobody else', async () => {
      const port = await freePort()
      const started = node.read('slappart2', 'etc/service/resilient-web-takeover-httpd')!
      // As it is started there, but for the port.
      const service = join(folder, 'page')
      writeFileSync(service, started.replace(/ ::1 \d+ /, ` ::1 ${port} `), { mode: 0o700 })
      const page = spawn(service)
      let log = ''
      page.stderr.on('data', (text: Buffer) => (log += text.toString()))
      try {
        const url = `http://[::1]:${port}/`
        const got = await answered(url)
        expect([got.status, await got.text()]).toEqual([
          200,
          expect.stringContaining('No data was'),
        ])
        const { status } = await fetch(`${url}COMP-0-slappart2`)
        const another = await fetch(`${url}COMP-0-slappart3`)
        expect([status, another.status]).toEqual([200, 404])

        writeFileSync(takeover, `#!/bin/sh\necho '<took over>'\ntouch ${folder}/taken\n`)
        for (const wrong of ['', 'wrong', 'sécret']) {
          const body = new URLSearchParams({ password: wrong })
          expect((await fetch(url, { method: 'POST', body })).status).toBe(403)
          // After a wrong one the page looks at none for a second.
          await new Promise((resolve) => setTimeout(resolve, 1100))
        }
        expect(node.read('slappart2', 'taken')).toBeUndefined()

        const right = new URLSearchParams({ password: 'sécret&' })
        const posted = await fetch(url, { method: 'POST', body: right })
        expect([posted.status, await posted.text()]).toEqual([
          200,
          'Success.<pre>&lt;took over&gt;\n</pre>',
        ])
        expect(node.read('slappart2', 'taken')).toBe('')

        for (const length of ['-1', 'abc', '5000'])
          expect(await statusOf(port, `POST / HTTP/1.0\r\nContent-Length: ${length}\r\n\r\n`)).toBe(
            400,
          )
        expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
        for (const stored of ['', undefined]) {
          if (stored === undefined) rmSync(join(folder, 'srv/passwd'))
          else writeFileSync(join(folder, 'srv/passwd'), stored)
          const body = new URLSearchParams({ password: 'any' })
          expect((await fetch(url, { method: 'POST', body })).status).toBe(500)
        }
        writeFileSync(join(folder, 'srv/passwd'), JSON.stringify({ '': 'sécret&' }))

        // As scripts ask.
        expect((await fetch(`${url}?${right.toString()}`)).status).toBe(200)

        writeFileSync(takeover, '#!/bin/sh\necho cannot\nexit 1\n')
        expect((await fetch(url, { method: 'POST', body: right })).status).toBe(500)
        expect(log).toContain('POST /')
        expect(log).not.toContain('cret')
      } finally {
        page.kill()
      }
    })
  })
})

/** What answers in the place of an instance's notifier. */
async function serveFeeds(installed: readonly Installed[]): Promise<Server> {
  const { options } = installed.find(({ part }) => part === 'notifier-port')!
  const server = createServer((_, response) => response.end('feed'))
  server.listen(Number(options['port']), '::1')
  await once(server, 'listening')
  return server
}

/** The status of the answer to a request that no client would send. */
async function statusOf(port: number, request: string): Promise<number> {
  const socket = connect(port, '::1')
  socket.end(request)
  let answer = ''
  for await (const data of socket) answer += String(data)
  return Number(answer.split(' ')[1])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '::1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** The answer of a server that is starting. */
async function answered(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(url)
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

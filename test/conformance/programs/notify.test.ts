import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createListener, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, type Ended } from '../../support/programs.js'

const { program, path, script } = programIn('notify')

describeWith(noPython(), 'how a run ended', () => {
  let servers: Server[]
  let told: string[]
  type Answer = (response: ServerResponse, request: IncomingMessage) => void
  /** Whoever is told: the URL of one that answers so. */
  async function serve(answer: Answer): Promise<string> {
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        told.push(`${request.method} ${request.url!.replace(/(?<=\/)\d+$/, 'N')} ${text}`)
        answer(response, request)
      })
    }).listen(0, '::1')
    await once(server, 'listening')
    servers.push(server)
    return `http://[::1]:${(server.address() as AddressInfo).port}/notify`
  }
  const well: Answer = (response) => void response.writeHead(204).end()
  let feedUrl: string
  beforeEach(async () => {
    servers = []
    told = []
    feedUrl = (await serve((response) => response.end(readFileSync(path('feed'))))).replace(
      'notify',
      'get/exporter',
    )
    // What the notifier does: it runs a program, writes the feed, and asks for that.
    writeFileSync(
      path('notifier'),
      `#!${python}
import json, sys
json.dump(sys.argv[1:], open(${JSON.stringify(path('given'))}, 'w'))
open(${JSON.stringify(path('feed'))}, 'a').write('1,Dumping shop,OK,slapos:1\\r\\n')
`,
      { mode: 0o755 },
    )
  })
  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** What runs before the program, in the same process. */
  let first = ''
  /** Not at once, since this process is the servers; whoever is slow has a second. */
  async function notify(urls: readonly string[], ...more: string[]): Promise<Ended> {
    const text = `import sys; sys.argv = sys.argv[1:]
${first}
text = open(sys.argv[0]).read()
for a, b in ('WITHIN = 30 ', 'WITHIN = 1 '), ('TRIES, PAUSE = 3, 10 ', 'TRIES, PAUSE = 3, 0.2 '):
    assert a in text; text = text.replace(a, b)
exec(text)`
    const child = spawn(python, [
      ...['-c', text, program, path('notifier'), '-l', path('feed'), '--title', 'Dumping shop'],
      ...['--feed', feedUrl, '--max-run', '3', '--notification-url', ...urls],
      ...['--executable', '/bin/true', ...more],
    ])
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, stdout, stderr }
  }
  const entries = (): string[] => readFileSync(path('feed'), 'utf8').split('\r\n').filter(Boolean)

  it('is told to all, as the notifier would', async () => {
    const urls = [await serve(well), await serve(well)]
    expect(await notify(urls)).toEqual({ code: 0, stdout: '', stderr: '' })
    const posted = 'POST /notify/N 1,Dumping shop,OK,slapos:1\r\n'
    expect(told).toEqual(['GET /get/exporter ', posted, posted])
    expect(JSON.parse(readFileSync(path('given'), 'utf8'))).toEqual([
      ...['-l', path('feed'), '--title', 'Dumping shop', '--feed', feedUrl, '--notification-url'],
      ...['--max-run', '3', '--executable', '/bin/true'],
    ])
    expect(entries()).toHaveLength(1)
  })

  it.each(['', '--notification-url'])(
    'is told to nobody where there is nobody (%s)',
    async (none) => {
      expect((await notify(none === '' ? [] : [none])).code).toBe(0)
      expect(told).toEqual([])
    },
  )

  it('leaves nothing for the queue to remember, however it ended', async () => {
    const [good, bad] = [await serve(well), await serve((answer) => answer.writeHead(500).end())]
    // 100 where it was well: of what ends with 0 the queue keeps the time that anybody may tell it.
    for (const [urls, code] of [
      [[good], 100],
      [['--notification-url'], 100],
      [[bad], 1],
    ] as const)
      expect((await notify(urls, '--transaction-id', '7')).code).toBe(code)
    script('notifier', 'exit 3')
    expect((await notify([good], '--transaction-id', '7')).code).toBe(3)
  })

  it('is told to nobody where it ended badly, and ends as that did', async () => {
    const url = await serve(well)
    script('notifier', 'exit 3')
    expect((await notify([url])).code).toBe(3)
    script('notifier', 'kill -KILL $$')
    expect((await notify([url])).code).toBe(137)
    expect(told).toEqual([])
  })

  const drip: Answer = (response) => {
    response.writeHead(200).flushHeaders()
    const dripping = setInterval(() => response.socket!.write('x'), 100)
    response.socket!.on('error', () => undefined).on('close', () => clearInterval(dripping))
  }
  const dripHead: Answer = (response) => {
    const dripping = setInterval(() => response.socket!.write('H'), 100)
    response.socket!.on('error', () => undefined).on('close', () => clearInterval(dripping))
  }

  it.each<[string, Answer, string]>([
    ['never answers', () => undefined, 'no answer within 1 s'],
    ['answers a byte now and then', dripHead, 'no answer within 1 s'],
    ['refuses it', (response) => void response.writeHead(404).end(), 'it answered 404 Not Found'],
    ['hangs up', (response) => void response.socket!.destroy(), 'closed connection'],
  ])(
    'is told to the others where one %s, and a feed says so',
    async (_, answer, why) => {
      const [bad, good] = [await serve(answer), await serve(well)]
      const { code, stderr } = await notify([bad, good])
      expect(code).toBe(1)
      expect(stderr).toContain(`${bad}: `)
      expect(stderr).toContain(why)
      // Who was told is told once.
      expect(told.filter((text) => text.startsWith('POST'))).toHaveLength(4)
      expect(entries()).toEqual([
        '1,Dumping shop,OK,slapos:1',
        expect.stringMatching(
          /^\d{10},Dumping shop,"?FAILURE: it ended well, and was not reported to all: http/,
        ),
      ])
      expect(entries()[1]).toContain(bad)
      expect(existsSync(path('feed.tmp'))).toBe(false)
    },
    20_000,
  )

  it('is told to one who has begun to answer, however its answer goes on', async () => {
    expect((await notify([await serve(drip)])).code).toBe(0)
  })

  it('is told to the others where one cannot be reached, or is none', async () => {
    const free = createListener().listen(0, '::1')
    await once(free, 'listening')
    const { port } = free.address() as AddressInfo
    free.close()
    await once(free, 'close')
    const good = await serve(well)
    const { code, stderr } = await notify([`http://[::1]:${port}/notify`, 'x y', good])
    expect(code).toBe(1)
    expect(stderr).toContain('Connection refused')
    expect(stderr).toContain('x y: it is not the URL of a notifier')
    expect(told.filter((text) => text.startsWith('POST'))).toHaveLength(1)
  })

  it('makes the feed an old one where it cannot be written that nobody was told', async () => {
    const bad = await serve((response) => void response.writeHead(404).end())
    first = `import shutil
def copy2(path, beside): open(beside, 'w').close(); raise OSError(28, 'No space left on device')
shutil.copy2 = copy2`
    try {
      const { code, stderr } = await notify([bad])
      expect(code).toBe(1)
      expect(stderr).toContain('it answered 404')
      expect(stderr).toContain(`${path('feed')}: No space left on device`)
      expect(stderr).not.toContain('Traceback')
    } finally {
      first = ''
    }
    expect(entries()).toHaveLength(1)
    expect(statSync(path('feed')).mtimeMs).toBe(0)
    expect(existsSync(path('feed.tmp'))).toBe(false)
  })

  it('is told to one who is there a moment later', async () => {
    let asked = 0
    const url = await serve((response) => void response.writeHead(asked++ ? 204 : 500).end())
    expect(await notify([url])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(entries()).toHaveLength(1)
  })

  it('does not wait for a feed that is not given', async () => {
    const url = await serve(well)
    script('notifier', `echo '1,x,OK,y' >> '${path('feed')}'; exec sleep 68`)
    const { code, stderr } = await notify([url])
    expect(code).toBe(1)
    expect(stderr).toBe('the notifier here did not give its feed within 1 s\n')
    expect(told).toEqual([])
    rmSync(path('feed'))
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, type Ended } from '../../support/programs.js'

const { program, path, write } = programIn('loads')

/** A byte now and then, for as long as somebody listens. */
function drip(response: ServerResponse): void {
  const dripping = setInterval(() => response.socket!.write('x'), 300)
  response.socket!.on('error', () => undefined).on('close', () => clearInterval(dripping))
}

describeWith(noPython(), 'what became of a dump', () => {
  /** The page, a code without one, or how it is answered otherwise. */
  let answer: string | Buffer | number | ((response: ServerResponse) => void)
  let asked: string[]
  /** What it says of its clock: nothing, or by how many minutes that is ahead. */
  let ahead: number | undefined
  let server: Server
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`
  /** A feed as the notifier writes it. */
  const feed = (...entries: [title: string, text: string, id?: string][]): string =>
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Untitled</title>${entries
      .map(
        ([title, text, id = title]) =>
          `<entry><title>${title}</title><id>${id}</id><content type="html">${text}</content></entry>`,
      )
      .join('')}</feed>`
  beforeEach(async () => {
    asked = []
    ahead = undefined
    server = createServer((request, response) => {
      response.sendDate = false
      if (ahead !== undefined)
        response.setHeader('Date', new Date(Date.now() + ahead * 60000).toUTCString())
      asked.push(request.url!)
      if (typeof answer === 'function') return answer(response)
      response.statusCode = typeof answer === 'number' ? answer : 200
      response.end(typeof answer === 'number' ? '' : answer)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    write('servers', JSON.stringify({ 'Pushing to shop backup 1': url() }))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  // Not at once: this process is the server.
  const told = (...args: string[]): Promise<Ended> => later(0, ...args)
  async function later(minutes: number, ...args: string[]): Promise<Ended> {
    // So much later; and whoever is slow has a second.
    const text = `import sys, time; now = time.time() + ${minutes} * 60; time.time = lambda: now
sys.argv = ['loads.py'] + sys.argv[1:]
exec(open(${JSON.stringify(program)}).read().replace('WITHIN = 10 ', 'WITHIN = 1 '))`
    const child = spawn(python, ['-c', text, ...args, '--servers', path('servers')])
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, stdout, stderr }
  }
  const relay = async (minutes = 0): Promise<string[]> => {
    const ended = await later(minutes, 'relay', '--feed', path('load'))
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(existsSync(path('load.tmp'))).toBe(false)
    return readFileSync(path('load'), 'utf8').split('\r\n').filter(Boolean)
  }

  it('is asked for what a backup wants to have sent anew, and for no word else', async () => {
    const wanted = async (): Promise<string> => {
      const ended = await told('anew')
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      return ended.stdout
    }
    for (const [text, words] of [
      ['OK', ''],
      ['it was not loaded; to be sent anew: 0123abcd 89abcdef', '0123abcd 89abcdef'],
      ['it was not loaded; to be sent anew: all', 'all'],
      ['it was not loaded; to be sent anew: --record', ''],
      ['it was not loaded; to be sent anew: 0123abcd /etc/passwd', ''],
    ]) {
      answer = feed(['load', text!])
      expect(await wanted()).toBe(`${words}\n`)
    }
    answer = 404
    expect(await wanted()).toBe('\n')
  })

  it('goes from a backup to its pull-backup server, and from there to the leader', async () => {
    answer = feed(['load', 'the importer ended with 1'])
    const [row, ...more] = await relay()
    expect(asked).toEqual(['/get/load'])
    expect(row).toMatch(
      /^(\d+),Pushing to shop backup 1,the importer ended with 1,Pushing to shop backup 1 at \1$/,
    )
    expect(more).toEqual([])
    answer = feed(
      ['Pushing to shop backup 1', 'the importer ended with 1'],
      ['Pushing to shop backup 2', 'OK'],
    )
    expect(await told('promise')).toEqual({
      code: 1,
      stdout: 'Pushing to shop backup 1: the importer ended with 1\n',
      stderr: '',
    })
    answer = feed(['Pushing to shop backup 1', 'OK'])
    expect(await told('promise')).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([
    ['has no such feed', () => (answer = 404), 'HTTP Error 404: Not Found'],
    ['has an empty one', () => (answer = feed()), 'it says nothing of a load'],
    ['says what is no feed', () => (answer = 'text'), 'it says what is not a feed'],
    ['says what grows', () => (answer = '<!DOCTYPE x><x/>'), 'it says what is not a feed'],
    [
      'says what grows, in another encoding',
      () => (answer = Buffer.from('\ufeff<?xml version="1.0"?><!DOCTYPE x><x/>', 'utf16le')),
      'it says what is not a feed',
    ],
    [
      'sends elsewhere',
      () => {
        const location = url().replace('notify', 'get/elsewhere')
        answer = (response) => void response.writeHead(302, { location }).end()
      },
      'HTTP Error 302',
    ],
    [
      'says too much',
      () => (answer = feed(['a', 'x'.repeat(2 ** 20)])),
      'it says what is not a feed',
    ],
    [
      'is none',
      () => write('servers', '{"Pushing to shop backup 1": "file:///etc/passwd"}'),
      "'file:///etc/passwd' is not the URL of a notifier",
    ],
  ])('is not known of a server that %s, which is told once that lasts', async (_, given, why) => {
    given()
    const [row] = await relay()
    expect(row).toContain(`UNKNOWN: ${why}`)
    expect(asked).not.toContain('/get/elsewhere')
    expect(await told('promise')).toMatchObject({ code: 0, stderr: '' })
    // One that is being made has no feed yet.
    const minutes = answer === 404 || answer === feed() ? 24 * 60 : 15
    expect(await later(minutes - 1, 'promise')).toMatchObject({ code: 0, stderr: '' })
    expect(await later(minutes + 1, 'promise')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`UNKNOWN: ${why}`) as string,
      stderr: '',
    })
  })

  it.each([
    ['ends in the middle', (response: ServerResponse) => response.socket!.end('HTTP/1.1 2')],
    ['says a byte now and then', drip],
    [
      'begins its answer so',
      (response: ServerResponse) => {
        response.writeHead(200)
        drip(response)
      },
    ],
  ])('does not wait for a server that %s', async (_, given) => {
    answer = given
    const [row] = await relay()
    expect(row).toMatch(/UNKNOWN: /)
    expect(await told('promise')).toEqual({ code: 0, stdout: '\n', stderr: '' })
  })

  const now = (): number => Math.floor(Date.now() / 1000)

  it.each([
    ['a month behind', -30 * 86400],
    ['an hour behind', -3600],
    ['a year ahead', 365 * 86400],
  ])('is of when it was new here, by whatever clock: one %s', async (_, shift) => {
    // It says so every five minutes, and then no more.
    const start = now()
    for (const minutes of [0, 5, 10, 15, 20, 25]) {
      const at = start + shift + 60 * Math.min(minutes, 10)
      answer = feed(['load', 'OK', `load at ${at}`])
      const [row] = await relay(minutes)
      const heard = Number(row!.split(',')[0])
      expect(Math.abs(heard - start - 60 * Math.min(minutes, 10))).toBeLessThan(30)
      expect(row).toBe(`${heard},Pushing to shop backup 1,OK,Pushing to shop backup 1 at ${heard}`)
    }
    // So does the leader go by its own clock alone.
    rmSync(path('servers.heard'))
    for (const [minutes, code] of [
      [0, 0],
      [5, 0],
      [10, 0],
      [24, 0],
      [26, 1],
    ] as const) {
      const at = start + shift + 60 * Math.min(minutes, 10)
      answer = feed(['Pushing to shop backup 1', 'OK', `Pushing to shop backup 1 at ${at}`])
      const ended = await later(minutes, 'promise')
      expect(ended).toMatchObject({ code, stderr: '' })
      if (code === 1)
        expect(ended.stdout).toMatch(
          /^Pushing to shop backup 1: the last that is known is of 20.* UTC: OK\n$/,
        )
    }
  })

  it.each([
    [undefined, ''],
    [-3, ''],
    [3, ''],
    [61.5, '61 minutes ahead of'],
    [-61.5, '61 minutes behind'],
  ])('tells of a clock that is apart: %j minutes', async (minutes, apart) => {
    ahead = minutes
    answer = feed(['Pushing to shop backup 1', 'OK'])
    const host = new URL(url()).origin
    const wrong = `the clock of ${host} is ${apart} that of who asks it: set the wrong one right, or an archive takes no pull until its last is past`
    expect(await told('promise')).toEqual(
      apart === ''
        ? { code: 0, stdout: '\n', stderr: '' }
        : { code: 1, stdout: `Pushing to shop backup 1: ${wrong}\n`, stderr: '' },
    )
    // Of a backup's its pull-backup server tells the leader.
    const [row] = await relay()
    expect(row).toContain(apart === '' ? ',OK,' : `,"${wrong}",`)
    // Whatever else is wrong comes first.
    answer = feed(['Pushing to shop backup 1', 'the importer ended with 1'])
    expect((await told('promise')).stdout).toContain('the importer ended with 1')
  })

  it('says nothing of a clock where that is no time', async () => {
    answer = (response) => response.setHeader('Date', 'soon').end(feed(['load', 'OK']))
    expect((await told('promise')).code).toBe(0)
  })

  it('is new where the notifier alone tells of when it is', async () => {
    const say = (updated: string): void =>
      void (answer = feed(['load', 'OK']).replace('<id>', `<updated>${updated}</updated><id>`))
    say('soon')
    expect((await told('promise')).code).toBe(0)
    expect((await later(16, 'promise')).code).toBe(1)
    say('9999-12-31T00:00:00Z')
    expect((await later(17, 'promise')).code).toBe(0)
  })

  it('of a backup that falls silent is of the last time it said something', async () => {
    answer = feed(['load', 'OK', 'load at 5'])
    const at = Number((await relay())[0]!.split(',')[0])
    answer = 500
    for (const minutes of [1, 30])
      expect(await relay(minutes)).toEqual([
        `${at},Pushing to shop backup 1,UNKNOWN: HTTP Error 500: Internal Server Error,Pushing to shop backup 1 at ${at}`,
      ])
    // What it said before is no news, though it answers again.
    answer = feed(['load', 'OK', 'load at 5'])
    expect(Number((await relay(40))[0]!.split(',')[0])).toBe(at)
    answer = 404
    expect(Number((await relay(60))[0]!.split(',')[0])).toBe(at)
    // One that was made anew is at another address.
    write(
      'servers',
      JSON.stringify({ 'Pushing to shop backup 1': url().replace('127.0.0.1', 'localhost') }),
    )
    expect(Number((await relay(60))[0]!.split(',')[0])).toBeGreaterThan(at + 3000)
    expect(Number((await relay(26 * 60))[0]!.split(',')[0])).toBeLessThan(at + 3700)
  })

  it('was not heard in the future, by a clock that was ahead', async () => {
    answer = feed(['load', 'OK', 'load at 5'])
    await relay(24 * 60)
    expect(Number((await relay())[0]!.split(',')[0])).toBeLessThan(now() + 5)
  })

  it('is told where a server falls silent, and where that cannot be written down', async () => {
    answer = 500
    expect((await told('promise')).code).toBe(0)
    // Whoever answers in between begins anew.
    answer = feed(['Pushing to shop backup 1', 'OK'])
    expect((await later(10, 'promise')).code).toBe(0)
    answer = 500
    expect((await later(20, 'promise')).code).toBe(0)
    expect((await later(26, 'promise')).stdout).toContain('HTTP Error 500')
    rmSync(path('servers.heard'))
    mkdirSync(path('servers.heard.tmp'))
    const problem = {
      code: 1,
      stdout: `since when words are heard cannot be written down: ${path('servers.heard.tmp')}: Is a directory\n`,
      stderr: '',
    }
    expect(await told('promise')).toEqual(problem)
    write('load', 'as before')
    expect(await told('relay', '--feed', path('load'))).toEqual(problem)
    expect(readFileSync(path('load'), 'utf8')).toBe('as before')
  })

  it('is shown as one short line, whatever another instance says', async () => {
    answer = feed(['a\nb\u009b31m', `bad&#10;\u202e${'x'.repeat(1000)}`])
    const { code, stdout } = await told('promise')
    expect(code).toBe(1)
    expect(stdout).toBe(`a b 31m: bad ${'x'.repeat(496)}\n`)
  })
})

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
  let answer: string | number | ((response: ServerResponse) => void)
  let asked: string[]
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
    server = createServer((request, response) => {
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
    ['says what is no feed', () => (answer = 'text'), 'it says what is not a feed'],
    ['says what grows', () => (answer = '<!DOCTYPE x><x/>'), 'it says what is not a feed'],
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
  ])('is not known of a server that %s, and no promise of this one', async (_, given, why) => {
    given()
    const [row] = await relay()
    expect(row).toContain(`UNKNOWN: ${why}`)
    expect(await told('promise')).toMatchObject({ code: 0, stderr: '' })
    const known = answer === 404 ? 0 : 1
    expect(await later(14, 'promise')).toMatchObject({ code: 0, stderr: '' })
    expect(await later(16, 'promise')).toMatchObject({ code: known, stderr: '' })
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
  const day = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10)

  it.each([
    ['a month ago', -30 * 86400],
    ['sixteen minutes ago', -960],
    ['a year from now', 365 * 86400],
  ])('is passed on as of when it is, and no longer holds from %s', async (_, shift) => {
    const at = now() + shift
    answer = feed(['load', 'OK', `load at ${at}`])
    const [row] = await relay()
    expect(row).toBe(`${at},Pushing to shop backup 1,OK,Pushing to shop backup 1 at ${at}`)
    answer = feed(['Pushing to shop backup 1', 'OK', `Pushing to shop backup 1 at ${at}`])
    expect(await told('promise')).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        `^Pushing to shop backup 1: the last that is known is of ${day(at)} .* UTC: OK\n$`,
      ) as string,
      stderr: '',
    })
  })

  it.each([
    ['2020-10-20T00:00:00Z', '1603152000'],
    ['2200-01-01T00:00:00Z', '7258118400'],
    ['9999-12-31T00:00:00Z', null],
    [new Date(Date.now() - 13 * 3600_000).toISOString(), null],
    ['soon', null],
  ])('is of %s as the notifier alone tells it', async (updated, at) => {
    const before = now()
    answer = feed(['load', 'OK', 'load']).replace('<id>', `<updated>${updated}</updated><id>`)
    const told = Number((await relay())[0]!.split(',')[0])
    expect(told).toBeGreaterThanOrEqual(at === null ? before : Number(at))
    expect(told).toBeLessThanOrEqual(at === null ? now() : Number(at))
  })

  it('of a backup that falls silent is of the last time it said something', async () => {
    const at = now() - 300
    answer = feed(['load', 'OK', `load at ${at}`])
    await relay()
    answer = 500
    for (const minutes of [1, 30])
      expect(await relay(minutes)).toEqual([
        `${at},Pushing to shop backup 1,UNKNOWN: HTTP Error 500: Internal Server Error,Pushing to shop backup 1 at ${at}`,
      ])
    // It was written by a clock that was ahead.
    write('load', `${at + 86400},Pushing to shop backup 1,OK,x\r\n`)
    expect(Number((await relay())[0]!.split(',')[0])).toBeLessThan(at + 1000)
  })

  it('is told where a server falls silent, and where that cannot be written down', async () => {
    answer = 500
    expect((await told('promise')).code).toBe(0)
    // Whoever answers in between begins anew.
    answer = feed(['Pushing to shop backup 1', 'OK'])
    expect((await later(10, 'promise')).code).toBe(0)
    answer = 500
    expect((await later(20, 'promise')).code).toBe(0)
    expect((await later(36, 'promise')).stdout).toContain('HTTP Error 500')
    rmSync(path('servers.unheard'))
    mkdirSync(path('servers.unheard.tmp'))
    expect(await told('promise')).toEqual({
      code: 1,
      stdout:
        'Pushing to shop backup 1 does not answer, and since when cannot be written down: Is a directory\n',
      stderr: '',
    })
  })

  it('is shown as one short line, whatever another instance says', async () => {
    answer = feed(['a\nb\u009b31m', `bad&#10;\u202e${'x'.repeat(1000)}`])
    const { code, stdout } = await told('promise')
    expect(code).toBe(1)
    expect(stdout).toBe(`a b 31m: bad ${'x'.repeat(496)}\n`)
  })
})

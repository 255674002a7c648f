import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, type Ended } from '../../support/programs.js'

const { program, path, write } = programIn('loads')

describeWith(noPython(), 'what became of a dump', () => {
  let answer: string | number
  let asked: string[]
  let server: Server
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`
  /** A feed as the notifier writes it. */
  const feed = (...entries: [string, string][]): string =>
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Untitled</title>${entries
      .map(
        ([title, text]) =>
          `<entry><title>${title}</title><content type="html">${text}</content></entry>`,
      )
      .join('')}</feed>`
  beforeEach(async () => {
    asked = []
    server = createServer((request, response) => {
      asked.push(request.url!)
      response.statusCode = typeof answer === 'number' ? answer : 200
      response.end(typeof answer === 'number' ? '' : answer)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    write('servers', JSON.stringify({ 'Pushing to shop backup 1': url() }))
  })
  afterEach(() => server.close())

  // Not at once: this process is the server.
  async function told(...args: string[]): Promise<Ended> {
    const child = spawn(python, [program, ...args, '--servers', path('servers')])
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, stdout, stderr }
  }
  const relay = async (): Promise<string[]> => {
    expect(await told('relay', '--feed', path('load'))).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(existsSync(path('load.tmp'))).toBe(false)
    return readFileSync(path('load'), 'utf8').split('\r\n').filter(Boolean)
  }

  it('goes from a backup to its pull-backup server, and from there to the leader', async () => {
    answer = feed(['load', 'the importer ended with 1'])
    const [row, ...more] = await relay()
    expect(asked).toEqual(['/get/load'])
    expect(row).toMatch(
      /^\d+,Pushing to shop backup 1,the importer ended with 1,Pushing to shop backup 1$/,
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
  })

  it('is shown as one short line, whatever another instance says', async () => {
    answer = feed(['a\nb\u009b31m', `bad&#10;\u202e${'x'.repeat(1000)}`])
    const { code, stdout } = await told('promise')
    expect(code).toBe(1)
    expect(stdout).toBe(`a b 31m: bad ${'x'.repeat(496)}\n`)
  })
})

import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, existsSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { until } from '../../support/partition.js'
import { programIn } from '../../support/programs.js'

const { program, path, write, script } = programIn('takeover-page')

describeWith(noPython(), 'the takeover page', () => {
  let page: ChildProcess
  let port: number
  let log: string
  beforeEach(async () => {
    const free = createServer().listen(0, '::1')
    await once(free, 'listening')
    port = (free.address() as AddressInfo).port
    free.close()
    write('passwd', 'secret\n')
    script('takeover', `echo run >> '${path('taken')}'; printf 'done <b> \\377'`)
    script('load', 'echo "Data was last loaded <today>."')
    log = ''
    page = spawn(python, [
      ...[program, '::1', String(port), '--name', 'local-slappart1'],
      ...['--takeover', path('takeover'), '--load', path('load')],
      ...['--password-file', path('passwd')],
    ])
    page.stderr!.on('data', (text: Buffer) => (log += text.toString()))
    await until('the page', () => answers(port))
  })
  afterEach(() => void page.kill('SIGKILL'))

  const answers = (at: number): Promise<boolean> =>
    fetch(`http://[::1]:${at}/`).then(
      () => true,
      () => false,
    )
  const url = (rest = '/'): string => `http://[::1]:${port}${rest}`
  const post = (password: string): Promise<Response> =>
    fetch(url(), { method: 'POST', body: new URLSearchParams({ password }) })
  const taken = (): number =>
    existsSync(path('taken')) ? readFileSync(path('taken'), 'utf8').split('\n').length - 1 : 0
  /** What a caller is answered that sends a text of its own. */
  const send = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = ''
      const socket = connect(port, '::1', () => socket.write(text))
      socket.on('data', (data) => (answer += data.toString('latin1')))
      socket.on('close', () => resolve(answer))
      socket.on('error', () => undefined)
    })
  const pause = (seconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const status = (name: string): number =>
    Number(
      new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(
        readFileSync(`/proc/${page.pid}/status`, 'utf8'),
      )![1],
    )

  it('says what a takeover would start with, to be stored or shown in a frame by nobody', async () => {
    const answer = await fetch(url())
    expect(await answer.text()).toContain('Data was last loaded &lt;today&gt;.')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await (await fetch(url('/local-slappart1'))).text()).toBe('This is local-slappart1.')
    expect((await fetch(url('/other'))).status).toBe(404)
  })

  it('takes over for who knows the password, and shows what was said, whatever its bytes', async () => {
    const answer = await post('secret')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('Success.<pre>done &lt;b&gt; \ufffd</pre>')
    expect(taken()).toBe(1)
    expect((await fetch(url('/?password=secret'))).status).toBe(200)
    expect(log).not.toContain('secret')
  })

  it('looks at no password for a second after a wrong one', async () => {
    expect((await post('wrong')).status).toBe(403)
    expect((await post('secret')).status).toBe(429)
    expect(taken()).toBe(0)
    await pause(1.1)
    expect((await post('secret')).status).toBe(200)
    expect(taken()).toBe(1)
  })

  it.each(['', '\n', '{"": ""}'])('lets nobody in where the password is %j', async (stored) => {
    write('passwd', stored)
    expect((await post('')).status).not.toBe(200)
    await fetch(url('/?password='))
    expect((await post('x')).status).toBe(500)
    expect(taken()).toBe(0)
  })

  it.each(['-1', '9999999999', '²', '4097', 'x', '+1'])(
    'reads no form of %s bytes',
    async (length) => {
      const answer = await send(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\npassword=secret`,
      )
      expect(answer).toContain(' 400 ')
      expect(taken()).toBe(0)
      expect(await answers(port)).toBe(true)
    },
  )

  it('sends away who says nothing, after ten seconds', async () => {
    const began = Date.now()
    expect(await send('GET / HT')).toBe('')
    expect(Date.now() - began).toBeLessThan(20_000)
  }, 30_000)

  it('is there for its owner under a thousand callers, slow ones, with bounded threads and memory', async () => {
    const sockets: Socket[] = []
    for (let each = 0; each < 1000; each++) {
      const socket = connect(port, '::1', () => {
        socket.write(
          each % 2 ? 'GET / HTTP/1.1\r\nX: ' : 'POST / HTTP/1.1\r\nContent-Length: 4000\r\n\r\np',
        )
      })
      socket.on('error', () => undefined)
      sockets.push(socket)
    }
    await pause(1)
    const answer = await post('secret')
    expect(answer.status).toBe(200)
    expect(taken()).toBe(1)
    expect(status('Threads')).toBeLessThan(100)
    expect(status('VmRSS')).toBeLessThan(80_000)
    for (const socket of sockets) socket.destroy()
    expect(log).not.toContain('Traceback')
  }, 60_000)
})

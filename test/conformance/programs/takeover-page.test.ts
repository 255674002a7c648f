import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync, existsSync, rmSync } from 'node:fs'
import { request } from 'node:http'
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
    // On all addresses: so callers of this computer come from as many of IPv4 as they like.
    page = spawn(python, [program, '::', String(port), ...options()])
    page.stderr!.on('data', (text: Buffer) => (log += text.toString()))
    await until('the page', () => answers(port))
  })
  afterEach(() => void page.kill('SIGKILL'))

  const options = (): string[] => [
    ...['--name', 'local-slappart1', '--takeover', path('takeover'), '--load', path('load')],
    ...['--password-file', path('passwd')],
  ]
  const answers = (at: number): Promise<boolean> =>
    fetch(`http://[::1]:${at}/`).then(
      () => true,
      () => false,
    )
  const url = (rest = '/'): string => `http://[::1]:${port}${rest}`
  const post = (password: string): Promise<Response> =>
    fetch(url(), { method: 'POST', body: new URLSearchParams({ password }) })
  /** What is answered to a password from an address of 127.0.0.0/8. */
  const postFrom = (localAddress: string, password: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const to = { host: '127.0.0.1', port, localAddress, method: 'POST' }
      request(to, (answer) => resolve(answer.resume().statusCode!))
        .on('error', reject)
        .end(new URLSearchParams({ password }).toString())
    })
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

  it('asks once at a time how the load went, however many want to know', async () => {
    script('load', `echo asked >> '${path('asked')}'; sleep 4; echo It went well.`)
    const first = fetch(url())
    await until('the question', () => existsSync(path('asked')))
    const callers = Array.from({ length: 50 }, () => connect(port, '::1'))
    for (const caller of callers)
      caller
        .on('error', () => undefined)
        .resume()
        .write('GET / HTTP/1.0\r\n\r\n')
    expect(await (await fetch(url())).text()).toContain('It is being asked')
    await pause(1.5)
    // Who waited has gone.
    expect(callers.filter((caller) => !caller.closed)).toHaveLength(0)
    expect(await (await first).text()).toContain('It went well.')
    expect(readFileSync(path('asked'), 'utf8')).toBe('asked\n')
    for (const caller of callers) caller.destroy()
  }, 30_000)

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

  it('looks at eight wrong ones a second, however many addresses they come from', async () => {
    const counted: Record<number, number> = {}
    const began = Date.now()
    for (let each = 1; each <= 200; each++) {
      const status = await postFrom(`127.1.0.${each}`, 'wrong')
      counted[status] = (counted[status] ?? 0) + 1
    }
    const seconds = Math.ceil((Date.now() - began) / 1000)
    // The first is the one of a network where none was wrong.
    expect(counted[403]).toBeLessThanOrEqual(1 + 8 * seconds)
    expect(counted[403]! + counted[429]!).toBe(200)
    // Their owner comes from elsewhere, where one may be wrong too.
    expect(await postFrom('127.2.0.1', 'wrong')).toBe(403)
    expect(await post('secret')).toMatchObject({ status: 200 })
  })

  it('looks at eight wrong ones a second from networks where none was wrong before', async () => {
    const at = Array.from({ length: 60 }, (_, each) => `127.${each + 10}.0.1`)
    const began = Date.now()
    const statuses = await Promise.all(at.map((address) => postFrom(address, 'wrong')))
    const looked = statuses.filter((status) => status === 403).length
    expect(looked).toBeGreaterThanOrEqual(8)
    expect(looked).toBeLessThanOrEqual(8 * Math.ceil((Date.now() - began) / 1000))
    expect(statuses.filter((status) => status === 429)).toHaveLength(60 - looked)
  })

  it('lets an owner in who was wrong once, a while after, however one network guesses', async () => {
    // Here a minute is two seconds.
    page.kill('SIGKILL')
    const whole = readFileSync(program, 'utf8')
    expect(whole).toMatch(/^FORGOTTEN = 60$/m)
    write('page.py', whole.replace(/^FORGOTTEN = 60$/m, 'FORGOTTEN = 2'))
    page = spawn(python, [path('page.py'), '::', String(port), ...options()])
    await until('the page', () => answers(port))
    let guesses = true
    const counted: Record<number, number> = {}
    const guessing = Array.from({ length: 16 }, async (_, each) => {
      while (guesses) {
        const status = await postFrom(`127.60.0.${each + 1}`, 'wrong')
        counted[status] = (counted[status] ?? 0) + 1
        await pause(0.05)
      }
    })
    try {
      await until('the guesses', () => (counted[429] ?? 0) > 50)
      // Who knows it is let in at once, and who mistypes it a while after.
      expect(await postFrom('127.99.0.1', 'secret')).toBe(200)
      expect(await postFrom('127.50.0.1', 'oops')).toBe(403)
      await pause(2.1)
      expect(await postFrom('127.50.0.1', 'secret')).toBe(200)
    } finally {
      guesses = false
      await Promise.all(guessing)
    }
  }, 30_000)

  it('remembers networks for a minute, and ten thousand at most', () => {
    const remembered = `import runpy, socketserver, sys, time
socketserver.BaseServer.serve_forever = lambda server: None
sys.argv = sys.argv[1:]
page, now = runpy.run_path(sys.argv[0]), [0]
time.monotonic = lambda: now[0]
for each in range(20000):
    page['is_right']('x', b'secret', '2001:db8:%x:%x::1' % (each, each))
    now[0] += 0.002
print(len(page['wrong_at']))
page['is_right'].__globals__['WRONG'] = 1e9
for each in range(20000):
    page['is_right']('x', b'secret', '2001:db8:%x:%x::1' % (each, each))
    now[0] += 0.002
print(len(page['wrong_at']) <= page['REMEMBERED'] + 2)
now[0] += 61
page['is_right']('x', b'secret', '::1')
print(len(page['wrong_at']))`
    const { stdout } = spawnSync(python, ['-c', remembered, program, '::1', '0', ...options()], {
      encoding: 'utf8',
    })
    const [slow, ...rest] = stdout.split('\n')
    // Eight a second are looked at.
    expect(Number(slow)).toBeLessThan(1000)
    expect(rest).toEqual(['True', '2', ''])
  })

  it('looks at one of those that come at one moment from one address', async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, () => postFrom('127.3.0.1', 'x')))
    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(2)
  })

  it('takes the addresses of one network for one caller', () => {
    const networks = `import runpy, socketserver, sys
socketserver.BaseServer.serve_forever = lambda server: None
sys.argv = sys.argv[1:]
networks = runpy.run_path(sys.argv[0])['networks']
for address in '2001:db8:1:2:3::4', 'fe80::1%lo', '::ffff:192.0.2.7': print(*networks(address))`
    const { stdout } = spawnSync(python, ['-c', networks, program, '::1', '0', ...options()], {
      encoding: 'utf8',
    })
    expect(stdout.split('\n')).toEqual([
      '2001:db8:1:2::/64 2001:db8:1::/48',
      'fe80::/64 fe80::/48',
      '192.0.2.7/32 192.0.0.0/16',
      '',
    ])
  })

  it.each([
    ['GET /?password=secret x HTTP/1.0', 400],
    ['GET /?password=secret HTTP/7.7.7', 400],
    ['GET /?password=secret FTP/1.0', 400],
    ['GET /?password=secret HTTP/2.0', 505],
    ['PUT /?password=secret HTTP/1.0', 501],
    ['secret / HTTP/1.0', 501],
    ['GET /secret HTTP/1.0', 404],
    ['GET /;password=secret HTTP/1.0', 404],
    ['GET http://secret@[::1]/ HTTP/1.0', 200],
    ['GET http://[secret HTTP/1.0', 404],
    ['GET http://a]secret/?password=secret HTTP/1.0', 404],
    ['POST secret', 400],
    ['secret', 400],
    ['', 400],
    [' ', 400],
    ['HEAD /?password=secret HTTP/1.0', 405],
    ['HEAD /x?password=secret HTTP/1.0', 405],
  ])('answers %j, takes nothing over and logs no word of it', async (line, code) => {
    expect(await send(`${line}\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1.0 ${code} .*\r\n`))
    expect(taken()).toBe(0)
    const logged = new RegExp(`^(-|GET|POST|HEAD) (-|/) ${code}$`, 'm')
    await until('the log', () => logged.test(log))
    expect(log).not.toMatch(/secret|Traceback/)
  })

  it('answers where the programs are missing, and what nobody thought of', async () => {
    rmSync(path('load'))
    expect(await (await fetch(url())).text()).toContain('It cannot be run: No such file')
    write('passwd', '{"": 5}')
    const answer = await post('secret')
    expect(answer.status).toBe(500)
    const logged = /^AttributeError, by way of the lines [\d, ]+$/m
    await until('the log', () => logged.test(log))
    expect(log).not.toContain('Traceback')
    write('passwd', 'secret')
    rmSync(path('takeover'))
    expect((await post('secret')).status).toBe(500)
  })

  it.each([
    ['a line of 65,000 bytes', `X: ${'x'.repeat(65_000)}\r\n`],
    ['many lines', 'X: y\r\n'.repeat(4000)],
    ['lines of 8,000 bytes', `X: ${'x'.repeat(8000)}\r\n`.repeat(3)],
  ])('reads 16 KiB of a head: %s', async (_, lines) => {
    const answer = await send(`POST / HTTP/1.0\r\n${lines}`)
    // Who goes on sending may not hear it.
    expect(answer).toMatch(/^$|^HTTP\/1.0 431 /)
    expect(await send(`GET /${'x'.repeat(20_000)} HTTP/1.0\r\n\r\n`)).toMatch(/^$|^HTTP\/1.0 431 /)
    expect(await answers(port)).toBe(true)
  })

  it('holds no heads of 64 callers that end never', async () => {
    const sockets = Array.from({ length: 64 }, () => {
      const socket = connect(port, '::1', () => socket.write('GET / HTTP/1.0\r\n'))
      return socket.on('error', () => undefined)
    })
    const line = `X: ${'x'.repeat(65_000)}\r\n`
    for (let each = 0; each < 40; each++) {
      for (const socket of sockets) if (socket.writable) socket.write(line)
      await pause(0.02)
    }
    expect(status('VmHWM')).toBeLessThan(80_000)
    for (const socket of sockets) socket.destroy()
    expect((await post('secret')).status).toBe(200)
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

  it('has 64 threads besides its own, however fast callers come and go', async () => {
    const flood = `import socket, sys, threading, time
ends = time.time() + 5
def come_and_go():
    while time.time() < ends:
        try:
            caller = socket.create_connection(('::1', int(sys.argv[1])), timeout=2)
            caller.send(b'GET / HTTP/1.0\\r\\n\\r\\n'[:int(sys.argv[2])])
            caller.close()
        except OSError: pass
for each in range(20): threading.Thread(target=come_and_go).start()`
    for (const bytes of ['8', '18']) {
      const flooding = spawn(python, ['-c', flood, String(port), bytes], { stdio: 'ignore' })
      let most = 0
      const watch = setInterval(() => (most = Math.max(most, status('Threads'))), 20)
      await once(flooding, 'exit')
      clearInterval(watch)
      expect(most).toBeLessThanOrEqual(65)
    }
    expect(await answers(port)).toBe(true)
    expect((await post('secret')).status).toBe(200)
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
    expect(status('Threads')).toBeLessThanOrEqual(65)
    expect(status('VmRSS')).toBeLessThan(80_000)
    for (const socket of sockets) socket.destroy()
    expect(log).not.toContain('Traceback')
  })
})

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'
import { until } from '../support/partition.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const programs = ['/usr/sbin/sshd', '/usr/bin/ssh', '/usr/bin/sftp', '/usr/bin/rdiff-backup']
const missing =
  noBuildout() ??
  programs.filter((each) => !existsSync(each)).map((each) => `there is no ${each}`)[0]

describeWith(missing, 'the sshd of a leader', () => {
  const node = new Node()
  const path = (...names: string[]): string => join(node.folder, ...names)
  const made = path('made')
  const port = (at: string): string =>
    /^Port (\d+)$/m.exec(readFileSync(path(at, 'etc/resilient-sshd.conf'), 'utf8'))![1]!
  const at = 'leader'
  let sshd: ChildProcess
  const publicKey = (name: string): string =>
    readFileSync(path(`${name}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ')

  /** What the profile makes of the keys that it is told, which a running sshd reads anew. */
  function allow(keys: string): void {
    rmSync(made, { force: true })
    node.deploy(at, { type: 'shop-export', parameters: { 'authorized-key': keys } })
  }

  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null']
  const common = ['-F', '/dev/null', ...options.flatMap((each) => ['-o', each])]
  const client = (program: string, ...args: string[]) =>
    spawnSync(program, [...common, '-o', `IdentityFile=${path('key')}`, ...args], {
      encoding: 'utf8',
      input: '',
      timeout: 20_000,
    })
  const user = `${userInfo().username}@::1`
  const ssh = (...args: string[]) =>
    client('ssh', '-o', `Port=${port(at)}`, '-o', 'IdentitiesOnly=yes', ...args)

  beforeAll(async () => {
    node.build('shop', renderRelease({ name: 'shop', md5 }))
    for (const name of ['key', 'other'])
      spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path(name)])
    allow(publicKey('key'))
    for (const [program, debian] of [
      ['openssh/sbin/sshd', '/usr/sbin/sshd'],
      ['rdiff-backup-1.3.4/bin/rdiff-backup', '/usr/bin/rdiff-backup'],
    ] as const) {
      const link = join(node.software, 'parts', program)
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(debian, link)
    }
    // Where the authority would make it.
    const hostKey = readlinkSync(path(at, 'etc/ssh/server_key.rsa'))
    spawnSync('ssh-keygen', ['-q', '-t', 'rsa', '-N', '', '-f', hostKey])
    // Where root starts it, it wants this folder; and it would let nobody have a home below /tmp.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
    sshd = spawn(path(at, 'bin/raw_sshd'), ['-o', 'StrictModes=no'])
    await until('sshd', () => ssh('-o', 'ConnectTimeout=1', user, 'true').status !== 255)
  }, 120_000)
  afterEach(() => expect(existsSync(made)).toBe(false))
  afterAll(() => {
    sshd.kill('SIGKILL')
    rmSync(node.folder, { recursive: true, force: true })
  })

  it('hands over the dump to who has the key', () => {
    const dump = path(at, 'srv/backup/shop')
    writeFileSync(join(dump, 'file'), 'dumped')
    const schema = `ssh ${common.join(' ')} -i ${path('key')} -p %s ${user}`
    // The server is told by sshd, whatever the client asks for.
    const pulled = spawnSync(
      'rdiff-backup',
      ['--remote-schema', schema, `${port(at)}::${dump}`, path('archive')],
      { encoding: 'utf8', timeout: 60_000 },
    )
    expect(readFileSync(path('archive/file'), 'utf8'), pulled.stderr).toBe('dumped')
  })

  it.each([
    ['a command', ['touch', made]],
    ['a command in a terminal', ['-tt', 'touch', made]],
    ['a shell', []],
  ])('runs nothing but the server, asked for %s', (_, [first, ...rest]) => {
    const before = first === '-tt' ? [first] : []
    const command = first === undefined ? [] : first === '-tt' ? rest : [first, ...rest]
    const { stdout, stderr } = ssh(...before, user, ...command)
    if (before.length > 0) expect(stderr).toContain('PTY allocation request failed')
    expect(stdout).not.toMatch(/\$|#/)
  })

  it('hands over no file by another way', () => {
    const sftp = client(
      'sftp',
      '-o',
      `Port=${port(at)}`,
      '-b',
      '/dev/null',
      `${userInfo().username}@[::1]`,
    )
    expect(sftp.status).not.toBe(0)
  })

  it('forwards nothing', async () => {
    let reached = 0
    const target = createServer(() => reached++).listen(0, '::1')
    await once(target, 'listening')
    const to = `[::1]:${(target.address() as AddressInfo).port}`
    const local = spawnSync('ssh', [...common, '-i', path('key'), '-p', port(at), '-W', to, user], {
      encoding: 'utf8',
      input: 'x',
      timeout: 20_000,
    })
    expect(local.stderr).toMatch(/forwarding failed|prohibited|refused/)
    const remote = ssh('-o', 'ExitOnForwardFailure=yes', '-N', '-R', `0:${to}`, user)
    expect(remote.stderr).toContain('remote port forwarding failed')
    expect(reached).toBe(0)
    target.close()
  })

  it('is configured so that no file of a user says otherwise', () => {
    const config = path(at, 'etc/resilient-sshd.conf')
    const { stdout } = spawnSync('/usr/sbin/sshd', ['-T', '-f', config], { encoding: 'utf8' })
    for (const line of [
      ...['disableforwarding yes', 'permituserrc no', 'permituserenvironment no', 'permittty no'],
      ...['passwordauthentication no', 'authenticationmethods publickey'],
    ])
      expect(stdout.split('\n')).toContain(line)
    expect(stdout).not.toMatch(/^(?:acceptenv|subsystem) /m)
  })

  const quoted = `command="touch ${made}"`
  it.each<[string, (key: string, other: string) => string]>([
    ['a command', (key) => `${quoted} ${key}`],
    ['a command in a line of its own', (key, other) => `${other}\n${quoted} ${key}`],
    ['a command after a carriage return', (key, other) => `${other}\r${quoted} ${key}`],
    ['a command after a form feed', (key, other) => `${other}\f${quoted} ${key}`],
    ['a command after a comment', (key, other) => `${other} me\n#\n${quoted} ${key}`],
    ['a command behind the key', (key) => `${key} ${quoted}`],
    ['an environment', (key) => `environment="BASH_ENV=${made}" ${key}`],
    ['a terminal and forwarding', (key) => `pty,port-forwarding ${key}`],
    ['an authority', (key) => `cert-authority ${key}`],
    ['an option with an escaped quote', (key) => `command="\\"; touch ${made}" ${key}`],
  ])('takes no option from a published key: %s', (_, attack) => {
    allow(attack(publicKey('key'), publicKey('other')))
    const lines = readFileSync(path(at, 'etc/ssh/.ssh/authorized_keys'), 'utf8')
    for (const line of lines.split('\n').filter(Boolean))
      expect(line).toMatch(/^restrict ssh-ed25519 [\w+/=]+( [\w.@:-]+)?$/)
    const { stderr } = ssh('-tt', user, 'touch', made)
    // Either it is not let in, or it is as any other is.
    expect(stderr).toMatch(/Permission denied|PTY allocation request failed/)
    const told = spawnSync(path(at, 'bin/check-resilient-parameters'), { encoding: 'utf8' })
    expect(told.status).toBe(1)
    expect(told.stderr).toContain('the parameter authorized-key is not taken')
  })
})

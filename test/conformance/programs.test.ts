import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { programText } from '../../src/profiles/programs.js'
import { describeWith, noPython, python } from '../support/engines.js'
import { until } from '../support/partition.js'

const root = mkdtempSync(join(tmpdir(), 'programs-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function run(program: string, ...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(python, [program, ...args], { encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

function program(name: Parameters<typeof programText>[0]): string {
  const path = join(root, `${name}.py`)
  writeFileSync(path, programText(name))
  return path
}

let folder: string
beforeEach(() => (folder = mkdtempSync(join(root, 'case-'))))

const path = (...names: string[]): string => join(folder, ...names)
const write = (name: string, text: string): void => {
  mkdirSync(join(path(name), '..'), { recursive: true })
  writeFileSync(path(name), text)
}

describeWith(noPython(), 'the signature of a dump', () => {
  const signature = program('signature')
  const sign = (dump = path('dump')): string => run(signature, 'sign', dump).stdout
  const check = (...args: string[]): Ended =>
    run(
      signature,
      ...['check', path('dump'), '--proof', path('proof')],
      ...['--differences', path('differences'), ...args],
    )
  const found = (): string => readFileSync(path('differences'), 'utf8')

  it('is what sha256sum writes of every file, and what it reads', () => {
    for (const name of ['a', 'b/c', 'b/backup.signature', '-n', 'line\nend', 'back\\slash', 'é'])
      write(`dump/${name}`, name)
    symlinkSync('/etc/passwd', path('dump/link'))
    write('dump/rdiff-backup-data/mirror', 'not a part of the dump')
    write('dump/backup.signature', sign())
    const listed = spawnSync('sha256sum', ['--check', '--quiet', 'backup.signature'], {
      cwd: path('dump'),
      encoding: 'utf8',
    })
    expect(listed).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(sign().split('\n')).toHaveLength(8)
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(path('proof'))).toEqual(readFileSync(path('dump/backup.signature')))
    expect(found()).toBe('')
  })

  it('reads the names that other programs escape, and the files that they follow links to', () => {
    write('dump/é', 'a')
    write('dump/b', 'b')
    symlinkSync('b', path('dump/link'))
    const escaped = Buffer.from(sign(), 'utf8').toString('utf8').replace('./é', './\\xe9')
    const linked = sign()
      .split('\n')
      .find((line) => line.endsWith('./b'))!
      .replace('./b', './link')
    write('dump/backup.signature', `${escaped}${linked}\n`)
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
    rmSync(path('dump/link'))
    expect(check()).toMatchObject({ code: 1, stderr: 'missing: link\n' })
  })

  it('passes over pipes and sockets', () => {
    write('dump/a', '')
    spawnSync('mkfifo', [path('dump/pipe')])
    write('dump/backup.signature', sign())
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('takes away what an earlier check found', () => {
    write('dump/a', '')
    write('dump/backup.signature', sign())
    write('backup.diff', 'different')
    expect(check('--earlier', path('backup.diff')).code).toBe(0)
    expect(existsSync(path('backup.diff'))).toBe(false)
  })

  it('signs names that are not UTF-8', () => {
    write('dump/a', '')
    execFileSync('/bin/sh', ['-c', `touch "$(printf 'dump/\\377')"`], { cwd: folder })
    execFileSync(
      '/bin/sh',
      ['-c', `'${python}' '${signature}' sign dump > dump/backup.signature`],
      {
        cwd: folder,
      },
    )
    expect(check().code).toBe(0)
  })

  it.each([
    ['changed', () => write('dump/a', 'x'), 'changed: a\n'],
    ['missing', () => rmSync(path('dump/a')), 'missing: a\n'],
    ['not signed', () => write('dump/b', ''), 'not signed: b\n'],
  ])('tells what is %s', (_, change, told) => {
    write('dump/a', '')
    write('dump/backup.signature', sign())
    change()
    expect(check()).toEqual({ code: 1, stdout: '', stderr: told })
    expect(found()).toBe(told)
  })

  it('reads what other programs write: another order, a star, capital letters, no dot', () => {
    write('dump/a', '')
    write('dump/b', '')
    const lines = sign().trim().split('\n').reverse()
    const others = [lines[0]!.replace('  ./', ' *'), lines[1]!.toUpperCase().replace('/B', '/b')]
    write('dump/backup.signature', others.join('\n').replace('  ./A', '  .//a'))
    expect(check()).toMatchObject({ code: 0 })
  })

  it.each([
    ['is refused', [], 1],
    ['is loaded where the profile says so', ['--unsigned', 'load'], 0],
  ])('that is not there %s', (_, args, code) => {
    write('dump/a', '')
    expect(check(...args).code).toBe(code)
    expect(found()).toBe(code ? 'the dump has no backup.signature\n' : '')
  })

  describe('in a folder of signatures', () => {
    const signed = (name: string, dump: string): void =>
      write(`dump/backup.signatures/${name}`, sign(path(dump)).replaceAll('  ./', ' ./'))
    beforeEach(() => {
      write('dump/etc/a', 'a')
      const first = sign()
      write('dump/srv/instance/part0/b', 'b')
      write('dump/srv/instance/part1/c', 'c')
      write('dump/backup.signatures/backup.signature', first)
      signed('part0.backup.signature', 'dump/srv/instance/part0')
      // Its own program knows how to check this one.
      write('dump/backup.signatures/part1.backup.signature.custom', 'anything')
    })

    it('is read, each for its folder, what is signed in another way left out', () => {
      expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
    })

    it.each([
      ['dump/etc/a', 'changed: etc/a\n'],
      ['dump/etc/b', 'not signed: etc/b\n'],
      ['dump/srv/instance/part0/b', 'changed: srv/instance/part0/b\n'],
      ['dump/srv/instance/part0/new', 'not signed: srv/instance/part0/new\n'],
    ])('tells of %s', (name, told) => {
      write(name, 'another')
      expect(check()).toMatchObject({ code: 1, stderr: told })
    })

    it('is none without the one that signs the rest', () => {
      rmSync(path('dump/backup.signatures/backup.signature'))
      expect(check()).toMatchObject({ code: 1, stderr: 'the dump has no backup.signature\n' })
    })

    it('tells of what the signature of a folder would have held', () => {
      rmSync(path('dump/backup.signatures/part0.backup.signature'))
      expect(check().stderr).toBe('not signed: srv/instance/part0/b\n')
    })

    it('tells of a folder that is not there', () => {
      rmSync(path('dump/srv/instance/part0'), { recursive: true })
      expect(check().stderr).toBe('missing: the folder that part0.backup.signature signs\n')
    })
  })

  it('is no signature when a file cannot be read', () => {
    const ended = run(signature, 'sign', path('nowhere'))
    expect([ended.code === 0, ended.stdout]).toEqual([false, ''])
  })
})

describeWith(noPython(), 'a dump, or a load', () => {
  const dump = program('once')
  const words = (): string[] => [
    ...['--lock', path('lock'), '--alone', path('exporter')],
    path('exporter'),
  ]
  const start = (): ChildProcess => spawn(python, [dump, ...words()], { stdio: 'ignore' })
  /** An exporter that waits while `hold` is there, and writes down that it ran. */
  const exporter = (more = ''): void =>
    writeFileSync(
      path('exporter'),
      `#!/bin/sh\necho "$$ $@" >> ${path('ran')}\nwhile test -e ${path('hold')}; do sleep 0.05; done\n${more}`,
      { mode: 0o755 },
    )
  const ran = (): string[] =>
    existsSync(path('ran')) ? readFileSync(path('ran'), 'utf8').split('\n').filter(Boolean) : []
  /** What has ended and was not waited for has no words any more. */
  const isRunning = (id: string): boolean => {
    const words = `/proc/${id.trim()}/cmdline`
    return existsSync(words) && readFileSync(words, 'utf8') !== ''
  }

  it('ends as the exporter does, which is given its words', () => {
    exporter('exit 3')
    expect(run(dump, ...words(), '--transaction-id', '7')).toMatchObject({ code: 3 })
    expect(ran()).toEqual([expect.stringMatching(/^\d+ --transaction-id 7$/)])
    exporter('kill -KILL $$')
    expect(run(dump, ...words()).code).toBe(137)
  })

  it('does not begin beside another, and begins when that has ended', async () => {
    exporter()
    write('hold', '')
    const first = start()
    await until('the first', () => ran().length === 1)
    expect(run(dump, ...words())).toMatchObject({
      code: 75,
      stderr: `${path('exporter')} is running already: this run was not begun\n`,
    })
    rmSync(path('hold'))
    await once(first, 'exit')
    expect(run(dump, ...words()).code).toBe(0)
    expect(ran()).toHaveLength(2)
  })

  it('sees one that another profile began', async () => {
    exporter()
    write('hold', '')
    const first = spawn(path('exporter'), { stdio: 'ignore' })
    await until('the first', () => ran().length === 1)
    expect(run(dump, ...words()).code).toBe(75)
    rmSync(path('hold'))
    await once(first, 'exit')
    expect(run(dump, ...words()).code).toBe(0)
  })

  it('begins though an ended one left something that runs on, or who reads its program', async () => {
    exporter('sleep 60 &')
    const reader = spawn('tail', ['-f', path('exporter')], { stdio: 'ignore' })
    try {
      for (let each = 0; each < 2; each++)
        expect(spawnSync(python, [dump, ...words()], { stdio: 'ignore' }).status).toBe(0)
    } finally {
      reader.kill()
      spawnSync('pkill', ['-f', '^sleep 60$'])
    }
  })

  it('says why a program cannot be run', () => {
    expect(run(dump, ...words())).toMatchObject({
      code: 1,
      stderr: `${path('exporter')} cannot be run: No such file or directory\n`,
    })
  })

  it('ends what a run that was killed left behind, then begins', async () => {
    exporter()
    write('hold', '')
    const first = start()
    await until('the first', () => ran().length === 1)
    first.kill('SIGKILL')
    await once(first, 'exit')
    const [left] = ran()
    expect(isRunning(left!)).toBe(true)
    const second = start()
    await until('the second', () => ran().length === 2, 30)
    expect(isRunning(left!)).toBe(false)
    rmSync(path('hold'))
    expect(await once(second, 'exit')).toEqual([0, null])
  })
})

describeWith(noPython(), 'the load of a dump', () => {
  const load = program('load')
  const words = (): string[] => [
    ...['--check', path('check'), '--importer', path('importer'), '--dump', path('dump')],
    ...['--status', path('status'), '--lock', path('lock'), '--triggered', path('triggered')],
    ...['--period', '90000'],
  ]
  const told = (command: string, ...args: string[]): Ended =>
    run(load, ...words(), command, ...args)
  const script = (name: string, text: string): void =>
    writeFileSync(path(name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  /** The dump lies there since so many hours: what tells it is its change, which no one can set. */
  const later = (hours: number, command: string): Ended =>
    run(
      '-c',
      `import sys, time; now = time.time() + ${hours} * 3600; time.time = lambda: now
sys.argv = ['load.py'] + sys.argv[1:]; exec(open(${JSON.stringify(load)}).read())`,
      ...words(),
      command,
    )

  beforeEach(() => {
    mkdirSync(path('dump'))
    script('check', `echo check "$@" >> ${path('ran')}`)
    script('importer', `echo importer "$@" >> ${path('ran')}`)
  })

  it('checks, then loads, with the words that the queue gives', () => {
    expect(told('run', '--transaction-id', '7').code).toBe(0)
    expect(readFileSync(path('ran'), 'utf8')).toBe(
      'check --transaction-id 7\nimporter --transaction-id 7\n',
    )
    expect(told('promise')).toMatchObject({ code: 0, stdout: '' })
    expect(told('say').stdout).toMatch(/^Data was last loaded on .* UTC\.\n$/)
  })

  it('loads nothing that the check refuses', () => {
    script('check', 'exit 3')
    expect(told('run').code).toBe(3)
    expect(existsSync(path('ran'))).toBe(false)
    expect(told('promise').stdout).toContain('it was not loaded')
    expect(told('promise').code).toBe(1)
    expect(told('say').stdout).toContain('it was not loaded')
  })

  it('says that the importer failed, and that it was killed', () => {
    script('importer', 'exit 4')
    expect(told('run').code).toBe(4)
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'the importer ended with 4\n' })
    script('importer', 'kill -KILL $$')
    expect(told('run').code).toBe(1)
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'the importer ended with -9\n' })
  })

  it('is under way while the queue works, and broken off after that', () => {
    write('lock', '')
    script('importer', `exec '${python}' '${load}' ${words().join(' ')} promise`)
    expect(told('run').code).toBe(0)
    writeFileSync(path('status'), JSON.stringify({ state: 'loading', at: 0 }))
    expect(told('promise').code).toBe(0)
    expect(told('say').stdout).toBe('A dump is being loaded, since 1970-01-01 00:00:00 UTC.\n')
    rmSync(path('lock'))
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'the last load did not end\n' })
  })

  it('keeps no promise of a dump that came when its importer did not run, whatever was overridden', () => {
    expect(told('expect').code).toBe(0)
    expect(told('say').stdout).toContain('No data was loaded yet')
    write('dump/un/der/file', 'x')
    expect(told('promise').code).toBe(0)
    // A push each hour makes it no better.
    write('dump/un/der/file', 'another')
    expect(later(2, 'promise')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('the importer did not run') as string,
    })
    expect(told('run').code).toBe(0)
    expect(later(2, 'promise').code).toBe(0)
    write('dump/file', 'longer')
    expect(told('say').stdout).toContain('a newer dump is here, or coming')
    expect(told('promise').code).toBe(0)
    expect(later(2, 'promise').code).toBe(1)
    write('triggered', '')
    expect(later(2, 'promise').code).toBe(0)
    expect(told('say').stdout).toBe('The takeover was done.\n')
  })

  it('does not know of a dump that came before it, and does not make its promise red', () => {
    write('dump/file', 'x')
    expect(told('expect').code).toBe(0)
    const before = readFileSync(path('status'), 'utf8')
    expect(told('expect').code).toBe(0)
    expect(readFileSync(path('status'), 'utf8')).toBe(before)
    expect(later(24, 'promise').code).toBe(0)
    expect(later(26, 'promise').stdout).toMatch(/^nothing is known of a load since/)
    expect(told('say').stdout).toMatch(/^A dump is here; whether it was loaded is not known/)
  })

  describe('on a full disk', () => {
    // The status cannot be written from the second time on, or not at all.
    const full = (times: number): Ended =>
      run(
        '-c',
        `import builtins, sys; real, left = open, [${times}]
def full(path, mode='r', *args, **kw):
    if 'w' in mode:
        left[0] -= 1
        if left[0] < 0: raise OSError(28, 'No space left on device')
    return real(path, mode, *args, **kw)
builtins.open = full
sys.argv = ['load.py'] + sys.argv[1:]; exec(real(${JSON.stringify(load)}).read())`,
        ...words(),
        'run',
      )
    beforeEach(() => {
      write('dump/file', 'old')
      expect(told('run').code).toBe(0)
      write('dump/file', 'newer')
      expect(told('promise').code).toBe(0)
      rmSync(path('ran'))
    })

    it('loads nothing, says of when the data is, and within the hour that the new dump is not in', () => {
      expect(full(0)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('No space') as string,
      })
      expect(existsSync(path('ran'))).toBe(false)
      expect(told('say').stdout).toContain('Data was last loaded on')
      expect(later(2, 'promise')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('the importer did not run') as string,
      })
    })

    it('does not take a load for done whose end could not be written down', () => {
      expect(full(1).code).toBe(1)
      expect(told('promise')).toMatchObject({ code: 1, stdout: 'the last load did not end\n' })
    })
  })

  it('says that a program cannot be run', () => {
    rmSync(path('importer'))
    expect(told('run').code).toBe(1)
    expect(told('promise').stdout).toBe(
      `${path('importer')} cannot be run: No such file or directory\n`,
    )
  })

  it.each(['[1]', '{"state": "failed", "at": 1}', '\xff\xfe'])(
    'reads %j without a fall',
    (text) => {
      writeFileSync(path('status'), Buffer.from(text, 'latin1'))
      for (const command of ['promise', 'say']) expect(told(command).stderr).toBe('')
    },
  )

  it('reads what an earlier version left', () => {
    writeFileSync(path('status'), '')
    utimesSync(path('status'), 86400, 86400)
    expect(told('say').stdout).toBe('Data was last loaded on 1970-01-02 00:00:00 UTC.\n')
    expect(told('promise').code).toBe(0)
    writeFileSync(path('status'), 'the importer ended with 1\n')
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'the importer ended with 1\n' })
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { path, program, write } = programIn('signature')

describeWith(noPython(), 'the signature of a dump', () => {
  const sign = (dump = path('dump')): string => run(program, 'sign', dump).stdout
  const check = (...args: string[]): Ended =>
    run(
      program,
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

  it('waits for no pipe and reads no device in the place of a signature, nor what lies outside', () => {
    write('outside', 'secret')
    write('dump/a', 'a')
    const signed = sign()
    for (const make of ['mkfifo', 'ln -s /dev/zero', 'ln -s .', 'mkdir']) {
      execFileSync('/bin/sh', ['-c', `${make} '${path('dump/backup.signature')}'`])
      expect(check()).toMatchObject({ code: 1, stderr: 'not a file: backup.signature\n' })
      rmSync(path('dump/backup.signature'), { recursive: true })
    }
    const sum = createHash('sha256').update('secret').digest('hex')
    for (const name of ['../outside', path('outside'), './../dump/../outside']) {
      write('dump/backup.signature', `${signed}${sum}  ${name}\n`)
      expect(check()).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^missing: /) as string,
      })
    }
    execFileSync('mkfifo', [path('dump/pipe')])
    symlinkSync(path('dump/pipe'), path('dump/link'))
    write('dump/backup.signature', signed)
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('says that it cannot check on a full disk, and leaves nothing there', () => {
    write('dump/a', 'a')
    write('dump/backup.signature', sign())
    const full = `import builtins, sys; real = open
def full(path, mode='r', *args, **kw):
    stream = real(path, mode, *args, **kw)
    if 'w' in mode:
        class Full:
            def __enter__(self): return self
            def __exit__(self, *error): stream.close()
            def write(self, text): raise OSError(28, 'No space left on device')
        return Full()
    return stream
builtins.open = full
sys.argv = ['signature.py'] + sys.argv[1:]; exec(real(${JSON.stringify(program)}).read())`
    const given = ['--proof', path('proof'), '--differences', path('differences')]
    expect(run('-c', full, 'check', path('dump'), ...given)).toEqual({
      code: 2,
      stdout: '',
      stderr: `${path('proof')}: No space left on device\n`,
    })
    const record = run('-c', full, 'renew', path('dump'), '--record', path('record'))
    expect(record).toMatchObject({
      code: 2,
      stderr: `${path('record')}: No space left on device\n`,
    })
    expect(readdirSync(path()).sort()).toEqual(['dump'])
  })

  it.each([
    ['as it signs', (text: string) => text, 'a\\\\x41'],
    ['as others sign', (text: string) => text.replace(/^\\(.*)\\\\/m, '$1\\'), 'a\\\\x41'],
  ])('takes no file for another that holds the same, by names %s', (_, written, told) => {
    for (const name of ['aA', 'a\\x41']) write(`dump/${name}`, 'same')
    write('dump/backup.signature', written(sign()))
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
    rmSync(path('dump/a\\x41'))
    expect(check()).toEqual({ code: 1, stdout: '', stderr: `missing: ${told}\n` })
  })

  it('takes a name that it escaped itself for no other', () => {
    write('dump/a\\x41', 'same')
    write('dump/backup.signature', sign())
    rmSync(path('dump/a\\x41'))
    write('dump/aA', 'same')
    expect(check().stderr).toBe('not signed: aA\nmissing: a\\\\x41\n')
  })

  it('passes over pipes and sockets', () => {
    write('dump/a', '')
    spawnSync('mkfifo', [path('dump/pipe')])
    write('dump/backup.signature', sign())
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('tells of a name with a line end in one line, as a signature writes it', () => {
    for (const name of ['line\nend', 'back\\slash', 'return\r']) write(`dump/${name}`, name)
    write('dump/backup.signature', sign())
    for (const name of ['line\nend', 'back\\slash', 'return\r']) write(`dump/${name}`, '')
    expect(check().code).toBe(1)
    expect(found()).toBe('changed: back\\\\slash\nchanged: line\\nend\nchanged: return\\r\n')
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
    execFileSync('/bin/sh', ['-c', `touch "$(printf 'dump/\\377')"`], { cwd: path() })
    execFileSync('/bin/sh', ['-c', `'${python}' '${program}' sign dump > dump/backup.signature`], {
      cwd: path(),
    })
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
    const ended = run(program, 'sign', path('nowhere'))
    expect([ended.code === 0, ended.stdout]).toEqual([false, ''])
  })

  describe('renewed', () => {
    const second = (name = 'a'): number => statSync(path('dump', name)).mtimeMs / 1000
    const at = (name: string, text: string, time: number): void => {
      write(`dump/${name}`, text)
      utimesSync(path('dump', name), time, time)
    }
    const renew = (): Ended => {
      write('dump/backup.signature', sign())
      return run(program, 'renew', path('dump'), '--record', path('record'))
    }
    /** What rdiff-backup sees of a file is its size and its second. */
    const dumped = (text: string, time: number): number => {
      at('a', text, time)
      expect(renew()).toEqual({ code: 0, stdout: '', stderr: '' })
      return second()
    }

    it('gives another second to what holds something else at the size and second of before', () => {
      at('other', 'x', 100)
      expect(dumped('one', 100)).toBe(100)
      expect(dumped('two', 100)).toBe(101)
      // It keeps that while it stays as it is, and no time is one of before.
      expect(dumped('two', 100)).toBe(101)
      expect(dumped('six', 100)).toBe(102)
      expect(dumped('ten', 102)).toBe(103)
      expect(second('other')).toBe(100)
    })

    it('gives another second to what a backup wants anew, and to the signature', () => {
      const named = (name: string): string =>
        createHash('sha256').update(name).digest('hex').slice(0, 8)
      const wanted = (words: string): (number | boolean)[] => {
        expect(dumped('one', 100)).toBe(100)
        at('other', 'x', 100)
        at('backup.signature', sign(), 100)
        run(program, 'renew', path('dump'), '--record', path('record'), '--anew', words)
        return [second('a'), second('other'), second('backup.signature') !== 100]
      }
      expect(wanted('')).toEqual([100, 100, false])
      expect(wanted(named('a'))).toEqual([101, 100, true])
      rmSync(path('record'))
      expect(wanted('all')).toEqual([101, 101, true])
    })

    it.each([
      ['of another size', 'three', 100],
      ['of another second', 'two', 200],
      ['the same', 'one', 100],
    ])('leaves what is %s', (_, text, time) => {
      expect(dumped('one', 100)).toBe(100)
      expect(dumped(text, time)).toBe(time)
    })

    describe('with the signatures of folders', () => {
      const signed = (text: string): string =>
        createHash('sha256').update(text).digest('hex') + '  ./a\n'
      const renewed = (): Ended => run(program, 'renew', path('dump'), '--record', path('record'))

      it.each(['part0.backup.signature', 'part0.backup.signature.custom', 'backup.signature'])(
        'sees what changed below %s',
        (name) => {
          const dumpedBelow = (text: string): number => {
            write('dump/backup.signatures/backup.signature', '')
            const folder = name.startsWith('part0') ? 'srv/part0/a' : 'a'
            write(`dump/backup.signatures/${name}`, signed(text))
            at(folder, text, 100)
            expect(renewed()).toEqual({ code: 0, stdout: '', stderr: '' })
            return second(folder)
          }
          expect(['one', 'two', 'two'].map(dumpedBelow)).toEqual([100, 101, 101])
        },
      )
    })

    it('sees a signature that changed, and files that no signature names', () => {
      const renewed = (text: string): number[] => {
        at('unsigned', text, 100)
        at('backup.signature', `${text.padEnd(64, '0')}  ./a\n`, 100)
        expect(run(program, 'renew', path('dump'), '--record', path('record')).code).toBe(0)
        return [second('unsigned'), second('backup.signature')]
      }
      expect(renewed('one')).toEqual([100, 100])
      expect(renewed('two')).toEqual([101, 101])
    })

    it('does without a record, or a signature, or a file', () => {
      write('record', '{')
      expect(dumped('one', 100)).toBe(100)
      rmSync(path('dump/a'))
      const unsigned = run(program, 'renew', path('dump'), '--record', path('record'))
      expect(unsigned).toEqual({ code: 0, stdout: '', stderr: '' })
      rmSync(path('dump/backup.signature'))
      expect(run(program, 'renew', path('dump'), '--record', path('record')).code).toBe(0)
    })
  })
})

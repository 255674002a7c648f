import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { programText } from '../../../src/profiles/programs.js'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { path, program, write, script } = programIn('load')

describeWith(noPython(), 'the load of a dump', () => {
  const words = (): string[] => [
    ...['--check', path('check'), '--importer', path('importer'), '--dump', path('dump')],
    ...['--smaller', path('smaller')],
    ...['--status', path('status'), '--lock', path('lock'), '--triggered', path('triggered')],
    ...['--begun', path('begun'), '--differences', path('differences')],
    ...['--parameters', path('parameters'), '--feed', path('feed'), '--place', path('place.py')],
  ]
  const told = (command: string, ...args: string[]): Ended =>
    run(program, ...words(), command, ...args)
  /** The dump lies there since so many hours: what tells it is its change, which no one can set. */
  const later = (hours: number, command: string): Ended =>
    run(
      '-c',
      `import sys, time; now = time.time() + ${hours} * 3600; time.time = lambda: now
sys.argv = ['load.py'] + sys.argv[1:]; exec(open(${JSON.stringify(program)}).read())`,
      ...words(),
      command,
    )

  beforeEach(() => {
    mkdirSync(path('dump'))
    write('place.py', programText('place'))
    write('parameters', JSON.stringify({ 'pull-maximum-age': 90000 }))
    script('check', `echo check "$@" >> ${path('ran')}`)
    script('smaller', `echo smaller "$@" >> ${path('ran')}`)
    script('importer', `echo importer "$@" >> ${path('ran')}`)
  })

  it('checks, then loads, with the words that the queue gives', () => {
    // 100: of what ends with 0 the queue keeps the time that anybody may tell it.
    expect(told('run', '--transaction-id', '7').code).toBe(100)
    expect(readFileSync(path('ran'), 'utf8')).toBe(
      'check --transaction-id 7\nsmaller check\nimporter --transaction-id 7\nsmaller remember\n',
    )
    expect(told('promise')).toMatchObject({ code: 0, stdout: '' })
    expect(told('say').stdout).toMatch(/^Data was last loaded on .* UTC\.\n$/)
  })

  it('loads no dump twice, however often the queue is told of it', () => {
    const queued = (id: number): Ended => told('run', '--transaction-id', String(id))
    const loads = (): number => readFileSync(path('ran'), 'utf8').split('importer').length - 1
    write('dump/one', 'rows')
    expect([queued(7).code, loads()]).toEqual([100, 1])
    expect(queued(8)).toEqual({
      code: 100,
      stdout: '',
      stderr: 'the dump that is here was loaded: it is not loaded again\n',
    })
    expect(loads()).toBe(1)
    // Who runs it by hand wants it.
    expect([told('run').code, loads()]).toEqual([0, 2])
    // Another file of the same size and time is another dump.
    const { atime, mtime } = statSync(path('dump/one'))
    write('dump/two', 'wors')
    utimesSync(path('dump/two'), atime, mtime)
    renameSync(path('dump/two'), path('dump/one'))
    expect([queued(9).code, loads()]).toEqual([100, 3])
    // One that was refused, failed or was cut is tried again.
    script('importer', `echo importer >> ${path('ran')}; exit 4`)
    write('dump/three', 'rows')
    expect([queued(10).code, queued(11).code, loads()]).toEqual([4, 4, 5])
    script('importer', `echo importer >> ${path('ran')}`)
    expect([queued(12).code, queued(13).code, loads()]).toEqual([100, 100, 6])
  })

  it('loads nothing that the check refuses', () => {
    script('check', 'exit 3')
    expect(told('run').code).toBe(3)
    expect(existsSync(path('ran'))).toBe(false)
    expect(told('promise').stdout).toContain('it was not loaded')
    expect(told('promise').code).toBe(1)
    expect(told('say').stdout).toContain('it was not loaded')
  })

  it('says that a dump cannot be checked, and asks for none of it anew', () => {
    write('differences', 'changed: one\n')
    script('check', 'exit 2')
    expect(told('run')).toMatchObject({
      code: 2,
      stderr: 'the dump cannot be checked, on a full disk, say: it was not loaded\n',
    })
    expect(told('promise').stdout).toContain('cannot be checked')
    expect(told('report').code).toBe(0)
    expect(readFileSync(path('feed'), 'utf8')).not.toContain('to be sent anew')
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
    script('importer', `exec '${python}' '${program}' ${words().join(' ')} promise`)
    expect(told('run').code).toBe(0)
    const at = Date.now() / 1000 - 60
    writeFileSync(path('status'), JSON.stringify({ state: 'loading', at }))
    expect(told('promise').code).toBe(0)
    expect(told('say').stdout).toMatch(/^A dump is being loaded, since 2\d{3}-.* UTC\.\n$/)
    rmSync(path('lock'))
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'the last load did not end\n' })
  })

  it('is not under way because a lock lies there', () => {
    write('lock', '')
    writeFileSync(path('status'), JSON.stringify({ state: 'failed', at: 0, problem: 'it failed' }))
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'it failed\n' })
    expect(told('say').stdout).toContain('it failed')
  })

  it('promises nothing green of loads that all fail, however soon the next begins', () => {
    // The queue always works, as where somebody tells it of a dump each second.
    write('lock', '')
    const during = (name: string): string => readFileSync(path(name), 'utf8')
    const each = ['promise', 'say', 'report'].map(
      (word) => `'${python}' '${program}' ${words().join(' ')} ${word} > ${path(word)}; `,
    )
    script('importer', `${each.join('')} exit 4`)
    expect(told('run').code).toBe(4)
    // Of the first nothing is known.
    expect([during('promise'), during('feed')]).toEqual(['', expect.stringContaining(',OK,')])
    for (const load of ['second', 'third']) {
      expect(told('run').code, load).toBe(4)
      expect(during('promise')).toBe('the importer ended with 4\n')
      expect(during('feed')).toContain(',the importer ended with 4,')
      expect(during('say')).toMatch(
        /^The last dump is not loaded: the importer ended with 4\. One is being loaded, since 2\d{3}-.* UTC\.\n$/,
      )
      expect(told('promise')).toMatchObject({ code: 1, stdout: 'the importer ended with 4\n' })
    }
    // What is to be sent anew is so as long.
    script('check', `echo 'changed: one' > ${path('differences')}; exit 1`)
    expect(told('run').code).toBe(1)
    script('check', `rm -f ${path('differences')}`)
    expect(told('run').code).toBe(4)
    expect(during('feed')).toMatch(/not loaded; to be sent anew: [0-9a-f]{8},/)
    // Nor of those that are all killed.
    script('importer', `${each.join('')} kill -KILL $PPID`)
    for (const load of ['first', 'second']) expect(told('run').code, load).toBe(null)
    expect(during('promise')).toBe('the importer ended with 4\n')
    writeFileSync(path('status'), JSON.stringify({ state: 'loading', at: Date.now() / 1000 }))
    expect(told('run').code).toBe(null)
    expect(during('promise')).toBe('the last load did not end\n')
    script('importer', `${each.join('')} true`)
    expect(told('run').code).toBe(0)
    expect(during('promise')).toBe('the last load did not end\n')
    expect(told('promise')).toMatchObject({ code: 0, stdout: '' })
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
    const full = (times: number, command = 'run'): Ended =>
      run(
        '-c',
        `import builtins, sys; real, left = open, [${times}]
def full(path, mode='r', *args, **kw):
    if 'w' in mode:
        left[0] -= 1
        if left[0] < 0: raise OSError(28, 'No space left on device')
    return real(path, mode, *args, **kw)
builtins.open = full
sys.argv = ['load.py'] + sys.argv[1:]; exec(real(${JSON.stringify(program)}).read())`,
        ...words(),
        command,
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

    it('says what it can of a dump whose time of coming it cannot write down', () => {
      rmSync(path('status.seen'), { force: true })
      const problem =
        /^since when a load is due, after that of 2.*, cannot be written down: No space left on device\n$/
      expect(full(0, 'promise')).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(problem) as string,
        stderr: '',
      })
      expect(full(0, 'say')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('since when a load is due') as string,
        stderr: '',
      })
    })

    it('reports what is wrong where its feed can be written, and else leaves the old one', () => {
      expect(told('report').code).toBe(0)
      const before = readFileSync(path('feed'), 'utf8')
      rmSync(path('status.seen'))
      // What is written down of the dump is the first that fails.
      expect(full(0, 'report')).toEqual({
        code: 1,
        stdout: '',
        stderr: `${path('status')}: No space left on device\n`,
      })
      expect(readFileSync(path('feed'), 'utf8')).toBe(before)
      mkdirSync(path('status.seen'))
      expect(told('report').code).toBe(0)
      expect(readFileSync(path('feed'), 'utf8')).toContain('cannot be written down')
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

  it('is reported as a feed has it', () => {
    expect(told('run').code).toBe(0)
    expect(told('report').code).toBe(0)
    expect(readFileSync(path('feed'), 'utf8')).toMatch(/^(\d+),load,OK,load at \1\r\n$/)
    script('importer', 'exit 4')
    expect(told('run').code).toBe(4)
    expect(told('report').code).toBe(0)
    expect(readFileSync(path('feed'), 'utf8')).toMatch(/^\d+,load,the importer ended with 4,load/)
  })

  it('tells of one that runs for longer than the time from one dump to the next', () => {
    write('lock', '')
    writeFileSync(path('status'), JSON.stringify({ state: 'loading', at: 0 }))
    expect(told('promise')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('a load runs since 1970-01-01') as string,
    })
  })

  it('tells of one that runs when the next dump comes', () => {
    write('dump/file', 'x')
    write('lock', '')
    const asked = `'${python}' '${program}' ${words().join(' ')} promise >> '${path('told')}' || true`
    script(
      'importer',
      `${asked}\nls '${path('told')}'\necho another > '${path('dump/file')}'\n${asked}`,
    )
    expect(told('run').code).toBe(1)
    expect(readFileSync(path('told'), 'utf8')).toMatch(
      /^a load runs since 2.* UTC: longer than the time from one dump to the next\n$/,
    )
  })

  it('loads nothing that lost most of the data, and remembers what it loaded', () => {
    expect(told('run').code).toBe(0)
    expect(readFileSync(path('ran'), 'utf8')).toBe(
      'check\nsmaller check\nimporter\nsmaller remember\n',
    )
    script('smaller', 'echo "it is smaller" >&2; exit 1')
    expect(told('run')).toMatchObject({ code: 1, stderr: 'it is smaller\n' })
    expect(readFileSync(path('ran'), 'utf8').match(/importer/g)).toHaveLength(1)
    expect(told('promise')).toMatchObject({ code: 1, stdout: 'it is smaller\n' })
    expect(told('say').stdout).toContain('it is smaller')
  })

  describe('by a clock that was ahead', () => {
    const year = 365 * 24

    it('counts a dump that was seen then from when it is seen now', () => {
      expect(told('run').code).toBe(0)
      write('dump/file', 'x')
      expect(later(year, 'promise').code).toBe(0)
      expect(told('promise').code).toBe(0)
      expect(later(2, 'promise')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('the importer did not run') as string,
      })
    })

    it.each([
      ['loading', 'a load runs since'],
      ['unknown', 'nothing is known of a load since'],
    ])('counts a state %s of then from when it is seen now', (state, problem) => {
      write('lock', '')
      if (state === 'unknown') rmSync(path('lock'))
      const at = Date.now() / 1000 + year * 3600
      writeFileSync(path('status'), JSON.stringify({ state, at }))
      expect(told('promise')).toMatchObject({ code: 0, stdout: '' })
      expect(later(24, 'promise').code).toBe(0)
      expect(later(26, 'promise').stdout).toContain(problem)
    })
  })

  const put = (): string =>
    `'${python}' '${program}' ${words().join(' ')} put '${path('new')}' '${path('data')}'`
  const mixed = 'another dump came while this one was loaded: it may be loaded in part.'

  it('does not take a dump for loaded that came while another was checked or loaded', () => {
    write('dump/file', 'x')
    script('importer', `echo another > '${path('dump/file')}'`)
    expect(told('run').code).toBe(1)
    expect(told('promise').stdout).toContain(mixed)
    expect(told('say').stdout).toContain(mixed)
    script('importer', '')
    script('check', `echo a third >> '${path('dump/file')}'`)
    expect(told('run').code).toBe(1)
    script('check', '')
    expect(told('run').code).toBe(0)
    expect(told('promise').code).toBe(0)
  })

  it('puts no data in place that was read of two dumps, however deep the file lies that was pushed', () => {
    mkdirSync(path('data'))
    write('dump/un/der/some/file', 'x')
    const importer = (after: string): string =>
      script('importer', `mkdir '${path('new')}'\n${after}\n${put()}`)
    const { mtime } = statSync(path('dump/un/der/some/file'))
    write('pushed', 'y')
    utimesSync(path('pushed'), mtime, mtime)
    importer(`mv '${path('pushed')}' '${path('dump/un/der/some/file')}'`)
    expect(told('run')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('another dump came while this one was read') as string,
    })
    expect(existsSync(path('data.old'))).toBe(false)
    expect(told('promise').stdout).toContain('the data here stays as it is. bin/import-run loads')
    rmSync(path('new'), { recursive: true })
    importer('')
    expect(told('run').code).toBe(0)
    expect(told('promise').code).toBe(0)
  })

  it('takes a dump for loaded that was whole when its data was put in place, whatever came then', () => {
    write('dump/file', 'x')
    script('importer', `mkdir '${path('new')}'\n${put()}\necho y > '${path('dump/file')}'`)
    expect(told('run').code).toBe(0)
    expect(told('say').stdout).toContain('a newer dump is here, or coming')
    expect(told('promise').code).toBe(0)
    expect(later(2, 'promise')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('the importer did not run') as string,
    })
  })

  it('sees another dump by its signature where there are more files than it looks at', () => {
    for (let index = 0; index <= 10000; index++) writeFileSync(path(`dump/a${index}`), '')
    write('dump/zz', '1')
    write('dump/backup.signature', 'one')
    expect(told('run').code).toBe(0)
    expect(told('promise').code).toBe(0)
    // Before its signature comes, nobody can know.
    write('dump/zz', '22')
    write('dump/backup.signature', 'another')
    expect(told('say').stdout).toContain('a newer dump is here, or coming')
    expect(told('promise').code).toBe(0)
    expect(later(2, 'promise').stdout).toContain('the importer did not run')
    // What an earlier version wrote down of so many files holds on.
    const status = JSON.parse(readFileSync(path('status'), 'utf8')) as { dump: unknown[] }
    writeFileSync(path('status'), JSON.stringify({ ...status, dump: status.dump.slice(0, 10000) }))
    expect(later(2, 'promise').code).toBe(0)
  })

  describe('whose data is put in its place', () => {
    /** The change of folders, with other functions for what it calls. */
    const changed = (instead: string, from = 'new'): Ended =>
      run(
        '-c',
        `import os, shutil, signal, sys; rename = os.rename; die = lambda: os.kill(os.getpid(), signal.SIGKILL)
${instead}
sys.argv = ['place.py'] + sys.argv[1:]; exec(open(${JSON.stringify(path('place.py'))}).read())`,
        ...['--record', path('status'), 'put', path(from), path('data')],
      )
    const killed = (): Ended =>
      changed(
        `os.rename = lambda a, b: die() if b == ${JSON.stringify(path('data'))} else rename(a, b)`,
      )
    const data = (): string => readFileSync(path('data/file'), 'utf8')
    beforeEach(() => {
      write('data/file', 'old')
      write('new/file', 'new')
      write('busy/file', 'new')
    })

    it('has the new as a whole, and nothing beside', () => {
      script('importer', put())
      expect(told('run').code).toBe(0)
      expect(data()).toBe('new')
      expect(['new', 'data.old', 'status.moving'].filter((each) => existsSync(path(each)))).toEqual(
        [],
      )
      write('begun', '')
      write('new/file', 'newer')
      expect(told('put', path('new'), path('data')).code).toBe(1)
      expect(data()).toBe('new')
    })

    it.each([
      ['the next load', ['run'], true],
      ['a takeover', ['recover'], true],
      ['a takeover, after a pass of the node made the folder', ['recover'], 'data'],
      ['the same, with a folder in it', ['recover'], 'data/uploads/here'],
      ['the next load, after such a pass', ['run'], 'data/uploads/here'],
    ])('has that of before after a load that was killed in between: %s', (_, command, made) => {
      killed()
      expect(existsSync(path('data'))).toBe(false)
      if (typeof made === 'string') mkdirSync(path(made), { recursive: true })
      expect(told(...(command as [string])).code).toBe(0)
      expect(data()).toBe('old')
      expect(readdirSync(path()).filter((name) => /^data./.test(name))).toEqual([])
    })

    it('is not held up by folders that may not be written, as Go and git-annex make them', () => {
      for (const folder of ['data', 'new']) {
        write(`${folder}/shut/deep/file`, 'x')
        for (const each of ['shut/deep', 'shut']) chmodSync(path(folder, each), 0o555)
      }
      // Nothing holds up root.
      chmodSync(dirname(path()), 0o711)
      execFileSync('chown', [
        '-R',
        process.getuid!() === 0 ? '65534' : `${process.getuid!()}`,
        path(),
      ])
      expect(changed('if os.getuid() == 0: os.setuid(65534)')).toMatchObject({
        code: 0,
        stderr: '',
      })
      expect(data()).toBe('new')
      expect(statSync(path('data/shut')).mode & 0o777).toBe(0o555)
      expect(existsSync(path('data.old'))).toBe(false)
    })

    it('keeps what somebody wrote in its place meanwhile, beside it', () => {
      killed()
      write('data/file', 'written')
      expect(told('recover').stdout).toContain('is as it was before it')
      expect(data()).toBe('old')
      const [aside] = readdirSync(path()).filter((name) => /^data./.test(name))
      expect(aside).toMatch(/^data\.aside-\d+$/)
      expect(readFileSync(path(aside!, 'file'), 'utf8')).toBe('written')
    })

    it('is the new where it was cut after that came in its place', () => {
      const after = changed('shutil.rmtree = lambda path: die()')
      expect(after.code).toBe(null)
      expect([data(), existsSync(path('data.old'))]).toEqual(['new', true])
      expect(told('recover').stdout).not.toContain('is as it was before it')
      expect([data(), existsSync(path('data.old'))]).toEqual(['new', false])
    })

    it.each([
      ['is not there', 'none'],
      ['cannot be moved', 'busy'],
    ])('stays where the new folder %s', (_, name) => {
      // As another disk would: it is moved, and that fails.
      const failing = changed(
        `def failing(a, b):
    if a == ${JSON.stringify(path('busy'))}: raise OSError(18, 'Invalid cross-device link', a)
    rename(a, b)
os.rename = failing`,
        name,
      )
      expect(failing.code).toBe(1)
      expect(failing.stderr).toMatch(
        /^\S+: (Invalid cross-device link|No such file or directory)\n$/,
      )
      expect(data()).toBe('old')
      expect(readdirSync(path()).filter((each) => /^data.|moving/.test(each))).toEqual([])
    })

    it('is as it was where the change cannot begin, and who takes over is told of what is in its way', () => {
      mkdirSync(path('status.moving'))
      expect(told('put', path('new'), path('data'))).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/status\.moving.*: Is a directory\n$/) as string,
      })
      expect(data()).toBe('old')
      for (const command of ['recover', 'run'])
        expect(told(command)).toEqual({
          code: 1,
          stdout: '',
          stderr: `${path('status.moving')}: Is a directory\n`,
        })
      expect(existsSync(path('ran'))).toBe(false)
    })

    it('is told to who takes over', () => {
      expect(told('recover').stdout).toBe(
        'Nothing is known of a load here: there may be no data.\n',
      )
      killed()
      expect(told('recover').stdout).toBe(
        `The last load was cut while it put its data in place: ${path('data')} is as it was before it.\n`,
      )
      script('importer', 'exit 4')
      told('run')
      expect(told('recover').stdout).toBe(
        'The last dump is not loaded: the importer ended with 4\n',
      )
      script('importer', '')
      told('run')
      expect(told('recover').stdout).toMatch(/^Data was last loaded on /)
      // What is written from then on is never taken for what was cut.
      write('data/file', 'written')
      expect(told('recover').code).toBe(0)
      expect(data()).toBe('written')
    })
  })

  it.each(['line\nend', 'back\\slash', 'return\r', 'a\\nb', '\\\n'])(
    'gives another time to %j, as the check tells of it',
    (name) => {
      write(`dump/${name}`, 'x')
      write('dump/backup.signature', '')
      const signature = path('signature.py')
      writeFileSync(signature, programText('signature'))
      script(
        'check',
        `exec '${python}' '${signature}' check '${path('dump')}' --proof '${path('proof')}' --differences '${path('differences')}'`,
      )
      write('dump/backup.signature', run(signature, 'sign', path('dump')).stdout)
      expect(told('run').code).toBe(0)
      write(`dump/${name}`, 'y')
      expect(told('run').code).toBe(1)
      expect(statSync(path('dump', name)).mtimeMs).toBe(0)
    },
  )

  it('gives another time to what was changed on its way, so that it comes again', () => {
    write('dump/some file', 'x')
    write('dump/same', 'x')
    const same = statSync(path('dump/same')).mtimeMs
    write('differences', 'changed: some file\nmissing: another\n')
    for (const name of ['backup.signature', 'backup.signatures/part0.backup.signature'])
      write(`dump/${name}`, 'x')
    const signed = (): number[] =>
      ['backup.signature', 'backup.signatures/part0.backup.signature'].map(
        (name) => statSync(path('dump', name)).mtimeMs,
      )
    const [before] = signed()
    expect(told('run').code).toBe(0)
    expect(signed()[0]).toBe(before)
    script('check', 'exit 1')
    expect(told('run').code).toBe(1)
    expect(signed()).toEqual([0, 0])
    expect(statSync(path('dump/some file')).mtimeMs).toBe(0)
    expect(statSync(path('dump/same')).mtimeMs).toBe(same)
  })

  it.each([
    ['begun', 'a takeover was begun and is not over', 1],
    ['triggered', '', 0],
  ])('does not begin, and asks not to end, once a takeover is %s', (file, problem, code) => {
    expect(told('allowed')).toEqual({ code: 0, stdout: '', stderr: '' })
    write(file, '')
    expect(told('allowed').stderr).toBe('a takeover was begun: the data here stays as it is\n')
    expect(told('run')).toMatchObject({
      code: 1,
      stderr: 'a takeover was begun: nothing is loaded\n',
    })
    expect(existsSync(path('ran'))).toBe(false)
    expect(told('promise')).toMatchObject({
      code,
      stdout: expect.stringContaining(problem) as string,
    })
    expect(told('say').stdout).toContain('takeover')
  })
})

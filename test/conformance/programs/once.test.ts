import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { expect, it } from 'vitest'
import { until } from '../../support/partition.js'
import { mountSmallDisk, noSmallDisk } from '../../support/disk.js'
import { describeWith, itWith, noPython, python } from '../../support/engines.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { path, program, write } = programIn('once')

describeWith(noPython(), 'a dump, or a load', () => {
  const words = (): string[] => [
    ...['--lock', path('lock'), '--alone', path('exporter')],
    path('exporter'),
  ]
  const start = (): ChildProcess => spawn(python, [program, ...words()], { stdio: 'ignore' })
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

  const limits = (text: object): string[] => {
    write('parameters', JSON.stringify(text))
    return ['--parameters', path('parameters')]
  }

  it('ends as the exporter does, which is given its words', () => {
    exporter('exit 3')
    expect(run(program, ...words(), '--transaction-id', '7')).toMatchObject({ code: 3 })
    expect(ran()).toEqual([expect.stringMatching(/^\d+ --transaction-id 7$/)])
    exporter('kill -KILL $$')
    expect(run(program, ...words()).code).toBe(137)
  })

  it('writes down whom it runs before that begins', () => {
    for (let runs = 0; runs < 20; runs++) {
      rmSync(path('lock'), { force: true })
      writeFileSync(path('exporter'), `#!/bin/sh\ncat ${path('lock')}; echo " $$"`, { mode: 0o755 })
      expect(run(program, ...words()).stdout).toMatch(/^(\d+) +\S+ [\da-f]{32} \d+ {2,}\1\n$/)
    }
  })

  it('does not begin beside another, and begins when that has ended', async () => {
    exporter()
    write('hold', '')
    const first = start()
    await until('the first', () => ran().length === 1)
    expect(run(program, ...words())).toMatchObject({
      code: 75,
      stderr: `${path('exporter')} is running already: this run was not begun\n`,
    })
    rmSync(path('hold'))
    await once(first, 'exit')
    expect(run(program, ...words()).code).toBe(0)
    expect(ran()).toHaveLength(2)
  })

  it('sees one that another profile began', async () => {
    exporter()
    write('hold', '')
    const first = spawn(path('exporter'), { stdio: 'ignore' })
    await until('the first', () => ran().length === 1)
    expect(run(program, ...words()).code).toBe(75)
    rmSync(path('hold'))
    await once(first, 'exit')
    expect(run(program, ...words()).code).toBe(0)
  })

  it('begins beside who reads its program', async () => {
    exporter()
    const reader = spawn('tail', ['-f', path('exporter')], { stdio: 'ignore' })
    try {
      for (let each = 0; each < 2; each++)
        expect(spawnSync(python, [program, ...words()], { stdio: 'ignore' }).status).toBe(0)
    } finally {
      reader.kill()
    }
  })

  it.each([
    ['ended', 'exit 3', 3],
    ['was killed', 'kill -KILL $$', 137],
  ])(
    'ends what a command that %s left behind, and holds the lock until then',
    async (_, how, code) => {
      // What it began writes on, and takes its time to end.
      const writes = `trap 'sleep 1; echo ended >> ${path('ran')}; exit' TERM; while :; do sleep 0.05; done`
      writeFileSync(path('left'), `#!/bin/sh\necho $$ >> ${path('ran')}\n${writes}`, {
        mode: 0o755,
      })
      writeFileSync(
        path('exporter'),
        `#!/bin/sh\n${path('left')} &\nwhile ! test -s ${path('ran')}; do sleep 0.05; done\n${how}`,
        { mode: 0o755 },
      )
      const first = start()
      await until('what it began', () => ran().length === 1)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(run(program, '--lock', path('lock'), 'true').code).toBe(75)
      expect(await once(first, 'exit')).toEqual([code, null])
      expect(ran()).toEqual([expect.stringMatching(/^\d+$/), 'ended'])
      expect(run(program, '--lock', path('lock'), 'true')).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      })
    },
  )

  it('lets what is about to end do so', () => {
    exporter(`(sleep 0.5; echo late >> ${path('ran')}) &`)
    expect(run(program, ...words())).toMatchObject({ code: 0, stderr: '' })
    expect(ran()).toEqual([expect.any(String), 'late'])
  })

  it('says why a program cannot be run', () => {
    expect(run(program, ...words())).toMatchObject({
      code: 1,
      stderr: `${path('exporter')} cannot be run: No such file or directory\n`,
    })
  })

  it('ends what it began where it is killed with its group, and holds the lock until then', async () => {
    // As the queue kills itself whenever it is stopped. What was told to end takes its time.
    const ending = `trap 'sleep 1; echo ended >> ${path('ran')}; exit 0' TERM`
    exporter(`${ending}\necho $$ >> ${path('ran')}\nwhile :; do sleep 0.05; done`)
    const first = spawn(python, [program, ...words()], { stdio: 'ignore', detached: true })
    await until('the first', () => ran().length === 2)
    process.kill(-first.pid!, 'SIGKILL')
    expect(await once(first, 'exit')).toEqual([null, 'SIGKILL'])
    expect(run(program, ...words()).code).toBe(75)
    // Who waits for it gets the lock when it has ended, and not before.
    const given = ['--wait', 'time', ...limits({ time: 60 }), '--lock', path('lock')]
    expect(run(program, ...given, 'cat', path('ran')).stdout).toMatch(/\nended\n$/)
    expect(isRunning(ran()[0]!.split(' ')[0]!)).toBe(false)
  })

  it('ends what a run that was killed whole left behind, then begins', async () => {
    exporter()
    write('hold', '')
    const first = start()
    await until('the first', () => ran().length === 1)
    // Both processes of it at once, neither seeing the other end.
    const ofIt = spawnSync('pgrep', ['-f', program], { encoding: 'utf8' }).stdout.split('\n')
    const both = ofIt.filter((id) => id !== '').map(Number)
    expect(both).toContain(first.pid)
    expect(both).toHaveLength(2)
    for (const id of both) process.kill(id, 'SIGSTOP')
    for (const id of both) process.kill(id, 'SIGKILL')
    await once(first, 'exit')
    const [left] = ran()
    expect(isRunning(left!)).toBe(true)
    const second = start()
    await until('the second', () => ran().length === 2, 30)
    expect(isRunning(left!)).toBe(false)
    rmSync(path('hold'))
    expect(await once(second, 'exit')).toEqual([0, null])
  })

  it('is ended at its limit, with all that it began', () => {
    exporter('sleep 61 &\nsleep 62')
    const given = ['--limit', 'time', ...limits({ time: 1 })]
    expect(run(program, ...given, ...words())).toEqual({
      code: 124,
      stdout: '',
      stderr: 'it ran for 1 s, which is the limit: it was ended\n',
    })
    expect(spawnSync('pgrep', ['-f', '^sleep 6[12]$']).status).toBe(1)
    expect(run(program, ...given, '--lock', path('lock'), 'true').code).toBe(0)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends what it began where %s tells it to end, and holds the lock until then',
    async (signal) => {
      // It ends on its own terms, which takes its time; what it began itself is told too.
      exporter()
      const ending = `trap 'sleep 1; echo ended >> ${path('ran')}; exit 0' TERM\n`
      writeFileSync(
        path('exporter'),
        `#!/bin/sh\n${ending}sleep 65 &\necho $$ >> ${path('ran')}\nwhile :; do sleep 0.05; done`,
        { mode: 0o755 },
      )
      const first = start()
      await until('the first', () => ran().length === 1)
      first.kill(signal)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(run(program, ...words()).code).toBe(75)
      const code = signal === 'SIGTERM' ? 143 : 130
      expect(await once(first, 'exit')).toEqual([code, null])
      expect(ran()).toEqual([expect.stringMatching(/^\d+$/), 'ended'])
      expect(spawnSync('pgrep', ['-f', '^sleep 65$']).status).toBe(1)
      expect(run(program, '--lock', path('lock'), 'true')).toMatchObject({ code: 0, stderr: '' })
    },
  )

  it('leaves nothing behind, whenever it is told to end', async () => {
    exporter()
    write('hold', '')
    for (let runs = 0; runs < 20; runs++) {
      const begun = start()
      await new Promise((resolve) => setTimeout(resolve, 30 + runs * 10))
      begun.kill('SIGTERM')
      expect([
        [143, null],
        [null, 'SIGTERM'],
      ]).toContainEqual(await once(begun, 'exit'))
      expect(spawnSync('pgrep', ['-f', path('exporter')]).status).toBe(1)
    }
  })

  it('goes on where the connection is lost that it was begun by', async () => {
    exporter()
    write('hold', '')
    const begun = start()
    await until('the run', () => ran().length === 1)
    begun.kill('SIGHUP')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(run(program, ...words()).code).toBe(75)
    rmSync(path('hold'))
    expect(await once(begun, 'exit')).toEqual([0, null])
  })

  const late = (): Ended =>
    run(
      program,
      ...['--lock', path('lock'), '--due', path('due')],
      ...['--feed', path('feed'), '--rotated', path('rotated')],
    )

  it('is not begun again at once after its limit, where it is to be so', () => {
    const limited = ['--limit', 'time', ...limits({ time: 1 }), '--lock', path('lock')]
    const once = (...more: string[]): Ended => run(program, ...limited, ...more, 'sleep', '67')
    expect(once('--at-most-once').stderr).toContain('which is the limit')
    expect(once('--at-most-once')).toEqual({
      code: 124,
      stdout: '',
      stderr: 'it was ended at its limit a moment ago: it is not begun again\n',
    })
    expect(once().stderr).toContain('which is the limit')
    utimesSync(path('lock'), Date.now() / 1000 - 61, Date.now() / 1000 - 61)
    expect(once('--at-most-once').stderr).toContain('which is the limit')
  })

  it('is told of where none began, it was broken off, failed, or told nobody', () => {
    const ago = (name: string, seconds: number): void => {
      if (!existsSync(path(name))) write(name, 'told')
      utimesSync(path(name), Date.now() / 1000 - seconds, Date.now() / 1000 - seconds)
    }
    const problem = (): string => {
      const { code, stdout, stderr } = late()
      expect(stderr).toBe('')
      expect(code).toBe(stdout === '' ? 0 : 1)
      return stdout
    }
    ago('due', 10)
    expect(problem()).toBe('')
    ago('due', 600)
    expect(problem()).toMatch(/^none began since one was due on 2.* UTC: run bin\/exporter\n$/)
    // Of one by a clock that was a day ahead it is not known when it was.
    ago('lock', -86400)
    expect(problem()).toMatch(/^none began since one was due on 2/)
    const ended = (code: number, feed: number): string => {
      exporter(`exit ${code}`)
      expect(run(program, ...words()).code).toBe(code)
      expect(problem()).toBe('')
      ago('lock', 590)
      ago('feed', feed)
      return problem()
    }
    expect(ended(0, 590)).toBe('')
    expect(ended(0, 700)).toMatch(/^what came of the last one, of 2.*, was reported to nobody/)
    // By a clock that was a day ahead, and before this run.
    ago('feed', -86400)
    expect(problem()).toMatch(/was reported to nobody/)
    // A feed that was rotated was written; another's of a like name, and what is written now, tell nothing.
    for (const other of [
      'feed.tmp',
      'feed-2-20261127',
      'rotated/feed-2-20261127',
      'rotated/feed.x',
    ])
      ago(other, 589)
    write('feed', '')
    expect(problem()).toMatch(/was reported to nobody/)
    for (const rotated of ['feed.1', 'rotated/feed-20261127', 'rotated/feed-20261127.xz']) {
      ago(rotated, 589)
      expect(problem()).toBe('')
      rmSync(path(rotated))
    }
    expect(problem()).toMatch(/was reported to nobody/)
    write('feed', 'told')
    expect(ended(3, 590)).toMatch(/^the last one, of 2.*, ended with 3\n$/)
    exporter()
    // Both of its processes are killed, and nobody is left who would write down how it ended.
    const killed = `import os, signal, subprocess, sys
os.setsid(); p = subprocess.Popen([sys.executable] + sys.argv[1:]); import time
while not os.path.exists(${JSON.stringify(path('here'))}): time.sleep(.05)
for each in subprocess.run(['pgrep', '-f', sys.argv[1] + '.*--alone'], stdout=subprocess.PIPE).stdout.split():
    if int(each) != os.getpid(): os.kill(int(each), signal.SIGKILL)
p.wait()`
    exporter(`touch '${path('here')}'; exec sleep 65 > /dev/null 2>&1`)
    expect(run('-c', killed, program, ...words()).code).toBe(0)
    expect(spawnSync('pkill', ['-f', '^sleep 65$']).status).toBe(0)
    ago('lock', 590)
    expect(problem()).toMatch(/^the last one, of 2.*, was broken off: run bin\/exporter\n$/)
    expect(ended(0, 590)).toBe('')
  })

  it('is told of while it is not over though the next was due, and only then', async () => {
    const silent = { code: 0, stdout: '', stderr: '' }
    const due = (seconds: number): void => {
      write('due', '')
      utimesSync(path('due'), Date.now() / 1000 + seconds, Date.now() / 1000 + seconds)
    }
    expect(late()).toEqual(silent)
    exporter()
    write('hold', '')
    const begun = start()
    await until('the run', () => ran().length === 1)
    expect(late()).toEqual(silent)
    // It began when it was due.
    due(-2)
    expect(late()).toEqual(silent)
    due(3600)
    expect(late()).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^it runs since 2.* UTC, and the next was due on 2.* UTC\n$/,
      ) as string,
      stderr: '',
    })
    // Who asks does not stand in its way.
    rmSync(path('hold'))
    expect(await once(begun, 'exit')).toEqual([0, null])
    expect(late()).toEqual(silent)
    // Of a run that begins anew the time is another one, though it writes the same.
    utimesSync(path('lock'), 0, 0)
    write('hold', '')
    due(-2)
    const again = start()
    await until('the other run', () => ran().length === 2)
    expect(late()).toEqual(silent)
    rmSync(path('hold'))
    await once(again, 'exit')
  })

  it('waits for another where it may, and ends it then', async () => {
    exporter()
    write('hold', '')
    const first = start()
    await until('the first', () => ran().length === 1)
    const [running] = ran()
    const wait = (time: number): string[] => ['--wait', 'time', ...limits({ time })]
    const waiting = spawn(python, [program, ...wait(60), '--lock', path('lock'), 'true'])
    rmSync(path('hold'))
    expect(await once(first, 'exit')).toEqual([0, null])
    expect(await once(waiting, 'exit')).toEqual([0, null])
    write('hold', '')
    const second = start()
    await until('the second', () => ran().length === 2)
    expect(run(program, ...wait(1), '--lock', path('lock'), 'true')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'it did not end in 1 s: it is ended\n',
    })
    expect(await once(second, 'exit')).not.toEqual([0, null])
    expect(isRunning(running!)).toBe(false)
  })

  it.each([
    ['by a path that is relative', '#!/bin/sh', ['./exporter']],
    ['by a shell that is asked to show what it does', '#!/bin/sh', ['sh', '-x', 'exporter']],
    ['by another shell', '#!/bin/sh', ['bash', './exporter']],
    ['by a link', '#!/bin/sh -e', ['link/exporter']],
    ['by env', '#!/usr/bin/env sh', ['./exporter']],
    ['by Python', '#!/usr/bin/env python3', ['./exporter']],
  ])('does not begin beside one that is run by hand, %s', async (_, first, [command, ...args]) => {
    const text = first.includes('python')
      ? `open('${path('here')}', 'w'); import time; time.sleep(66)`
      : `touch '${path('here')}'; sleep 66; true`
    writeFileSync(path('exporter'), `${first}\n${text}\n`, { mode: 0o755 })
    symlinkSync(path(), path('link'))
    const byHand = spawn(command!, args, { cwd: path(), detached: true, stdio: 'ignore' })
    await once(byHand, 'spawn')
    try {
      await until('the other', () => existsSync(path('here')))
      expect(run(program, ...words()).code).toBe(75)
    } finally {
      process.kill(-byHand.pid!, 'SIGKILL')
    }
    await once(byHand, 'exit')
    // Who reads it does not run it.
    const reader = spawn('tail', ['-f', path('exporter')], { stdio: 'ignore' })
    await once(reader, 'spawn')
    writeFileSync(path('exporter'), '#!/bin/sh\n', { mode: 0o755 })
    expect(run(program, ...words()).code).toBe(0)
    reader.kill('SIGKILL')
  })

  it('ends one that another profile began, when it has waited', async () => {
    exporter()
    write('hold', '')
    const first = spawn(path('exporter'), { stdio: 'ignore' })
    await until('the first', () => ran().length === 1)
    const given = ['--wait', 'time', ...limits({ time: 1 }), ...words()]
    const second = spawn(python, [program, ...given], { stdio: 'ignore' })
    expect(await once(first, 'exit')).toEqual([null, 'SIGTERM'])
    rmSync(path('hold'))
    expect(await once(second, 'exit')).toEqual([0, null])
  })

  /** When a process began, as the lock has it. */
  const startOf = (id: number): number =>
    Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]!.split(' ')[19])
  const heldBy = (id: number, start: number): string => {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${String(id).padEnd(10)} ${boot} ${'0'.repeat(32)} ${start}`
  }

  it('ends for a lock that was left the process that it tells of, and none that got its number', async () => {
    const other = spawn('sleep', ['68'], { detached: true, stdio: 'ignore' })
    await once(other, 'spawn')
    try {
      const start = startOf(other.pid!)
      for (const wrong of [start - 1, start + 1]) {
        write('lock', heldBy(other.pid!, wrong))
        expect(run(program, '--lock', path('lock'), 'true').stderr).toBe('')
        expect(isRunning(String(other.pid))).toBe(true)
      }
      // An earlier version did not write down when it began.
      write('lock', heldBy(other.pid!, start).split(' ').slice(0, 2).join(' '))
      expect(run(program, '--lock', path('lock'), 'true').stderr).toBe('')
      expect(isRunning(String(other.pid))).toBe(true)
      write('lock', heldBy(other.pid!, start))
      expect(run(program, '--lock', path('lock'), 'true').stderr).toBe(
        'a run that was broken off was not over: it was ended\n',
      )
      expect(isRunning(String(other.pid))).toBe(false)
    } finally {
      other.kill('SIGKILL')
    }
  })

  it.each([
    ['a session of its own', `setsid '%s' &`],
    ['a session and an environment of its own', `setsid env -i '%s' &`],
    ['a daemon', `(setsid sh -c "'%s' &" &)`],
    ['a daemon without an environment', `(setsid env -i sh -c "'%s' &" &)`],
  ])('ends what it left behind in %s', (_, begins) => {
    writeFileSync(path('left'), `#!/bin/sh\necho $$ >> '${path('ran')}'\nexec sleep 70\n`, {
      mode: 0o755,
    })
    const waits = `while ! test -s '${path('ran')}'; do sleep 0.05; done`
    const text = begins.replace('%s', path('left'))
    writeFileSync(path('exporter'), `#!/bin/sh\n${text}\n${waits}`, { mode: 0o755 })
    expect(run(program, ...words())).toEqual({
      code: 0,
      stdout: '',
      stderr: 'it ended, and left something behind that did not: that is ended\n',
    })
    expect(isRunning(ran()[0]!)).toBe(false)
    // At its limit the same.
    rmSync(path('ran'))
    writeFileSync(path('exporter'), `#!/bin/sh\n${text}\n${waits}\nsleep 60`, { mode: 0o755 })
    expect(run(program, '--limit', 'time', ...limits({ time: 1 }), ...words()).code).toBe(124)
    expect(isRunning(ran()[0]!)).toBe(false)
  })

  it('ends in another session what a run that was killed whole left behind', async () => {
    writeFileSync(path('left'), `#!/bin/sh\necho $$ >> '${path('ran')}'\nexec sleep 70\n`, {
      mode: 0o755,
    })
    writeFileSync(path('exporter'), `#!/bin/sh\n(setsid sh -c "'${path('left')}' &" &)\nsleep 71`, {
      mode: 0o755,
    })
    const first = start()
    await until('what it left', () => ran().length === 1)
    const ofIt = spawnSync('pgrep', ['-f', program], { encoding: 'utf8' }).stdout.split('\n')
    const both = ofIt.filter((id) => id !== '').map(Number)
    for (const id of both) process.kill(id, 'SIGSTOP')
    for (const id of both) process.kill(id, 'SIGKILL')
    // Its first process is gone, and so is the number of its session.
    spawnSync('pkill', ['-KILL', '-f', '^sleep 71$'])
    spawnSync('pkill', ['-KILL', '-f', path('exporter')])
    await once(first, 'exit')
    expect(isRunning(ran()[0]!)).toBe(true)
    expect(run(program, '--lock', path('lock'), 'true').stderr).toBe(
      'a run that was broken off was not over: it was ended\n',
    )
    expect(isRunning(ran()[0]!)).toBe(false)
  })

  it('waits for what its command left behind and ended, and keeps none of it', () => {
    copyFileSync('/bin/sleep', path('gone-by-then'))
    chmodSync(path('gone-by-then'), 0o755)
    // Each of them is begun by who ends at once.
    const begun = `for each in 1 2 3 4 5; do ('${path('gone-by-then')}' 0 &); done; sleep 0.7`
    const counted = `ps -A -o stat= -o comm= | grep -c '^Z.*gone-by-then' > '${path('ran')}'`
    writeFileSync(path('exporter'), `#!/bin/sh\n${begun}\n${counted}\nexit 3`, { mode: 0o755 })
    expect(run(program, ...words()).code).toBe(3)
    expect(ran()).toEqual(['0'])
  })

  // Only root may begin a process as somebody else.
  const noOthers =
    process.getuid!() === 0 ? undefined : 'only root can run a process of another user'

  itWith(
    noOthers,
    'begins beside another user’s process of the same words, which lives on',
    async () => {
      exporter()
      const named = `import os, sys; os.execv('/usr/bin/tail', ['/bin/sh', sys.argv[1], '-f', '/dev/null'])`
      const other = spawn(python, ['-c', named, path('exporter')], {
        uid: 65534,
        gid: 65534,
        detached: true,
        cwd: '/',
      })
      try {
        const shown = `/proc/${other.pid}/cmdline`
        await until('the other', () => readFileSync(shown, 'utf8').startsWith('/bin/sh'))
        expect(run(program, ...words())).toEqual({ code: 0, stdout: '', stderr: '' })
        // Nor is it taken for one that a killed run left, whose session has its number.
        write('lock', heldBy(other.pid!, startOf(other.pid!)))
        expect(run(program, ...words())).toEqual({ code: 0, stdout: '', stderr: '' })
        expect(isRunning(String(other.pid))).toBe(true)
      } finally {
        other.kill('SIGKILL')
      }
    },
  )

  itWith(noSmallDisk(), 'runs on a full disk, and there too ends one that is late', async () => {
    mkdirSync(path('disk'))
    const unmount = mountSmallDisk(path('disk'), 1)!
    const fill = (): void => void spawnSync('dd', ['if=/dev/zero', `of=${path('disk/all')}`])
    const locked = ['--lock', path('disk/lock')]
    const late = ['--limit', 'time', ...limits({ time: 1 }), ...locked, 'sleep', '63']
    try {
      fill()
      expect(run(program, ...locked, 'echo', 'ran')).toMatchObject({
        code: 0,
        stdout: 'ran\n',
        stderr: expect.stringContaining('can not be written down') as string,
      })
      expect(run(program, ...late).code).toBe(124)
      expect(spawnSync('pgrep', ['-f', '^sleep 63$']).status).toBe(1)
      // What was written once has its place.
      rmSync(path('disk/all'))
      expect(run(program, ...locked, 'true').stderr).toBe('')
      fill()
      expect(run(program, ...locked, 'cat', path('disk/lock'))).toMatchObject({
        stdout: expect.stringMatching(/^\d+ +[\da-f-]{36} [\da-f]{32} \d+ +$/) as string,
        stderr: '',
      })
    } finally {
      unmount()
    }
  })

  it('runs where its log is full', () => {
    const full = `exec '${python}' '${program}' --lock '${path('lock')}' --limit time --parameters '${path('parameters')}' "$@" 2> /dev/full`
    limits({ time: 1 })
    expect(spawnSync('sh', ['-c', full, 'sh', 'sleep', '64']).status).toBe(124)
    expect(spawnSync('sh', ['-c', full, 'sh', path('none')]).status).toBe(1)
    expect(spawnSync('sh', ['-c', full, 'sh', 'true']).status).toBe(0)
  })

  it('says why there is no lock', () => {
    expect(run(program, '--lock', path('none/lock'), 'true')).toEqual({
      code: 1,
      stdout: '',
      stderr: `${path('none/lock')} cannot be opened: No such file or directory\n`,
    })
  })
})

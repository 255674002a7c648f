import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { beforeEach, describe, expect, it } from 'vitest'
import { describeWith, noPython, python } from '../../support/engines.js'
import { until } from '../../support/partition.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { program, path, write, script } = programIn('takeover')

describeWith(noPython(), 'a takeover', () => {
  const words = (): string[] => [
    ...['--begun', path('begun'), '--triggered', path('triggered'), '--load', path('load')],
    ...[path('command'), 'word'],
  ]
  const take = (): Ended => run(program, ...words())
  const step = (): unknown => JSON.parse(readFileSync(path('begun'), 'utf8')).step
  /** What asks the master: each of its steps is a line of `asked`, and it stops after one of them. */
  const command = (stopsAfter = Infinity): string =>
    script(
      'command',
      [
        'echo "requested $1"',
        'log "Renaming slappart1: broken-1"; echo broken',
        'log "Renaming slappart2: shop0"; echo named',
        'log "Renamed."',
        `echo done; touch '${path('triggered')}'`,
      ]
        .map((line, index) => (index < stopsAfter ? line : 'exit 5'))
        .map((line) => line.replace(/echo ("[^"]*"|\w+)/, `echo $1 >> '${path('asked')}'`))
        .join('\n')
        .replace(/^/, 'log() { echo "DEBUG:takeover:$1" >&2; }\n'),
    )
  const asked = (): string =>
    existsSync(path('asked')) ? readFileSync(path('asked'), 'utf8').replaceAll('\n', ' ') : ''
  beforeEach(() => {
    command()
    script('load', `echo "$@" >> '${path('recovered')}'; echo It begins with data of before.`)
  })

  it('has the load make an end of what was cut, before it asks', () => {
    script('command', `ls '${path('recovered')}' || exit; echo Renaming; echo Renamed.`)
    const taken = take()
    expect(taken).toMatchObject({ code: 0, stderr: '' })
    expect(taken.stdout).toMatch(/^It begins with data of before\.\n/)
    expect(readFileSync(path('recovered'), 'utf8')).toBe('recover\n')
  })

  it.each([
    ['echo it cannot be; exit 1', 'it cannot be\nWhat a load that was cut left cannot be taken up'],
    ['', 'load cannot be run: No such file or directory'],
  ])('goes on where the load cannot: %s', (text, said) => {
    if (text === '') rmSync(path('load'))
    else script('load', text)
    const taken = take()
    expect(taken.code).toBe(0)
    expect(taken.stdout).toContain(said)
  })

  it('asks once, shows what it says, and is not done again', () => {
    const first = take()
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('Renaming slappart1: broken-1')
    expect(first.stdout).toContain('The takeover is done')
    expect(asked()).toBe('requested word broken named done ')
    expect(existsSync(path('begun'))).toBe(false)
    expect(take()).toEqual({ code: 0, stdout: 'The takeover was done before.\n', stderr: '' })
    expect(asked()).toBe('requested word broken named done ')
  })

  it('is none when nothing was renamed: dumps are loaded as before', () => {
    command(1)
    expect(take()).toMatchObject({
      code: 5,
      stdout:
        'It begins with data of before.\nNo takeover was done: nothing was renamed, and dumps are loaded as before.\n',
    })
    expect([existsSync(path('begun')), existsSync(path('triggered'))]).toEqual([false, false])
    script('command', 'exec nowhere')
    expect(take().code).toBe(127)
  })

  it.each([2, 3])('that fails after %i steps stays begun, and is taken up', (steps) => {
    command(steps)
    expect(take()).toMatchObject({
      code: 5,
      stdout: expect.stringContaining('is not over, and nothing is loaded here') as string,
    })
    expect(step()).toBe('leader')
    // Again in vain: it is not forgotten that there is no leader any more.
    command(1)
    expect(take().code).toBe(5)
    expect(step()).toBe('leader')
    command()
    expect(take().stdout).toMatch(/^A takeover was begun before: it is taken up\./)
    expect(existsSync(path('triggered'))).toBe(true)
    expect(existsSync(path('begun'))).toBe(false)
  })

  it('that has the name is done, though the nodes could not be told', () => {
    command(4)
    expect(take()).toMatchObject({ code: 0 })
    expect(existsSync(path('triggered'))).toBe(true)
    expect(existsSync(path('begun'))).toBe(false)
  })

  describe('that is killed', () => {
    const killedWhen = async (line: string): Promise<void> => {
      const holds = `while test -e '${path('hold')}'; do sleep 0.05; done`
      const text = readFileSync(command(), 'utf8').split('\n')
      const at = text.findIndex((each) => each.includes(line))
      script(
        'command',
        text
          .toSpliced(at + 1, 0, `touch '${path('held')}'`, holds)
          .slice(1)
          .join('\n'),
      )
      write('hold', '')
      const killed = spawn(python, [program, ...words()], { stdio: 'ignore', detached: true })
      await until(line, () => existsSync(path('held')))
      // What it was told has been written down by then.
      await new Promise((resolve) => setTimeout(resolve, 200))
      process.kill(-killed.pid!, 'SIGKILL')
      await once(killed, 'exit')
      command()
    }

    it.each([
      ['requested', 'begun', 'requested word requested word broken named done '],
      ['broken-1', 'leader', 'requested word broken requested word broken named done '],
      ['shop0', 'leader', 'requested word broken named requested word broken named done '],
    ])('after %s loads nothing, and is taken up', async (line, reached, all) => {
      await killedWhen(line)
      expect(step()).toBe(reached)
      expect(take().code).toBe(0)
      expect(asked()).toBe(all)
      expect(existsSync(path('triggered'))).toBe(true)
    })

    it('after the last renaming asks nothing a second time', async () => {
      await killedWhen('Renamed.')
      expect(step()).toBe('named')
      expect(take().code).toBe(0)
      expect(asked()).toBe('requested word broken named ')
      expect(existsSync(path('triggered'))).toBe(true)
    })
  })

  it('is possible on a full disk', () => {
    const full = `import builtins, sys; real = open
def full(path, mode='r', *args, **kw):
    stream = real(path, mode, *args, **kw)
    if 'w' in mode:
        def write(text): raise OSError(28, 'No space left on device')
        stream.write = write
    return stream
builtins.open = full
sys.argv = ['takeover.py'] + sys.argv[1:]; exec(real(${JSON.stringify(program)}).read())`
    const ended = run('-c', full, ...words())
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toContain('can not be written down: No space left on device')
    expect(existsSync(path('triggered'))).toBe(true)
  })

  it.each([
    ['what is said goes to a full disk', 'exec "$@" > /dev/full 2>&1'],
    ['nobody reads on', '{ sleep 0.3; exec "$@"; } 2>&1 | true'],
  ])('goes on where %s', async (_, shell) => {
    spawnSync('sh', ['-c', shell, 'sh', python, program, ...words()])
    await until('the end', () => existsSync(path('triggered')) && !existsSync(path('begun')))
    expect(asked()).toBe('requested word broken named done ')
  })

  it('is possible where no file can be made any more', () => {
    write('begun.spare', '')
    const full = `import builtins, sys; real = open
def full(path, mode='r', *args, **kw):
    if mode in 'aw': raise OSError(28, 'No space left on device')
    return real(path, mode, *args, **kw)
builtins.open = full
sys.argv = ['takeover.py'] + sys.argv[1:]; exec(real(${JSON.stringify(program)}).read())`
    script('command', `ls '${path('begun')}' || exit; echo Renaming; echo Renamed.; exit 1`)
    expect(run('-c', full, ...words()).code).toBe(0)
    expect(existsSync(path('triggered'))).toBe(true)
    expect(['begun', 'begun.spare'].filter((name) => existsSync(path(name)))).toEqual([])
  })

  it.each([
    ['at its beginning', ''],
    ['after it', '{"step": "begun", "at": 1}'],
  ])('says that it is not known how far one came that a full disk cut %s', (_, held) => {
    writeFileSync(path('begun'), held)
    // The master does not answer: nothing can be asked, whatever was renamed before.
    command(0)
    for (let tries = 0; tries < 2; tries++) {
      const { code, stdout } = take()
      expect(code).toBe(5)
      expect(stdout).toMatch(/^A takeover was begun before: it is taken up\./)
      expect(stdout).toContain(
        `is not known: run this again, or, where the leader has its name, rm ${path('begun')}\n`,
      )
      expect(stdout).not.toContain('nothing was renamed')
      expect(existsSync(path('begun'))).toBe(true)
    }
    command()
    expect(take()).toMatchObject({ code: 0 })
    expect([existsSync(path('begun')), existsSync(path('triggered'))]).toEqual([false, true])
  })

  it('is known not to have begun before a master that never answered', () => {
    command(0)
    expect(take().stdout).toContain('nothing was renamed')
    // What said that it began is kept for one that can write no file any more.
    expect([existsSync(path('begun')), existsSync(path('begun.spare'))]).toEqual([false, true])
  })
})

import { spawnSync } from 'node:child_process'
import {
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programText } from '../../src/profiles/programs.js'
import { accepted, refused } from '../parameters/values/times.js'
import { describeWith, noPython, python } from '../support/engines.js'
import { programIn, run } from '../support/programs.js'

/** The texts that rdiff-backup itself reads as times. */
const program = `
import json, sys
from rdiff_backup import Time
try:
    Time.set_current_time(1700000000)
except AttributeError:
    Time.setcurtime(1700000000)
sessions = [1600000000, 1650000000, 1690000000]
Time._time_from_session = lambda count, rp=None, times=None: sessions[0]
taken = []
for text in json.load(sys.stdin):
    try:
        Time.genstrtotime(text, 1700000000)
        taken.append(text)
    except Time.TimeException:
        pass
print(json.dumps(taken))
`

function read(texts: readonly string[]): { taken?: string[]; missing?: string } {
  const ran = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  })
  if (ran.status === 0) return { taken: JSON.parse(ran.stdout) as string[] }
  const isThere = spawnSync('/usr/bin/python3', ['-c', 'import rdiff_backup']).status === 0
  if (isThere) throw new Error(ran.stderr)
  return { missing: 'rdiff-backup is not installed' }
}

const { taken, missing } = read([...accepted, ...refused])

describeWith(missing, 'rdiff-backup’s own reading of times', () => {
  it('takes what we take, and nothing else', () => expect(taken).toEqual(accepted))
})

/** Run a program to its end; rdiff-backup ends with 2 where it only warns. */
function ran(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0 && status !== 2) throw new Error(stderr)
}

describeWith(missing ?? noPython(), 'a dump that rdiff-backup carries', () => {
  const { program: signature, path, write } = programIn('signature')
  const load = join(path(), 'load.py')
  const dumped = (text: string): void => {
    write('dump/file', text)
    utimesSync(path('dump/file'), 1_700_000_000, 1_700_000_000)
    write('dump/backup.signature', run(signature, 'sign', path('dump')).stdout)
  }
  // The archive's sessions are named by the second.
  const second = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1100))
  const pull = async (): Promise<void> => {
    await second()
    ran('rdiff-backup', path('dump'), path('archive'))
  }
  const push = (): void =>
    ran('rdiff-backup', '--force', '--restore-as-of', 'now', path('archive'), path('backup'))
  const brought = (): string => readFileSync(path('backup/file'), 'utf8')

  it('stays as it was where it changed within a second, unless it is renewed', async () => {
    dumped('one')
    await pull()
    dumped('two')
    await pull()
    push()
    expect(brought()).toBe('one')
    const record = path('record')
    for (const text of ['one', 'two', 'six']) {
      dumped(text)
      expect(run(signature, 'renew', path('dump'), '--record', record).code).toBe(0)
      await pull()
      push()
      if (text !== 'one') expect(brought()).toBe(text)
    }
  })

  it('comes again where the archive lost it, once that has an empty file in its place', async () => {
    dumped('one')
    await pull()
    rmSync(path('archive/file'))
    write('dump/file', 'another')
    await second()
    const { stdout, stderr } = spawnSync('rdiff-backup', [path('dump'), path('archive')], {
      encoding: 'utf8',
    })
    // The promise on a pull's feed looks for these words.
    expect(stdout + stderr).toContain('changed from regular file before signature')
    expect(existsSync(path('archive/file'))).toBe(false)
    write('archive/file', '')
    write('dump/file', 'a third')
    await pull()
    push()
    expect(brought()).toBe('a third')
  }, 60_000)

  const loaded = (command = 'run') => {
    writeFileSync(load, programText('load'))
    write('place.py', programText('place'))
    write('parameters', '{"pull-maximum-age": 1}')
    const check = `#!/bin/sh\nexec '${python}' '${signature}' check '${path('backup')}' --proof '${path('proof')}' --differences '${path('differences')}'\n`
    writeFileSync(path('check'), check, { mode: 0o755 })
    const files = [
      'status',
      'lock',
      'triggered',
      'begun',
      'check',
      'differences',
      'smaller',
      'importer',
    ]
    const options = [...files, 'parameters', 'feed'].flatMap((name) => [`--${name}`, path(name)])
    for (const name of ['smaller', 'importer'])
      writeFileSync(path(name), '#!/bin/sh\n', { mode: 0o755 })
    return run(load, ...options, '--dump', path('backup'), '--place', path('place.py'), command)
  }

  it('is brought again where it changed on its way, once the load has refused it', async () => {
    dumped('one')
    await pull()
    push()
    const changed = (): void => {
      writeFileSync(path('backup/file'), 'bad')
      utimesSync(path('backup/file'), 1_700_000_000, 1_700_000_000)
    }
    changed()
    push()
    expect(brought()).toBe('bad')
    expect(loaded()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('changed: file') as string,
    })
    push()
    expect(brought()).toBe('one')
  })

  describe('is sent anew where the archive holds another of its size and second:', () => {
    const renew = (): void => {
      const feed = existsSync(path('feed')) ? readFileSync(path('feed'), 'utf8') : ''
      const wanted = /to be sent anew: ([\w ]*)/.exec(feed)?.[1] ?? ''
      const renewing = ['renew', path('dump'), '--record', path('record'), '--anew', wanted]
      expect(run(signature, ...renewing)).toMatchObject({ code: 0, stderr: '' })
    }
    const cycle = async (text: string): Promise<number | null> => {
      dumped(text)
      renew()
      await pull()
      push()
      const { code } = loaded()
      expect(loaded('report').code).toBe(0)
      return code
    }
    it.each([
      ['after a dump that was not pulled', () => (dumped('of another size'), renew())],
      ['after a takeover, with no record of what was', () => rmSync(path('record'))],
    ])('%s', async (_, before) => {
      expect(await cycle('one')).toBe(0)
      before()
      expect(await cycle('two')).toBe(1)
      expect(readFileSync(path('feed'), 'utf8')).toContain('to be sent anew: ')
      expect(await cycle('two')).toBe(0)
      expect(brought()).toBe('two')
      expect(readFileSync(path('feed'), 'utf8')).not.toContain('anew')
    })

    it('a file that decays there', async () => {
      expect(await cycle('one')).toBe(0)
      const { mtime } = statSync(path('archive/file'))
      writeFileSync(path('archive/file'), 'oXe')
      utimesSync(path('archive/file'), mtime, mtime)
      rmSync(path('backup/file'))
      expect(await cycle('one')).toBe(1)
      expect(await cycle('one')).toBe(0)
      expect(brought()).toBe('one')
    })
  })

  it('comes back as it was at a time, out of the archive', async () => {
    dumped('as it was')
    await pull()
    await second()
    const then = String(Math.floor(Date.now() / 1000))
    dumped('')
    await pull()
    ran('rdiff-backup', '--restore-as-of', then, path('archive'), path('then'))
    expect(run(signature, 'sign', path('then')).stdout).toBe(
      readFileSync(path('then/backup.signature'), 'utf8'),
    )
    expect(readFileSync(path('then/file'), 'utf8')).toBe('as it was')
  })

  it('is pulled no more after a pull from the future, until the archive is put aside', async () => {
    dumped('one')
    const future = String(Math.floor(Date.now() / 1000) + 90_000)
    ran('rdiff-backup', '--current-time', future, path('dump'), path('archive'))
    await expect(pull()).rejects.toThrow('not in the past')
    renameSync(path('archive'), path('archive.1'))
    await pull()
    push()
    expect(brought()).toBe('one')
  })
})

import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { itWith } from '../support/engines.js'
import { mountSmallDisk, noSmallDisk } from '../support/disk.js'
import { folderOf } from '../support/folder.js'

// The built program, since what it writes to are the process's own descriptors.

const bin = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url))
const many = ['render', 'replicated', '--name', 'a', '--count', '1000']

/** Runs a line of a shell, in which `$0` is the program. */
function shell(line: string, cwd: string): SpawnSyncReturns<string> {
  const program = line.replaceAll('$0', `node ${bin}`)
  // A longer output would be cut after its first MiB.
  return spawnSync('bash', ['-c', program], { cwd, encoding: 'utf8', maxBuffer: Infinity })
}

const render = `$0 ${many.join(' ')}`
const noDisk = noSmallDisk()

/** A folder of a disk of one MiB. */
function smallDisk(): string {
  const folder = folderOf()
  const unmount = mountSmallDisk(folder, 1)
  if (unmount) onTestFinished(unmount)
  return folder
}

describe('standard output', () => {
  it('is written to its end, also to a reader that is slow', () => {
    const { stdout } = shell(`${render} | (sleep 1; tail -c 30)`, folderOf())
    const { stdout: whole } = shell(`${render} | tail -c 30`, folderOf())
    expect(stdout).toBe(whole)
    expect(whole).toMatch(/\n$/)
  })

  it('is left by a reader that has seen enough, and the exit code stays', () => {
    const cwd = folderOf({ 'a.cfg': `[buildout]\nparts =\n  nowhere\n` })
    const names = Array(3000).fill('a.cfg').join(' ')
    const { stdout, stderr } = shell(`$0 check ${names} | head -1; echo \${PIPESTATUS[0]}`, cwd)
    expect(stdout.split('\n')[1]).toBe('1')
    expect(stderr).not.toContain('EPIPE')
  })

  it('that takes nothing is a failure with its reason', () => {
    const { status, stderr } = shell(`${render} > /dev/full`, folderOf())
    expect(status).toBe(2)
    expect(stderr).toContain('standard output cannot be written: no space left on the device')
  })

  itWith(noDisk, 'on a disk that fills is a failure too', () => {
    const { status, stderr } = shell(`${render} > a.cfg`, smallDisk())
    expect(status).toBe(2)
    expect(stderr).toContain('no space left on the device')
  })

  it('and standard error may be closed', () => {
    // Node opens /dev/null in their place.
    expect(shell('$0 --version >&- 2>&-', folderOf()).status).toBe(0)
    expect(shell(`$0 check nowhere.cfg 2>&-`, folderOf()).status).toBe(2)
  })
})

describe('a file', () => {
  itWith(noDisk, 'stays as it was on a disk that fills', () => {
    const cwd = smallDisk()
    writeFileSync(join(cwd, 'a.cfg'), 'old')
    const { status } = shell(`${render} -o a.cfg`, cwd)
    expect(status).toBe(2)
    expect(readdirSync(cwd)).toEqual(['a.cfg'])
    expect(readFileSync(join(cwd, 'a.cfg'), 'utf8')).toBe('old')
  })

  it('is written where links lead, whether or not it is there', () => {
    const cwd = folderOf()
    mkdirSync(join(cwd, 'in'))
    symlinkSync('in/link', join(cwd, 'a.cfg'))
    symlinkSync('b.cfg', join(cwd, 'in/link'))
    expect(shell('$0 render replicated --name a --count 2 -o a.cfg', cwd).status).toBe(0)
    expect(readlinkSync(join(cwd, 'a.cfg'))).toBe('in/link')
    expect(statSync(join(cwd, 'in/b.cfg')).isFile()).toBe(true)
  })

  it('is whole, old or new, and nothing lies beside it, whenever a signal comes', async () => {
    const cwd = folderOf({ 'a.cfg': 'old' })
    const { stdout: whole } = shell(render, cwd)
    for (let i = 0; i < 8; i++) {
      const child = spawn(process.execPath, [bin, ...many, '-o', 'a.cfg'], { cwd })
      const ended = new Promise<string | number | null>((resolve) =>
        child.on('exit', (code, signal) => resolve(signal ?? code)),
      )
      // When it ends by itself differs from machine to machine: any moment will do.
      setTimeout(() => child.kill(i % 2 ? 'SIGTERM' : 'SIGINT'), 40 + i * 90)
      expect([0, 'SIGTERM', 'SIGINT']).toContain(await ended)
      expect(readdirSync(cwd)).toEqual(['a.cfg'])
      expect(['old', whole]).toContain(readFileSync(join(cwd, 'a.cfg'), 'utf8'))
    }
  })
})

describe('init', () => {
  itWith(noDisk, 'writes all files or none, as stack does', () => {
    const cwd = smallDisk()
    mkdirSync(join(cwd, 'mine'))
    writeFileSync(join(cwd, 'filled'), Buffer.alloc(2 ** 20 - 100_000))
    const { status, stderr } = shell('$0 init shop', join(cwd, 'mine'))
    expect(status).toBe(2)
    expect(stderr).toContain('no space left on the device')
    expect(readdirSync(join(cwd, 'mine'))).toEqual([])
    expect(shell('$0 stack its', join(cwd, 'mine')).status).toBe(2)
    expect(readdirSync(join(cwd, 'mine'))).toEqual([])
  })
})

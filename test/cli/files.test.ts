import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { skipFor } from '../support/engines.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const cli = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url))
const render = (count: number, output: string) => [
  'render',
  'replicated',
  '--name',
  'a',
  '--count',
  String(count),
  '-o',
  output,
]

describe('-o', () => {
  const words = render(2, '').slice(0, -2)

  it.each([['-oa.cfg'], ['-o=a.cfg'], ['-o', 'a.cfg'], ['--output=a.cfg']])(
    'takes a name behind it: %s %s',
    async (...flags) => {
      const cwd = folderOf({})
      const args = [...words, ...flags.filter((each) => each !== undefined)]
      expect(await run(args, { cwd })).toMatchObject({ code: 0, stdout: '' })
      expect(readdirSync(cwd)).toEqual(['a.cfg'])
    },
  )

  it('leaves apart only what is a flag', async () => {
    const unknown = await run([...words, '-xa.cfg'])
    expect(unknown).toMatchObject({ code: 2 })
    expect(unknown.stderr).toContain('has no flag -x')
    const twice = await run([...words, '-oa.cfg', '-ob.cfg'])
    expect(twice.stderr).toContain('-o is given twice')
  })

  it('names a file in a folder', async () => {
    const { code, stderr } = await run([...words, '-o', 'out'], { cwd: folderOf({ 'out/a': '' }) })
    expect(code).toBe(2)
    expect(stderr).toContain('out cannot be written: it is a folder')
    expect(stderr).toContain('hint: name a file in it: out/FILE\n')
  })
})

describe('bytes that are not UTF-8', () => {
  it.each([
    [['render', 'template', 'bad.j2'], 'bad.j2:2:3'],
    [['render', 'template', 'good.j2', '--context', 'bad.json'], 'bad.json:1:8'],
    [['render', 'template', 'good.j2', '--import', 'm=bad.j2'], 'bad.j2:2:3'],
    [['render', 'template', 'include.j2'], 'include.j2:1:4', 'bad.j2'],
    [['validate', 'good.xml', '--schema', 'bad.json'], 'bad.json:1:8'],
    [['plan', '--config', 'bad.j2'], 'bad.j2:2:3'],
  ])('%j are found', async (args, place, file = place.split(':')[0]!) => {
    const cwd = folderOf({
      'good.j2': '{{ a }}',
      'include.j2': '{% include "bad.j2" %}',
      'good.xml': '<instance/>',
    })
    writeFileSync(join(cwd, 'bad.j2'), Buffer.concat([Buffer.from('\ufffd\nab'), Buffer.of(0xff)]))
    writeFileSync(join(cwd, 'bad.json'), Buffer.from('{"a": "\xff"}', 'latin1'))
    const { code, stdout, stderr } = await run(args, { cwd })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${place}: error ${file} is not UTF-8 text [bad-encoding]`)
  })
})

describe('a folder in the place of a file', () => {
  it.each([
    ['plan', '--name', 'a', '--count', '2', '--parameters', '/'],
    ['plan', '--config', '/'],
    ['render', 'template', '/'],
  ])('is told to be one: %s %s %s', async (...args) => {
    const { code, stderr } = await run(args)
    expect(code).toBe(2)
    expect(stderr).toContain('cannot be read: it is a folder [unreadable-file]')
    expect(stderr).toContain('hint: name a file in it')
  })
})

describe('a file that a schema refers to', () => {
  it('is shown where it is not UTF-8', async () => {
    const cwd = folderOf({ 'a.xml': '<instance/>', 'ref.json': '{\n"$ref": "s.json"\n}' })
    writeFileSync(join(cwd, 's.json'), Buffer.from('{"title": "\xe9"}', 'latin1'))
    const { code, stderr } = await run(['validate', 'a.xml', '--schema', 'ref.json'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('ref.json:2:10: error the schema refers to a file that cannot be read')
    expect(stderr).toContain('s.json:1:12')
    expect(stderr).toContain('hint: save the file as UTF-8')
  })
})

describe('a reader that has seen enough', () => {
  it('changes nothing of what is found', () => {
    const cwd = folderOf({
      'a.cfg': '[buildout]\nparts = a b c\n',
      'b.cfg': '[buildout]\nparts =\n',
    })
    const codeOf = (...args: string[]) =>
      spawnSync(
        '/bin/bash',
        [
          '-c',
          `"$@" 2>/dev/null | true; exit \${PIPESTATUS[0]}`,
          'sh',
          process.execPath,
          cli,
          ...args,
        ],
        { cwd },
      ).status
    expect(codeOf('check', 'a.cfg')).toBe(1)
    expect(codeOf('check', 'b.cfg')).toBe(0)
  })
})

describe('a write is all or nothing', () => {
  it('when it is killed in the middle; the next run removes what was left', async () => {
    const cwd = folderOf({ 'a.cfg': 'old' })
    const whole = (await run(['render', 'replicated', '--name', 'a', '--count', '3000'])).stdout
    let caught = 0
    for (let kill = 0; kill < 5; kill++) {
      const child = spawn(process.execPath, [cli, ...render(3000, 'a.cfg')], { cwd })
      const ended = new Promise((resolve) => child.on('exit', resolve))
      // Not while it computes: as soon as it begins to write.
      for (let i = 0; i < 20_000 && readdirSync(cwd).length < 2 && child.exitCode === null; i++)
        await sleep(1)
      caught += readdirSync(cwd).length > 1 ? 1 : 0
      child.kill('SIGKILL')
      await ended
      expect(['old', whole]).toContain(readFileSync(join(cwd, 'a.cfg'), 'utf8'))
    }
    expect(caught).toBeGreaterThan(0)
    expect((await run(render(3, 'a.cfg'), { cwd })).code).toBe(0)
    expect(readdirSync(cwd)).toEqual(['a.cfg'])
  })

  it('when the disk is full', async ({ skip }) => {
    const { cwd, disk } = smallDisk(skip)
    writeFileSync(join(disk, 'a.cfg'), 'old')
    await refused(cwd, 'disk/a.cfg', 1000, 'no space left')
    expect(readdirSync(disk)).toEqual(['a.cfg'])
  })

  it('when the folder is read-only', async ({ skip }) => {
    const { cwd, disk } = smallDisk(skip)
    writeFileSync(join(disk, 'a.cfg'), 'old')
    mount('-o', 'remount,ro', disk)
    await refused(cwd, 'disk/a.cfg', 3, 'read-only')
  })

  it('when the target is a device, a folder or in a folder that is not there', async () => {
    const cwd = folderOf()
    for (const output of ['/dev/full', '.', 'no/a.cfg']) {
      const ran = await run(render(3, output), { cwd })
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr).toContain('[unwritable-file]')
    }
    expect(readdirSync(cwd)).toEqual([])
  })

  it('and a link that leads back to itself is refused', async () => {
    const cwd = folderOf()
    symlinkSync('loop', join(cwd, 'loop'))
    expect((await run(['validate', 'loop'], { cwd })).stderr).toContain('leads back to itself')
    expect((await run(render(3, 'loop'), { cwd })).stderr).toContain('[unwritable-file]')
  })
})

async function refused(cwd: string, output: string, count: number, why: string): Promise<void> {
  const ran = await run(render(count, output), { cwd })
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain(why)
  expect(readFileSync(join(cwd, output), 'utf8')).toBe('old')
}

function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: 'ignore' })
}

/** A disk of 64 KiB below a folder of the test's own; only root can have one. */
function smallDisk(skip: (why: string) => never): { cwd: string; disk: string } {
  const cwd = folderOf({ 'disk/placeholder': '' })
  const disk = join(cwd, 'disk')
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk)
  } catch {
    skipFor('a small disk cannot be mounted here, which needs root', skip)
  }
  onTestFinished(() => void execFileSync('umount', [disk]))
  return { cwd, disk }
}

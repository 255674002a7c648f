import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileKinds } from '../../src/profiles/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

describe('init', () => {
  it('writes the same release twice, the second time only by force', async () => {
    const cwd = folderOf()
    const first = await run(['init', 'shop'], { cwd })
    expect(first.code).toBe(0)
    expect(first.stdout).toBe('')
    const read = (): string[] =>
      readdirSync(join(cwd, 'shop')).map((file) => readFileSync(join(cwd, 'shop', file), 'utf8'))
    const before = read()

    const refused = await run(['init', 'shop'], { cwd })
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('existing-file')

    writeFileSync(join(cwd, 'shop/software.cfg'), 'changed')
    expect((await run(['init', 'shop', '--force'], { cwd })).code).toBe(0)
    expect(read()).toEqual(before)
  })

  it('refuses before it writes anything', async () => {
    const cwd = folderOf()
    writeFileSync(join(cwd, 'README.md'), 'mine')
    expect((await run(['init', 'shop', '--directory', '.'], { cwd })).code).toBe(2)
    expect(readdirSync(cwd)).toEqual(['README.md'])
  })

  it.each([
    ['a name that is a type of every release', ['init', 'frozen']],
    ['no name', ['init']],
    ['a count that is none', ['init', 'shop', '--count', 'many']],
  ])('refuses %s', async (_, args) => {
    const cwd = folderOf()
    expect((await run(args, { cwd })).code).toBe(2)
    expect(readdirSync(cwd)).toEqual([])
  })

  it('makes the folders that it is told to write into', async () => {
    const cwd = folderOf()
    await run(['init', 'shop', '--directory', 'a/b', '--count', '2'], { cwd })
    expect(existsSync(join(cwd, 'a/b/software.cfg'))).toBe(true)
  })

  it('says why a folder cannot be made', async () => {
    const cwd = folderOf()
    writeFileSync(join(cwd, 'shop'), '')
    const { code, stderr } = await run(['init', 'shop'], { cwd })
    expect([code, stderr.includes('unwritable-file')]).toEqual([2, true])
  })
})

describe('what is made', () => {
  it.each(['1', '3', '12'])('by init for %s instances has no findings', async (count) => {
    const cwd = folderOf()
    await run(['init', 'shop', '--directory', '.', '--count', count], { cwd })
    const profiles = readdirSync(cwd).filter((file) => /\.cfg(?:\.in|\.jinja2)?$/.test(file))
    const checked = await run(['check', '--format', 'json', ...profiles], { cwd })
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: { severity: string }[] }
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(checked.code).toBe(0)
    expect(await run(['hash', '--check'], { cwd })).toMatchObject({ code: 0 })
    expect(await run(['plan'], { cwd })).toMatchObject({ code: 0, stderr: '' })
  })

  it('is seen to be changed', async () => {
    const cwd = folderOf()
    await run(['init', 'shop', '--directory', '.'], { cwd })
    writeFileSync(join(cwd, 'pbsready.cfg.in'), '[buildout]\n')
    expect((await run(['hash', '--check'], { cwd })).code).toBe(1)
  })

  it.each(
    profileKinds.flatMap((kind) =>
      (['instance', 'software'] as const).map((level) => [kind, level]),
    ),
  )('by render %s at %s level has no findings', async (kind, level) => {
    const cwd = folderOf({ 'shop.cfg': '[shop]\nrecipe = slapos.cookbook:mkdirectory\n' })
    const isLayout = kind === 'export' || kind === 'import'
    const name = isLayout ? ['--name', 'shop'] : []
    const more =
      isLayout && level === 'instance' ? ['--extends', 'shop.cfg', '--extends', 'base.cfg'] : []
    await run(['render', `pbsready-${kind}`, '--level', 'instance', '-o', 'base.cfg'], { cwd })
    await run(['render', kind!, ...name, ...more, '--level', level!, '-o', 'made.cfg'], { cwd })
    expect(await run(['check', 'made.cfg'], { cwd })).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('render of a profile', () => {
  it('takes each repeatable flag as often as it is given', async () => {
    const { code, stdout } = await run([
      'render',
      'export',
      '--name',
      'shop',
      '--extends',
      'a.cfg',
      '--extends',
      'b.cfg',
      '--part',
      'x',
      '--part',
      'y',
      '--option',
      'k=v',
      '--option',
      'l=w',
    ])
    expect(code).toBe(0)
    for (const line of ['  a.cfg', '  b.cfg', '  x', '  y', 'k = v', 'l = w']) {
      expect(stdout.split('\n')).toContain(line)
    }
  })

  it.each([
    ['a level that is none', ['render', 'pbsready', '--level', 'top']],
    ['no name', ['render', 'import']],
    [
      'an option given twice',
      ['render', 'export', '--name', 'a', '--option', 'k=1', '--option', 'k=2'],
    ],
    [
      'an option of the section’s own',
      ['render', 'export', '--name', 'a', '--option', 'wrapper=x'],
    ],
    ['nothing to extend', ['render', 'import', '--name', 'a', '--level', 'instance']],
    ['an option without a value', ['render', 'export', '--name', 'a', '--option', 'k']],
  ])('refuses %s', async (_, args) => {
    expect((await run(args)).code).toBe(2)
  })
})

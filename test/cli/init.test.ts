import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileKinds, renderStack } from '../../src/profiles/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { md5, readFiles, writeFiles } from '../support/stack.js'

describe('init', () => {
  it('writes the same release twice, and never over another', async () => {
    const cwd = folderOf()
    const first = await run(['init', 'shop'], { cwd })
    expect(first).toMatchObject({ code: 0, stdout: '' })
    await run(['init', 'shop', '--directory', 'again'], { cwd })
    expect(readFiles(join(cwd, 'again'))).toEqual(readFiles(join(cwd, 'shop')))
    expect(readFiles(join(cwd, 'again/stack/resilient'))).toEqual(
      readFiles(join(cwd, 'shop/stack/resilient')),
    )

    writeFileSync(join(cwd, 'shop/software.cfg'), 'changed')
    const before = readFiles(join(cwd, 'shop'))
    const refused = await run(['init', 'shop'], { cwd })
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('existing-file')])
    expect(readFiles(join(cwd, 'shop'))).toEqual(before)
  })

  it.each(['', ' '])('needs a name: %j', async (name) => {
    const { code, stderr } = await run(['init', name], { cwd: folderOf() })
    expect(code).toBe(2)
    expect(stderr).toContain('error the software has no name [bad-name]')
    expect(stderr).toContain('slapos-resilient init shop')
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
    ['an empty --stack', ['init', 'shop', '--stack', '']],
    ['an empty --directory', ['init', 'shop', '--directory', '']],
    ['an empty folder of stack', ['stack', '']],
  ])('refuses %s', async (_, args) => {
    const cwd = folderOf()
    expect((await run(args, { cwd })).code).toBe(2)
    expect(readdirSync(cwd)).toEqual([])
  })

  it.each([
    ['the stack', ['init', 'shop', '--stack', 'file/stack']],
    ['the release', ['init', 'shop', '--directory', 'file/shop', '--stack', 'made']],
  ])('leaves no half of it where %s cannot be written', async (_, args) => {
    const cwd = folderOf({ file: '' })
    const { code, stderr } = await run(args, { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining('[unwritable-file]')])
    expect(readdirSync(cwd, { recursive: true }).filter((name) => name !== 'made')).toEqual([
      'file',
    ])
    // Nothing of it is in the way of the next.
    expect((await run(['init', 'shop', '--stack', 'made'], { cwd })).code).toBe(0)
  })

  it('refuses a release that is there before it writes the stack', async () => {
    const cwd = folderOf({ 'shop/README.md': 'mine' })
    const { code, stderr } = await run(['init', 'shop', '--stack', 'made'], { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining('[existing-file]')])
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(['shop', 'shop/README.md'])
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

describe('the stack that a release of init extends', () => {
  const ours = { 'stack/resilient/MD5SUMS': '# slapos-resilient 0.0.9, components at ../..\n' }
  const publics = { 'stack/resilient/buildout.cfg': '[buildout]\n' }

  it.each([
    ['its own, where it stands alone', {}, [], 'software/shop/stack/resilient', '../../../..'],
    ['SlapOS’s place, in a checkout', { 'component/a': '' }, [], 'stack/resilient', '../..'],
    ['that place too', { 'stack/monitor/a': '' }, [], 'stack/resilient', '../..'],
    ['its own, beside the public one', publics, [], 'software/shop/stack/resilient', '../../../..'],
    ['one of ours that is there', ours, [], 'stack/resilient', undefined],
    ['another', { 'component/a': '' }, ['--stack', 'x/y/resilient'], 'x/y/resilient', '../../..'],
    [
      'another in the release',
      {},
      ['--stack', 'software/shop/own'],
      'software/shop/own',
      '../../..',
    ],
    ['that of the checkout', {}, ['--stack', 'own'], 'own', '..'],
  ])('is %s', async (_, files: Record<string, string>, more, folder, components) => {
    const cwd = folderOf(files)
    const init = ['init', 'shop', '--directory', 'software/shop', ...more]
    const { code, stderr } = await run(init, { cwd })
    expect(code).toBe(0)
    const release = join(cwd, 'software/shop')
    const software = readFileSync(join(release, 'software.cfg'), 'utf8')
    const extended = relative(release, join(cwd, folder))
    expect(software).toContain(`\n  ${extended}/buildout.cfg\n`)
    expect(existsSync(join(release, 'stack'))).toBe(folder.startsWith('software/shop/stack'))
    for (const [file, text] of Object.entries(files))
      expect(readFileSync(join(cwd, file), 'utf8')).toBe(text)
    if (components === undefined) {
      expect(stderr).toContain(`${folder} is left as it is: 0.0.9 wrote it, and `)
      expect(readdirSync(join(cwd, folder))).toEqual(['MD5SUMS'])
    } else {
      expect(readFileSync(join(cwd, folder, 'MD5SUMS'), 'utf8')).toContain(` at ${components}\n`)
      const checked = await run(['stack', '--check'], { cwd: release })
      expect(checked).toEqual({ code: 0, stdout: '', stderr: '' })
    }
  })

  it.each([
    ['the release', 'a/shop/own', '../../..'],
    ['another folder', 'b/c/own', '../../..'],
    ['the folder of the components', '.', '.'],
  ])('may be named from the root of the disk, in %s', async (_, folder, components) => {
    const cwd = folderOf()
    const args = ['init', 'shop', '--directory', 'a/shop', '--stack', join(cwd, folder)]
    expect((await run(args, { cwd })).code).toBe(0)
    const record = readFileSync(join(cwd, folder, 'MD5SUMS'), 'utf8')
    expect(record).toContain(` at ${components}\n`)
    const extended = relative(join(cwd, 'a/shop'), join(cwd, folder))
    const software = readFileSync(join(cwd, 'a/shop/software.cfg'), 'utf8')
    expect(software).toContain(`\n  ${extended}/buildout.cfg\n`)
  })

  it.each<[string, (files: Map<string, string>) => void, string]>([
    ['current', () => undefined, 'as development writes it'],
    ['older', (files) => files.delete('replicated.cfg.jinja2'), 'brings it up to date'],
    [
      'edited',
      (files) => files.set('pbsready.cfg.in', '# mine'),
      'since development wrote it pbsready.cfg.in was edited, and',
    ],
    [
      'edited in two places',
      (files) => files.set('pbsready.cfg.in', '# mine').set('buildout.cfg', '# mine'),
      'since development wrote it buildout.cfg, pbsready.cfg.in were edited, and',
    ],
  ])('is left where one of ours is there, and told to be %s', async (_, change, told) => {
    const cwd = folderOf()
    const files = renderStack({ version: 'development', components: '../..', md5 })
    change(files)
    writeFiles(join(cwd, 'stack/resilient'), files)
    const before = readFiles(join(cwd, 'stack/resilient'))
    const { code, stderr } = await run(['init', 'shop', '--directory', 'software/shop'], { cwd })
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`stack/resilient is left as it is: `),
    ])
    expect(stderr).toContain(told)
    expect(readFiles(join(cwd, 'stack/resilient'))).toEqual(before)
  })

  it('says why the usual place was not taken', async () => {
    const args = ['init', 'shop', '--directory', 'software/shop']
    const { stderr } = await run(args, { cwd: folderOf(publics) })
    expect(stderr).toContain('since no version of ours wrote stack/resilient\n')
  })

  it.each([
    ['named', ['--stack', 'stack/resilient'], publics],
    ['in the release', [], { 'software/shop/stack/resilient/buildout.cfg': 'mine\n' }],
  ])('is no folder of another, %s', async (_, more, files: Record<string, string>) => {
    const cwd = folderOf(files)
    const init = ['init', 'shop', '--directory', 'software/shop', ...more]
    const { code, stderr } = await run(init, { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining('[existing-file]')])
    expect(existsSync(join(cwd, 'software/shop/software.cfg'))).toBe(false)
  })
})

describe('what is made', () => {
  const profilesIn = (folder: string): string[] =>
    readdirSync(folder).filter((file) => /\.cfg(?:\.in|\.jinja2)?$/.test(file))
  const findings = async (cwd: string, profiles: readonly string[]): Promise<unknown[]> => {
    const { stdout } = await run(['check', '--format', 'json', ...profiles], { cwd })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { severity: string }[] }
    return diagnostics.filter(({ severity }) => severity !== 'info')
  }

  it.each(['1', '3', '12'])('by init for %s instances has no findings', async (count) => {
    const cwd = folderOf()
    await run(['init', 'shop', '--directory', '.', '--count', count], { cwd })
    expect(await findings(cwd, profilesIn(cwd))).toEqual([])
    expect(await run(['hash', '--check'], { cwd })).toMatchObject({ code: 0 })
    expect(await run(['plan'], { cwd })).toMatchObject({ code: 0, stderr: '' })
  })

  it('by stack has no findings', async () => {
    const cwd = folderOf()
    await run(['stack', '.', '--components', '../../../..'], { cwd })
    // What this one refers to, the software level has under the names of the instance's sections:
    // alone it cannot be told.
    const alone = profilesIn(cwd).filter((file) => !file.startsWith('template-resilient'))
    expect(await findings(cwd, alone)).toEqual([])
    expect(await run(['hash', '--check'], { cwd })).toMatchObject({ code: 0 })
  })

  it('is seen to be changed', async () => {
    const cwd = folderOf()
    await run(['init', 'shop', '--directory', '.'], { cwd })
    writeFileSync(join(cwd, 'instance-shop.cfg.in'), '[buildout]\n')
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

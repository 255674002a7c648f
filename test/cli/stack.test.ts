import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeStackFolder } from '../../src/cli/stack-folder.js'
import { stackRecord } from '../../src/profiles/index.js'
import { folderOf } from '../support/folder.js'
import { ioIn, run } from '../support/run.js'
import { earlierStack, md5, otherStack, readFiles, writeFiles } from '../support/stack.js'

const stack = (cwd: string, ...args: string[]) => run(['stack', ...args], { cwd })
const place = 'stack/resilient'

/** What an older version wrote: other text, and a file less. */
const older = earlierStack('0.0.9', '../../../..')
const anew = 'once.py'

describe('stack', () => {
  it('writes the folder once, and says so', async () => {
    const cwd = folderOf()
    expect(await stack(cwd)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(
        /^stack\/resilient: \d+ files written, components at \.\.\/\.\.\n$/,
      ),
    })
    const made = readFiles(join(cwd, place))
    expect(Object.keys(made)).toContain(stackRecord)
    const before = statSync(join(cwd, place, 'buildout.cfg')).mtimeMs
    expect(await stack(cwd)).toMatchObject({ code: 0, stdout: '' })
    expect(statSync(join(cwd, place, 'buildout.cfg')).mtimeMs).toBe(before)
    expect(readFiles(join(cwd, place))).toEqual(made)
  })

  it('writes nothing besides', async () => {
    const cwd = folderOf({ [`${place}/README.md`]: 'mine' })
    expect((await stack(cwd)).code).toBe(0)
    expect(readFileSync(join(cwd, place, 'README.md'), 'utf8')).toBe('mine')
  })

  it('brings what another version wrote up to date', async () => {
    const cwd = folderOf()
    writeFiles(join(cwd, 'fresh'), new Map())
    await stack(cwd, 'fresh', '--components', '../../../..')
    writeFiles(join(cwd, place), older)

    const [was, is] = [Object.fromEntries(older), readFiles(join(cwd, 'fresh'))]
    const differs = Object.keys({ ...is, ...was }).filter((file) => was[file] !== is[file])
    expect(differs).toEqual(expect.arrayContaining(['pbsready.cfg.in', anew, stackRecord]))
    expect(differs).not.toContain('instance-frozen.cfg.in')

    const checked = await stack(cwd, '--check')
    expect(checked).toMatchObject({ code: 1, stderr: '' })
    const told = [...checked.stdout.matchAll(/^(\S+): error/gm)].map(([, path]) => path)
    expect(told.sort()).toEqual(differs.map((file) => `${place}/${file}`).sort())
    // What would be written, as `patch` reads it.
    const headers = checked.stdout.match(/^(?:---|\+\+\+) [^\t\n]+/gm)!
    expect(headers).toHaveLength(2 * differs.length)
    expect(checked.stdout).toContain(`--- /dev/null\n+++ ${place}/${anew}\t`)
    expect(readFiles(join(cwd, place))).toEqual(was)

    const { code, stdout, stderr } = await stack(cwd)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`${place}: ${differs.length} files brought from 0.0.9 to `)
    expect(stderr).toMatch(new RegExp(`^ {2}${anew} +new$`, 'm'))
    expect(stderr).toMatch(/^ {2}pbsready\.cfg\.in +\+\d+ −\d+$/m)
    expect(readFiles(join(cwd, place))).toEqual(is)
    expect(await stack(cwd, '--check')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('says how many lines of each file are others', async () => {
    const cwd = folderOf()
    await stack(cwd)
    const moved = await stack(cwd, '--components', '../x')
    expect(moved.stderr).toMatch(/^ {2}buildout\.cfg +\+6 −6$/m)
    expect(moved.stderr).toMatch(/^ {2}MD5SUMS +\+2 −2$/m)
  })

  it.each([
    ['before the record', 'pbsready.cfg.in'],
    ['behind the record', stackRecord],
  ])('goes on where a run was broken off: %s', async (_, file) => {
    const cwd = folderOf()
    await stack(cwd)
    const made = readFiles(join(cwd, place))
    rmSync(join(cwd, place), { recursive: true })
    writeFiles(join(cwd, place), older)
    writeFileSync(join(cwd, place, file), made[file]!)
    expect((await stack(cwd, '--components', '../..')).code).toBe(0)
    expect(readFiles(join(cwd, place))).toEqual(made)
  })

  it('writes the record first, so that a run that is broken off says whose it was', () => {
    const cwd = folderOf()
    const file = (name: string, text: string) =>
      ({ name, text, state: 'missing', present: '', carriage: false }) as const
    // No folder is there for the first of the files.
    const files = [file('no/folder.cfg', ''), file('b.cfg', ''), file(stackRecord, 'ours')]
    const whole = { record: undefined, components: '', from: '', to: '' }
    expect(() => writeStackFolder({ folder: '.', files, ...whole }, ioIn(cwd))).toThrow(
      'cannot be written',
    )
    expect(readFiles(cwd)).toEqual({ [stackRecord]: 'ours' })
  })

  it('needs no record for what some version of ours wrote, nor for the place of its components', async () => {
    const cwd = folderOf()
    await stack(cwd, '--components', '../x')
    const made = readFiles(join(cwd, place))
    for (const files of [new Map(Object.entries(made)), earlierStack('0.0.9', '../x')]) {
      writeFiles(join(cwd, place), files)
      rmSync(join(cwd, place, stackRecord))
      const { code, stderr } = await stack(cwd)
      expect([code, stderr]).toEqual([0, expect.stringContaining('components at ../x\n')])
      expect(readFiles(join(cwd, place))).toEqual(made)
    }
  })

  it.each(['pbsready.cfg.in', 'load.py'])(
    'takes the sum of an edit, written into the record by hand, for no word of ours: %s',
    async (file) => {
      const cwd = folderOf()
      const text = `${older.get(file)!}# mine\n`
      const record = older.get(stackRecord)!.replace(md5(older.get(file)!), md5(text))
      writeFiles(join(cwd, place), new Map([...older, [file, text], [stackRecord, record]]))
      const before = readFiles(join(cwd, place))
      const { code, stdout, stderr } = await stack(cwd)
      expect([code, stdout]).toEqual([2, expect.stringMatching(/^-# mine$/m)])
      expect(stderr).toMatch(/was not written by any version that \S+ knows \[edited-stack\]/)
      expect(stderr).toContain('does not count')
      expect(readFiles(join(cwd, place))).toEqual(before)
    },
  )

  it('loses no file of another stack whose sums stand in a record like ours', async () => {
    const cwd = folderOf()
    const theirs = {
      'buildout.cfg': '[buildout]\n',
      'README.md': 'theirs\n',
      'dump.py': 'theirs\n',
    }
    const sums = Object.entries(theirs).map(([file, text]) => `${md5(text)}  ${file}\n`)
    const record = `# slapos-resilient 0.0.9, components at ../..\n${sums.join('')}`
    const files = { ...theirs, [stackRecord]: record }
    writeFiles(join(cwd, place), new Map(Object.entries(files)))
    expect((await stack(cwd)).code).toBe(2)
    expect(readFiles(join(cwd, place))).toEqual(files)
    // What is no file of ours is not theirs to lose where the rest is ours.
    await stack(cwd, 'ours')
    writeFiles(
      join(cwd, 'ours'),
      new Map([
        ['README.md', 'theirs\n'],
        [stackRecord, record],
      ]),
    )
    expect((await stack(cwd, 'ours')).code).toBe(0)
    expect(readFiles(join(cwd, 'ours'))['README.md']).toBe('theirs\n')
  })

  it('tells two trees of one version apart', async () => {
    const cwd = folderOf()
    await stack(cwd)
    const made = readFiles(join(cwd, place))
    const version = /^# slapos-resilient (\S+),/.exec(made[stackRecord]!)![1]!
    writeFiles(join(cwd, place), earlierStack(version, '../..'))
    const tree = `${version}\\+[0-9a-f]{8}`
    const checked = await stack(cwd, '--check')
    expect(checked.stdout).toMatch(new RegExp(`differs from what ${tree} writes`))
    expect(checked.stdout).toMatch(new RegExp(`received: as ${tree} wrote it`))
    const { stderr } = await stack(cwd)
    const [, from, to] = new RegExp(`brought from (${tree}) to (${tree}),`).exec(stderr)!
    expect(from).not.toBe(to)
    expect(readFiles(join(cwd, place))).toEqual(made)
    // Other components alone are no other tree.
    expect((await stack(cwd, '--components', '../x')).stderr).toContain(` brought up to date, `)
  })

  it('is not deceived by the tree that a newer command of the same version wrote', async () => {
    const cwd = folderOf()
    const newer = otherStack('0.0.9', '../..', (files) => {
      files.set('pbsready.cfg.in', '# newer\n')
      files.set('load-more.py', '# newer\n')
    })
    writeFiles(join(cwd, place), newer)
    const { code, stderr } = await stack(cwd)
    expect([code, stderr]).toEqual([2, expect.stringContaining('if a newer version wrote it')])
    expect(readFiles(join(cwd, place))).toEqual(Object.fromEntries([...newer].sort()))
  })

  it('tells how an edited file differs, and leaves all as it is', async () => {
    const cwd = folderOf()
    writeFiles(join(cwd, place), older)
    const edited = older.get('pbsready.cfg.in')!.replace('[buildout]', '# mine\n$&')
    writeFileSync(join(cwd, place, 'pbsready.cfg.in'), edited)
    writeFileSync(join(cwd, place, 'load.py'), '[mine]\n')
    const before = readFiles(join(cwd, place))
    const { code, stdout, stderr } = await stack(cwd)
    expect(code).toBe(2)
    expect(stderr.match(/\[edited-stack\]/g)).toHaveLength(2)
    expect(stdout).toContain(`--- ${place}/pbsready.cfg.in\tas it is\n`)
    expect(stdout).toMatch(/^-# mine$/m)
    expect(stdout).toContain(`--- ${place}/load.py\tas it is\n`)
    expect(readFiles(join(cwd, place))).toEqual(before)
    const checked = await stack(cwd, '--check')
    expect([checked.code, checked.stdout.match(/\[edited-stack\]/g)]).toEqual([
      1,
      expect.objectContaining({ length: 2 }),
    ])
  })

  it.each([
    ['the public stack’s', { 'buildout.cfg': '[buildout]\nextends = buildout.hash.cfg\n' }],
    ['a record of other sums', { [stackRecord]: 'd41d8cd98f00b204e9800998ecf8427e  a\n' }],
    [
      'a record that git could not merge',
      { [stackRecord]: `<<<<<<< HEAD\n${older.get(stackRecord)}` },
    ],
  ])(
    'never replaces what no version of ours wrote: %s',
    async (_, files: Record<string, string>) => {
      const cwd = folderOf()
      writeFiles(join(cwd, place), new Map(Object.entries(files)))
      const { code, stdout, stderr } = await stack(cwd)
      expect(code).toBe(2)
      expect(stderr).toContain('was not written by any version of slapos-resilient')
      expect(stdout).toContain('\tas it is\n')
      expect(readFiles(join(cwd, place))).toEqual(files)
      expect((await stack(cwd, '--check')).code).toBe(1)
    },
  )

  it('takes CR LF of a checkout for what was written, and mends it', async () => {
    const cwd = folderOf()
    await stack(cwd)
    const made = readFiles(join(cwd, place))
    for (const [file, text] of Object.entries(made))
      writeFileSync(join(cwd, place, file), text.replaceAll('\n', '\r\n'))
    const checked = await stack(cwd, '--check')
    expect(checked.code).toBe(1)
    expect(checked.stdout).toContain('received: CR LF line ends')
    expect(checked.stdout).toContain('.gitattributes')
    expect((await stack(cwd)).code).toBe(0)
    expect(readFiles(join(cwd, place))).toEqual(made)
  })

  it('shows what was edited, not that its line ends are CR LF', async () => {
    const cwd = folderOf()
    await stack(cwd)
    const path = join(cwd, place, 'pbsready.cfg.in')
    writeFileSync(path, `${readFileSync(path, 'utf8')}# mine\n`.replaceAll('\n', '\r\n'))
    const { code, stdout } = await stack(cwd)
    expect([code, stdout.match(/^[-+](?![-+]).*$/gm)]).toEqual([2, ['-# mine']])
  })

  it('removes nothing outside of the folder, whatever the record says', async () => {
    const cwd = folderOf({ 'stack/mine': '' })
    const record = `${older.get(stackRecord)}d41d8cd98f00b204e9800998ecf8427e  ../mine\n`
    writeFiles(join(cwd, place), new Map([...older, [stackRecord, record]]))
    expect((await stack(cwd)).code).toBe(0)
    expect(existsSync(join(cwd, 'stack/mine'))).toBe(true)
  })
})

describe('what --check advises', () => {
  const adviceIn = async (cwd: string, ...args: string[]): Promise<Record<string, string>> => {
    const { code, stdout } = await stack(cwd, '--check', ...args)
    expect(code).toBe(1)
    const found = [...stdout.matchAll(/^(\S+): error .*\n(?: {2}.*\n)*? {2}hint: (.*)$/gm)]
    return Object.fromEntries(found.map(([, file, hint]) => [file!.split('/').at(-1), hint!]))
  }

  it('is to write what is missing', async () => {
    const cwd = folderOf()
    expect(await adviceIn(cwd)).toEqual({ resilient: 'without --check they are written' })
    await stack(cwd)
    rmSync(join(cwd, place, 'load.py'))
    expect(await adviceIn(cwd)).toEqual({ 'load.py': 'without --check it is brought up to date' })
    // Nothing but the record is lost, and it is made anew.
    await stack(cwd)
    rmSync(join(cwd, place, stackRecord))
    expect(await adviceIn(cwd)).toEqual({ MD5SUMS: 'without --check it is brought up to date' })
    expect((await stack(cwd)).code).toBe(0)
  })

  it.each<[string, (files: Map<string, string>) => void, Record<string, string>]>([
    [
      'no record',
      (files) => files.set('pbsready.cfg.in', '# mine').delete(stackRecord),
      {
        'pbsready.cfg.in': 'choose another folder; if .* into the release',
        MD5SUMS: 'nothing is written until',
      },
    ],
    [
      'an edit',
      (files) => files.set('pbsready.cfg.in', '# mine'),
      {
        'pbsready.cfg.in': 'removed, it is written again',
        'pbsready-import.cfg.in': 'nothing is written until',
        MD5SUMS: 'nothing is written until',
      },
    ],
  ])('is not to write where stack refuses: %s', async (_, change, hints) => {
    const cwd = folderOf()
    const files = new Map(older)
    change(files)
    writeFiles(join(cwd, place), files)
    const advice = await adviceIn(cwd)
    for (const [file, hint] of Object.entries(hints))
      expect([file, advice[file]]).toEqual([file, expect.stringMatching(hint)])
    expect(Object.values(advice).filter((hint) => hint.startsWith('without --check'))).toEqual([])
    expect((await stack(cwd)).code).toBe(2)
  })

  it.each(['file', 'file/resilient', 'file/stack/resilient'])(
    'is another folder than %s, where a file is in the way',
    async (folder) => {
      const cwd = folderOf({ file: '' })
      const { code, stdout, stderr } = await stack(cwd, folder, '--check')
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('file is not a folder [unreadable-file]')
      expect(stderr).toContain('or one that can be made')
    },
  )
})

describe('the folder that stack takes', () => {
  const folderFor = async (extended: string): Promise<string> => {
    const cwd = folderOf({ 'a/b/software.cfg': `[buildout]\nextends =\n  ${extended}\n` })
    const { stderr } = await stack(join(cwd, 'a/b'), '--check')
    expect(stderr).toBe('')
    const { stdout } = await stack(join(cwd, 'a/b'), '--check')
    return stdout.split(': ')[0]!
  }

  it.each([
    ['../../stack/resilient/buildout.cfg', '../../stack/resilient'],
    ['a.cfg\n  ./own/resilient/buildout.cfg\n  b.cfg', './own/resilient'],
    ['resilient/buildout.cfg', 'resilient'],
    ['https://lab.example.com/stack/resilient/buildout.cfg', 'stack/resilient'],
    ['../../stack/monitor/buildout.cfg', 'stack/resilient'],
  ])('is that which software.cfg extends: %s', async (extended, folder) => {
    expect(await folderFor(extended)).toBe(folder)
  })

  it.each([
    ['mystack', 'mystack/buildout.cfg'],
    ['mystack', 'other/resilient/buildout.cfg\n  ./mystack/buildout.cfg'],
    ['../mystack', 'file/buildout.cfg\n  theirs/buildout.cfg\n  ../mystack/buildout.cfg'],
  ])('is that of ours which software.cfg extends, whatever its name: %s', async (own, extended) => {
    const cwd = folderOf({
      'a/software.cfg': `[buildout]\nextends =\n  ${extended}\n`,
      'a/file': '',
      'a/theirs/MD5SUMS': 'd41d8cd98f00b204e9800998ecf8427e  a\n',
    })
    writeFiles(join(cwd, 'a', own), older)
    const { code, stderr } = await stack(join(cwd, 'a'))
    expect([code, stderr]).toEqual([0, expect.stringContaining(`${own}: `)])
    expect(existsSync(join(cwd, 'a/stack'))).toBe(false)
    expect(existsSync(join(cwd, 'a', own, anew))).toBe(true)
  })

  it('is that which init was told to write', async () => {
    const cwd = folderOf()
    await run(['init', 'd', '--stack', 'd/mystack'], { cwd })
    const made = await stack(join(cwd, 'd'))
    expect([made.code, made.stderr]).toEqual([0, expect.stringMatching(/^mystack is as /)])
    expect(existsSync(join(cwd, 'd/stack'))).toBe(false)
  })

  it('is none where software.cfg cannot be read', async () => {
    const cwd = folderOf({ 'software.cfg': 'no profile\n' })
    expect(await stack(cwd)).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(join(cwd, 'stack'))).toBe(false)
  })

  it.each([
    ['a file', (cwd: string) => writeFileSync(join(cwd, 'taken'), '')],
    ['a link to nothing', (cwd: string) => symlinkSync('nothing', join(cwd, 'taken'))],
    ['below a file', (cwd: string) => writeFileSync(join(cwd, 'taken'), ''), 'taken/resilient'],
  ])('cannot be %s', async (_, make, folder = 'taken') => {
    const cwd = folderOf()
    make(cwd)
    const { code, stdout, stderr } = await stack(cwd, folder)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/\[(?:un)?(?:readable|writable)-file\]/)
  })

  it.skipIf(process.platform !== 'linux')('is none where the system takes no folder', async () => {
    const cwd = folderOf()
    for (const args of [
      ['stack', '/proc/x'],
      ['stack', '/proc/x/y/z'],
      ['init', 'foo', '--directory', '/proc/foo'],
      ['init', 'foo', '--stack', '/proc/foo'],
    ]) {
      const { code, stderr } = await run(args, { cwd })
      expect([code, stderr]).toEqual([2, expect.stringContaining('[unwritable-file]')])
    }
    expect(readdirSync(cwd)).toEqual([])
  })

  it('has files that can be read', async () => {
    const cwd = folderOf()
    mkdirSync(join(cwd, place, 'buildout.cfg'), { recursive: true })
    for (const args of [[], ['--check']]) {
      const { code, stderr } = await stack(cwd, ...args)
      expect([code, stderr]).toEqual([2, expect.stringContaining('[unreadable-file]')])
    }
    expect(readdirSync(join(cwd, place))).toEqual(['buildout.cfg'])
  })
})

describe('the switch section of the release', () => {
  const told = /^(.*): what runs hangs on the name of that section, leave it as it is$/m
  const switchOf = (name: string, recipe: string): string =>
    `[buildout]\nparts = ${name}\n{% if x %}\n[${name}]\nrecipe = slapos.cookbook:${recipe}\n`

  it.each([
    ['instance.cfg', 'switch_softwaretype', 'softwaretype'],
    ['instance.cfg.in', 'switch-softwaretype', 'switch-softwaretype'],
    ['instance.cfg.jinja2.in', 'x', 'switch-softwaretype'],
  ])('is told by its name: %s', async (file, name, recipe) => {
    const cwd = folderOf({
      'a/software.cfg': '[buildout]\n',
      [`a/${file}`]: switchOf(name, recipe),
    })
    const { code, stderr } = await stack(join(cwd, 'a'))
    expect([code, told.exec(stderr)?.[1]]).toEqual([0, `[${name}] of ${file}`])
    // It is as true where nothing was written.
    const again = await stack(join(cwd, 'a'))
    expect(told.exec(again.stderr)?.[1]).toBe(`[${name}] of ${file}`)
    rmSync(join(cwd, 'a', place, 'pbsready.cfg.in'))
    const fromOutside = await stack(cwd, `a/${place}`)
    expect(told.exec(fromOutside.stderr)?.[1]).toBe(`[${name}] of a/${file}`)
  })

  it('is told of every release of a checkout that extends the folder', async () => {
    const extending = '[buildout]\nextends =\n  ../../stack/resilient/buildout.cfg\n'
    const cwd = folderOf({
      'software/a/software.cfg': extending,
      'software/a/instance.cfg': switchOf('x', 'softwaretype'),
      'software/b/software.cfg': extending,
      'software/b/instance.cfg.in': switchOf('y', 'switch-softwaretype'),
      'software/c/software.cfg': '[buildout]\n',
      'software/c/instance.cfg': switchOf('z', 'softwaretype'),
      'software/d/software.cfg': '[[',
      'software/README.md': '',
    })
    const all =
      '[x] of software/a/instance.cfg, [y] of software/b/instance.cfg.in: what runs hangs on the names of those sections, leave them as they are\n'
    expect((await stack(cwd)).stderr).toContain(all)
    expect((await stack(cwd)).stderr).toContain(all)
    const inside = await stack(join(cwd, 'software/b'), '../../stack/resilient')
    expect(inside.stderr).toContain(
      '[y] of instance.cfg.in, [x] of ../../software/a/instance.cfg: ',
    )
  })

  it.each([
    ['no release', { 'instance.cfg': switchOf('a', 'softwaretype') }],
    ['another recipe', { 'software.cfg': '', 'instance.cfg': switchOf('a', 'softwaretypes') }],
    ['another profile', { 'software.cfg': '', 'instance-a.cfg': switchOf('a', 'softwaretype') }],
    ['no file', { 'software.cfg': '', 'instance.cfg/a': '' }],
  ])('is not told where there is none: %s', async (_, files) => {
    const { code, stderr } = await stack(folderOf(files as Record<string, string>))
    expect([code, told.exec(stderr)]).toEqual([0, null])
  })
})

describe('the place of the components', () => {
  const components = async (cwd: string, ...args: string[]): Promise<string> => {
    expect((await stack(cwd, ...args)).code).toBe(0)
    return /components at (\S+)/.exec(readFileSync(join(cwd, place, stackRecord), 'utf8'))![1]!
  }

  it.each([
    ['beside SlapOS’s components', { 'component/a': '', 'software.cfg': '[buildout]\n' }, '../..'],
    ['in a release', { 'software.cfg': '[buildout]\n' }, '../../../..'],
    ['anywhere else', {}, '../..'],
  ])('is found %s', async (_, files, found) => {
    expect(await components(folderOf(files))).toBe(found)
  })

  it.each([
    ['mystack', { 'software.cfg': '' }, '../../..'],
    ['a/b/c', { 'software.cfg': '' }, '../../../../..'],
    ['mystack', { 'component/a': '', 'software.cfg': '' }, '..'],
  ])('is found from any folder of a release: %s', async (folder, files, found) => {
    const cwd = folderOf(files as Record<string, string>)
    expect((await stack(cwd, folder)).code).toBe(0)
    expect(readFileSync(join(cwd, folder, stackRecord), 'utf8')).toContain(` at ${found}\n`)
  })

  it('is kept as it was given', async () => {
    const cwd = folderOf({ 'software.cfg': '[buildout]\n' })
    expect(await components(cwd, '--components', '/srv/slapos/')).toBe('/srv/slapos')
    expect(await components(cwd)).toBe('/srv/slapos')
    expect(await components(cwd, '--components', '../x')).toBe('../x')
    expect(readFileSync(join(cwd, place, 'buildout.cfg'), 'utf8')).toContain('\n  ../x/component/')
  })

  it('is one word', async () => {
    const cwd = folderOf()
    const { code, stderr } = await stack(cwd, '--components', 'a b')
    expect([code, stderr]).toEqual([2, expect.stringContaining('[bad-argument]')])
    expect(existsSync(join(cwd, 'stack'))).toBe(false)
  })
})

describe('a new author', () => {
  it('makes a release, edits it, and takes the next version of the stack without a loss', async () => {
    const cwd = folderOf()
    await run(['init', 'shop'], { cwd })
    const shop = join(cwd, 'shop')
    // The version before wrote the folder; the author filled in the release.
    rmSync(join(shop, place), { recursive: true })
    writeFiles(join(shop, place), older)
    const edits = { 'instance-shop.cfg.in': '[shop]\nmine = 1\n', 'software.cfg': '# mine\n' }
    for (const [file, text] of Object.entries(edits)) {
      const path = join(shop, file)
      writeFileSync(path, readFileSync(path, 'utf8') + text)
    }
    await run(['hash'], { cwd: shop })
    const release = (): Record<string, string> => readFiles(shop)
    const mine = release()

    expect((await stack(shop, '--check')).code).toBe(1)
    expect((await stack(shop)).code).toBe(0)
    expect(await stack(shop, '--check')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(release()).toEqual(mine)
    expect((await run(['hash', '--check'], { cwd: shop })).code).toBe(0)

    // An edit of the stack itself is the one thing that stops an update.
    const edited = join(shop, place, 'replicated.cfg.jinja2')
    writeFileSync(edited, readFileSync(edited, 'utf8') + '{# mine #}\n')
    cpSync(join(shop, place), join(cwd, 'before'), { recursive: true })
    const refused = await stack(shop)
    expect([refused.code, refused.stdout]).toEqual([2, expect.stringMatching(/^-\{# mine #\}$/m)])
    expect((await stack(shop, '--check')).code).toBe(1)
    expect(readFiles(join(shop, place))).toEqual(readFiles(join(cwd, 'before')))
    rmSync(edited)
    expect((await stack(shop)).code).toBe(0)
    expect(release()).toEqual(mine)
  })
})

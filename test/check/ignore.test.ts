import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { filesOfRelease, placeRelease } from '../support/releases.js'
import { run } from '../support/run.js'

/** A profile with one finding, recipe-option at line 6, below a comment. */
const profile = (comment: string, behind = '') => `[buildout]
parts = shop

[shop]
${comment}
recipe = slapos.cookbook:wrapper${behind}
command-line = true
`

async function codesOf(text: string, ...flags: string[]) {
  const cwd = folderOf({ 'a.cfg': text })
  const { stdout, stderr } = await run(['check', 'a.cfg', '--format', 'json', ...flags], { cwd })
  if (stdout === '') throw new Error(stderr)
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; severity: string; hint?: string; range: { start: object } }[]
  }
  return diagnostics
}

const marker = 'slapos-resilient:'

describe('a comment ignores a finding', () => {
  it.each([
    [`# ${marker} ignore[recipe-option]`],
    [`# ${marker}ignore[ part-missing,recipe-option ]`],
    [`# why: ${marker} ignore[recipe-option]`],
  ])('%s', async (comment) => {
    const found = await codesOf(profile(comment))
    expect(found.filter(({ code }) => code === 'recipe-option')).toEqual([])
  })

  it('a code that there is not is told with the near one, at its place', async () => {
    const found = await codesOf(profile(`# ${marker} ignore[part-missing, recipe-optoin]`))
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['recipe-option', 'error'],
      ['ignore-unused', 'info'],
      ['ignore-unknown', 'warning'],
    ])
    expect(found[2]).toMatchObject({
      hint: 'did you mean recipe-option?',
      range: { start: { line: 5, column: 42 } },
    })
  })

  it.each([
    [`# ${marker} ignore recipe-option`],
    [`# ${marker} ingore[recipe-option]`],
    [`# ${marker} ignore(recipe-option)`],
  ])('%s is told, and ignores nothing', async (comment) => {
    const found = await codesOf(profile(comment))
    expect(found.map(({ code }) => code)).toEqual(['recipe-option', 'ignore-unknown'])
  })

  it.each([['# what slapos-resilient: the stack says'], ['# slapos-resilient is extended']])(
    '%s is any comment',
    async (comment) => {
      expect((await codesOf(profile(comment))).map(({ code }) => code)).toEqual(['recipe-option'])
    },
  )

  it('of a comparison is not missed where nothing is compared, nor what --ignore leaves out', async () => {
    const text = profile(`# ${marker} ignore[type-lost, part-recipe]`)
    const found = await codesOf(text, '--ignore', 'recipe-option,part-recipe')
    expect(found).toEqual([])
  })
})

describe('--ignore', () => {
  it('takes lists, and is repeated', async () => {
    const found = await codesOf(
      profile(`# ${marker} ignore[no-such]`),
      ...['--ignore', 'part-missing, recipe-option', '--ignore', 'ignore-unknown'],
    )
    expect(found).toEqual([])
  })

  it('refuses a code that there is not, with a near one', async () => {
    const cwd = folderOf({ 'a.cfg': profile('') })
    const ran = await run(['check', 'a.cfg', '--ignore', 'recipe-option,part-mising'], { cwd })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('there is no finding "part-mising" to ignore')
    expect(ran.stderr).toContain('did you mean part-missing?')
  })
})

it('comments of every file of a release are read, also where nothing is found', async () => {
  const cwd = placeRelease(folderOf(), 'shop', filesOfRelease('shop'))
  const file = 'instance-shop-import.cfg.in'
  const text = filesOfRelease('shop').get(file)!
  writeFileSync(join(cwd, file), `# ${marker} ignore[part-mising]\n${text}`)
  const { stdout } = await run(['check', '--ignore', 'wrong-md5sum'], { cwd })
  expect(stdout).toContain(`${file}:1:28: warning there is no finding "part-mising" to ignore`)
})

describe('the last line of a check', () => {
  it('says that it sums up several releases', async () => {
    const cwd = folderOf()
    const folders = [1, 2].map((n) =>
      placeRelease(join(cwd, `${n}`), 'shop', filesOfRelease('shop')),
    )
    const once = await run(['check'], { cwd: folders[0]! })
    const twice = await run(['check', ...folders], { cwd })
    const again = await run(['check', folders[0]!, join(folders[0]!, 'software.cfg')], { cwd })
    const [files, types] = [/\b(\d+) files/, /\b(\d+) software types/].map((pattern) =>
      Number(pattern.exec(once.stderr)![1]),
    )
    expect(twice.stderr).toMatch(/^2 releases, together \d+ files, 2 levels/m)
    expect(twice.stderr).toContain(`${2 * types!} software types`)
    expect(again.stderr).toContain(`${files} files, 2 levels, ${types} software types`)
  })

  it.each([
    ['a profile', ['a.cfg'], 'what a release gives a.cfg: it is read alone'],
    [
      'two',
      ['a.cfg', 'b.cfg.jinja2'],
      'what a release gives a.cfg, b.cfg.jinja2: they are read alone',
    ],
  ])('says what is not known of %s of no release', async (_, words, expected) => {
    const cwd = folderOf({
      'a.cfg': '[buildout]\nparts =\n',
      'b.cfg.jinja2': '[buildout]\nparts =\n{{ more }}\n',
    })
    const { stderr } = await run(['check', ...words], { cwd })
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      `not known: ${expected}`,
      expect.stringMatching(/^\d files?; /) as string,
    ])
  })
})

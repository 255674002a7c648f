import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { instanceSection } from '../support/software.js'

const profile = '[buildout]\nparts = a\n[a]\nrecipe = b\n'

describe('what flags give a template', () => {
  const files = {
    'bare.in': '{{ x }}\n',
    'plain.cfg': '[buildout]\nparts =\n',
    'good.json': JSON.stringify({ x: '[buildout]\nparts =\n' }),
    'broken.yml': 'a: [\n',
  }

  it('is what a file of tags alone is rendered with', async () => {
    const cwd = folderOf(files)
    const { code, stdout } = await run(['check', 'bare.in', '--context', 'good.json'], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  it.each(['bare.in', 'plain.cfg'])('is read whatever stands in %s', async (file) => {
    const cwd = folderOf(files)
    const { code, stdout } = await run(['check', file, '--parameters', 'broken.yml'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('broken.yml:1:4: error the "[" is never closed [yaml-syntax]')
  })
})

describe('what is not a profile, among the files that check is given', () => {
  const files = {
    'a.cfg': profile,
    'buildout.hash.cfg': '[template]\nfilename = a.cfg\nmd5sum = 1\n',
    'a.cfg.json': '{ "name": "a" }',
    'README.md': '[no] section\n',
    'lost.cfg': '[buildout]\nparts = b\n',
  }

  it('is passed over, and said to be', async () => {
    const cwd = folderOf(files)
    const { code, stdout, stderr } = await run(['check', 'a.cfg', 'a.cfg.json', 'README.md'], {
      cwd,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('passed over, not profiles: a.cfg.json, README.md\n')
    expect(stderr).toContain('1 file; nothing found')
  })

  it('hides nothing of the profiles beside it, of which buildout.hash.cfg is one', async () => {
    const cwd = folderOf(files)
    const { code, stdout } = await run(['check', 'lost.cfg', 'a.cfg.json', 'buildout.hash.cfg'], {
      cwd,
    })
    expect(code).toBe(1)
    expect(stdout).toContain('lost.cfg:2:')
    const alone = await run(['check', 'buildout.hash.cfg'], { cwd })
    expect(alone.stderr).not.toContain('passed over')
  })

  it('is not what is not there', async () => {
    const cwd = folderOf(files)
    for (const words of [['a.cfg', 'nofile.json'], ['nofile.json'], ['a.cfg', 'nofile.txt']]) {
      const { code, stderr } = await run(['check', ...words], { cwd })
      expect(code).toBe(2)
      expect(stderr).toContain(`${words.at(-1)!} cannot be read: no such file`)
      expect(stderr).not.toContain('not profiles')
    }
  })

  it('shows the lines of parameters that cannot be read, without their secrets', async () => {
    const cwd = folderOf({
      'x.j2': '[a]\nb = {{ 1 }}\n',
      'e.txt': '{"password": "hunter2",\n "a": [}\n',
    })
    const { code, stdout } = await run(['check', 'x.j2', '--parameters', 'e.txt'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('e.txt:2:8: error ')
    expect(stdout).toContain('  1 | {"password": "*******",\n> 2 |  "a": [}\n')
  })

  it('may be what an editor or a patch left', async () => {
    const left = ['a.cfg.bak', 'a.cfg~', 'a.cfg.orig', 'a.cfg.rej', '.a.cfg.swp']
    const cwd = folderOf({ ...files, ...Object.fromEntries(left.map((name) => [name, '[no\n'])) })
    const { code, stderr } = await run(['check', 'a.cfg', ...left], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain(`passed over, not profiles: ${left.join(', ')}\n`)
  })

  it.each(['zip', 'gz', 'tar.gz', 'pyc', 'diff', 'patch', 'json5', 'jsonc', 'tmpl', 'new', 'xlsx'])(
    'may be whatever has no ending of a profile: a.cfg.%s',
    async (ending) => {
      const cwd = folderOf({ ...files, [`a.cfg.${ending}`]: '\0[no' })
      const { code, stderr } = await run(['check', 'a.cfg', `a.cfg.${ending}`], { cwd })
      expect(code).toBe(0)
      expect(stderr).toContain(`passed over, not profiles: a.cfg.${ending}\n`)
    },
  )

  it.each(['a.cfg', 'a.cfg.in', 'a.in', 'a.jinja2', 'a.cfg.jinja2.in', 'a.cfg.j2', 'A.CFG', 'a'])(
    'is never %s',
    async (name) => {
      const cwd = folderOf({ [name]: '[buildout]\nparts = b\n' })
      const { code, stdout } = await run(['check', name], { cwd })
      expect(code).toBe(1)
      expect(stdout).toContain(`${name}:2:`)
    },
  )

  it('is counted where there are many', async () => {
    const many = Array.from({ length: 23 }, (_, index) => `${index}.md`)
    const cwd = folderOf({ ...files, ...Object.fromEntries(many.map((name) => [name, ''])) })
    const { stderr } = await run(['check', 'a.cfg', ...many], { cwd })
    expect(stderr).toContain(`${many.slice(0, 20).join(', ')} and 3 more\n`)
  })

  it('may be a folder, as * finds one; a release in it is checked', async () => {
    const cwd = folderOf({
      ...files,
      'docs/a.md': '',
      'shop/software.cfg': '[buildout]\nparts = b\n',
    })
    const { code, stdout, stderr } = await run(['check', 'a.cfg', 'docs', 'shop'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('shop/software.cfg:2:')
    expect(stderr).toContain('passed over, not profiles: docs/\n')
    const given = await run(['check', 'docs', 'a.cfg', '--given', 'x'], { cwd })
    expect(given).toMatchObject({ code: 0, stdout: '' })
    expect(given.stderr).toContain('passed over, not profiles: docs/\n')
    const release = await run(['check', 'a.cfg', 'docs', 'shop', '--given', 'x'], { cwd })
    expect(release.stderr).toContain('--given is for a profile, and shop is a folder')
    const sole = await run(['check', 'docs'], { cwd })
    expect(sole.stderr).toContain('docs contains no software.cfg [unreadable-file]')
    const folders = await run(['check', 'docs', 'docs/'], { cwd })
    expect(folders).toMatchObject({ code: 2, stdout: '' })
  })

  it('is refused where there is nothing else', async () => {
    const cwd = folderOf(files)
    const { code, stdout, stderr } = await run(['check', 'a.cfg.json', 'README.md'], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('none of these is a profile [bad-flag]')
  })

  it.each([
    ['solo/software.cfg.json', 'validate PARAMETERS --schema solo/software.cfg.json checks'],
    ['solo/shop.xml', 'slapos-resilient validate solo/shop.xml checks parameters'],
    ['solo/shop.yaml', 'slapos-resilient validate solo/shop.yaml checks parameters'],
    ['solo/README.md', 'validate checks parameters'],
  ])('is refused alone, with what to run: %s', async (file, hint) => {
    const { code, stderr } = await run(['check', file], { cwd: folderOf({ [file]: '{}' }) })
    expect(code).toBe(2)
    expect(stderr).toContain(`error ${file} is not a profile [bad-flag]`)
    expect(stderr).toContain(hint)
  })

  it('is looked into where a release has it', async () => {
    const release = folderOf({
      'software.cfg': '[buildout]\nparts = a\n[a]\nrecipe = b\n',
      'software.cfg.json': '{ "name": ',
    })
    const { code, stdout } = await run(['check', 'software.cfg', 'software.cfg.json'], {
      cwd: release,
    })
    expect(code).toBe(1)
    expect(stdout).toContain('software.cfg.json:1:')
  })
})

describe('bytes that are not UTF-8, in a release', () => {
  const software = `[buildout]
parts = instance script
${instanceSection}[script]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/script.sh.in
output = \${buildout:directory}/script.sh
`
  const files = {
    'software.cfg': software,
    'instance.cfg.in': '[buildout]\nparts =\n',
    'script.sh.in': 'true\n',
    'software.cfg.json': '{ "name": "a" }',
    'resilient.ini': '[a]\ncount = 2\n',
  }

  it.each([
    'software.cfg',
    'instance.cfg.in',
    'script.sh.in',
    'software.cfg.json',
    'resilient.ini',
  ] as const)('are reported of %s', async (name) => {
    const cwd = folderOf(files)
    writeFileSync(join(cwd, name), Buffer.from(`${files[name]}#\xe9\n`, 'latin1'))
    const { code, stdout } = await run(['check'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain(`${name}:`)
    expect(stdout).not.toContain(cwd)
    expect(stdout.match(/\[bad-encoding\]/g)).toHaveLength(1)
  })
})

import { symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkProfile } from '../../src/check/index.js'
import { codes as codeMeanings, remedies } from '../../src/diagnostics/codes.js'
import { replicate, replicateParts } from '../../src/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const codes = (text: string, options = {}): string[] =>
  checkProfile(text, { path: '/nowhere/a.cfg', ...options }).map(({ code }) => code)

describe('checkProfile', () => {
  it('takes for white space what Python does', () => {
    const notify = (callback: string): string =>
      `[buildout]\nparts = a\n[a]\nrecipe = slapos.cookbook:notifier.callback\ncallbacks-directory = c\non-notification-id = i\ncallback-list = ${callback}\n`
    expect(codes(notify('b\n  \ufeff'))).toEqual(['callback-list'])
    expect(codes(notify('b\n  \x85'))).toEqual([])
    const script = '${directory:bin}/killpidfromfile'
    const linked = (value: string): string =>
      `[buildout]\nparts = a\n[directory]\nbin = b\n[a]\nrecipe = c\nx = ${script} 1\ny = ${value}\n`
    expect(codes(linked(`\x1c${script}\x85`))).not.toContain('software-script')
    expect(codes(linked(`\ufeff${script}`))).toContain('software-script')
  })

  it.each(['export', 'import'])('finds nothing in what render %s makes', async (kind) => {
    const { stdout } = await run(['render', kind, '--name', 'runner'])
    expect(checkProfile(stdout)).toEqual([])
  })

  it.each(['pbsready', 'pbsready-export', 'pbsready-import', 'pull-backup', 'frozen'])(
    'finds nothing in what render %s makes',
    async (kind) => {
      for (const level of ['instance', 'software']) {
        const { stdout } = await run(['render', kind, '--level', level])
        expect(checkProfile(stdout)).toEqual([])
      }
    },
  )

  it.each([
    ['component/a/buildout.cfg', 'software/shop', 0],
    ['stack/monitor/buildout.cfg', 'software/shop', 0],
    ['stack/slapos.cfg', 'software/shop', 0],
    ['software/shop/base.cfg', 'software/shop', 1],
    // A checkout may lie in a folder of any name.
    ['stack/mine/software/shop/base.cfg', 'stack/mine/software/shop', 1],
  ])(
    'takes the parts of %s for dropped where they are meant to stay',
    async (base, folder, found) => {
      const cwd = folderOf({
        [base]: '[buildout]\nparts = a\n[a]\nrecipe = slapos.cookbook:mkdirectory\n',
        [`${folder}/b.cfg`]: `[buildout]\nextends = ${relative(folder, base)}\nparts = b\n[b]\nrecipe = slapos.cookbook:mkdirectory\n`,
      })
      const { stdout } = await run(['check', `${folder}/b.cfg`], { cwd })
      expect(stdout.match(/\[parts-dropped\]/g) ?? []).toHaveLength(found)
    },
  )

  describe('of what render replicated makes', () => {
    const monitor =
      '[monitor-promise-base]\nrecipe = slapos.cookbook:promise.plugin\neggs = slapos.toolbox\noutput = ${:_buildout_section_name_}.py\n'
    const made = async (...args: string[]) => {
      const cwd = folderOf({ 'monitor.cfg': monitor })
      const three = ['render', 'replicated', '--name', 'runner', '--count', '3']
      const { code } = await run([...three, ...args, '-o', 'root.cfg'], { cwd })
      expect(code).toBe(0)
      return cwd
    }

    it('finds nothing on top of the monitor’s template', async () => {
      const cwd = await made('--extends', 'monitor.cfg')
      expect(await run(['check', 'root.cfg'], { cwd })).toMatchObject({ code: 0, stdout: '' })
    })

    it('tells that a root which extends nothing lacks it, and takes the word of --given', async () => {
      const cwd = await made()
      const { code, stdout } = await run(['check', 'root.cfg'], { cwd })
      expect(code).toBe(1)
      expect(stdout.split('inherits [monitor-promise-base], which no profile has')).toHaveLength(2)
      expect(stdout).toContain('hint: extend the monitor’s template'.replace('’', "'"))
      expect(
        (await run(['check', 'root.cfg', '--given', 'monitor-promise-base'], { cwd })).code,
      ).toBe(0)
    })

    it('tells the sections that are the caller’s', async () => {
      const cwd = await made('--extends', 'monitor.cfg', '--leader-args', 'ArgLeader')
      const { stdout } = await run(['check', 'root.cfg'], { cwd })
      expect(stdout).toContain('[request-runner] inherits [ArgLeader], which no profile has')
      expect(stdout).toContain('hint: add [ArgLeader], or leave it out')
    })

    it('leaves a fragment without parts, and what is filled in, to others', () => {
      const sections = replicate('a', 2, 'e', 'i')
      expect(codes(sections)).toEqual([])
      const parts = replicateParts('a', 2).join(' ')
      expect(codes(`[buildout]\nparts = ${parts}\n${sections}`)).toContain('macro-missing')
      const filled = `[buildout]\nextends = {{monitor}}\nparts = ${parts}\n`
      expect(codes(filled + sections)).toEqual([])
    })
  })

  it('takes only what is certain for an instance’s ${…} in extends', () => {
    const head = '[buildout]\nextends = ${monitor:output}\nparts = a\n[a]\nrecipe = x\n'
    // Nothing tells the level; a component of the same name; what rendering fills in.
    expect(codes(head + 'y = ${b:location}\n')).toEqual([])
    expect(codes(head + 'z = ${a:z}\ny = ${a:z} ${slap-connection:id}\n')).not.toContain(
      'extends-reference',
    )
    expect(
      codes(head.replace('monitor', 'slap-configuration') + 'y = ${slap-connection:id}\n'),
    ).toEqual([])
    expect(codes(head + 'y = ${slap-connection:id}\n')).toEqual(['extends-reference'])
  })

  it('takes three dots for no MD5 sum, where one is meant', () => {
    const sum = (section: string) => `[x]\n${section}md5sum = ...\n`
    expect(codes(sum('filename = a.cfg.in\n'))).toEqual(['wrong-md5sum'])
    expect(codes('[buildout]\nparts = x\n' + sum('recipe = y\nurl = z\n'))).toEqual([
      'wrong-md5sum',
    ])
    // A macro holds what is to be replaced.
    expect(codes(sum('recipe = y\nurl = z\n'))).toEqual([])
  })

  it('takes the word of who gives a section', () => {
    const text = '[buildout]\nparts = a\n[a]\nrecipe = x\ny = ${network:ip}\n'
    expect(codes(text)).toEqual(['reference-section'])
    expect(codes(text, { given: ['network'] })).toEqual([])
  })

  it('leads findings in a rendered profile back to their template', () => {
    const [found] = checkProfile('[buildout]\nparts = a\n', {
      place: () => ({ file: 'template.cfg.in' }),
    })
    expect(found).toMatchObject({ code: 'part-missing', file: 'template.cfg.in' })
  })

  it('points at a name that stands alone, not at one that holds it', () => {
    const [found] = checkProfile('[buildout]\nparts = foobar foo\n[foobar]\nrecipe = x\n')
    expect(found?.range?.start).toMatchObject({ line: 2, column: 16 })
  })

  it('says that a template is one', () => {
    expect(checkProfile('{% set x = 1 %}\n[a]\n')[0]).toMatchObject({
      code: 'profile-header',
      hint: 'this is a Jinja2 template: give what it is rendered with (--parameters, --context)',
    })
  })
})

describe('hostile profiles', () => {
  it('of 100,000 nested references, with a loop at the end', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `x${i} = \${a:x${i + 1}}`)
    expect(codes(`[a]\n${lines.join('\n')}\nx100000 = \${a:x0}\n`)).toEqual(['reference-loop'])
  })

  it('of thousands of mistakes', () => {
    const sections = Array.from({ length: 10_000 }, (_, i) => `[s${i}]\nx = \${t${i}:y}\n`)
    expect(codes(sections.join(''))).toHaveLength(10_000)
  })

  it('of one line of 50 MB', () => {
    expect(codes('x'.repeat(50_000_000))).toEqual(['profile-header'])
    expect(codes(`[a]\nx = ${'y'.repeat(50_000_000)}\n`)).toEqual([])
    expect(codes(`[a]\n${'${'.repeat(10_000_000)}`)).toEqual(['profile-syntax'])
  })

  it('that are no files of text', async () => {
    const cwd = folderOf({ binary: new Uint8Array([0xff, 0xfe, 0, 1]), 'd/x': '' })
    symlinkSync('self', join(cwd, 'self'))
    for (const [file, code, exit] of [
      ['binary', 'bad-encoding', 1],
      ['d', 'unreadable-file', 2],
      ['self', 'unreadable-file', 2],
      ['none', 'unreadable-file', 2],
    ] as const) {
      const ran = await run(['check', file], { cwd })
      expect(ran.stdout + ran.stderr).toContain(`[${code}]`)
      expect(ran.code).toBe(exit)
    }
  })
})

describe('check, the command', () => {
  const wrong = '[buildout]\nparts = a\n'

  it('reads standard input, and several files once', async () => {
    expect((await run(['check', '-'], { input: wrong })).stdout).toContain('<stdin>:2:9: error')
    const cwd = folderOf({
      'a.cfg': '[buildout]\nextends = c.cfg\n',
      'b.cfg': '[buildout]\nextends = c.cfg\n',
      'c.cfg': wrong,
    })
    const { stdout, code } = await run(['check', 'a.cfg', './b.cfg', 'c.cfg', '--format', 'json'], {
      cwd,
    })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string }[] }
    expect([code, diagnostics.map(({ file }) => file)]).toEqual([1, ['c.cfg']])
  })

  it('writes for GitHub', async () => {
    expect((await run(['check', '-', '--format', 'github'], { input: wrong })).stdout).toBe(
      '::error file=<stdin>,line=2,col=9,endLine=2,endColumn=10,title=part-missing::the part a has no section%0Aexpected: [a]\n',
    )
  })

  it('writes SARIF', async () => {
    const { stdout } = await run(['check', '-', '--format', 'sarif'], { input: wrong })
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'slapos-resilient',
              rules: [
                {
                  id: 'part-missing',
                  shortDescription: { text: codeMeanings['part-missing'] },
                  help: { text: remedies['part-missing'] },
                },
              ],
            },
          },
          results: [
            {
              ruleId: 'part-missing',
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 10 },
                  },
                },
              ],
            },
          ],
        },
      ],
    })
  })
})

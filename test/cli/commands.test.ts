import { readFileSync, readdirSync, symlinkSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const xml = (inner: string) =>
  `<?xml version='1.0' encoding='utf-8'?>\n<instance>\n${inner}\n</instance>\n`
const key = (id: string, value = 'COMP-1') => `  <parameter id="${id}">${value}</parameter>`
const three = ['--name', 'runner', '--count', '3']

describe('render replicated', () => {
  it('prints a whole profile for flags', async () => {
    const { code, stdout, stderr } = await run(['render', 'replicated', ...three], {
      cwd: folderOf(),
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const guard = '${resilient-answers-promise-bin:part}'
    expect(stdout).toContain(`[buildout]\nparts +=\n  ${guard}\n  request-runner\n`)
    expect(stdout).toContain('[request-runner-pseudo-replicating-2]')
  })

  it('reads resilient.ini, each component a section, a dot in its name or not', async () => {
    const cwd = folderOf({
      'resilient.ini':
        '; two\n[a.b]\ncount = 2\nleader-args = one two\nparameters = p.json\n\n[__proto__]\ncount=1\n',
      'p.json': '{"color": ["blue"]}',
    })
    const { code, stdout, stderr } = await run(['render', 'replicated'], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('[request-a.b]\n<= resilient\n   slap-connection\n   one\n   two\n')
    expect(stdout).toContain("config-color = !py!['blue']")
    expect(stdout).toContain('[request-__proto__]')
    expect(stdout.split('[request-pbs-common]')).toHaveLength(2)
  })

  it('lets flags win over the file, and takes monitors from both', async () => {
    const cwd = folderOf({
      'resilient.ini':
        '[a]\ncount = 2\nmonitor-parameter = monitor-user=admin\nmonitor-parameter = x=${y:z}\nmonitor-return = monitor-base-url\n',
    })
    const { stdout } = await run(['render', 'replicated', '--count', '3'], { cwd })
    expect(stdout).toContain('[request-a-pseudo-replicating-2]')
    expect(stdout).toContain('config-monitor-user = admin\n')
    expect(stdout).toContain('config-x = ${y:z}\n')
    expect(stdout).toContain('monitor-url-list = ${request-a:connection-monitor-base-url} ')
  })

  it('tells names apart where Python would', async () => {
    const args = ['--name', 'a', '--count', '2', '--leader-args', 'b\x1cc']
    const monitor = ['--monitor-return', 'one\x85two']
    const { stdout } = await run(['render', 'replicated', ...args, ...monitor])
    expect(stdout).toContain('   b\n   c\n')
    expect(stdout).toContain(' one two\n')
  })

  it.each([
    ['[a]\ncuont = 3\n', '2:1', 'did you mean count?'],
    ['count = 3\n', '1:1', '[NAMEBASE]'],
    ['[a]\ncount = 3\n[a]\n', '3:1', 'each component once'],
    ['', '1:1', 'no component'],
    ['[a]\nnonsense\n', '2:1', 'count'],
  ])('says what no resilient.ini can hold: %j', async (text, place, says) => {
    const ran = await run(['plan'], { cwd: folderOf({ 'resilient.ini': text }) })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`resilient.ini:${place}`)
    expect(ran.stderr).toContain(says)
  })

  it('reads standard input, writes files all at once and keeps a link', async () => {
    const cwd = folderOf({ 'real.cfg': 'old' })
    symlinkSync('real.cfg', join(cwd, 'link.cfg'))
    const args = ['render', 'replicated', ...three, '--parameters', '-', '-o', 'link.cfg']
    expect(await run(args, { cwd, input: xml(key('color', 'blue')) })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    expect(readFileSync(join(cwd, 'real.cfg'), 'utf8')).toContain('config-color = blue')
    expect(lstatSync(join(cwd, 'link.cfg')).isSymbolicLink()).toBe(true)
    const kept = readFileSync(join(cwd, 'real.cfg'), 'utf8')
    expect((await run(args, { cwd, input: '<instance>' })).code).toBe(2)
    expect(readFileSync(join(cwd, 'real.cfg'), 'utf8')).toBe(kept)
    expect(readdirSync(cwd).sort()).toEqual(['link.cfg', 'real.cfg'])
    expect(
      (await run([...args.slice(0, -1), 'no/such/place'], { cwd, input: xml('') })).stderr,
    ).toContain('unwritable-file')
  })

  it('goes on past warnings, and stops at them with --strict', async () => {
    const input = xml(key('-sla-runer1-computer_guid'))
    const args = ['render', 'replicated', ...three, '--parameters', '-']
    const ran = await run(args, { input })
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('<stdin>:3:18: warning')
    expect(ran.stderr).toContain('did you mean -sla-runner1-computer_guid?')
    expect(await run([...args, '--strict'], { input })).toMatchObject({ code: 2, stdout: '' })
  })

  it('names the parameter that a plain profile cannot hold, at its place', async () => {
    const ran = await run(
      ['render', 'replicated', ...three, '--parameters', '-', '--encoding', 'plain'],
      { input: '{\n"amount": 7}' },
    )
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('<stdin>:2:2: error the value of "amount"')
  })
})

describe('a component with one type for all', () => {
  it.each([['plan'], ['render', 'replicated']])('is told by %s %s', async (...words) => {
    const types = ['--export-type', 'a', '--import-type', 'a']
    const { code, stderr } = await run([...words, ...three, ...types])
    expect(code).toBe(0)
    expect(stderr).toContain('warning the leader and the backups of runner have the same type, "a"')
    expect((await run([...words, ...three, ...types, '--strict'])).code).toBe(2)
  })
})

describe('plan', () => {
  it('shows the runner example with the key that each value came from', async () => {
    const { stdout } = await run(['plan'], { cwd: 'examples/runner', columns: 160 })
    for (const key of ['runner0', '1', 'pbs1', '2', 'runner2'])
      expect(stdout).toContain(`-sla-${key}-computer_guid`)
    expect(stdout).toContain('COMP-GRP1')
  })

  it('prints JSON with a version', async () => {
    const { stdout } = await run(['plan', '--format', 'json'], { cwd: 'examples/runner' })
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      components: [{ name: 'runner', unused: [], diagnostics: [] }],
    })
  })

  it.each([
    ['dot', 'digraph plan {'],
    ['svg', '<svg'],
    ['html', '<!doctype html>'],
  ])('draws --format %s, and marks what fails together', async (format, start) => {
    const input = JSON.stringify({
      '-sla-pbs1-computer_guid': 'COMP-1',
      '-sla-runner1-computer_guid': 'COMP-1',
      'db-password': 'hunter2',
    })
    const types = ['--export-type', 'e', '--import-type', 'i']
    const args = ['--name', 'runner', '--count', '2', ...types, '--parameters', '-']
    const { code, stdout, stderr } = await run(['plan', ...args, '--format', format], { input })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trimStart().startsWith(start)).toBe(true)
    expect(stdout).toContain('the backup and the archive it is loaded from are lost together')
    expect(stdout).not.toContain('hunter2')
  })
})

describe('validate', () => {
  it('finds nothing in good parameters', async () => {
    expect(await run(['validate', 'runner.xml'], { cwd: 'examples/runner' })).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  it('finds what reading finds, with or without a component', async () => {
    const cut = await run(['validate', '-'], {
      input: '<instance><parameter id="a">x',
      cwd: folderOf(),
    })
    expect(cut.code).toBe(1)
    expect(cut.stdout).toContain('[xml-syntax]')
  })

  it('finds what SLA finds, as text and as JSON', async () => {
    const input = xml([key('-sla-7-computer_guid'), key('-sla-x'), key('number')].join('\n'))
    const args = ['validate', '-', ...three]
    expect((await run(args, { input })).stdout).toContain('did you mean -sla-2-computer_guid?')
    const { code, stdout } = await run([...args, '--format', 'json'], { input })
    expect(code).toBe(1)
    const found = JSON.parse(stdout) as {
      version: number
      diagnostics: { code: string; range: { start: object } }[]
    }
    expect(found.version).toBe(1)
    expect(found.diagnostics.map(({ code }) => code).sort()).toEqual([
      'reserved-parameter',
      'sla-malformed',
      'sla-unmatched',
    ])
    expect(found.diagnostics.every(({ range }) => 'line' in range.start)).toBe(true)
  })
})

describe('secrets', () => {
  const input =
    '<instance>\n<parameter id="db-password">hunter2</parameter>\n<parameter id="number">1</parameter>\n</instance>'
  const args = ['--name', 'a', '--count', '2', '--parameters', '-']

  it.each(['table', 'json'])('are masked in plan --format %s, unless asked for', async (format) => {
    const hidden = await run(['plan', ...args, '--format', format], { input })
    expect(hidden.stdout + hidden.stderr).not.toContain('hunter2')
    expect(hidden.stderr).toContain('reserved-parameter')
    const shown = await run(['plan', ...args, '--format', 'json', '--show-secrets'], { input })
    expect(shown.stdout).toContain('hunter2')
    expect(shown.stderr).toContain('hunter2')
  })

  it('are masked around findings, in broken documents too', async () => {
    const found = await run(['validate', '-', '--name', 'a', '--count', '2'], { input })
    expect(found.stdout).toContain('*******</parameter>')
    const broken = await run(['plan', ...args], { input: input.slice(0, -5) })
    expect(broken.stderr).toContain('xml-syntax')
    expect(broken.stdout + broken.stderr + found.stdout).not.toContain('hunter2')
  })

  it('are told where a rendered profile shows them to people', async () => {
    const secret = ['render', 'replicated', ...args]
    expect((await run(secret, { input, env: { CI: 'true' } })).stderr).toContain('secret-shown')
    expect(
      (await run(secret, { input, terminal: { stdout: true, stderr: true } })).stderr,
    ).toContain('"db-password"')
    expect((await run(secret, { input })).stderr).not.toContain('secret-shown')
  })
})

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const fixtures = fileURLToPath(new URL('../fixtures/validate/', import.meta.url))
const runner = ['--name', 'runner', '--count', '3']

/** What `validate --format json` finds. */
async function findings(args: readonly string[], input = ''): Promise<Diagnostic[]> {
  const { stdout } = await run(['validate', ...args, '--format', 'json'], { cwd: fixtures, input })
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics
}

it('validate holds values to what a node reads where no component is known', async () => {
  const levels = 91
  const input = `{"a": ${'['.repeat(levels)}${']'.repeat(levels)}}`
  const found = await findings(['-'], input)
  expect(found.map(({ code, path }) => [code, path])).toEqual([['bad-value', 'a']])
})

describe('validate, a fixture for each finding', () => {
  const files = readdirSync(fixtures).filter((name) => /\.(?:xml|json)$/.test(name))

  it.each(files)('%s', async (file) => {
    const code = file.split('.')[0]
    const text = await run(['validate', file, ...runner], { cwd: fixtures })
    const json = await run(['validate', file, ...runner, '--format', 'json'], { cwd: fixtures })
    const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: Diagnostic[] }
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code)
    expect(diagnostics.every((diagnostic) => diagnostic.file === file)).toBe(true)
    expect(text.code).toBe(diagnostics.some(({ severity }) => severity !== 'info') ? 1 : 0)
    expect(text.stderr).toBe('')
    await expect(text.stdout).toMatchFileSnapshot(`${fixtures}snapshots/${file}.text`)
    await expect(json.stdout).toMatchFileSnapshot(`${fixtures}snapshots/${file}.findings`)
  })
})

describe('validate, one run for all mistakes', () => {
  const mistakes: [id: string, value: string][] = [
    ['-sla-runer2-computer_guid', 'COMP-2'],
    ['-sla-5-region', 'east'],
    ['-sla-0-computer_guid', 'COMP-0'],
    ['-sla-runner1-computer_guid', 'COMP-0'],
    ['resiliency-backup-periodicity', '0 30 2 * * *'],
    ['remove-backup-older-than', '2 weeks'],
    ['resilient-clone-number', 'three'],
  ]

  it('finds each of them', async () => {
    const found = await findings(['-', ...runner], instance(mistakes))
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'sla-unmatched -sla-runer2-computer_guid',
      'sla-unmatched -sla-5-region',
      'shared-fate -sla-runner1-computer_guid',
      'bad-periodicity resiliency-backup-periodicity',
      'bad-retention remove-backup-older-than',
      'bad-clone-number resilient-clone-number',
    ])
  })

  it('finds nothing more once every hint is followed', async () => {
    const found = await findings(['-', ...runner], instance(mistakes))
    const mended = found.reduce(follow, mistakes)
    const left = await findings(['-', ...runner], instance(mended))
    expect(left.filter(({ severity }) => severity !== 'info')).toEqual([])
  })
})

/** Does what a finding's hint says, as an operator would. */
function follow(parameters: [string, string][], { path, hint }: Diagnostic): [string, string][] {
  const [, key] = /^did you mean (\S+)\?$/.exec(hint!) ?? []
  const [, value] = /^write ([^,]+)/.exec(hint!) ?? []
  const [, other] = /^name another computer with (\S+)$/.exec(hint!) ?? []
  expect([key, value, other].filter(Boolean)).toHaveLength(1)
  const rest = parameters.filter(([id]) => id !== path && id !== other)
  if (other !== undefined) return [...rest, [other, 'COMP-9']]
  const old = parameters.find(([id]) => id === path)![1]
  return [...rest, [key ?? path!, value ?? old]]
}

function instance(parameters: readonly [string, string][]): string {
  const rows = parameters.map(([id, value]) => `<parameter id="${id}">${value}</parameter>\n`)
  return `<instance>\n${rows.join('')}</instance>\n`
}

describe('validate, what it reads', () => {
  const files = {
    'good.xml': '<instance/>',
    'bad.xml': instance([['remove-backup-older-than', 'never']]),
    'notes.txt': 'no parameters',
  }

  it('takes a folder of XML files, and nothing else of it', async () => {
    const { code, stdout } = await run(['validate', '.'], { cwd: folderOf(files) })
    expect(stdout).toContain('bad.xml:2:')
    expect(stdout).not.toContain('notes')
    expect(code).toBe(1)
  })

  it('takes standard input beside files, each file once', async () => {
    const folder = folderOf(files)
    const found = await findings(
      ['-', join(folder, 'bad.xml'), join(folder, 'bad.xml'), folder],
      instance([['resilient-clone-number', '-1']]),
    )
    expect(found.map(({ file }) => file)).toEqual(['<stdin>', join(folder, 'bad.xml')])
  })

  it('goes on after a file that cannot be read, and ends with 2', async () => {
    const { code, stdout, stderr } = await run(['validate', 'gone.xml', 'bad.xml'], {
      cwd: folderOf(files),
    })
    expect(stderr).toContain('gone.xml cannot be read: no such file')
    expect(stdout).toContain('bad.xml:2:')
    expect(code).toBe(2)
  })

  it('refuses a folder without files of parameters', async () => {
    const { code, stderr } = await run(['validate', '.'], { cwd: folderOf({ 'a.cfg.json': '{}' }) })
    expect(stderr).toContain('. contains no file of parameters')
    expect(stderr).toContain('expected: files whose names end in .xml, .json, .yaml or .yml')
    expect(code).toBe(2)
  })

  it('reads every file of parameters in a folder, whatever its format', async () => {
    const names = ['a.json', 'b.yaml', 'c.YML', 'd.xml']
    const cwd = folderOf({
      'a.json': '{"a": ',
      'b.yaml': 'a: [',
      'c.YML': 'a: [',
      'd.xml': '<instance',
      'software.cfg.json': '{',
    })
    const filesOf = async (args: string[]) => {
      const { stdout } = await run(['validate', '.', '--format', 'json', ...args], { cwd })
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string }[] }
      return diagnostics.map(({ file }) => file)
    }
    expect(await filesOf([])).toEqual(names)
    expect(await filesOf(['--parameters-format', 'json'])).toEqual(['a.json'])
    expect(await filesOf(['--parameters-format', 'yaml'])).toEqual(['b.yaml', 'c.YML'])
    expect(await filesOf(['--parameters-format', 'xml'])).toEqual(['d.xml'])
    expect((await run(['plan', '.', '--name', 'runner', '--count', '3'], { cwd })).code).toBe(2)
  })

  it('checks what needs no component without one', async () => {
    const xml = instance([
      ['-sla-77-computer_guid', 'COMP'],
      ['resilient-clone-number', '7'],
      ['-sla-1-mode', 'x'],
    ])
    expect((await findings(['-'], xml)).map(({ code }) => code)).toEqual(['sla-mode'])
  })

  it('refuses a component that cannot be, whatever the parameters', async () => {
    const { code, stderr } = await run(['validate', 'good.xml', '--name', 'pbs', '--count', '2'], {
      cwd: folderOf(files),
    })
    expect(stderr).toContain('bad-name')
    expect(code).toBe(2)
  })

  it('shows its progress on a terminal after a second, and takes it away', async () => {
    let seconds = 0
    const { stderr } = await run(['validate', 'bad.xml', 'good.xml'], {
      cwd: folderOf(files),
      env: { NO_COLOR: '1' },
      terminal: { stdout: false, stderr: true },
      now: () => new Date(Date.UTC(2026, 0, 15, 12, 0, seconds++)),
    })
    expect(stderr).toBe('\r1 of 2 files\r2 of 2 files\r\u001b[K')
  })

  it('shows no progress within a second', async () => {
    const { stderr } = await run(['validate', 'bad.xml', 'good.xml'], {
      cwd: folderOf(files),
      terminal: { stdout: false, stderr: true },
    })
    expect(stderr).toBe('')
  })
})

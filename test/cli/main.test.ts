import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

describe('the command line', () => {
  it('tells every command, and every command its options and an example that works', async () => {
    const { code, stdout } = await run(['--help'])
    expect(code).toBe(0)
    for (const [words, { describe: says }] of Object.entries(commands)) {
      expect(stdout).toContain(words)
      expect(stdout).toContain(says)
      const help = await run([...words.split(' '), '--help'])
      expect(help).toMatchObject({ code: 0, stderr: '' })
      expect(help.stdout).toContain('Examples:')
    }
  })

  it('counts in its examples as it plans', async () => {
    const args = ['plan', '--name', 'runner', '--count', '3']
    expect((await run(args)).stdout).toContain('9 requests')
    expect((await run(['plan', '--help'])).stdout).toContain('nine requests')
  })

  it('tells its version', async () => {
    expect((await run(['--version'])).stdout).toMatch(/^(?:\d+\.\d+\.\d+|development)\n$/)
  })

  it('says what to type when nothing is asked', async () => {
    const { code, stdout, stderr } = await run([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('render replicated')
  })

  it.each([
    [['plan', '--nam', 'x'], 'bad-flag', '--name'],
    [['pln'], 'bad-flag', 'plan'],
    [['--hlep'], 'bad-flag', 'did you mean --help?'],
    [['-v'], 'bad-flag', '--help'],
    [['--format', 'json'], 'bad-flag', '--help'],
    [['check', '.', '--watch'], 'bad-flag', 'entr can run a command again'],
    [['validate', 'a.xml', '--watch'], 'bad-flag', 'entr can run a command again'],
    [['render', 'replicate'], 'bad-flag', 'render replicated'],
    [['plan'], 'bad-flag', '--name runner --count 3'],
    [['plan', '--name', 'a'], 'bad-count', '--count 3'],
    [['schema', 'stray', '--name', 'a', '--count', '3'], 'bad-flag', '--help'],
    [['plan', '--name', 'a', '--count', '3', '--format', 'jsn'], 'bad-flag', 'json'],
    [['plan', '--name', 'a', '--count'], 'bad-flag', '--help'],
    [
      ['render', 'replicated', '--name', 'a', '--count', '3', '--encoding', 'x'],
      'bad-flag',
      'plain',
    ],
    [['plan', '--name', 'a b', '--count', '3'], 'bad-name', 'a-b'],
    [['plan', '--name', 'é', '--count', '3'], 'bad-name', 'did you mean e'],
    [['plan', '--name', 'a]', '--count', '3'], 'bad-name', 'did you mean a'],
    [['plan', '--name', 'a\nb', '--count', '3'], 'bad-name', 'did you mean a-b'],
    [['plan', '--name', '', '--count', '3'], 'bad-name', 'hint'],
    ...['0', '-1', '2.5', 'x', '1e9'].map((count) => [
      ['plan', '--name', 'a', '--count', count],
      'bad-count',
      '3 makes',
    ]),
    [
      ['plan', '--name', 'a', '--count', '3', '--parameters', 'none.xml'],
      'unreadable-file',
      'hint',
    ],
    [
      ['plan', '--name', 'a', '--count', '3', '--parameters', '.'],
      'unreadable-file',
      'it is a folder',
    ],
    [['plan', '--name', 'a', '--name', 'b', '--count', '3'], 'bad-flag', '--help'],
    [['render', 'replicated', '-o', 'a', '--output', 'b'], 'bad-flag', '--help'],
    [['validate', 'none.xml'], 'unreadable-file', 'no such file'],
    [['plan', '--config', 'none.ini'], 'unreadable-file', 'no such file'],
  ] as [string[], string, string][])(
    'refuses %j with one finding and a hint',
    async (args, code, hint) => {
      const ran = await run(args, { cwd: folderOf() })
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr.match(/\[[a-z]+-[a-z-]+\]$/gm)).toEqual([`[${code}]`])
      expect(ran.stderr).toContain(hint)
      expect(ran.stderr).not.toContain('    at ')
    },
  )

  it('completes commands and flags', async () => {
    const complete = async (...typed: string[]) =>
      (await run(['--get-yargs-completions', 'slapos-resilient', ...typed])).stdout.split('\n')
    expect(await complete('pl')).toContain('plan')
    expect(await complete('render', 'rep')).toContain('replicated')
    expect(await complete('plan', '--par')).toContain('--parameters')
    expect((await run(['completion'])).stdout).toContain('slapos-resilient --get-yargs-completions')
  })

  it('completes what flags take, and leaves files to the shell', async () => {
    const software = { 'software-type': { default: {}, shop: {} } }
    const cwd = folderOf({ 'software.cfg.json': JSON.stringify(software), 'bad.json': '{' })
    const complete = async (...typed: string[]) =>
      (await run(['--get-yargs-completions', 'slapos-resilient', ...typed], { cwd })).stdout
        .split('\n')
        .filter((line) => line !== '')
    expect(await complete('plan', '--format', '')).toEqual(['table', 'json', 'dot', 'svg', 'html'])
    expect(await complete('plan', '--format', 's')).toEqual(['svg'])
    expect(await complete('plan', '--format=s')).toEqual(['--format=svg'])
    // bash cuts at the sign.
    expect(await complete('plan', '--format', '=', 's')).toEqual(['svg'])
    expect(await complete('plan', '--format', '=')).toContain('table')
    expect(await complete('plan', '--count', '=', '3', '--form')).toEqual(['--format'])
    expect(
      await complete('validate', '--schema', '=', 'software.cfg.json', '--software-type', '=', 's'),
    ).toEqual(['shop'])
    expect(await complete('check', '--buildout', '')).toEqual(['3', '2'])
    expect(await complete('check', '--ignore', 'sla-unk')).toEqual(['sla-unknown'])
    expect(await complete('render', 'export', '--level', 'i')).toEqual(['instance'])
    expect(await complete('render', 'replicated', '--encoding', '')).toEqual(['py', 'plain'])
    expect(await complete('validate', '--parameters-format', 'y')).toEqual(['yaml'])
    expect(await complete('validate', '--software-type', '')).toEqual(['default', 'shop'])
    expect(
      await complete('validate', '--schema', 'software.cfg.json', '--software-type', 's'),
    ).toEqual(['shop'])
    expect(await complete('validate', '--schema', 'bad.json', '--software-type', '')).toEqual([])
    for (const file of ['--parameters', '--schema', '--output', '-o'])
      expect(await complete('plan', file, '')).toEqual([])
    // A switch takes nothing: what follows is another word.
    expect(await complete('plan', '--strict', '--form')).toEqual(['--format'])
  })
})

describe('what is typed twice', () => {
  it('is one switch, and takes no word beside it', async () => {
    const cwd = folderOf({ 'a.xml': '<instance />' })
    const once = await run(['validate', 'a.xml', '--strict'], { cwd })
    expect(await run(['validate', '--strict', '--strict', 'a.xml'], { cwd })).toEqual(once)
  })

  it('is one value where it is the same', async () => {
    const plan = ['plan', '--name', 'a', '--count', '3']
    expect(await run([...plan, '--count', '3'])).toEqual(await run(plan))
  })
})

describe('what is typed by habit', () => {
  it('is understood: help, help COMMAND, -V', async () => {
    expect(await run(['help'])).toEqual(await run(['--help']))
    expect(await run(['help', 'plan'])).toEqual(await run(['plan', '--help']))
    expect(await run(['help', 'render'])).toEqual(await run(['render', '--help']))
    expect(await run(['-V'])).toEqual(await run(['--version']))
  })

  it('is understood: help of help and of completion', async () => {
    expect(await run(['help', 'help'])).toEqual(await run(['--help']))
    const completion = await run(['completion', '--help'])
    expect(completion).toMatchObject({ code: 0, stderr: '' })
    expect(completion.stdout).toContain('Examples:')
    expect(await run(['help', 'completion'])).toEqual(completion)
  })

  it.each([
    [['help', 'plan', 'foo'], 'help does not take "foo" here'],
    [['completion', 'foo'], 'completion does not take "foo" here'],
    [['plan', '-o', '', '--name', 'a', '--count', '2'], 'the name of the output file is empty'],
    [['plan', '--output=', '--name', 'a', '--count', '2'], 'the name of the output file is empty'],
    [['render', 'export', '--name', 'a', '--recipe', 'r', '--option', '=1'], '"=1" has no name'],
    [['render', 'export', '--name', 'a', '--option', 'a=\ufffd'], '"a=\ufffd" is not UTF-8 text'],
    [
      ['render', 'replicated', '--name', 'a', '--extends', 'm\ufffd'],
      '"m\ufffd" is not UTF-8 text',
    ],
  ])('%j is refused by what it is', async (args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it.each([[['render']], [['render', '--name', 'a']]])('%j lists the kinds', async (args) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^ {2}render pull-backup +\S/m)
    expect(stderr).not.toMatch(/^ {2}plan /m)
  })

  it.each([
    [['plan', '-o'], '-o needs a value'],
    [['plan', '--output'], '--output needs a value'],
    [['plan', '--count'], '--count needs a value'],
    [['plan', '--export-type'], '--export-type needs a value'],
    [['plan', '--strict=maybe'], '--strict takes no value'],
    [['plan', '-x'], 'has no flag -x'],
    [['plan', '--xx'], 'has no flag --xx'],
  ])('%j is told as it was typed', async (args, message) => {
    expect((await run(args)).stderr).toContain(
      `plan${message.startsWith('-') ? ':' : ''} ${message} [bad-flag]`,
    )
  })

  it('has examples that can be pasted, each on one line', async () => {
    for (const [words, { load }] of Object.entries(commands)) {
      const { stdout } = await run([...words.split(' '), '--help'], { columns: 60 })
      for (const [line] of (await load()).examples)
        expect(stdout).toContain(`\n  ${line.replace('$0', `slapos-resilient ${words}`)}\n`)
    }
  })
})

describe('what a command line lacks, or has too much of', () => {
  it('is the word that init needs', async () => {
    expect((await run(['init'])).stderr).toContain('slapos-resilient init needs NAME')
    expect((await run(['validate'])).stderr).toContain('validate needs PARAMETERS')
  })

  it.each([[['help', 'foo']], [['help', '--foo']], [['help', 'render', 'foo']]])(
    '%j is no command',
    async (args) => {
      const { code, stdout, stderr } = await run(args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('there is no command')
    },
  )

  it('is completed: help, completion, and commands after help', async () => {
    const complete = async (...typed: string[]) =>
      (await run(['--get-yargs-completions', 'slapos-resilient', ...typed])).stdout.split('\n')
    expect(await complete('he')).toContain('help')
    expect(await complete('comp')).toContain('completion')
    expect(await complete('help', 'pl')).toEqual(['plan', ''])
    expect(await complete('help', 'render', 'pull')).toEqual(['pull-backup', ''])
    expect(await complete('help', 'help')).toEqual([''])
  })

  it('is named in the help of all', async () => {
    const { stdout } = await run(['--help'])
    expect(stdout).toMatch(/slapos-resilient help COMMAND.*\n.*--version or -V/)
  })

  it.each(['--help', '-h'])('takes %s before a command for its help', async (flag) => {
    expect(await run([flag, 'plan'])).toEqual(await run(['plan', '--help']))
    expect(await run([flag, 'render', 'template'])).toEqual(
      await run(['help', 'render', 'template']),
    )
  })

  it.each([
    [{ version: 99, components: [] }, 'is not a plan'],
    [{ version: 1, components: 3 }, 'is not a plan'],
    [{ version: 1, diff: [] }, 'is not a plan'],
  ])('holds what plan --diff is given to be a plan: %j', async (content, message) => {
    const cwd = folderOf({ 'p.json': JSON.stringify(content) })
    const ran = await run(['plan', '--name', 'a', '--count', '2', '--diff', 'p.json'], { cwd })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(message)
  })

  it.each([
    ['--import', 'y', '--import is not NAME=VALUE'],
    ['--import', 'y=nofile', 'nofile cannot be read'],
    ['--max-steps', '0', '--max-steps is not a whole number'],
    ['--max-output', 'x', '--max-output is not a whole number'],
  ])('holds a flag of templates without a template too: %s %s', async (flag, value, message) => {
    const cwd = folderOf({ 'a.cfg': '[buildout]\nparts =\n' })
    const { code, stderr } = await run(['check', 'a.cfg', flag, value], { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  it('takes parameters of plan as words or with --parameters, not both', async () => {
    const cwd = folderOf({ 'a.json': '{}', 'b.json': '{' })
    const { code, stderr } = await run(
      ['plan', 'a.json', '--parameters', 'b.json', '--name', 'runner', '--count', '2'],
      { cwd },
    )
    expect(code).toBe(2)
    expect(stderr).toContain('as words or with --parameters, not both')
    expect(stderr).toContain('received: a.json --parameters b.json')
  })

  it.each([
    [0, { '-sla-runner0-computer_guid': 'C', '-sla-runner1-computer_guid': 'C' }],
    [1, { 'remove-backup-older-than': '2 weeks' }],
  ])('stops with --strict, and without gives a result with %i: %j', async (code, parameters) => {
    const cwd = folderOf({ 'p.json': JSON.stringify(parameters) })
    const args = ['--name', 'runner', '--count', '2', '--parameters', 'p.json']
    const render = (...more: string[]) => run(['render', 'replicated', ...args, ...more], { cwd })
    const planned = await run(['plan', ...args, '--strict'], { cwd })
    const strict = await render('--strict')
    expect([planned.code, strict.code, strict.stdout]).toEqual([2, 2, ''])
    expect(strict).toEqual(planned)
    const rendered = await render()
    expect(rendered.code).toBe(code)
    expect(rendered.stderr).toContain('p.json')
    expect(rendered.stdout).toContain('[buildout]')
    const beside = await run(['plan', ...args, '--format', 'json', '-o', 'plan.json'], { cwd })
    expect(beside.code).toBe(code)
    expect(existsSync(join(cwd, 'plan.json'))).toBe(true)
  })
})

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { run } from '../support/run.js'

const cwd = fileURLToPath(new URL('../fixtures/schema/', import.meta.url))

function instance(parameters: Readonly<Record<string, string>>): string {
  const rows = Object.entries(parameters).map(
    ([id, value]) => `  <parameter id="${id}">${value}</parameter>\n`,
  )
  return `<instance>\n${rows.join('')}</instance>\n`
}

function jsonInXml(values: unknown): string {
  return instance({ _: JSON.stringify(values) })
}

async function findings(input: string, ...schema: string[]): Promise<Diagnostic[]> {
  const { stdout, stderr } = await run(
    ['validate', '-', '--format', 'json', '--schema', ...schema],
    {
      cwd,
      input,
    },
  )
  expect(stderr).toBe('')
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics
}

/** What a schema of draft 2020-12 finds in text, as `code path: hint`. */
async function found(parameters: Record<string, string>): Promise<string[]> {
  const all = await findings(instance({ title: 'x', ...parameters }), 'instance-input-schema.json')
  return all.map(({ code, path, hint }) => `${code} ${path}: ${hint}`)
}

describe('validate --schema', () => {
  it('draws a finding for each mistake at its place', async () => {
    const input = instance({
      title: 'much longer than twenty characters',
      instances: '0',
      autostart: 'yes',
      engine: 'inodb',
      weight: 'heavy',
      disks: '[{"size": 1, "paht": "/"}, {"size": "2"}, {}]',
      autostrat: 'true',
    })
    const args = ['validate', '-', '--schema', 'software.cfg.json']
    const { code, stdout } = await run(args, { cwd, input })
    await expect(stdout).toMatchFileSnapshot(`${cwd}snapshots/mistakes.text`)
    const json = await run([...args, '--format', 'json'], { cwd, input })
    await expect(json.stdout).toMatchFileSnapshot(`${cwd}snapshots/mistakes.findings`)
    expect(code).toBe(1)
  })

  it.each([
    [{ instances: '3', autostart: 'true', weight: '2.5', disks: '[{"size": 1}]' }],
    [{ weight: 'auto', engine: 'rocksdb', autostart: 'false' }],
    [{ title: '3' }],
  ])('takes text that spells what the schema asks for: %o', async (parameters) => {
    expect(await found(parameters)).toEqual([])
  })

  it.each([
    [{ instances: 'three' }, 'schema-value instances: null'],
    [{ instances: '03' }, 'schema-value instances: null'],
    [{ instances: '2.5' }, 'schema-value instances: null'],
    [{ instances: ' 3' }, 'schema-value instances: write 3, without quotes or spaces'],
    [{ instances: '' }, 'schema-value instances: null'],
    [{ autostart: 'yes' }, 'schema-value autostart: write true'],
    [{ autostart: 'True' }, 'schema-value autostart: write true'],
    [{ autostart: '0' }, 'schema-value autostart: write false'],
    [{ engine: 'innobd' }, 'schema-value engine: write innodb'],
    [{ instanecs: '3' }, 'schema-unknown instanecs: did you mean instances?'],
  ])('does not take %o', async (parameters, finding) => {
    expect(await found(parameters)).toEqual([finding])
  })

  it('wants types where the software reads JSON', async () => {
    const typed = ['software.cfg.json', '--software-type', 'typed']
    expect(await findings(jsonInXml({ title: 'x', instances: 3 }), ...typed)).toEqual([])
    expect(await findings('{ "title": "x", "instances": 3 }', ...typed)).toEqual([])
    expect(await findings(jsonInXml({ title: 'x', instances: '3' }), ...typed)).toMatchObject([
      { code: 'schema-value', path: 'instances', expected: 'a whole number', received: '"3"' },
    ])
  })

  it('tells parameters in the form that the software does not read', async () => {
    const typed = ['software.cfg.json', '--software-type', 'typed']
    expect(await findings(instance({ title: 'x' }), ...typed)).toMatchObject([
      {
        code: 'schema-serialisation',
        path: 'title',
        expected: '<parameter id="_">{ "NAME": value, … }</parameter> alone',
      },
    ])
    expect(await findings(jsonInXml({ title: 'x' }), 'software.cfg.json')).toMatchObject([
      { code: 'schema-serialisation', received: 'json-in-xml' },
    ])
    expect((await findings('<instance/>', ...typed)).map(({ code }) => code)).toEqual([
      'schema-missing',
    ])
  })

  it('fetches nothing from the network, and says so', async () => {
    const parameters = instance({ title: 'x', 'anything-else': '1', instances: 'x' })
    const all = await findings(parameters, 'software.cfg.json', '--software-type', 'resilient')
    expect(all).toMatchObject([
      {
        code: 'schema-skipped',
        severity: 'info',
        file: 'instance-resilient-input-schema.json',
        range: { start: { line: 6, column: 16 } },
      },
      { code: 'schema-value', path: 'instances' },
    ])
    const far = await findings(parameters, 'software.cfg.json', '--software-type', 'far')
    expect(far).toMatchObject([{ code: 'schema-skipped', file: 'software.cfg.json' }])
  })

  it('leaves out what is no schema, and checks the rest', async () => {
    const all = await findings(instance({ a: 'x', b: 'y' }), 'mended.json')
    expect(all.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'schema-skipped null',
      'schema-value b',
    ])
  })

  it('reads a schema of a draft of its own as the newest, and says so', async () => {
    expect(await findings('<instance/>', 'unknown-draft.json')).toMatchObject([
      {
        code: 'schema-skipped',
        severity: 'info',
        message: expect.stringContaining('https://example.org/my-own, and is read as 2020-12'),
      },
    ])
  })

  it('follows a schema that refers to itself', async () => {
    const values = { child: { other: { child: { n: 'x' } } } }
    expect(await findings(JSON.stringify(values), 'loop.json')).toMatchObject([
      {
        code: 'schema-value',
        path: 'child',
        message: expect.stringContaining('child/other/child/n'),
      },
    ])
  })

  it.each([
    ['dangling.json', 'schema-broken', 'gone.json cannot be read'],
    ['nowhere.json', 'schema-broken', 'it refers to common.json#/$defs/none'],
    ['syntax.json', 'schema-broken', 'syntax.json is not JSON'],
    ['absent.json', 'unreadable-file', 'no such file'],
    ['software.cfg.json --software-type resilent', 'bad-flag', 'did you mean resilient?'],
  ])('%s: %s', async (schema, code, text) => {
    const ran = await run(['validate', '-', '--schema', ...schema.split(' ')], {
      cwd,
      input: '<instance/>',
    })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(`[${code}]`)
    expect(ran.stderr).toContain(text)
    expect(ran.stdout).toBe('')
  })
})

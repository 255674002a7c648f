import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const xml = (values: Record<string, string>) =>
  `<instance>${Object.entries(values)
    .map(([id, value]) => `<parameter id="${id}">${value}</parameter>`)
    .join('')}</instance>`
const two = ['--name', 'a', '--count', '2']

describe('what plan says of the values that it is given', () => {
  it('is what validate says', async () => {
    const cwd = folderOf({
      'a.xml': xml({
        'resiliency-backup-periodicity': 'x y',
        '-sla-1-mode': 'z',
        '-sla-7-mode': '',
      }),
    })
    const planned = await run(['plan', '--parameters', 'a.xml', ...two], { cwd })
    const validated = await run(['validate', 'a.xml', ...two], { cwd })
    const codes = (text: string) => [...text.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code)
    expect(planned.code).toBe(1)
    expect(planned.stdout).toContain('a: 2 instances')
    expect(codes(validated.stdout)).toContain('bad-periodicity')
    expect(codes(planned.stderr).toSorted()).toEqual(codes(validated.stdout).toSorted())
  })

  it.each([
    ['names that no profile can hold', { 'a b': 'x', 'c=': 'y', '-sla-7-mode': 'z', '-sla-': '' }],
    ['a name and values', { 'remove-backup-older-than': '2 weeks', '': '', '-sla-1-regon': 'x' }],
    ['an SLA name that no profile can hold', { '-sla-1-a b': 'x', '-sla-0-c=': 'x', number: '1' }],
    ['names alone', { '-sla-1-': 'x', '-sla-8-region': 'x', '-sla-0-region': ' x', number: '1' }],
  ] as const)('is what validate says, word for word: %s', async (_, values) => {
    const cwd = folderOf({ 'a.xml': xml(values), 'a.json': JSON.stringify(values) })
    for (const file of ['a.xml', 'a.json']) {
      const validated = await run(['validate', file, ...two], { cwd })
      const all = Object.keys(values).filter((name) => validated.stdout.includes(`at: ${name}\n`))
      expect(all.toSorted()).toEqual(Object.keys(values).toSorted())
      for (const command of [
        ['plan'],
        ['plan', '--strict'],
        ['render', 'replicated', '--strict'],
      ]) {
        const { stderr } = await run([...command, '--parameters', file, ...two], { cwd })
        expect(stderr).toBe(validated.stdout)
      }
    }
  })

  it('stops at a shared fate with --strict, and is drawn without', async () => {
    const sites = { '-sla-0-computer_guid': 'COMP', '-sla-1-computer_guid': 'COMP' }
    const cwd = folderOf({ 'a.xml': xml(sites) })
    const args = ['plan', '--parameters', 'a.xml', ...two]
    const plain = await run(args, { cwd })
    expect(plain).toMatchObject({ code: 0, stderr: '' })
    expect(plain.stdout).toContain('are on one computer')
    const strict = await run([...args, '--strict'], { cwd })
    expect(strict).toMatchObject({ code: 2, stdout: '' })
    expect(strict.stderr).toContain('[shared-fate]')
  })
})

describe("a name that is almost one of the stack's own", () => {
  const name = 'resilient-backup-periodicity'
  const files = (schema: object) => ({
    'a.json': `{ "${name}": "0 3 * * *" }`,
    's.json': JSON.stringify(schema),
  })
  const codes = async (schema: object, ...args: string[]) => {
    const { stdout } = await run(['validate', 'a.json', ...args], { cwd: folderOf(files(schema)) })
    return [...stdout.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code)
  }

  it('is reported, unless the schema of the software has it', async () => {
    const known = { properties: { [name]: {} } }
    const other = { properties: { 'resiliency-backup-periodicity': {} } }
    expect(await codes(known)).toEqual(['parameter-lookalike'])
    expect(await codes(known, '--schema', 's.json')).toEqual([])
    expect(await codes(other, '--schema', 's.json')).toEqual(['parameter-lookalike'])
    const closed = { ...other, additionalProperties: false }
    expect(await codes(closed, '--schema', 's.json')).toEqual(['schema-unknown'])
  })
})

describe('magic keys', () => {
  it('are said to be matched with nothing where no component is given', async () => {
    const cwd = folderOf({ 'a.xml': xml({ '-sla-7-region': 'x' }), 'b.xml': xml({ b: 'x' }) })
    const { code, stdout, stderr } = await run(['validate', 'a.xml'], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('no component is given')
    expect((await run(['validate', 'a.xml', ...two], { cwd })).stderr).toBe('')
    expect((await run(['validate', 'b.xml'], { cwd })).stderr).toBe('')
  })

  it.each(['--count', '--export-type', '--monitor-return'])(
    'cannot be matched with a component that %s says and nobody names',
    async (flag) => {
      const cwd = folderOf({ 'a.xml': xml({ '-sla-7-region': 'x' }) })
      const { code, stderr } = await run(['validate', 'a.xml', flag, '3'], { cwd })
      expect(code).toBe(2)
      expect(stderr).toContain(`${flag} is given without the name of a component [bad-flag]`)
    },
  )

  it('have no white space around their values', async () => {
    const cwd = folderOf({
      'a.xml': xml({ '-sla-1-region': 'x ', '-sla-0-region': 'a b', c: ' d' }),
    })
    const { code, stdout } = await run(['validate', 'a.xml'], { cwd })
    expect(code).toBe(1)
    expect(stdout.match(/\[sla-padded\]/g)).toHaveLength(1)
    expect(stdout).toContain('hint: write x\n')
  })

  it('that are right for more instances have a hint that says so', async () => {
    const cwd = folderOf({
      'a.xml': xml({ '-sla-3-region': 'x' }),
      'b.xml': xml({ '-sla-b1-region': 'x' }),
    })
    const three = ['--name', 'a', '--count', '3']
    const { stdout } = await run(['validate', 'a.xml', ...three], { cwd })
    expect(stdout).toContain('hint: did you mean -sla-2-region? Or 4 instances: --count 4?')
    expect((await run(['validate', 'b.xml', ...three], { cwd })).stdout).not.toContain(
      'instead of 3',
    )
  })
})

describe('a finding inside of a parameter', () => {
  it('is not hidden by one whose name begins the same', async () => {
    const oneOf = [{ type: 'integer' }, { type: 'number' }]
    const cwd = folderOf({
      'a.json': '{ "a": 1, "ab": "x" }',
      's.json': JSON.stringify({ properties: { a: { oneOf }, ab: { type: 'integer' } } }),
    })
    const { stdout } = await run(['validate', 'a.json', '--schema', 's.json'], { cwd })
    expect(stdout).toContain('"a" is not what')
    expect(stdout).toContain('"ab" is not what')
  })
})

describe('a value that the stack and the schema both refuse', () => {
  it('is told once, by the one that says what to write', async () => {
    const periodicity = { type: 'string', pattern: '^[*]' }
    const cwd = folderOf({
      'a.xml': xml({ 'resiliency-backup-periodicity': 'x y', b: 'x' }),
      's.json': JSON.stringify({
        properties: { 'resiliency-backup-periodicity': periodicity, b: { pattern: '^y' } },
      }),
    })
    const { stdout } = await run(['validate', 'a.xml', '--schema', 's.json'], { cwd })
    expect([...stdout.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code)).toEqual([
      'bad-periodicity',
      'schema-value',
    ])
    expect(stdout).toContain('"b" is not what')
  })
})

describe('a value of resilient.ini', () => {
  it('holds # and ; within words, and all else in quotes', async () => {
    const cwd = folderOf({
      'resilient.ini':
        '[a]\ncount = 2\nmonitor-parameter = color=#fff;x\nmonitor-parameter = "b=c # d"\n' +
        "monitor-parameter = 'e=f ;\\g'\n",
    })
    const { stdout } = await run(['plan', '--format', 'json'], { cwd })
    const { components } = JSON.parse(stdout) as {
      components: { requests: { parameters: object }[] }[]
    }
    expect(components[0]!.requests[0]!.parameters).toMatchObject({
      color: '#fff;x',
      b: 'c # d',
      e: 'f ;\\g',
    })
  })

  const two = '[a]\ncount = 2\n'
  it.each([
    [`${two}monitor-parameter = monitor-password=pa #ss;x\n`, '3:1', 'or the comment on a line'],
    [`${two}monitor-parameter = monitor-password=pa ;ss\n`, '3:1', 'in double quotes'],
    [`${two}export-type = se # y\n`, '3:1', 'in double quotes'],
    [`${two}export-type = "se" # y\n`, '3:1', 'the quotes of "export-type" are malformed'],
    [`${two}export-type = a b\n`, '3:1', 'at: a:export-type'],
    [`${two}monitor-parameter = a=b\nmonitor-parameter = x\n`, '4:1', 'monitor-username=admin'],
    [`${two}set-monitor-url = maybe\n`, '3:1', 'true or false'],
    [`${two}count = 3\n`, '3:1', 'the option "count" is given twice'],
    [`${two}[b]\ncount = two\n`, '4:1', 'received: "two"'],
    ['[a]\ncount\n', '2:1', 'the option "count" has no value'],
    ['[a]\ncount =\n', '2:1', 'the option "count" has no value'],
    ['\n[]\ncount = 2\n', '2:1', 'cannot be named'],
    ['[pbs]\ncount = 2\n', '1:1', 'cannot be named'],
    ['[a b]\ncount = 2\n', '1:1', 'did you mean a-b?'],
    ['[shop\ncount = 2\n', '1:1', 'close the [ with a ]'],
  ])('is refused at its line: %j', async (text, place, says) => {
    const ran = await run(['plan'], { cwd: folderOf({ 'resilient.ini': text }) })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`resilient.ini:${place}`)
    expect(ran.stderr).toContain(says)
  })

  it('is not looked at where a flag stands for it', async () => {
    const cwd = folderOf({ 'resilient.ini': '[a]\ncount = many\n' })
    expect(await run(['plan', '--count', '2'], { cwd })).toMatchObject({ code: 0 })
  })
})

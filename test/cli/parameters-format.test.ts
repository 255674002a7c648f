import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { writeParameters } from '../../src/parameters/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import '../support/seed.js'

const runner = ['--name', 'runner', '--count', '3']
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((each) => !/[\p{Cc}\p{Cn}]/u.test(each))
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
  fc.constantFrom(
    '-sla-1-computer_guid',
    '-sla-runner2-network_guid',
    '-sla-9-a',
    '-sla-0-regon',
    '-sla-',
    'sla-1-region',
    'number',
    'a b',
    'resilient-backup-periodicity',
    'resiliency-backup-periodicity',
    'yes',
    '1',
    '_a',
  ),
)
const texts = fc.dictionary(name, text, { noNullPrototype: true })
const number = fc.integer().map((each) => each / 8)
const value = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(text), texts)
const parameters = fc.oneof(texts, fc.dictionary(name, value, { noNullPrototype: true }))

/** What a command prints as JSON, without where its findings stand: each file has places of its own. */
const withoutPlaces = (printed: string) =>
  JSON.stringify(
    JSON.parse(printed, (key, value: unknown) =>
      ['file', 'range'].includes(key) ? undefined : value,
    ),
  )

const isText = (given: Record<string, unknown>) =>
  Object.values(given).every((each) => typeof each === 'string')

describe('--parameters-format', () => {
  it('is another text and the same plan, byte for byte, with the same findings', async () => {
    const folder = folderOf({})
    await fc.assert(
      fc.asyncProperty(parameters, async (given) => {
        // With types, as what is not XML has them: a lone _ is how the master keeps those.
        const files = {
          'given.xml': writeParameters(given, { nested: 'json-in-xml' }),
          ...(isText(given) ? { 'text.xml': writeParameters(given) } : {}),
          'given.json': JSON.stringify(given),
          'given.yaml': stringify(given, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE' }),
          'given.yml': JSON.stringify(given, null, 1),
        }
        const plans = new Set<string>()
        const findings = new Set<string>()
        for (const [file, content] of Object.entries(files)) {
          writeFileSync(join(folder, file), content)
          const args = ['plan', file, ...runner, '--format', 'json']
          const { code, stdout } = await run(args, { cwd: folder })
          plans.add(code === 2 ? 'refused' : withoutPlaces(stdout))
          const validate = ['validate', file, ...runner, '--format', 'json']
          findings.add(withoutPlaces((await run(validate, { cwd: folder })).stdout))
        }
        expect(plans.size).toBe(1)
        expect(findings.size).toBe(1)
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it.each(['plan', 'validate', 'render replicated'])(
    'reads YAML from standard input for %s',
    async (command) => {
      const words = command.split(' ')
      const from = command === 'render replicated' ? ['--parameters', '-'] : ['-']
      const input = 'text: yes it is\n-sla-1-computer_guid: COMP-1\n'
      const flags = [...words, ...from, ...runner]
      const read = await run([...flags, '--parameters-format', 'yaml'], { input })
      const json = '{"text": "yes it is", "-sla-1-computer_guid": "COMP-1"}'
      const asJson = await run(flags, { input: json })
      const place = /^<stdin>:[\d:]+|^[ >].*\n/gm
      expect(read.code).toBe(asJson.code)
      expect(read.stdout.replace(place, '')).toBe(asJson.stdout.replace(place, ''))
      const unread = await run(flags, { input })
      expect(unread.stdout + unread.stderr).toContain('json-syntax')
      expect(unread.stdout + unread.stderr).toContain('--parameters-format yaml')
    },
  )

  it('is one of four, and says where the text is another', async () => {
    const wrong = await run(['validate', '-', '--parameters-format', 'toml'], { input: '{}' })
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.stderr).toContain('auto, xml, json or yaml')
    const yml = await run(['validate', '-', '--parameters-format', 'yml'], { input: 'a: 1' })
    expect(yml.code).toBe(0)
    const xml = await run(['validate', '-', '--parameters-format', 'json'], {
      input: '<instance/>',
    })
    expect(xml.stdout).toContain('json-syntax')
  })

  it.each(['{broken', 'hello', '{&quot;a&quot;: 1,}', ''])(
    'is not offered for a _ of XML that is not JSON: %j',
    async (inner) => {
      const input = `<instance><parameter id="_">${inner}</parameter></instance>`
      const { code, stdout } = await run(['validate', '-'], { input })
      expect(code).toBe(1)
      expect(stdout).toContain('json-syntax')
      expect(stdout).not.toContain('--parameters-format')
    },
  )

  it('shows no secret of a YAML file', async () => {
    const folder = folderOf({
      'a.yaml': 'password: hunter2\n-sla-9-a: 1\nmy-key:\n  - hunter2\n  - 2001-01-01\n',
    })
    const { stdout, stderr } = await run(['validate', 'a.yaml', ...runner], { cwd: folder })
    expect(stdout + stderr).toContain('yaml-value')
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { run } from '../support/run.js'

const ajv = new Ajv2020({ strict: true, strictTypes: false })
const schema = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as object

/** What is printed must fit, and each field of it be told: no schema is wider than it seems. */
describe('the published schemas', () => {
  const plan = ajv.compile(schema('plan'))
  const diagnostics = ajv.compile(schema('diagnostics'))
  const input = JSON.stringify({
    '-sla-1-region': 'eu',
    '-sla-a1-region': 'fr',
    '-sla-9-x': '',
    number: 1,
    b: [null],
  })
  const args = ['--name', 'a', '--count', '3', '--format', 'json']

  it('hold what plan prints', async () => {
    const printed: unknown = JSON.parse(
      (await run(['plan', ...args, '--parameters', '-'], { input })).stdout,
    )
    expect(plan(printed), JSON.stringify(plan.errors)).toBe(true)
    expect(plan({ ...(printed as object), version: 2 })).toBe(false)
  })

  it.each([['validate'], ['check']])('hold what %s prints', async (command) => {
    const text = command === 'check' ? '[buildout]\nparts = missing\n' : input
    const printed = JSON.parse(
      (await run([command, '-', ...(command === 'check' ? args.slice(4) : args)], { input: text }))
        .stdout,
    ) as {
      diagnostics: object[]
    }
    expect(diagnostics(printed), JSON.stringify(diagnostics.errors)).toBe(true)
    expect(printed.diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics({ ...printed, diagnostics: [{ ...printed.diagnostics[0], more: 1 }] })).toBe(
      false,
    )
  })
})

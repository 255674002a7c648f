import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

async function schemaOf(name: string, count: number): Promise<object> {
  const { code, stdout } = await run(['schema', '--name', name, '--count', String(count)])
  expect(code).toBe(0)
  return JSON.parse(stdout) as object
}

/** Whether the parameters of a software that refers to the schema, and closes its own, are good. */
async function accepts(name: string, count: number): Promise<(values: object) => boolean> {
  const ajv = new Ajv2020({ allowMatchingProperties: true })
  ajv.addSchema(await schemaOf(name, count), 'resiliency.json')
  const own = { title: { type: 'string' } }
  const closed = {
    type: 'object',
    $ref: 'resiliency.json',
    properties: own,
    unevaluatedProperties: false,
  }
  return ajv.compile<never>(closed) as unknown as (values: object) => boolean
}

describe('schema', () => {
  it('is one that people can read', async () => {
    const { stdout } = await run(['schema', '--name', 'runner', '--count', '2'])
    await expect(stdout).toMatchFileSnapshot('golden/schema.json')
  })

  it.each([
    [{ title: 'x' }],
    [{ 'resilient-clone-number': 2 }],
    [{ 'resiliency-backup-periodicity': '*/20 2-4 * jan mon-fri' }],
    [{ 'remove-backup-older-than': '1D12h' }],
    [{ '-sla-runner0-computer_guid': 'COMP', '-sla-pbs2-computer_guid': 'COMP' }],
    [{ '-sla-2-network_guid': 'NET', '-sla-pbs1-mode': 'unique_by_network' }],
  ])('of three runners accepts %o', async (values) => {
    expect((await accepts('runner', 3))(values)).toBe(true)
  })

  it.each([
    [{ 'resilient-clone-number': 3 }],
    [{ 'resilient-clone-number': '2' }],
    [{ 'resiliency-backup-periodicity': '0 0 3 * * *' }],
    [{ 'resiliency-backup-periodicity': '@hourly' }],
    [{ 'remove-backup-older-than': '2 weeks' }],
    [{ '-sla-3-computer_guid': 'COMP' }],
    [{ '-sla-pbs0-computer_guid': 'COMP' }],
    [{ '-sla-pbs3-computer_guid': 'COMP' }],
    [{ '-sla-runer1-computer_guid': 'COMP' }],
    [{ '-sla-1-computer-guid': 'COMP' }],
    [{ '-sla-1-computer_guid': '' }],
    [{ '-sla-01-computer_guid': 'COMP' }],
    [{ 'sla-1-computer_guid': 'COMP' }],
    [{ '-sla-1-mode': 'unique' }],
  ])('of three runners does not accept %o', async (values) => {
    expect((await accepts('runner', 3))(values)).toBe(false)
  })

  it.each([1, 2, 9, 10, 11, 12, 100, 101, 120, 1000, 2345])(
    'of %i knows every id, and no other',
    async (count) => {
      const isGood = await accepts('a.b', count)
      const takes = (key: string): boolean => isGood({ [`-sla-${key}-region`]: 'east' })
      const wrong = Array.from({ length: count + 20 }, (_, id) => id).filter(
        (id) =>
          takes(String(id)) !== id < count ||
          takes(`a.b${id}`) !== id < count ||
          takes(`pbs${id}`) !== (id > 0 && id < count),
      )
      expect(wrong).toEqual([])
      expect(takes('axb0')).toBe(false)
    },
  )

  it('of several components knows all of them', async () => {
    const cwd = folderOf({ 'resilient.ini': '[web]\ncount = 2\n[db]\ncount = 3\n' })
    const { stdout } = await run(['schema'], { cwd })
    const isGood = new Ajv2020({ allowMatchingProperties: true }).compile({
      ...(JSON.parse(stdout) as object),
      additionalProperties: false,
    })
    expect(isGood({ '-sla-web1-computer_guid': 'A', '-sla-db2-computer_guid': 'B' })).toBe(true)
    expect(isGood({ '-sla-web2-computer_guid': 'A' })).toBe(false)
    expect(isGood({ 'resilient-clone-number': 1 })).toBe(true)
  })

  it('is one that validate takes', async () => {
    const { stdout } = await run(['schema', '--name', 'runner', '--count', '3'])
    const cwd = folderOf({ 'resiliency.json': stdout })
    const input = '{"resilient-clone-number": 2, "remove-backup-older-than": 2}'
    const ran = await run(['validate', '-', '--schema', 'resiliency.json'], { cwd, input })
    expect(ran.stdout).toContain('"remove-backup-older-than" is')
    expect(ran.stdout).toContain('[schema-value]')
    expect(ran.stdout).not.toContain('resilient-clone-number" is')
  })

  it('refuses a count that cannot be', async () => {
    const { code, stderr } = await run(['schema', '--name', 'runner', '--count', '0'])
    expect(code).toBe(2)
    expect(stderr).toContain('bad-count')
  })
})

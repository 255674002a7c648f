import { describe, expect, it } from 'vitest'
import { validateParameters } from '../../src/index.js'
import { parseYamlParameters } from '../../src/parameters/index.js'
import { planAll, validateDocument } from '../../src/plan/index.js'

const shop = { name: 'shop', count: 3, exportType: 'shop-export', importType: 'shop-import' }

it.each([null, [], {}, false, true, ['A']])('%j is not the text of an SLA value', (value) => {
  const keys = ['computer_guid', 'network_guid', 'mode'].flatMap((name) =>
    [0, 1].map((id) => `-sla-${id}-${name}`),
  )
  const parameters = Object.fromEntries(keys.map((key) => [key, value]))
  const found = validateParameters(JSON.stringify(parameters), { components: [shop] })
  expect(found.map(({ code, path }) => [code, path])).toEqual(keys.map((key) => ['sla-value', key]))
  expect(found[0]!.message).toBe('the value of "-sla-0-computer_guid" is not text')
})

it('an empty value of YAML is none either', async () => {
  const document = await parseYamlParameters('-sla-1-computer_guid:\n-sla-2-computer_guid: ~\n')
  const found = validateDocument(document, { components: [shop] })
  expect(found.map(({ code }) => code)).toEqual(['sla-value', 'sla-value'])
})

it('an empty text asks for nothing, yet takes the default mode away', () => {
  const key = '-sla-1-memory_size'
  const [found] = validateParameters(JSON.stringify({ [key]: '' }), { components: [shop] })
  expect(found!.message).toBe(
    `"${key}" is empty: it asks for no memory_size, yet leaves what it is for without mode = unique_by_network`,
  )
  const [made] = planAll([{ ...shop, parameters: { [key]: '' } }])
  const { sla } = made!.requests.find(({ name }) => name === 'shop1')!
  expect(Object.keys(sla)).toEqual(['memory_size'])
  const malformed = validateParameters('{"-sla-": ""}', { components: [shop] })
  expect(malformed.map(({ message }) => message)).toContain('"-sla-" is empty, and has no effect')
})

it('a number is printed as it is', () => {
  expect(validateParameters('{"-sla-1-cpu_core": 4}', { components: [shop] })).toEqual([])
})

describe('one fault is one finding', () => {
  it.each([
    ['-sla-shop0-mode', ' unique_by_network', 'sla-mode', 'write unique_by_network'],
    ['-sla-shop0-mode', ' ', 'sla-mode', 'write unique_by_network'],
    ['-sla-pbs1-computer_guid', ' COMP-1', 'sla-padded', 'write COMP-1'],
    ['-sla-shop0-region ', 'x', 'bad-option-name', 'did you mean -sla-shop0-region?'],
    ['-sla-shop0-regoin ', 'x', 'bad-option-name', 'did you mean -sla-shop0-region?'],
    [' -sla-1-mode', 'x', 'bad-option-name', 'did you mean -sla-1-mode?'],
    ['resilient-clone-number ', '2', 'bad-option-name', 'did you mean resilient-clone-number?'],
    ['a b', 'x', 'bad-option-name', 'rename the parameter'],
  ])('%j: %j', (key, value, code, hint) => {
    const found = validateParameters(JSON.stringify({ [key]: value }), { components: [shop] })
    expect(found).toMatchObject([{ code, path: key }])
    expect(found[0]!.hint).toContain(hint)
  })
})

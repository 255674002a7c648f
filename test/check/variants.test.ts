import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { conditionOf, mostCombinations, variantsOfSchema } from '../../src/check/variants.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { run } from '../support/run.js'

/** What a schema makes of a template that names some parameters. */
async function variants(files: Record<string, unknown>, source: string) {
  const schema = await openSchema('file:///a/main.json', undefined, (url) => {
    const file = url.slice('file:///a/'.length)
    return Promise.resolve({ file, text: JSON.stringify(files[file]) })
  })
  return variantsOfSchema(source, schema)
}

async function values(schema: unknown, source = ''): Promise<unknown[]> {
  const all = await variants({ 'main.json': schema }, source)
  return all.map(({ parameters }) => Object.fromEntries(parameters))
}

describe('variants of a schema', () => {
  it('are the default, each enum value, both booleans, one value of each type', async () => {
    const properties = {
      engine: { enum: ['a', 'b'], default: 'b' },
      on: { type: 'boolean' },
      port: { type: ['integer', 'null', 'array', 'object'], minimum: 80 },
      name: { type: 'string', minLength: 2 },
      fixed: { const: [1] },
      code: { type: 'string', examples: ['E1'], pattern: '^E' },
    }
    expect(await values({ properties })).toEqual([
      {},
      { engine: 'b' },
      { engine: 'a' },
      { on: true },
      { on: false },
      { port: 80 },
      { port: null },
      { port: [] },
      { port: {} },
      { name: 'xx' },
      { fixed: [1] },
      { code: 'E1' },
    ])
  })

  it('combine what the template names, and hold what is required', async () => {
    const schema = {
      required: ['a'],
      properties: { a: { enum: [1, 2] }, b: { type: 'boolean' }, dict: { default: 3 } },
    }
    expect(await values(schema, '{{ slapparameter_dict.a }}{{ slapparameter_dict["b"] }}')).toEqual(
      [
        { a: 1 },
        { a: 1, dict: 3 },
        { a: 1, b: true },
        { a: 1, b: false },
        { a: 2 },
        { a: 2, b: true },
        { a: 2, b: false },
      ],
    )
  })

  it('try each value alone where the combinations are many', async () => {
    const combined = async (count: number): Promise<number> => {
      const names = Array.from({ length: count }, (_, index) => `name${index}`)
      const properties = Object.fromEntries(names.map((name) => [name, { enum: [1] }]))
      return (await values({ properties }, names.join(' '))).length
    }
    expect(await combined(Math.log2(mostCombinations))).toBe(mostCombinations)
    expect(await combined(Math.log2(mostCombinations) + 1)).toBe(1 + 7)
  })

  it('are only what the schema allows', async () => {
    const schema = {
      properties: { a: { const: 1 }, b: { const: 1 } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    }
    expect(await values(schema, 'a b')).toEqual([{ b: 1 }, { a: 1 }])
  })

  it('are made up where no value is one that the schema allows', async () => {
    const schema = { required: ['a'], properties: { a: { type: 'string', pattern: '^[0-9]{9}$' } } }
    expect(await variants({ 'main.json': schema }, '')).toEqual([
      { parameters: new Map([['a', 'x']]), isMadeUp: true },
    ])
  })

  it('are found by reference, in other files too', async () => {
    const more = {
      type: 'object',
      properties: { 'a/b': { $ref: '#/$defs/a~1b' }, own: { $ref: '#/$defs/more' } },
    }
    const main = {
      anyOf: [{ $ref: 'b.json#/$defs/more' }],
      then: { properties: { c: { const: 3 } } },
    }
    const files = { 'main.json': main, 'b.json': { $defs: { more, 'a/b': { enum: [7] } } } }
    const all = await variants(files, '')
    expect(all.map(({ parameters }) => Object.fromEntries(parameters))).toEqual([
      {},
      { c: 3 },
      { 'a/b': 7 },
      { own: {} },
    ])
  })

  it('end where a schema leads back to itself', async () => {
    const schema = { allOf: [{ $ref: '#' }], properties: { a: { const: 1 } } }
    expect(await values(schema)).toEqual([{}, { a: 1 }])
  })
})

describe('the condition of a finding', () => {
  const all = [{}, { a: 1 }, { b: 1 }, { a: 1, b: 1 }].map((each) => ({
    parameters: new Map(Object.entries(each)),
    isMadeUp: false,
  }))
  it.each([
    [[0, 1, 2, 3], undefined],
    [[1, 3], 'found with a=1'],
    [[3], 'found with a=1, b=1'],
    [[0, 2], 'found without a'],
    [[0, 1, 2], 'not found with a=1, b=1'],
    [[1], 'found with a=1 and without b'],
    [[1, 2], 'found with a=1, among others'],
    [[0, 3], 'found without parameters, among others'],
  ])('in variants %j', (where, condition) => {
    expect(
      conditionOf(
        where.map((index) => all[index]!),
        all,
      ),
    ).toBe(condition)
  })
})

describe('check --schema', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'resilient-'))
    const properties = { on: { type: 'boolean' }, port: { type: 'integer', default: 80 } }
    const type = { title: 'x', request: 'schema.json', response: 'out.json' }
    const types = { text: type, json: { ...type, serialisation: 'json-in-xml' } }
    const software = { name: 'x', serialisation: 'xml', 'software-type': types }
    const template =
      "[buildout]\nparts =\n{% if slapparameter_dict.get('on') %}\n  on\n{% endif %}\n" +
      "  gone\n# {{ slapparameter_dict.get('port', 0) + 1 }}\n"
    writeFileSync(join(folder, 'schema.json'), JSON.stringify({ properties }))
    writeFileSync(join(folder, 'software.cfg.json'), JSON.stringify(software))
    writeFileSync(join(folder, 'root.cfg.jinja2'), template)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const check = (...args: string[]) => run(['check', 'root.cfg.jinja2', ...args], { cwd: folder })

  async function found(...args: string[]): Promise<string[]> {
    const { stdout } = await check('--schema', ...args)
    return stdout.split('\n').filter((line) => /^root|see:/.test(line))
  }

  it('tells each finding once, with the parameters under which it shows', async () => {
    const typed = [
      'root.cfg.jinja2:6:3: error the part gone has no section [part-missing]',
      'root.cfg.jinja2:4:3: error the part on has no section [part-missing]',
      '  see: found with on=true',
    ]
    expect(await found('schema.json')).toEqual(typed)
    expect(await found('software.cfg.json', '--software-type', 'json')).toEqual(typed)
  })

  it('gives text where the software reads text', async () => {
    expect(await found('software.cfg.json', '--software-type', 'text')).toEqual([
      'root.cfg.jinja2:6:3: error the part gone has no section [part-missing]',
      expect.stringMatching(/^root.cfg.jinja2:7:\d+: error unsupported operand.*template-value/),
      '  see: not found without port',
      'root.cfg.jinja2:4:3: error the part on has no section [part-missing]',
      '  see: not found without on',
    ])
  })

  it('runs a template without an end once', async () => {
    const endless = '[buildout]\nparts =\n{% for a in range(10**9) %}{% endfor %}\n'
    writeFileSync(join(folder, 'root.cfg.jinja2'), endless)
    const lines = await found('schema.json', '--max-steps', '1000')
    expect(lines).toEqual([expect.stringMatching(/\[template-limit\]$/)])
  })

  it('refuses two ways to say what to render with, and a schema that is none', async () => {
    const both = await check('--schema', 'schema.json', '--parameters', 'schema.json')
    expect(both).toMatchObject({ code: 2, stdout: '' })
    expect(both.stderr).toContain('[bad-flag]')
    const none = await check('--schema', 'root.cfg.jinja2')
    expect(none).toMatchObject({ code: 2, stdout: '' })
    expect(none.stderr).toContain('[schema-broken]')
  })
})

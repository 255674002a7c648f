import { describe, expect, it } from 'vitest'
import { checkProfile } from '../../src/check/index.js'
import { checkTemplate } from '../../src/check/jinja.js'
import { parseParameters, parseYamlParameters } from '../../src/parameters/index.js'
import { openSchema } from '../../src/parameters/schema/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'
import { survive } from './support.js'

const many = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('')
const head = '[buildout]\nparts = x\n'
const opened = (schema: object) =>
  openSchema('file:///schema.json', undefined, () =>
    Promise.resolve({ file: 'schema.json', text: JSON.stringify(schema) }),
  )

/** Each takes the square of its size where nothing counts. */
const profiles: [what: string, text: string, code: string][] = [
  [
    'refers to many options that are nearly there',
    `${head}[x]\n${many(30_000, (i) => `o${i}=\${y:option${i}}\n`)}[y]\n${many(30_000, (i) => `optiox${i}=b\n`)}`,
    'too-large',
  ],
  [
    'lacks what its own options ask for',
    `${head}${many(20_000, (i) => `[s${i}]\na=\${:b${i}}\n`)}[x]\na=\${s1:a}\n`,
    'reference-option',
  ],
  [
    'extends many that are not there',
    `[buildout]\nextends =\n${many(60_000, (i) => ` b${i}.cfg\n`)}`,
    'extends-unreadable',
  ],
  ['refers to one place often', `${head}[x]\na=${'${y:z}'.repeat(500_000)}\n`, 'reference-section'],
  [
    'inherits along a long chain',
    `${head}${many(2000, (i) => `[x${i}]\n<= x${i + 1}\n${many(50, (j) => `o${i}_${j}=1\n`)}`)}[x2000]\na=b\n`,
    'too-large',
  ],
]

describe('a profile', () => {
  it.each(profiles)('that %s is checked or refused', async (_, text, code) => {
    await survive(() => {
      const found = checkProfile(text, { file: 'a.cfg' })
      expect(found.map((each) => each.code)).toContain(code)
      expect(found.length).toBeLessThanOrEqual(20_001)
    })
  })
})

describe('instance parameters in YAML', () => {
  it.each([
    ['aliases of a number', `a: &a 1\nb: [${'*a,'.repeat(900_000)}]`],
    ['brackets', `a: ${'['.repeat(1_000_000)}`],
    ['dashes', `a:\n${'- '.repeat(1_000_000)}`],
    ['questions', '? '.repeat(1_000_000)],
    ['pairs', many(200_000, (i) => `k${i}: \n`)],
  ])('are refused before they are read: %s', async (_, text) => {
    const found = await survive(() => parseYamlParameters(text, { file: 'a.yaml' }))
    expect(found.map(({ code }) => code)).toEqual(['yaml-value'])
  })

  it('may have as many aliases as values', async () => {
    const text = `a: &a 1\nb: [${'*a,'.repeat(90_000)}]`
    expect(await survive(() => parseYamlParameters(text, { file: 'a.yaml' }))).toEqual([])
  })
})

describe('a schema', () => {
  const patternProperties = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [`^k${i}`, { type: 'string' }]),
  )
  const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1]))
  const required = Array.from({ length: 10_000 }, (_, i) => `r${i}`)
  const items = Array.from({ length: 100_000 }, () => ({}))

  it.each([
    [{ patternProperties }, names],
    [{ properties: { a: { items: { required } } } }, { a: items }],
    [{ properties: { a: { pattern: '(.?){1000}$' } } }, { a: 'a'.repeat(200_000) }],
  ])('is held to parameters in bounds: %.60j', async (schema, values) => {
    const { check } = await opened(schema)
    await survive(() => {
      const found = check(parseParameters(JSON.stringify(values)))
      expect(found.map(({ code }) => code)).toEqual(['too-large'])
    })
  })

  it('with a pattern of millions of characters goes without it', async () => {
    const schema = { properties: { a: { pattern: 'a'.repeat(3_000_000) } } }
    await survive(async () => {
      const { diagnostics } = await opened(schema)
      expect(diagnostics.map(({ code }) => code)).toEqual(['schema-skipped'])
    })
  })
})

describe('what is rendered again and again', () => {
  it('has the steps of one template together, for all that a schema allows', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`p${i}`, { enum: [...'abcdefghij'] }]),
    )
    const schema = await opened({ properties })
    const source = `[buildout]\nparts =\n{% for i in range(100000) %}{% endfor %}`
    await survive(() => {
      const found = checkTemplate(source, { file: 'a.cfg.jinja2' }, { options: {} }, schema)
      expect(found).toMatchObject([{ code: 'template-limit', severity: 'info' }])
    })
  })
})

it.each(['include', 'import', 'extends'])('a name that is no path is none: %s', async (tag) => {
  const as = tag === 'import' ? ' as a' : ''
  const cwd = folderOf({ 't.jinja2': `{% ${tag} 'a\0b'${as} %}` })
  const { stderr } = await run(['render', 'template', 't.jinja2'], { cwd })
  expect(stderr).not.toContain('ERR_')
  expect(stderr).toContain('it is not a path')
})

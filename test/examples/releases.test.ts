import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { renderRelease, renderStack } from '../../src/profiles/index.js'
import { run } from '../support/run.js'
import { md5 } from '../support/stack.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folderOf = (name: string): string => `${root}examples/${name}/`

// What `slapos-resilient stack` writes here, with the version that package.json has.
describe('stack/resilient', () => {
  const folder = join(root, 'stack/resilient')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const made = renderStack({ version, md5 })

  it('has the files that stack makes, and no others', () => {
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort())
  })

  it.each([...made])('has %s as stack makes it', async (file, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, file))
  })
})

interface Schema {
  properties: Record<string, unknown>
}

// `npx vitest run test/examples -u` brings them up to what init makes now.
describe.each([
  [
    'mariadb',
    ['dump', 'check', 'ask', 'statements'].map((part) => `instance-mariadb-${part}.cfg.in`),
  ],
  ['postgres', ['instance-postgres-dump.cfg.in', 'instance-postgres-load.cfg.in']],
])('examples/%s', (name, own) => {
  const folder = folderOf(name)
  const filledIn = [
    ...own,
    'README.md',
    'software.cfg',
    `instance-${name}.cfg.in`,
    `instance-${name}-export.cfg.in`,
    `instance-${name}-import.cfg.in`,
  ]
  const made = renderRelease({ name, md5 })
  const read = (file: string): string => readFileSync(folder + file, 'utf8')
  const textOf = (file: string): string => (filledIn.includes(file) ? read(file) : made.get(file)!)

  /** The checksums with those of the files that are the example's own. */
  const withEntries = (file: string, text: string): string =>
    file === 'buildout.hash.cfg'
      ? own.reduce((all, each) => `${all}\n[${each.replace('.cfg.in', '')}]\nfilename = ${each}\nmd5sum = \n`, text)
      : text

  /** A schema with the parameter that the example adds. */
  const withOwn = (file: string, text: string): string => {
    if (file !== `instance-${name}-root-input-schema.json`) return text
    const ours = 'allow-inexact-dump'
    const schema = JSON.parse(text) as Schema
    const { [ours]: described } = (JSON.parse(read(file)) as Schema).properties
    expect(described).toMatchObject({ type: 'string' })
    schema.properties[ours] = described
    return `${JSON.stringify(schema, null, 2)}\n`
  }

  it('has the files that init makes, and those of its own', () => {
    expect(readdirSync(folder).sort()).toEqual([...made.keys(), ...own].sort())
  })

  it.each([...made.keys()].filter((file) => !filledIn.includes(file)))(
    'has %s as init makes it',
    async (file) => {
      const text = withOwn(file, withEntries(file, textOf(file))).replace(
        /^(filename = (.*)\nmd5sum = ).*$/gm,
        (_, head: string, template: string) => head + md5(textOf(template)),
      )
      await expect(text).toMatchFileSnapshot(folder + file)
    },
  )

  it('is clean to hash and check', async () => {
    const profiles = readdirSync(folder).filter((file) => file.endsWith('.cfg.in'))
    const hash = await run(['hash', '--check'], { cwd: folder })
    expect(hash).toMatchObject({ code: 0, stderr: '' })
    const check = await run(['check', 'software.cfg', ...profiles], { cwd: folder })
    expect([check.code, check.stdout.match(/ (?:error|warning) .*/g)]).toEqual([0, null])
  })

  it.each(filledIn)('has %s filled in', (file) => expect(read(file)).not.toBe(made.get(file)))
})

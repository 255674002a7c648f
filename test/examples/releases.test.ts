import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { renderRelease } from '../../src/profiles/index.js'
import { run } from '../support/run.js'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url))

// `npx vitest run test/examples -u` brings them up to what init makes now.
describe.each(['mariadb', 'postgres'])('examples/%s', (name) => {
  const folder = folderOf(name)
  const filledIn = [
    'README.md',
    'software.cfg',
    `instance-${name}.cfg.in`,
    `instance-${name}-export.cfg.in`,
    `instance-${name}-import.cfg.in`,
  ]
  const made = renderRelease({ name, md5 })
  const read = (file: string): string => readFileSync(folder + file, 'utf8')
  const textOf = (file: string): string => (filledIn.includes(file) ? read(file) : made.get(file)!)

  it('has the files that init makes, and no others', () => {
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort())
  })

  it.each([...made.keys()].filter((file) => !filledIn.includes(file)))(
    'has %s as init makes it',
    async (file) => {
      const text = textOf(file).replace(
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

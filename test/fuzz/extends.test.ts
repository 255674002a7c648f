import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { checkProfile } from '../../src/index.js'
import { survive } from './support.js'

/** What is found in a.cfg, of which others are by their names. */
const found = async (files: Record<string, string>): Promise<readonly string[]> => {
  let codes: string[] = []
  const reader = (path: string): string => files[path.slice(1)] ?? ''
  const thrown = await survive(() => {
    codes = checkProfile(files['a.cfg']!, { path: '/a.cfg', reader }).map(({ code }) => code)
  })
  expect(thrown).toEqual([])
  return codes
}
const part = (name: string): string =>
  `[buildout]\nparts = ${name}\n[${name}]\nrecipe = r\n[s]\no += ${name}\n`

describe('a profile that extends', () => {
  it('two by turns, a thousand times, is told once of what is lost between them', async () => {
    const extending = (count: number): string =>
      `[buildout]\nextends = ${'b.cfg c.cfg '.repeat(count)}\nparts += a\n[a]\nrecipe = r\n`
    const others = { 'b.cfg': part('b'), 'c.cfg': part('c') }
    const once = await found({ 'a.cfg': extending(2), ...others })
    expect(once).toContain('parts-lost')
    expect(await found({ 'a.cfg': extending(10_000), ...others })).toEqual(once)
  })

  it('what extends it again, as all of them do, is told of one loop of each', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `f${i}.cfg`)
    const text = `[buildout]\nextends = a.cfg ${names.join(' ')}\nparts =\n`
    const files = Object.fromEntries([...names, 'a.cfg'].map((name) => [name, text]))
    expect(await found(files)).toEqual(Array<string>(151).fill('extends-loop'))
  })
})

describe('a release', () => {
  it.each(['${s40:o}', '${s0:o}', 'a'])(
    'of which each option has the next one twice, and the last is %s, is checked',
    async (last) => {
      const doubled = Array.from({ length: 40 }, (_, i) => {
        const next = '${' + `s${i + 1}:o}`
        return `[s${i}]\no = ${i === 39 ? last : next + next}\n`
      })
      const software = `[buildout]\nparts = a\n[a]\nrecipe = slapos.recipe.template\nurl = \${s0:o}\noutput = \${s0:o}\n`
      const reader = (): string => software + doubled.join('')
      const thrown = await survive(() => {
        checkRelease('/software.cfg', { reader })
      })
      expect(thrown).toEqual([])
    },
  )
})

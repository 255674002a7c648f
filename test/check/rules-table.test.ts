import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/check/rules/index.js'

const folder = new URL('../../src/check/rules/', import.meta.url)
const files = readdirSync(folder).filter((file) => file !== 'index.ts')

describe('the table of rules', () => {
  it('has the rule of every file', async () => {
    const exported = await Promise.all(
      files.map(async (file) => {
        const module = (await import(new URL(file, folder).href)) as Record<string, unknown>
        return Object.values(module).filter((each) => typeof each === 'function')
      }),
    )
    expect(new Set(rules)).toEqual(new Set(exported.flat()))
    expect(rules).toHaveLength(exported.flat().length)
  })
})

describe('every code that a rule gives', () => {
  const fixtures = readdirSync(new URL('../fixtures/check/', import.meta.url))
  const given = files.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    return [...text.matchAll(/(?:found\(\s*|code: )'([\w-]+)'/g)].map(([, code]) => code!)
  })

  it.each(given)('%s has profiles that show it', (code) => {
    expect(fixtures).toContain(code)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/index.js'

const folder = new URL('../../src/check/rules/', import.meta.url)
const files = readdirSync(folder).filter((file) => file !== 'index.ts')

describe('every code that a rule gives', () => {
  const fixtures = readdirSync(new URL('../fixtures/check/', import.meta.url))
  const given = files.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    // One that is compared is an option of that name.
    return Object.keys(codes).filter((code) => new RegExp(`(?<!=== )'${code}'`).test(text))
  })

  it.each(given)('%s has a page that shows it', (code) => {
    expect(fixtures).toContain(`${code}.md`)
  })
})

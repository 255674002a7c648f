import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/index.js'

const root = new URL('../../', import.meta.url)

describe('docs/diagnostics.md', () => {
  const page = readFileSync(new URL('docs/diagnostics.md', root), 'utf8')

  it('tells every code, and no other', () => {
    const told = [...page.matchAll(/^\|\s*`([a-z0-9-]+)`/gm)].map(([, code]) => code!)
    expect(told.sort()).toEqual(Object.keys(codes).sort())
  })
})

describe('every code', () => {
  const sources = readdirSync(new URL('src/', root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'codes.ts')
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')

  it.each(Object.keys(codes))('%s is given by some code', (code) => {
    expect(sources.includes(`'${code}'`), 'no code gives it').toBe(true)
  })
})

import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/index.js'

const root = new URL('../../', import.meta.url)

describe('every code', () => {
  const sources = readdirSync(new URL('src/', root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'codes.ts')
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')

  it.each(Object.keys(codes))('%s is given by some code', (code) => {
    expect(sources.includes(`'${code}'`), 'no code gives it').toBe(true)
  })
})

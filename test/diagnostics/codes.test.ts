import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/index.js'

const root = new URL('../../', import.meta.url)

describe('every code', () => {
  const sources = readdirSync(new URL('src/', root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'codes.ts')
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')
  // A code is given where it is handed on, not where one is compared with it or left out.
  const given = sources.replaceAll(/(?:[!=]==? |case )'[a-z-]+'/g, '')

  it.each(Object.keys(codes))('%s is given by some code', (code) => {
    expect(given, 'no code gives it').toContain(`'${code}'`)
  })

  it('is none that nothing but a comparison names', () => {
    expect("if (code === 'a-b') fail('c-d')".replaceAll(/(?:[!=]==? |case )'[a-z-]+'/g, '')).toBe(
      "if (code ) fail('c-d')",
    )
  })
})

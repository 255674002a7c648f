import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const conformance = join(root, 'test/conformance')

/** What stands between quotes in the tests, as what it may be once its values are put in. */
const titles = readdirSync(conformance, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => readFileSync(join(conformance, name), 'utf8').match(/'[^'\n]{9,}'/g) ?? [])
  .map((quoted) => quoted.slice(1, -1).split(/%[sij]/))

const isTest = (name: string): boolean =>
  titles.some(
    ([first = '', ...rest]) =>
      name.startsWith(first) &&
      rest.every((part) => name.includes(part)) &&
      name.endsWith(rest.at(-1) ?? first),
  )

const quotedIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, quoted]) => quoted!.replaceAll('\n', ' '))

describe('a page', () => {
  it('names a test of each fault that there is', () => {
    const tables = readFileSync(join(root, 'docs/take-over.md'), 'utf8').split('\n\n')
    const rows = tables
      .filter((table) => / test \|\n/.test(table))
      .flatMap((table) => table.trim().split('\n').slice(2))
    const names = rows.flatMap((row) => quotedIn(row.split(' | ').at(-1)!))
    expect(names.length).toBeGreaterThan(60)
    expect(names.filter((name) => !isTest(name))).toEqual([])
    const last = rows.map((row) => row.split(' | ').at(-1)!)
    expect(last.filter((cell) => !/`|the same|none: it stays open/.test(cell))).toEqual([])
  })

  it('names the tests of what is closed', () => {
    const names = quotedIn(readFileSync(join(root, 'docs/security.md'), 'utf8'))
    const tests = names.filter((name) => /^[a-z]+(?:,? [a-z’]+){6,}$/.test(name))
    expect(tests.length).toBeGreaterThan(8)
    expect(tests.filter((name) => !isTest(name))).toEqual([])
  })
})

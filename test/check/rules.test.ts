import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { run } from '../support/run.js'

const fixtures = fileURLToPath(new URL('../fixtures/check/', import.meta.url))

async function check(
  code: string,
  file: string,
): Promise<{ exit: number; codes: string[]; text: string }> {
  const cwd = join(fixtures, code)
  const text = await run(['check', file], { cwd })
  const json = await run(['check', file, '--format', 'json'], { cwd })
  const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: Diagnostic[] }
  expect(diagnostics.every(({ range }) => range !== undefined && range !== null)).toBe(true)
  return { exit: text.code, codes: diagnostics.map((each) => each.code), text: text.stdout }
}

/** A folder for each code: `found.cfg` triggers it, `clean.cfg` looks alike and does not. */
describe('check, rule by rule', () => {
  it.each(readdirSync(fixtures))('%s', async (code) => {
    const found = await check(code, 'found.cfg')
    expect(new Set(found.codes)).toEqual(new Set([code]))
    expect(found.exit).toBe(['condition-untold', 'extends-unread', 'parts-dropped', 'parts-lost'].includes(code) ? 0 : 1)
    await expect(found.text).toMatchFileSnapshot(join(fixtures, code, 'found.txt'))
    expect(await check(code, 'clean.cfg')).toEqual({ exit: 0, codes: [], text: '' })
  })
})

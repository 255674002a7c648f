import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/index.js'
import { blocksOf } from '../docs/blocks.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const fixtures = fileURLToPath(new URL('../fixtures/check/', import.meta.url))

async function check(
  cwd: string,
  file: string,
): Promise<{ exit: number; codes: string[]; text: string }> {
  const text = await run(['check', file], { cwd })
  const json = await run(['check', file, '--format', 'json'], { cwd })
  const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: Diagnostic[] }
  expect(diagnostics.every(({ range }) => range !== undefined && range !== null)).toBe(true)
  return { exit: text.code, codes: diagnostics.map((each) => each.code), text: text.stdout }
}

/** Codes that are information by themselves. */
const infos = [
  ...['condition-unresolved', 'extends-unread', 'parts-dropped', 'parts-lost'],
  'ssh-url-slash',
]

/**
 * A page for each code: `found.cfg` triggers it, `clean.cfg` looks alike and does not. What `check`
 * says of the first stands between them, and -u writes it.
 */
describe('check, rule by rule', () => {
  it.each(readdirSync(fixtures))('%s', async (name) => {
    const code = name.slice(0, -'.md'.length)
    const page = readFileSync(join(fixtures, name), 'utf8')
    const files = blocksOf(page).flatMap(({ attributes: { file }, text }) =>
      file === undefined ? [] : [[file, text] as const],
    )
    expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(['found.cfg', 'clean.cfg']))
    const cwd = folderOf(Object.fromEntries(files))
    const found = await check(cwd, 'found.cfg')
    expect(new Set(found.codes)).toEqual(new Set([code]))
    expect(found.exit).toBe(infos.includes(code) ? 0 : 1)
    expect(await check(cwd, 'clean.cfg')).toEqual({ exit: 0, codes: [], text: '' })
    const said = '```text\n' + found.text + '```\n'
    const before = page.replace(/^```text\n[\s\S]*?^```\n\n/m, '')
    await expect(
      before.replace(/^```cfg file=clean\.cfg$/m, (block) => `${said}\n${block}`),
    ).toMatchFileSnapshot(join(fixtures, name))
  })
})

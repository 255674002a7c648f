import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderOurs } from '../support/jinja2.js'
import { refused, refusedBy } from './corpus/refused.js'

const page = readFileSync('docs/jinja.md', 'utf8')
const rows = page
  .slice(page.indexOf('| refused | because |'))
  .split('\n')
  .slice(2)
  .map((line) => /^\| (.*) \| (.*) \|$/.exec(line))
  .map((row) => row && ([row[1]!, row[2]!] as const))
const table = rows.slice(0, rows.indexOf(null)).map((row) => row!)

describe('what docs/jinja.md says is refused', () => {
  it('is all that the corpus holds', () => {
    expect(table.map(([, because]) => because)).toEqual(Object.keys(refusedBy))
  })

  it.each(table)('has a template for each name in: %s', (constructs, because) => {
    const templates = refusedBy[because]!.join('\n')
    const names = [...constructs.matchAll(/`([^`]+)`/g)]
      .map(([, code]) => code!.replace(/^\\\||\(\)$|^\{% | %\}$/g, ''))
      .filter((name) => !allowed.has(name))
    expect(names.filter((name) => !templates.includes(name.replace(/…\}/, '')))).toEqual([])
  })
})

/** Names in the table of what is not refused. */
const allowed = new Set([
  ...['__setitem__', '__getitem__', '__delitem__', '__contains__', '__len__'],
  ...[
    '%5s',
    '%s',
    '%r',
    '%d',
    '%i',
    '%u',
    '%f',
    '-',
    '<=',
    'dict.fromkeys',
    'urllib.parse',
    'range.start',
    'decode',
  ],
])

it('shows each refusal that the code has by its name', () => {
  const told = refused.map((each) => {
    const outcome = renderOurs(each)
    return 'error' in outcome ? outcome.error : ''
  })
  const texts = ['src/jinja', 'src/python']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((file) => `${folder}/${String(file)}`),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('errors.ts'))
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8')
      const calls = source.matchAll(/refuseHere\(\s*(['"`])(.*?)\1/gs)
      const stops = source.matchAll(/(['"`])([^'"`\n]*(?:`[^`\n]*)?) is not supported here\1/g)
      return [...calls, ...stops].map(([, , text]) => text!.replaceAll('\\\\', '\\'))
    })
  expect(texts.length).toBeGreaterThan(30)
  const unseen = texts.filter((text) => {
    const parts = text
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const pattern = new RegExp(parts.join('.*'))
    return !told.some((each) => pattern.test(each))
  })
  expect(unseen).toEqual([])
})

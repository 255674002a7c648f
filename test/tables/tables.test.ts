import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { refusedNames } from '../../src/jinja/library/refused.js'
import { codes, remedies, type Code } from '../../src/diagnostics/codes.js'

// What is written from something else, so that nobody writes it twice: with -u these tests do.

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url))
const read = (file: string): string => readFileSync(path(file), 'utf8')

/** A Markdown table's row; `|` would end a cell. */
const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

it('src/check/rules/index.ts has the rule of every file', async () => {
  const names = readdirSync(path('src/check/rules'))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
  const camel = (name: string): string =>
    name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const lines = [
    '// The table of the rules, in the order in which they run; a test writes it. Knows this folder alone.',
    "import type { Rule } from '../context.js'",
    ...names.map((name) => `import { ${camel(name)} } from './${name}.js'`),
    '',
    '/** Every rule, one file each. */',
    'export const rules: readonly Rule[] = [',
    ...names.map((name) => `  ${camel(name)},`),
    ']',
    '',
  ]
  await expect(lines.join('\n')).toMatchFileSnapshot(path('src/check/rules/index.ts'))
})

it('docs/diagnostics.md tells every code', async () => {
  const order = Object.keys(codes) as Code[]
  const rows = (first: string, next: string | undefined): string[] =>
    order
      .slice(
        order.indexOf(first as Code),
        next === undefined ? undefined : order.indexOf(next as Code),
      )
      .map((code) => row(`\`${code}\``, codes[code], remedies[code]))
  // Each table begins with the code that it begins with, and goes on to the one where the next does.
  const head = '| code | means | what to do |\n|---|---|---|\n'
  const [text, ...tables] = read('docs/diagnostics.md').split(head)
  const firsts = tables.map((table) => /^\| `([^`]+)`/.exec(table)![1]!)
  const page = tables.map(
    (table, index) =>
      head +
      rows(firsts[index]!, firsts[index + 1]).join('\n') +
      '\n' +
      table.replace(/^(?:\|.*\n)*/, ''),
  )
  expect(firsts[0]).toBe(order[0])
  await expect(text! + page.join('')).toMatchFileSnapshot(path('docs/diagnostics.md'))
})

it('docs/jinja.md tells every filter that is refused', async () => {
  const run = (names: readonly string[]): string => names.map((name) => `\`\\|${name}\`, `).join('')
  const { lots, pages } = refusedNames
  const page = read('docs/jinja.md')
    .replace(/(?<=^\| )(?:`\\\|\w+`, )*(?=`lipsum\(\)`)/m, () => run(lots))
    .replace(/(?<=`\{% filter %\}`; )(?:`\\\|\w+`, )*(?=`\\\|round` by)/, () => run(pages))
  expect(page).toContain(`${run(lots)}\`lipsum()\``)
  expect(page).toContain(`${run(pages)}\`\\|round\` by`)
  await expect(page).toMatchFileSnapshot(path('docs/jinja.md'))
})

it('the README tells every command', async () => {
  const rows = await Promise.all(
    Object.entries(commands).map(async ([words, { describe, load }]) => {
      const { usage } = await load()
      const named = usage.replace(/ ?\[options\]$/, '')
      return row(`\`${[words, named].filter(Boolean).join(' ')}\``, describe)
    }),
  )
  const page = read('README.md').replace(
    /(?<=^\| command \| does \|\n\|---\|---\|\n)(?:\|.*\n)*/m,
    () => rows.map((each) => each + '\n').join(''),
  )
  await expect(page).toMatchFileSnapshot(path('README.md'))
})

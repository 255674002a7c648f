import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { renderStack, stackRecord } from '../../src/profiles/index.js'
import { written } from '../../src/profiles/written.js'
import { md5 } from '../support/stack.js'

const path = fileURLToPath(new URL('../../src/profiles/written.ts', import.meta.url))

/** So many sums stand in a line. */
const most = 2

/** The record as a module: what it has stays, what the stack makes now comes behind it. */
function moduleOf(sums: ReadonlyMap<string, readonly string[]>): string {
  const files = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = files.flatMap(([file, each]) => {
    const lines = Array.from({ length: Math.ceil(each.length / most) }, (_, index) =>
      each.slice(index * most, (index + 1) * most).join(' '),
    )
    return [`  '${file}': \``, ...lines.map((line) => `    ${line}`), '  `,']
  })
  return [
    '// What versions of ours wrote into the stack folder: the MD5 of each file, components at ../.., the oldest',
    '// first; a test writes it. Knows nothing else.',
    '',
    '/** File name → the sums of all that was ever written under it. */',
    'export const written: Readonly<Record<string, string>> = {',
    ...rows,
    '}',
    '',
  ].join('\n')
}

// `npx vitest run test/examples -u` adds what the stack makes now; nothing is ever taken away.
it('src/profiles/written.ts has the sum of every file that stack makes', async () => {
  const sums = new Map(
    Object.entries(written).map(([file, text]) => [file, text.match(/[0-9a-f]{32}/g) ?? []]),
  ) as Map<string, string[]>
  for (const [file, text] of renderStack({ version: 'tested', md5 })) {
    if (file === stackRecord) continue
    const known = sums.get(file) ?? []
    sums.set(file, known.includes(md5(text)) ? known : [...known, md5(text)])
  }
  await expect(moduleOf(sums)).toMatchFileSnapshot(path)
})

// Asks zc.buildout 3 what it makes of the conditions in test/buildout/engines/profiles.ts, and stores it
// beside them.
//
//     BUILDOUT_CHECKOUT=PATH npm run conditions
//
// PATH is a checkout of zc.buildout 3.0.1, whose markers are read by the packaging that Debian's
// pip brings along, as on a node.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const checkout = process.env.BUILDOUT_CHECKOUT
if (!checkout) throw new Error('BUILDOUT_CHECKOUT names no checkout of zc.buildout')
const bundled = await build({
  entryPoints: ['test/buildout/engines/profiles.ts'],
  bundle: true,
  format: 'esm',
  write: false,
})
const source = Buffer.from(bundled.outputFiles[0].text).toString('base64')
const { conditions, profileOf } = await import(`data:text/javascript;base64,${source}`)
const run = (args, input) =>
  String(
    execFileSync('/usr/bin/python3', args, { input, stdio: ['pipe', 'pipe', 'ignore'] }),
  ).trim()
const made = run(['test/engines/parse'], JSON.stringify(conditions.map(profileOf)))
  .split('\n')
  .map((line) => JSON.parse(line))
const version = /^version = ["'](.+)["']/m.exec(readFileSync(join(checkout, 'setup.py'), 'utf8'))
const answers = made.map((sections, index) => [
  conditions[index],
  // An error's name is a text, a section a table.
  typeof sections.error === 'string' ? sections.error : 'a' in sections,
])
const file = 'test/buildout/engines/answers.json'
const python = JSON.parse(run(['-c', 'import sys; print(list(sys.version_info[:3]))']))
const lines = answers.map((answer) => `    ${JSON.stringify(answer)}`).join(',\n')
writeFileSync(
  file,
  `{\n  "buildout": "${version[1]}",\n  "python": ${JSON.stringify(python)},\n  "answers": [\n${lines}\n  ]\n}\n`,
)
console.log(`${answers.length} answers of zc.buildout ${version[1]}`)

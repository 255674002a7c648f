// Asks the real Jinja2 for its answers to the corpus, and stores them beside it.
//
//     npm run answers -- /usr/bin/python3 python3
//
// Each argument is a Python that has Jinja2 and six (Debian's unless one is given). The newest
// version's answer is the node's; it is stored with that version where the oldest one makes
// something else, and stays where only older ones are asked. An answer that is refused as before
// stays as it is stored: each version words it in its own way.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const [, , ...pythons] = process.argv
const bundled = await build({
  entryPoints: ['test/jinja/corpus/index.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  write: false,
})
const source = Buffer.from(bundled.outputFiles[0].text).toString('base64')
const { corpus, inputOf } = await import(`data:text/javascript;base64,${source}`)
mkdirSync('test/jinja/corpus/answers', { recursive: true })
for (const [name, cases] of Object.entries(corpus)) {
  const asked = (pythons.length > 0 ? pythons : ['/usr/bin/python3']).map((python) =>
    ask(python, cases),
  )
  asked.sort((a, b) => compare(a.version, b.version))
  const [debian, node] = [asked[0], asked.at(-1)]
  const file = `test/jinja/corpus/answers/${name}.json`
  const stored = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const newer = new Map(
    stored
      .filter(({ version }) => version !== undefined && compare(version, node.version) > 0)
      .map((answer) => [answer.source, answer]),
  )
  const before = new Map(stored.map((answer) => [answer.source, answer]))
  const answers = node.made.map((answer, index) => {
    const { source } = cases[index]
    const known = before.get(source)
    if (known?.error !== undefined && answer.error !== undefined) return known
    // What is refused here for its text that is another each time.
    if (name === 'refused' && known?.text !== undefined && answer.text !== undefined) return known
    const differs = answer.text !== debian.made[index].text
    return newer.get(source) ?? { source, ...answer, ...(differs && { version: node.version }) }
  })
  writeFileSync(file, JSON.stringify(answers, null, 2) + '\n')
  console.log(`${name}: ${answers.length} answers of Jinja2 ${node.version}`)
}

function compare(version, other) {
  return version.localeCompare(other, 'en', { numeric: true })
}

function ask(python, cases) {
  const printed = execFileSync(python, ['test/engines/render'], {
    input: inputOf(cases),
    maxBuffer: 1 << 30,
  })
  const [version, ...made] = String(printed)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { version, made }
}

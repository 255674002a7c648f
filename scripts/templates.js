// Compiles templates/ to src/text/compiled.js, so that a run neither reads nor compiles them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import nunjucks from 'nunjucks'

const folder = new URL('../templates/', import.meta.url)
const environment = new nunjucks.Environment(null, {
  autoescape: true,
  throwOnUndefined: true,
  trimBlocks: true,
  lstripBlocks: true,
})
const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    `${entry.parentPath}/${entry.name}`.replaceAll('//', '/').slice(folder.pathname.length),
  )
  .sort()
  .map((name) => {
    const source = readFileSync(new URL(name, folder), 'utf8')
    const compiled = nunjucks.precompileString(source, {
      name,
      env: environment,
      wrapper: ([{ template }]) => template,
    })
    // A loop counts in seven variables; a template that asks for none of them runs without.
    const code = source.includes('loop.')
      ? compiled
      : compiled.replaceAll(/^frame\.set\("loop\.\w+", .*\);\n/gm, '')
    // A getter: what a run does not render it does not even parse.
    return `get ${JSON.stringify(name)}() {\n${code}\n},`
  })

writeFileSync(
  new URL('../src/text/compiled.js', import.meta.url),
  `// Made by scripts/templates.js from templates/.\nexport const compiled = {\n${entries.join('\n')}\n}\n`,
)

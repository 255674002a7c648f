// Compiles templates/ to src/text/compiled.js, so that a run neither reads nor compiles them, and keeps
// the programs among them, each with its parts, in src/text/programs.js: few runs need those.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

const folder = new URL('../templates/', import.meta.url)
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(fileURLToPath(folder)), {
  autoescape: true,
  throwOnUndefined: true,
  trimBlocks: true,
  lstripBlocks: true,
})
const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    `${entry.parentPath}/${entry.name}`.replaceAll('//', '/').slice(folder.pathname.length),
  )
  .sort()
const read = (name) => readFileSync(new URL(name, folder), 'utf8')
const programs = names.filter((name) => name.startsWith('programs/'))
const entries = names
  .filter((name) => !programs.includes(name))
  .map((name) => {
    const source = read(name)
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

function write(name, lines) {
  writeFileSync(
    new URL(`../src/text/${name}.js`, import.meta.url),
    `// Made by scripts/templates.js from templates/.\nexport const ${name} = {\n${lines.join('\n')}\n}\n`,
  )
}
write('compiled', entries)
write(
  'programs',
  programs
    .filter((name) => dirname(name) === 'programs')
    .map(
      (name) =>
        `${JSON.stringify(basename(name, '.py'))}: ${JSON.stringify(environment.render(name))},`,
    ),
)

// dist/: the library, the program and the declarations.
//
// The library is ES modules that share their pieces, as they are written: a stack that points into them
// can be read. The program is CommonJS, which Node starts
// sooner, in pieces too: one for each command, so that none parses what another needs. A line
// before it asks Node (22 and later) to keep what it has compiled between runs.
//
// What package.json calls a dependency stays one. All else is bundled, with its licence.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { build, transform } from 'esbuild'
import { faces } from './faces.js'
import { notices } from './notices.js'
import './templates.js'

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
rmSync('dist', { recursive: true, force: true })
const common = {
  bundle: true,
  external: Object.keys(dependencies),
  define: { __VERSION__: JSON.stringify(version) },
  target: 'node20.19',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  alias: { events: './scripts/no-events.cjs' },
}
const library = await build({
  ...common,
  entryPoints: { index: 'src/index.ts', plan: 'src/plan.ts' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'neutral',
  external: ['node:*', ...common.external],
})
// A piece that only the program loads is written for the library too: it goes.
const used = new Set()
const toUse = ['dist/index.js', 'dist/plan.js']
for (let file = toUse.pop(); file !== undefined; file = toUse.pop()) {
  if (used.has(file)) continue
  used.add(file)
  for (const { path, external } of library.metafile.outputs[file].imports)
    if (!external) toUse.push(path)
}
for (const file of Object.keys(library.metafile.outputs)) if (!used.has(file)) rmSync(file)
const program = await build({
  ...common,
  entryPoints: { program: 'src/cli/program.ts' },
  outdir: 'dist/cli',
  minify: true,
  outExtension: { '.js': '.cjs' },
  splitting: true,
  plugins: [faces],
  write: false,
  format: 'esm',
  platform: 'node',
  define: { ...common.define, 'import.meta.url': '__url' },
})
// esbuild splits modules only: what it has split becomes CommonJS, a piece at a time.
mkdirSync('dist/cli')
for (const { path, text } of program.outputFiles) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    minify: true,
    supported: { 'dynamic-import': false },
    banner: text.includes('__url')
      ? "const __url=require('node:url').pathToFileURL(__filename).href;"
      : '',
  })
  // Plain properties are read faster than the getters that esbuild makes.
  const plain = `module.exports=Object.defineProperty({...module.exports},'__esModule',{value:true});`
  writeFileSync(path, `${code}${plain}\n`)
}
writeFileSync(
  'dist/cli/bin.cjs',
  "#!/usr/bin/env node\nrequire('node:module').enableCompileCache?.()\nrequire('./program.cjs').start()\n",
)
chmodSync('dist/cli/bin.cjs', 0o755)
writeFileSync('dist/THIRD-PARTY.txt', notices([library.metafile, program.metafile]))
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })

// Declarations that none of the public ones leads to are of no use to anybody.
const kept = new Set()
const open = ['dist/index.d.ts', 'dist/plan.d.ts']
for (let file = open.pop(); file !== undefined; file = open.pop()) {
  if (kept.has(file) || !existsSync(file)) continue
  kept.add(file)
  for (const [, to] of readFileSync(file, 'utf8').matchAll(
    /(?:from |import\()['"](\.[^'"]+)\.js['"]/g,
  ))
    open.push(join(dirname(file), `${to}.d.ts`))
}
for (const name of readdirSync('dist', { recursive: true })) {
  const file = join('dist', name)
  if (file.endsWith('.d.ts') && !kept.has(file)) rmSync(file)
}

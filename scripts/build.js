// dist/: the library and the command as bundles that share their pieces, and the declarations.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import './templates.js'

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: { index: 'src/index.ts', 'cli/bin': 'src/cli/bin.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'node20.19',
  external: ['node:*', ...Object.keys(dependencies)],
  define: { __VERSION__: JSON.stringify(version) },
  sourcemap: true,
  legalComments: 'none',
})
chmodSync('dist/cli/bin.js', 0o755)
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })

// The main job on examples/runner: the parameters as XML, the plan as a table, the rendered profile.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli/bin.cjs', import.meta.url))
const cwd = fileURLToPath(new URL('../examples/runner', import.meta.url))

if (!existsSync(cli)) {
  console.error('dist/ is missing: run npm ci (or npm run build) first')
  process.exit(2)
}
title('examples/runner/runner.xml: where each instance shall run')
console.log(readFileSync(`${cwd}/runner.xml`, 'utf8'))
title('slapos-resilient plan: every request, and the key that each SLA value came from')
run('plan')
title('slapos-resilient render replicated: the profile that requests and wires them')
run('render', 'replicated')

function title(text) {
  console.log(`\n──── ${text}\n`)
}

function run(...args) {
  console.log(execFileSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' }))
}

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  exports: Record<string, unknown>
}

let project: string
let installed: string

/** The tarball that would be published, in a project that has nothing else. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'resilient-'))
  installed = join(project, 'node_modules/slapos-resilient')
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', project]
  const [{ filename }] = JSON.parse(
    execFileSync('npm', pack, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as [{ filename: string }]
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true }')
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
  execFileSync('npm', ['install', ...flags, join(project, filename)], {
    cwd: project,
    stdio: 'ignore',
  })
}, 180_000)
afterAll(() => rmSync(project, { recursive: true }))

const names = [
  ...['replicate', 'replicateParts', 'plan', 'resolveSla', 'readParameters', 'renderProfile'],
  ...['renderReplicated', 'planAll', 'diffPlans', 'resiliencySchema', 'report', 'table', 'svg'],
  ...['validateParameters', 'renderTemplate', 'parseProfile', 'checkProfile', 'ResilientError'],
]

function inProject(file: string, text: string): { code: number | null; output: string } {
  writeFileSync(join(project, file), text)
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: project,
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

describe('the package, installed from its tarball', () => {
  it('is imported as a module, with every name of the design', () => {
    const text = `import * as all from 'slapos-resilient'; console.log(Object.keys(all).join())`
    const { code, output } = inProject('a.mjs', text)
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output.trim().split(',')).toEqual(expect.arrayContaining(names))
  })

  it('is required by CommonJS', () => {
    const text = `console.log(require('slapos-resilient').replicateParts('a', 1).join())`
    const { code, output } = inProject('a.cjs', text)
    expect({ code, output }).toEqual({
      code: 0,
      output: 'request-a,resilient-request-a-public-key-promise\n',
    })
  })

  it.each([
    'http://json-schema.org/draft-04/schema#',
    'http://json-schema.org/draft-07/schema#',
    'https://json-schema.org/draft/2019-09/schema',
    'https://json-schema.org/draft/2020-12/schema',
  ])('holds parameters to a schema of %s', ($schema) => {
    const command = join(project, 'node_modules/.bin/slapos-resilient')
    const schema = { $schema, properties: { a: { type: 'string', pattern: '^y' } } }
    writeFileSync(join(project, 'schema.json'), JSON.stringify(schema))
    writeFileSync(join(project, 'a.xml'), '<instance><parameter id="a">x</parameter></instance>')
    const { status, stdout, stderr } = spawnSync(
      command,
      ['validate', 'a.xml', '--schema', 'schema.json'],
      { cwd: project, encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toContain('text that fits ^y')
  })

  it('runs as a command', () => {
    const command = join(project, 'node_modules/.bin/slapos-resilient')
    const run = (...args: string[]) => spawnSync(command, args, { cwd: project, encoding: 'utf8' })
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n` })
    const rendered = run('render', 'replicated', '--name', 'a', '--count', '3')
    expect(rendered).toMatchObject({ status: 0, stderr: '' })
    expect(rendered.stdout).toContain('[request-a-pseudo-replicating-2]')
    expect(run('plan', '--help')).toMatchObject({ status: 0, stderr: '' })
    expect(run('plan', '--nam')).toMatchObject({ status: 2, stdout: '' })
  })

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('has types that a strict %s project with %s resolution reads', (module, moduleResolution) => {
    writeFileSync(
      join(project, 'use.mts'),
      `import { plan, replicate, type Plan, ResilientError } from 'slapos-resilient'
import { plan as portable } from 'slapos-resilient/plan'
const component = { name: 'a', count: 3, exportType: 'e', importType: 'i' }
const made: Plan = plan(component)
const text: string = replicate('a', '3', 'e', 'i', 'L', ['B'], { x: [1, null] })
export const all = [made, text, portable(component).parts, ResilientError]
`,
    )
    const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true }
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          ...compilerOptions,
          target: 'es2023',
          types: [],
          module,
          moduleResolution,
        },
        files: ['use.mts'],
      }),
    )
    const { stdout, status } = spawnSync(join(root, 'node_modules/.bin/tsc'), {
      cwd: project,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  it('plans in a browser, which has nothing of Node', async () => {
    const text = `
      import { plan, readParameters, resolveSla } from 'slapos-resilient/plan'
      const parameters = readParameters('<instance><parameter id="-sla-1-mode">m</parameter></instance>')
      const made = plan({ name: 'a', count: 2, exportType: 'e', importType: 'i', parameters })
      globalThis.result = made.requests.map(({ name, sla }) => name + ':' + sla.mode?.value).join()
      globalThis.loaded = typeof resolveSla`
    writeFileSync(join(project, 'page.js'), text)
    const { outputFiles } = await build({
      entryPoints: [join(project, 'page.js')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
    })
    const browser = vm.createContext({ TextDecoder, TextEncoder, URL })
    vm.runInContext(outputFiles[0]!.text, browser)
    expect(browser['loaded']).toBe('function')
    expect(browser['result']).toContain('a1:m')
  })

  it('is small, complete and runs nothing when it is installed', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(installed, name)).isFile(),
    )
    const size = files.reduce((sum, name) => sum + statSync(join(installed, name)).size, 0)
    expect(size).toBeLessThan(3.75 * 2 ** 20)
    const packages = readdirSync(join(project, 'node_modules')).filter(
      (name) => !name.startsWith('.'),
    )
    expect(packages).toEqual(['elkjs', 'slapos-resilient'])
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/THIRD-PARTY.txt']),
    )
    for (const script of ['preinstall', 'install', 'postinstall'])
      expect(manifest.scripts).not.toHaveProperty(script)
  })

  it('has no piece that no other leads to', () => {
    const dist = join(installed, 'dist')
    const pieces = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.c?js$/.test(name),
    )
    const texts = pieces.map((name) => [name, readFileSync(join(dist, name), 'utf8')] as const)
    const lost = pieces.filter(
      (name) =>
        !['index.js', 'plan.js', 'cli/bin.cjs'].includes(name) &&
        !texts.some(([other, text]) => other !== name && text.includes(`/${basename(name)}`)),
    )
    expect(lost).toEqual([])
  })

  it.each([
    ['plan --format = j', 'json'],
    ['plan --format =', 'table json dot svg html'],
    ['plan --format j', 'json'],
    ['plan --form', '--format'],
  ])('completes in bash: %s', (words, completed) => {
    const command = join(project, 'node_modules/.bin/slapos-resilient')
    const script = `slapos-resilient() { '${command}' "$@"; }
      source <(slapos-resilient completion)
      COMP_WORDS=(slapos-resilient ${words}) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _slapos-resilient_yargs_completions
      echo "\${COMPREPLY[@]}"`
    const env = { ...process.env, SHELL: '/bin/bash', ZSH_NAME: '' }
    const { stdout } = spawnSync('bash', ['-c', script], { cwd: project, encoding: 'utf8', env })
    expect(stdout).toBe(`${completed}\n`)
  })

  it('shows an error that nobody caught in lines that can be read', () => {
    const text = `import { readParameters } from 'slapos-resilient'; readParameters('<a/>')`
    const { code, output } = inProject('uncaught.mjs', text)
    expect(code).toBe(1)
    expect(output).toContain('ResilientError: 1:1 the root is <a>, not <instance>\n    at fail (')
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThan(200)
  })

  it('brings the licence of all that is bundled', () => {
    const notices = readFileSync(join(installed, 'dist/THIRD-PARTY.txt'), 'utf8')
    const known = [
      'ajv',
      'ajv-draft-04',
      're2js',
      'yargs',
      'yargs-parser',
      'nunjucks',
      'saxes',
      'ini',
    ]
    for (const name of known)
      expect(notices).toMatch(new RegExp(`^${name} [\\d.]+ \\((?:MIT|ISC|BSD-2-Clause)\\)$`, 'm'))
    for (const entry of notices.split(`\n${'-'.repeat(72)}\n\n`))
      expect(entry).toMatch(/^\S+ [\d.]+ \(\S+\)\n\n[\s\S]*(?:AS IS|Blue Oak)/)
  })
})

describe('the package, looked at from outside', () => {
  it('is clean for publint, "are the types wrong" and knip', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', 'lint:package'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, npm_config_ignore_scripts: 'true' },
    })
    expect(status, stdout + stderr).toBe(0)
  })
})

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'

/**
 * A `describe` that runs where nothing is missing. Elsewhere one skipped test stands for it and says
 * why; where engines are required (`REQUIRE_ENGINES=1`), it fails.
 */
export function describeWith(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) describe(name, body)
  else describe(name, () => it('runs', ({ skip }) => skipFor(missing, skip)))
}

/** An `it` that runs where nothing is missing; elsewhere {@link skipFor} has the word. */
export function itWith(
  missing: string | undefined,
  name: string,
  body: () => Promise<void> | void,
  timeout?: number,
): void {
  if (missing === undefined) it(name, body, timeout)
  else it(name, ({ skip }) => skipFor(missing, skip))
}

/** Skips a test for what is missing, unless engines are required. */
export function skipFor(missing: string, skip: (why: string) => never): never {
  if (process.env['REQUIRE_ENGINES']) throw new Error(missing)
  return skip(missing)
}

/** Why Python modules, a Debian package each, cannot be used; undefined where they can. */
export function noPython(...modules: readonly (keyof typeof packages)[]): string | undefined {
  const missing = modules.filter((name) => !has(name)).map((name) => packages[name])
  if (missing.length === 0) return undefined
  return `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not installed`
}

const packages = {
  'zc.buildout': 'python3-zc.buildout',
  jinja2: 'python3-jinja2',
  six: 'python3-six',
  yaml: 'python3-yaml',
} as const

const tried = new Map<string, boolean>()

function has(name: string): boolean {
  const known = tried.get(name)
  if (known !== undefined) return known
  const found = spawnSync(python, ['-c', `import ${name}`]).status === 0
  tried.set(name, found)
  return found
}

/** Debian's, which has the engines as modules. */
export const python = '/usr/bin/python3'

/** The path of one of the programs in test/engines. */
export function engine(name: string): string {
  return fileURLToPath(new URL(`../engines/${name}`, import.meta.url))
}

/** Runs one of them on JSON and gives the lines of JSON that it prints. */
export function ask(name: string, input: string, env: NodeJS.ProcessEnv = {}): unknown[] {
  const ran = spawnSync(python, [engine(name)], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
  })
  if (ran.status !== 0) throw new Error(ran.stderr || String(ran.error))
  return ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { renderTemplate } from '../../src/jinja/index.js'
import { readJson } from '../../src/jinja/json.js'
import { Dict } from '../../src/jinja/values.js'
import { describeWith } from './engines.js'
import { sharedFile } from './shared.js'
import { isResilientError } from './ours.js'

/** A template, the JSON of its context, and what it can import. */
export interface Case {
  source: string
  context?: string
  imports?: Record<string, string>
}

export type Outcome = { text: string } | { error: string }

/** Why the real Jinja2 cannot be run here, undefined where it can. */
export function noJinja2(): string | undefined {
  if (sharedFile('tools/jinja2-render') === undefined) {
    return 'there is no ../shared/tools/jinja2-render'
  }
  const tried = spawnSync('/usr/bin/python3', ['-c', 'import jinja2, six'])
  return tried.status === 0 ? undefined : 'python3-jinja2 is not installed'
}

/** A `describe` for tests that run the real Jinja2. */
export function describeWithJinja2(name: string, body: () => void): void {
  describeWith(noJinja2(), name, body)
}

const batch = fileURLToPath(new URL('jinja2-batch', import.meta.url))

/** What Jinja2, as slapos.recipe.template sets it up, makes of templates. */
export function renderWithJinja2(cases: readonly Case[]): Outcome[] {
  const input = cases.map(({ source, context = '{}', imports = {} }) => {
    return `[${JSON.stringify(source)}, ${context}, ${JSON.stringify(imports)}]`
  })
  const ran = spawnSync(batch, [sharedFile('tools/jinja2-render')!], {
    input: `[${input.join(',')}]`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
}

/** What we make of one; anything thrown that is no diagnostic of ours is a failure of the test. */
export function renderOurs({ source, context = '{}', imports = {} }: Case): Outcome {
  const dict = readJson(context) as Dict
  try {
    return {
      text: renderTemplate(source, {
        context: new Map(dict.entries.values()) as ReadonlyMap<string, unknown>,
        imports,
      }),
    }
  } catch (error) {
    if (!isResilientError(error)) throw error
    const [{ code, message }] = error.diagnostics
    return { error: `${code}: ${message}` }
  }
}

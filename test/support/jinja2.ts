import { renderTemplate } from '../../src/profiles/template.js'
import { Dict, readJson } from '../../src/python/index.js'
import { inputOf } from '../jinja/corpus/index.js'
import { ask, describeWith, noPython } from './engines.js'
import { isResilientError } from './ours.js'

/** A template, the JSON of its context, what it can import, and the modules that it is given. */
export interface Case {
  source: string
  context?: string
  imports?: Record<string, string>
  modules?: Record<string, string>
  extensions?: readonly string[]
}

export type Outcome = { text: string } | { error: string }

/** A `describe` for tests that run the real Jinja2. */
export function describeWithJinja2(name: string, body: () => void): void {
  describeWith(noPython('jinja2', 'six'), name, body)
}

/** What Jinja2, as slapos.recipe.template sets it up, makes of templates; and its version. */
export function renderWithJinja2(cases: readonly Case[]): { version: string; made: Outcome[] } {
  const [version, ...made] = ask('render', inputOf(cases))
  return { version: version as string, made: made as Outcome[] }
}

/** What we make of one; anything thrown that is no diagnostic of ours is a failure of the test. */
export function renderOurs({
  source,
  context = '{}',
  imports = {},
  modules = {},
  extensions = [],
}: Case): Outcome {
  const dict = readJson(context) as Dict
  try {
    return {
      text: renderTemplate(source, {
        context: new Map(dict.entries.values()) as ReadonlyMap<string, unknown>,
        imports,
        modules,
        extensions,
      }),
    }
  } catch (error) {
    if (!isResilientError(error)) throw error
    const [{ code, message }] = error.diagnostics
    return { error: `${code}: ${message}` }
  }
}

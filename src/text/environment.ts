// What templates/ compile to, and how nunjucks renders it. Knows no other folder of this project.
import nunjucks from 'nunjucks/browser/nunjucks-slim.js'
import { compiled } from './compiled.js'

/** What a template calls for each thing that it prints, or names. */
export interface Runtime {
  suppressValue(value: unknown): unknown
  ensureDefined(value: unknown): unknown
}

/** Renders the templates under `templates/`, by their names there. */
export interface Templates {
  render(name: string, context: object): string
}

/** Whether a value is text of a template's own making, which an output filter leaves alone. */
export function isSafe(value: unknown): boolean {
  return value instanceof nunjucks.runtime.SafeString
}

/**
 * The compiled templates. Without a runtime all that they print is escaped for HTML and XML, and
 * what they were not given is refused.
 */
export function templatesWith(runtime?: Runtime): Templates {
  const loader: nunjucks.ILoader = {
    getSource: (name) => ({
      src: { type: 'code', obj: { root: rootOf(name, runtime) } } as unknown as string,
      path: name,
      noCache: false,
    }),
  }
  return new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true })
}

type Root = (
  environment: unknown,
  context: unknown,
  frame: unknown,
  runtime: object,
  callback: unknown,
) => void

function rootOf(name: string, changed: Runtime | undefined): Root {
  const root = compiled[name]!.root as Root
  if (!changed) return root
  return (environment, context, frame, runtime, callback) =>
    root(environment, context, frame, { ...runtime, ...changed }, callback)
}

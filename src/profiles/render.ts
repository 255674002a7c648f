import nunjucks from 'nunjucks/browser/nunjucks-slim.js'
import { encodeValue, type Encoding } from '../buildout/index.js'
import { compiled } from './compiled.js'

type Root = (
  environment: unknown,
  context: unknown,
  frame: unknown,
  runtime: object,
  callback: unknown,
) => void

const environments = new Map<Encoding, nunjucks.Environment>()

/**
 * The text of a template under `templates/`, by its name there. All that a template prints goes
 * through {@link encodeValue}, so a value can only ever be a value; {@link Code} stays as it stands.
 */
export function renderTemplateFile(
  name: string,
  context: object,
  encoding: Encoding = 'py',
): string {
  return environment(encoding).render(name, context)
}

function environment(encoding: Encoding): nunjucks.Environment {
  let made = environments.get(encoding)
  if (!made) {
    made = new nunjucks.Environment(loader(encoding), { autoescape: true, throwOnUndefined: true })
    environments.set(encoding, made)
  }
  return made
}

/** Hands nunjucks the compiled templates, with a runtime whose output filter is ours. */
function loader(encoding: Encoding): nunjucks.ILoader {
  const { SafeString } = nunjucks.runtime
  const suppressValue = (value: unknown): unknown =>
    value instanceof SafeString ? value : encodeValue(value, encoding)
  // Nunjucks takes null for missing; here it is a value.
  const ensureDefined = (value: unknown): unknown => {
    if (value === undefined) throw new TypeError('a template names something that it was not given')
    return value
  }
  return {
    getSource(name: string) {
      const root = compiled[name]!.root as Root
      const filtered: Root = (environment, context, frame, runtime, callback) =>
        root(environment, context, frame, { ...runtime, suppressValue, ensureDefined }, callback)
      return {
        src: { type: 'code', obj: { root: filtered } } as unknown as string,
        path: name,
        noCache: false,
      }
    },
  }
}

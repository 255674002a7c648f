import nunjucks from 'nunjucks/browser/nunjucks-slim.js'
import { compiled } from '../profiles/compiled.js'

const loader: nunjucks.ILoader = {
  getSource: (name) => ({
    src: { type: 'code', obj: compiled[name]! } as unknown as string,
    path: name,
    noCache: false,
  }),
}

const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true })

/** The text of a template under `templates/plan/`; all that it prints is escaped for HTML and XML. */
export function renderPage(name: string, context: object): string {
  return environment.render(`plan/${name}`, context)
}

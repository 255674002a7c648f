// The templates of pages and pictures. Knows text.
import { templatesWith } from '../text/environment.js'

const templates = templatesWith()

/** The text of a template under `templates/plan/`; all that it prints is escaped for HTML and XML. */
export function renderPage(name: string, context: object): string {
  return templates.render(`plan/${name}`, context)
}

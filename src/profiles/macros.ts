// The two macros of the resilient stack, as the stack folder has them. Knows python.
import { strip } from '../python/space.js'
import { renderTemplateFile } from './render.js'

/**
 * `parts` and `replicated` by the aliases that templates import: the text of the stack folder, which a
 * node renders, so that nothing differs here.
 */
export function macros(): Readonly<Record<string, string>> {
  made ??= { parts: textOf('parts.cfg.jinja2'), replicated: textOf('replicated.cfg.jinja2') }
  return made
}

let made: Readonly<Record<string, string>> | undefined

function textOf(file: string): string {
  return strip(renderTemplateFile(`release/${file}`, {})) + '\n'
}

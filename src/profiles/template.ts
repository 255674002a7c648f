// Templates of a stack author, rendered with the stack's macros at hand. Knows jinja and the macros.
import {
  type Rendered,
  type RenderOptions,
  renderTemplate as render,
  renderWithPlaces as renderPlaced,
  type TemplateOptions,
} from '../jinja/render.js'
import { macros } from './macros.js'

/**
 * Renders a stack author's Jinja2 text as slapos.recipe.template:jinja2 does; `parts` and
 * `replicated` can be imported without being given. Throws `template-syntax`, `template-undefined`,
 * `template-value`, `template-import` and `template-limit`, each with the file, line and column of
 * the template that it is about.
 */
export function renderTemplate(source: string, options: TemplateOptions = {}): string {
  return render(source, withMacros(options))
}

/** The same, with the place that every part of the text came from. */
export function renderWithPlaces(source: string, options: TemplateOptions = {}): Rendered {
  return renderPlaced(source, withMacros(options))
}

function withMacros(options: TemplateOptions): RenderOptions {
  return { ...options, ready: macros }
}

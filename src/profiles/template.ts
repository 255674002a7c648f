// Templates of a stack author, rendered with the stack's macros at hand. Knows jinja and the macros.
import { type Rendered, type RenderOptions, renderTemplate as render, renderWithPlaces as renderPlaced, type TemplateOptions } from '../jinja/render.js'
import type { Component } from '../plan/index.js'
import { str, type Value } from '../python/index.js'
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

/** A rendered template that knows what its calls of `replicate` asked for. */
export interface RenderedRoot extends Rendered {
  /** In the order of the calls. */
  components: readonly ReplicatedComponent[]
}

/** What a call of `replicate` names. */
export type ReplicatedComponent = Pick<Component, 'name' | 'count' | 'exportType' | 'importType'>

/** The same, with the place that every part of the text came from, and the components it asks for. */
export function renderWithPlaces(source: string, options: TemplateOptions = {}): RenderedRoot {
  const components: ReplicatedComponent[] = []
  const rendered = renderPlaced(source, {
    ...withMacros(options),
    called: (macro, parameters) => {
      if (macro === 'replicate' && parameters.has('typeexport')) components.push(called(parameters))
    },
  })
  return { ...rendered, components }
}

function called(parameters: ReadonlyMap<string, Value>): ReplicatedComponent {
  const text = (name: string): string => str(parameters.get(name) ?? null)
  return {
    name: text('namebase'),
    count: text('nbbackup').trim(),
    exportType: text('typeexport'),
    importType: text('typeimport'),
  }
}

function withMacros(options: TemplateOptions): RenderOptions {
  return { ...options, atHand: macros() }
}

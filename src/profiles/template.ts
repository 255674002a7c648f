// Templates of a stack author, rendered with the stack’s macros at hand. Knows jinja, plan and
// python.
import {
  type Rendered,
  type RenderOptions,
  renderTemplate as render,
  renderWithPlaces as renderPlaced,
  type TemplateOptions,
} from '../jinja/index.js'
import type { Diagnostic } from '../diagnostics/index.js'
import type { ParameterDocument } from '../parameters/index.js'
import { planFindings, type Component } from '../plan/index.js'
import { Dict, str, type Value } from '../python/index.js'
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

/** What a call of `replicate` names, and the names of the parameters that it was handed. */
export type ReplicatedComponent = Pick<
  Component,
  'name' | 'count' | 'exportType' | 'importType'
> & {
  given: readonly string[]
}

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

/**
 * What is wrong with the parameters of a template by the components that it asks for: magic keys
 * that match none of their requests. Nothing where it asks for none, or hands them nothing.
 */
export function parameterFindings(
  components: readonly ReplicatedComponent[],
  document: ParameterDocument | undefined,
): Diagnostic[] {
  if (!document || components.length === 0) return []
  const given = new Set(components.flatMap((each) => each.given))
  const values = Object.fromEntries(
    Object.entries(document.values).filter(([name]) => given.has(name)),
  )
  return planFindings({ ...document, values }, components)
}

function called(parameters: ReadonlyMap<string, Value>): ReplicatedComponent {
  const text = (name: string): string => str(parameters.get(name) ?? null)
  const dict = parameters.get('slapparameter_dict')
  return {
    name: text('namebase'),
    count: text('nbbackup').trim(),
    exportType: text('typeexport'),
    importType: text('typeimport'),
    given: dict instanceof Dict ? [...dict.keys()].map(str) : [],
  }
}

function withMacros(options: TemplateOptions): RenderOptions {
  return { ...options, atHand: macros() }
}

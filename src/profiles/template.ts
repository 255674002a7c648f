// Templates of a stack author, rendered with the stack’s macros at hand. Knows diagnostics, python,
// parameters, sla, plan and jinja.
import {
  type Place,
  placedAt,
  type Rendered,
  type RenderOptions,
  renderTemplate as render,
  renderWithPlaces as renderPlaced,
  type TemplateOptions,
} from '../jinja/index.js'
import { finding, ResilientError, type Diagnostic } from '../diagnostics/index.js'
import { placed, type ParameterDocument } from '../parameters/index.js'
import { planAll, type Component } from '../plan/index.js'
import { isMagic } from '../sla/index.js'
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

/** What a call of `replicate` names, the names of the parameters that it was handed, and its place. */
export interface ReplicatedComponent {
  asked: Pick<Component, 'name' | 'count' | 'exportType' | 'importType'>
  given: readonly string[]
  at: Place
}

/** The same, with the place that every part of the text came from, and the components it asks for. */
export function renderWithPlaces(source: string, options: TemplateOptions = {}): RenderedRoot {
  const components: ReplicatedComponent[] = []
  const rendered = renderPlaced(source, {
    ...withMacros(options),
    called: (macro, parameters, at) => {
      if (macro === 'replicate' && parameters.has('typeexport'))
        components.push(called(parameters, at))
    },
  })
  return { ...rendered, components }
}

/**
 * What the plan says of the components that a template asks for: at the parameter that it is about
 * where the document of the parameters has it, else at the component's call. A magic key that no
 * call was handed has no effect either. Never throws.
 */
export function rootFindings(
  { components, sources }: RenderedRoot,
  document: ParameterDocument | undefined,
): Diagnostic[] {
  if (components.length === 0) return []
  const handed = new Set(components.flatMap(({ given }) => given))
  const values = Object.fromEntries(
    Object.entries(document?.values ?? {}).filter(([name]) => handed.has(name)),
  )
  const unhanded = Object.keys(document?.values ?? {}).filter(
    (name) => isMagic(name) && !handed.has(name),
  )
  const at = (diagnostic: Diagnostic, component: ReplicatedComponent): Diagnostic => {
    const { path } = diagnostic
    const isParameter = document && path !== undefined && document.places.has(path)
    return isParameter
      ? placed([diagnostic], document)[0]!
      : placedAt(diagnostic, component.at, sources)
  }
  return [
    ...(document ? placed(unhanded.map(unhandedKey), document) : []),
    ...planFindings(components, values, at),
  ]
}

function planFindings(
  components: readonly ReplicatedComponent[],
  parameters: ParameterDocument['values'],
  at: (diagnostic: Diagnostic, component: ReplicatedComponent) => Diagnostic,
): Diagnostic[] {
  try {
    return planAll(components.map(({ asked }) => ({ ...asked, parameters }))).flatMap(
      ({ diagnostics }, index) => diagnostics.map((each) => at(each, components[index]!)),
    )
  } catch (error) {
    if (!(error instanceof ResilientError)) throw error
    // It names the component that cannot be there besides the others: the last of this name.
    return error.diagnostics.map((each) => {
      const named = components.findLast(({ asked }) => asked.name === each.path)
      return at(each, named ?? components[0]!)
    })
  }
}

function unhandedKey(key: string): Diagnostic {
  return finding('sla-unmatched', `"${key}" is handed to no component, and asks for nothing`, {
    severity: 'warning',
    path: key,
    hint: 'give replicated.replicate() slapparameter_dict=slapparameter_dict',
  })
}

function called(parameters: ReadonlyMap<string, Value>, at: Place): ReplicatedComponent {
  const text = (name: string): string => str(parameters.get(name) ?? null)
  const dict = parameters.get('slapparameter_dict')
  return {
    asked: {
      name: text('namebase'),
      count: text('nbbackup').trim(),
      exportType: text('typeexport'),
      importType: text('typeimport'),
    },
    given: dict instanceof Dict ? [...dict.keys()].map(str) : [],
    at,
  }
}

function withMacros(options: TemplateOptions): RenderOptions {
  return { ...options, atHand: macros() }
}

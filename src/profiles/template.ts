// Templates of a stack author, rendered with the stack’s macros at hand. Knows diagnostics, jinja,
// python and plan.
import {
  type Limits,
  type Place,
  type Rendered,
  type RenderOptions,
  renderTemplate as render,
  renderWithPlaces as renderPlaced,
  type TemplateOptions,
} from '../jinja/index.js'
import { fromJavaScript } from '../jinja/convert.js'
import { checkGiven, checkText, fail, Lines, shape } from '../diagnostics/index.js'
import { halfPair } from '../python/half.js'
import type { Component } from '../plan/index.js'
import { Dict, PyError, str, strip, writeJson, type Value } from '../python/index.js'
import { macros } from './macros.js'

type Load = NonNullable<TemplateOptions['load']>
type Assume = NonNullable<TemplateOptions['assume']>

const source = shape.record({ file: shape.text, text: shape.text })

const templateOptions = shape.optionsOf<TemplateOptions>({
  context: shape.readableOrMap,
  modules: shape.valuesOf(shape.text),
  imports: shape.valuesOf(
    shape.either('text, or an object with file and text', shape.text, source),
  ),
  extensions: shape.listOf(shape.text),
  file: shape.text,
  load: shape.callback,
  assume: shape.callback,
  limits: shape.optionsOf<Limits>({ steps: shape.amount, size: shape.amount }),
})

/**
 * Renders a stack author's Jinja2 text as slapos.recipe.template:jinja2 does; `parts` and
 * `replicated` can be imported without being given. Throws `template-syntax`, `template-undefined`,
 * `template-value`, `template-import` and `template-limit`, each with the file, line and column of
 * the template that it is about.
 */
export function renderTemplate(source: string, options: TemplateOptions = {}): string {
  checkText('the template', source)
  checkGiven('the options', options, templateOptions)
  const { load, assume, file } = options
  const half = source.search(halfPair)
  if (half >= 0)
    fail('template-syntax', 'half of a surrogate pair is not supported here', {
      file,
      range: new Lines(source).range(half, half + 1),
      source,
    })
  const checked = {
    ...options,
    ...(load ? { load: checkedLoad(load) } : {}),
    ...(assume ? { assume: converted(assume) } : {}),
  }
  return render(source, withMacros(checked))
}

function checkedLoad(load: Load): Load {
  return (name, from) => {
    const found: unknown = load(name, from)
    checkGiven('what load() gives', found, shape.optional(source))
    return found as ReturnType<Load>
  }
}

function converted(assume: Assume): Assume {
  return (name) => {
    const assumed = assume(name)
    return assumed === undefined ? undefined : fromJavaScript(assumed)
  }
}

/** A rendered template that knows what its calls of `replicate` asked for. */
export interface RenderedRoot extends Rendered {
  /** In the order of the calls. */
  components: readonly ReplicatedComponent[]
}

/** What a call of `replicate` names, the names of the parameters that it was handed, and its place. */
export interface ReplicatedComponent {
  /** All that it was called with, as data; undefined where it is not data. */
  component: Component | undefined
  asked: Pick<Component, 'name' | 'count' | 'exportType' | 'importType'>
  given: readonly string[]
  at: Place
}

/** What a root is rendered with, and what stands for what is not known of it. */
export type RootOptions = TemplateOptions & Pick<RenderOptions, 'unset' | 'unread'>

/** The same, with the place that every part of the text came from, and the components it asks for. */
export function renderWithPlaces(source: string, options: RootOptions = {}): RenderedRoot {
  const components: ReplicatedComponent[] = []
  const rendered = renderPlaced(source, {
    ...withMacros(options),
    called: (macro, parameters, at) => {
      if (macro === 'replicate' && parameters.has('typeexport'))
        components.push(calledWith(parameters, at))
    },
  })
  return { ...rendered, components }
}

/** What a call of `replicate` with some arguments asks for. */
export function calledWith(parameters: ReadonlyMap<string, Value>, at: Place): ReplicatedComponent {
  const text = (name: string): string => str(parameters.get(name) ?? null)
  const dict = parameters.get('slapparameter_dict')
  const asked = {
    name: text('namebase'),
    count: strip(text('nbbackup')),
    exportType: text('typeexport'),
    importType: text('typeimport'),
  }
  return {
    asked,
    component: dataOf(asked, parameters),
    given: dict instanceof Dict ? [...dict.keys()].map(str) : [],
    at,
  }
}

/** The arguments that a component has besides, which the macros go on to change. */
const others = {
  heriteLeader: 'leaderArgs',
  heriteBackup: 'backupArgs',
  slapparameter_dict: 'parameters',
  monitor_parameter_dict: 'monitor',
}

function dataOf(
  asked: ReplicatedComponent['asked'],
  parameters: ReadonlyMap<string, Value>,
): Component | undefined {
  try {
    const given = Object.entries(others).flatMap(([name, field]) => {
      const value = parameters.get(name)
      return value === undefined ? [] : [[field, JSON.parse(writeJson(value)) as unknown]]
    })
    return { ...asked, ...(Object.fromEntries(given) as Partial<Component>) }
  } catch (error) {
    if (error instanceof PyError) return undefined
    throw error
  }
}

function withMacros(options: RootOptions): RenderOptions {
  return { ...options, atHand: macros() }
}

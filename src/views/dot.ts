// Plans for Graphviz. Knows diagnostics and plan.
import { checkGiven, findingShape, shape, type Diagnostic } from '../diagnostics/index.js'
import type { Plan } from '../plan/index.js'
import { checkPlans } from '../plan/shape.js'
import { graphOf, type Arrow, type Frame, type Graph, type Node } from './graph.js'
import { printable } from './printable.js'
import { roleOf, sectionsOf, slaText, type Sections } from './words.js'

const fills = { leader: '#dbeafe', pbs: '#fef3c7', backup: '#dcfce7', pull: '', push: '' }

/** What the graph shows besides the plans. */
export interface DotOptions {
  /** Findings besides the plans' own, marked at the requests that they are about. */
  diagnostics?: readonly Diagnostic[]
}

const dotOptions = shape.optionsOf<DotOptions>({ diagnostics: shape.listOf(findingShape) })

/**
 * The plans in Graphviz' language, one digraph (https://graphviz.org/doc/info/lang.html): computers
 * and networks are clusters, findings are written at their node or arrow, SLA origins in tooltips.
 */
export function dot(plans: readonly Plan[], options: DotOptions = {}): string {
  checkPlans(plans)
  checkGiven('the options', options, dotOptions)
  const graph = graphOf(plans, options.diagnostics)
  const sections: Sections = new Map(plans.flatMap((plan) => [...sectionsOf(plan)]))
  const number = new Map(graph.frames.map((frame, index) => [frame, index]))
  return [
    'digraph plan {',
    '  rankdir=LR',
    '  graph [fontname="sans-serif"]',
    '  node [shape=box, style="rounded,filled", fontname="sans-serif"]',
    '  edge [fontname="sans-serif", fontsize=10]',
    ...inFrame(graph, undefined, '  ', number, sections),
    ...graph.arrows.map((arrow) => `  ${edge(arrow, sections)}`),
    '}',
    '',
  ].join('\n')
}

function inFrame(
  graph: Graph,
  frame: Frame | undefined,
  margin: string,
  number: ReadonlyMap<Frame, number>,
  sections: Sections,
): string[] {
  return [
    ...graph.frames
      .filter(({ parent }) => parent === frame)
      .flatMap((inner) => [
        `${margin}subgraph cluster_${number.get(inner)} {`,
        `${margin}  label=${quote([inner.id])}`,
        `${margin}  style=${inner.kind === 'network' ? 'dashed' : 'rounded'}`,
        ...inFrame(graph, inner, `${margin}  `, number, sections),
        `${margin}}`,
      ]),
    ...graph.nodes
      .filter((node) => node.frame === frame)
      .map((node) => margin + vertex(node, sections)),
  ]
}

function vertex(node: Node, sections: Sections): string {
  const { section, name, role, softwareType } = node.request
  const label = quote([name, `${roleOf(node.request)}, ${softwareType}`, ...marks(node)])
  const attributes = [`label=${label}`, `fillcolor="${fills[role]}"`, tooltip(node, sections)]
  return `${quote([section])} [${[...attributes, ...warned(node)].join(', ')}]`
}

function edge(arrow: Arrow, sections: Sections): string {
  const label = quote([roleOf(arrow.request), ...marks(arrow)])
  const attributes = [`label=${label}`, tooltip(arrow, sections), ...warned(arrow)]
  return `${quote([arrow.from])} -> ${quote([arrow.to])} [${attributes.join(', ')}]`
}

function marks({ findings }: Node | Arrow): string[] {
  return findings.map(({ severity, message }) => `${severity}: ${message}`)
}

function warned({ findings }: Node | Arrow): string[] {
  return findings.length > 0 ? ['color="#b45309"', 'penwidth=2'] : []
}

function tooltip({ request }: Node | Arrow, sections: Sections): string {
  const sla = Object.entries(request.sla).map(([name, value]) => slaText(name, value, sections))
  return `tooltip=${quote([request.name, ...sla])}`
}

/** A quoted string of lines; a backslash would be an escape of Graphviz' labels, `&` an entity. */
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replaceAll('\\', '\\\\').replaceAll('&', '&amp;').replaceAll('"', '\\"'),
  )
  return `"${escaped.join('\\n')}"`
}

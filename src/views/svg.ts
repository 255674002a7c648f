// Plans as a picture. Knows diagnostics and plan.
import stringWidth from 'fast-string-width'
import {
  checkGiven,
  fail,
  findingShape,
  grouped,
  shape,
  type Diagnostic,
} from '../diagnostics/index.js'
import type { Plan } from '../plan/index.js'
import { checkPlans } from '../plan/shape.js'
import { graphOf, type Arrow, type Frame, type Graph, type Node } from './graph.js'
import { layOut, type Box, type Layout } from './layout.js'
import { renderPage } from './page.js'
import { printable } from './printable.js'
import { roleOf, sectionsOf, slaText, type Sections } from './words.js'

/** What pictures show besides plans. */
export interface PictureOptions {
  /** Findings besides the plans' own, marked at the requests that they are about. */
  diagnostics?: readonly Diagnostic[]
}

/** The options of a picture, for checkGiven. */
export const pictureOptions = { diagnostics: shape.listOf(findingShape) }

const svgOptions = shape.optionsOf<PictureOptions>(pictureOptions)

const mostInstances = 2000

/**
 * The plans as one SVG that needs nothing else: leader, PBSs and backups, the pulls and pushes between
 * them, in the frames of the computers and networks that their SLAs name. Throws `too-large` past
 * 2,000 instances, which no one can look at.
 */
export async function svg(plans: readonly Plan[], options: PictureOptions = {}): Promise<string> {
  checkPlans(plans)
  checkGiven('the options', options, svgOptions)
  return renderPage('picture.svg', { picture: await pictureOf(plans, options), alone: true })
}

/** All that `templates/plan/picture.svg` draws, in pixels. */
export async function pictureOf(plans: readonly Plan[], options: PictureOptions) {
  const count = plans.reduce((sum, plan) => sum + plan.count, 0)
  if (count > mostInstances)
    fail('too-large', `a picture of ${count} instances is too large to look at`, {
      expected: `at most ${grouped(mostInstances)} instances`,
      hint: 'use --format table, json or dot',
    })
  const graph = graphOf(plans, options.diagnostics)
  const sections: Sections = new Map(plans.flatMap((plan) => [...sectionsOf(plan)]))
  const layout = await layOut(graph, sizeOf(graph), (frame) => textWidth(frameLabel(frame)) + 28)
  const framed = new Set(
    graph.nodes.filter((node) => node.frame).map((node) => node.request.section),
  )
  return {
    title: `Plan of ${plans.map(({ name }) => printable(name)).join(', ')}`,
    width: Math.ceil(layout.width),
    height: Math.ceil(layout.height),
    frames: graph.frames.map((frame) => ({
      ...layout.frames.get(frame)!,
      kind: frame.kind,
      label: frameLabel(frame),
      title: printable(frame.id),
    })),
    nodes: graph.nodes.map((node) => ({
      ...layout.nodes.get(node)!,
      ...about(node, sections),
      lines: lines(node),
    })),
    arrows: graph.arrows.map((arrow) => ({
      ...line(arrow, layout, framed.has(arrow.to)),
      ...about(arrow, sections),
      label: roleOf(arrow.request),
      from: arrow.from,
      to: arrow.to,
    })),
  }
}

function about({ request, findings }: Node | Arrow, sections: Sections) {
  const sla = Object.entries(request.sla).map(([name, value]) => slaText(name, value, sections))
  const messages = findings.map(({ severity, message }) => `${severity}: ${message}`)
  return {
    section: request.section,
    role: request.role,
    severity: worst(findings),
    title: [request.name, `${roleOf(request)}, ${request.softwareType}`, ...sla, ...messages]
      .map(printable)
      .join('\n'),
  }
}

/** The gravest severity among findings, an empty text where there are none. */
export function worst(findings: readonly Diagnostic[]): Diagnostic['severity'] | '' {
  const order = ['error', 'warning', 'info'] as const
  return order.find((severity) => findings.some((each) => each.severity === severity)) ?? ''
}

/** The name, the part that it plays, and where its SLA comes from. */
function lines({ request }: Node): string[] {
  const origins = new Set(Object.values(request.sla).map(({ from }) => from))
  return [
    request.name,
    `${roleOf(request)} · ${request.softwareType}`,
    `SLA from ${[...origins].join(', ')}`,
  ].map((text) => fitted(text, 40))
}

function frameLabel({ id }: Frame): string {
  return fitted(id, 48)
}

/** One size for all, that of the longest text, so that they stand in rows and columns. */
function sizeOf({ nodes }: Graph): Pick<Box, 'width' | 'height'> {
  const texts = nodes.flatMap((node) => lines(node))
  return {
    width: texts.reduce((most, text) => Math.max(most, textWidth(text) + 34), 150),
    height: 64,
  }
}

/** The pixels that a text takes at most in a sans-serif of 13 pixels. */
function textWidth(text: string): number {
  return Math.ceil(stringWidth(text) * 7.4)
}

function fitted(text: string, most: number): string {
  const letters = [...printable(text)]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
}

const radius = 7

/** The line with its corners rounded, and where its label ends: over its last stretch, before a frame. */
function line(arrow: Arrow, { arrows }: Layout, framed: boolean) {
  const points = arrows.get(arrow)!
  const path = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    if (!before) return `M${at(point)}`
    if (!after) return `L${at(point)}`
    return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`
  })
  const end = points.at(-1) ?? { x: 0, y: 0 }
  return { path: path.join(''), x: round(end.x - (framed ? 20 : 12)), y: round(end.y - 5) }
}

interface Point {
  x: number
  y: number
}

/** The point that lies a corner's radius from one point to another, at most half the way. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const part = length === 0 ? 0 : Math.min(radius, length / 2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

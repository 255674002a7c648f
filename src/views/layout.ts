// Where the nodes of a picture are; the one file that knows elk. Knows this folder alone.
import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { Arrow, Frame, Graph, Node } from './graph.js'

/** A box of the picture, in pixels from its upper left. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where everything lies; an arrow is the corners of its line. */
export interface Layout {
  width: number
  height: number
  nodes: ReadonlyMap<Node, Box>
  frames: ReadonlyMap<Frame, Box>
  arrows: ReadonlyMap<Arrow, readonly { x: number; y: number }[]>
}

// Names and meanings: https://eclipse.dev/elk/reference/options.html
// For the whole and for each frame.
const common = {
  // Pairs stay in the order of their numbers, which nodes tell by their position.
  'elk.layered.crossingMinimization.semiInteractive': 'true',
  'elk.spacing.nodeNode': '14',
  'elk.spacing.edgeNode': '12',
  // Room for an arrow's label before the node that it points to.
  'elk.layered.spacing.nodeNodeBetweenLayers': '84',
  'elk.layered.spacing.edgeNodeBetweenLayers': '64',
}

const whole = {
  ...common,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  // The leader's many pulls leave it as one line that branches.
  'elk.layered.mergeEdges': 'true',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
}

const framed = {
  ...common,
  'elk.padding': '[top=34,left=14,bottom=14,right=14]',
  'elk.nodeSize.constraints': 'MINIMUM_SIZE',
}

/**
 * Places a graph from left to right with ELK, which holds frames apart and their nodes inside
 * however many frames there are (dagre fails on plans of 200 instances on named computers).
 */
export async function layOut(
  graph: Graph,
  size: { width: number; height: number },
  least: (frame: Frame) => number,
): Promise<Layout> {
  const root: ElkNode = { id: 'root', layoutOptions: whole, children: [], edges: [] }
  const frames = new Map<Frame, ElkNode>()
  const within = (frame: Frame | undefined) => (frame ? frames.get(frame)! : root).children!
  graph.frames.forEach((frame, index) => {
    const layoutOptions = { ...framed, 'elk.nodeSize.minimum': `(${least(frame)}, 0)` }
    const box: ElkNode = { id: `f${index}`, layoutOptions, children: [] }
    frames.set(frame, box)
    within(frame.parent).push(box)
  })
  const nodes = new Map(
    graph.nodes.map((node, index): [Node, ElkNode] => [
      node,
      {
        id: node.request.section,
        ...size,
        layoutOptions: { 'elk.position': `(0, ${index})` },
      },
    ]),
  )
  for (const [node, box] of nodes) within(node.frame).push(box)
  const arrows = new Map(
    graph.arrows.map((arrow, index): [Arrow, ElkExtendedEdge] => [
      arrow,
      { id: `a${index}`, sources: [arrow.from], targets: [arrow.to] },
    ]),
  )
  root.edges = [...arrows.values()]
  // ELK gives back the objects that it was given, with places.
  const { width = 0, height = 0 } = await new elk.default().layout(root)
  return {
    width,
    height,
    nodes: boxes(nodes),
    frames: boxes(frames),
    arrows: new Map([...arrows].map(([arrow, edge]) => [arrow, corners(edge)])),
  }
}

function boxes<Thing>(placed: ReadonlyMap<Thing, ElkNode>): Map<Thing, Box> {
  return new Map(
    [...placed].map(([thing, { x = 0, y = 0, width = 0, height = 0 }]) => [
      thing,
      { x, y, width, height },
    ]),
  )
}

function corners({ sections = [] }: ElkExtendedEdge) {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ])
}

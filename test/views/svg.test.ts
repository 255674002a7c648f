import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { graphOf, type Frame } from '../../src/views/graph.js'
import { layOut, type Box } from '../../src/views/layout.js'
import type { Plan } from '../../src/plan/index.js'
import { svg } from '../../src/views/svg.js'
import { planOf } from '../support/plans.js'

/** The texts of a well-formed document; throws what is not. */
function textsOf(xml: string): string[] {
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (text) => void texts.push(text))
  parser.write(xml).close()
  return texts
}

const place = fc.constantFrom('', 'A', 'B', 'C', 'D')
const places = fc.dictionary(
  fc.stringMatching(/^-sla-(?:runner|pbs)[0-6]-(?:computer|network)_guid$/),
  place,
  { maxKeys: 14 },
)

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function lies(frame: Frame | undefined, within: Frame): boolean {
  return frame === within || (frame !== undefined && lies(frame.parent, within))
}

describe('svg', () => {
  it('is well-formed XML that tells names, roles and where SLAs come from', async () => {
    const texts = textsOf(await svg([planOf(3, { '-sla-1-computer_guid': 'COMP-1' })]))
    for (const text of ['runner0', 'PBS (runner / 1)', 'pull 2', 'push 1', 'computer COMP-1'])
      expect(texts).toContain(text)
    expect(texts.filter((text) => text === 'SLA from id')).toHaveLength(2)
    expect(texts.join()).toContain('computer_guid = COMP-1 (id -sla-1-computer_guid)')
  })

  it('marks findings at their nodes and arrows', async () => {
    const finding = { code: 'sla-unmatched', message: 'look here' } as const
    const drawn = await svg([planOf(2)], {
      diagnostics: [
        { ...finding, severity: 'warning', path: 'request-pbs-runner-1' },
        { ...finding, severity: 'error', path: 'request-pull-backup-server-runner-1:config-url' },
      ],
    })
    expect(drawn).toContain('class="node pbs warning"')
    expect(drawn).toContain('class="arrow pull error"')
    expect(textsOf(drawn).filter((text) => text === '!')).toHaveLength(2)
  })

  it('holds hostile values as text', async () => {
    const value = `"><script>alert('1')</script>&amp;\u0000HALF\u202e${'x'.repeat(100_000)}`
    const saved = JSON.stringify(planOf(2, { '-sla-pbs1-computer_guid': value }))
    // Half of a pair is refused in parameters; a saved plan may hold one.
    const drawn = await svg([JSON.parse(saved.replaceAll('HALF', '\\ud800')) as Plan])
    expect(textsOf(drawn).join()).toContain("\"><script>alert('1')</script>&amp;···x")
    expect(drawn).not.toContain('<script')
  })

  it('refuses what no one can look at', async () => {
    await expect(svg([planOf(1999), planOf(2, {}, 'a')])).rejects.toMatchObject({
      diagnostics: [{ code: 'too-large' }],
    })
  })

  it.each([
    ['without frames', {}, ''],
    ['in a frame', { '-sla-pbs%-computer_guid': 'A', '-sla-runner%-computer_guid': 'B' }, 'AB'],
  ])('keeps pairs in the order of their numbers %s', async (_, keys, frames) => {
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 1))
    const parameters = Object.fromEntries(
      ids.flatMap((id) =>
        Object.entries(keys).map(([key, value]) => [key.replace('%', id), value]),
      ),
    )
    const graph = graphOf([planOf(41, parameters)])
    const { nodes } = await layOut(graph, { width: 150, height: 64 }, () => 120)
    const pbs = [...nodes].filter(([{ request }]) => request.role === 'pbs')
    const downwards = pbs.toSorted(([, a], [, b]) => a.y - b.y)
    expect(downwards.map(([{ request }]) => String(request.id))).toEqual(ids)
    expect(graph.frames.map(({ guid }) => guid).join('')).toBe(frames)
  })

  it('keeps every node inside its frames and out of all others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), places, async (count, parameters) => {
        const graph = graphOf([planOf(count, parameters)])
        const size = { width: 150, height: 64 }
        const { frames, nodes } = await layOut(graph, size, () => 120)
        for (const [frame, box] of frames) {
          for (const [node, inner] of nodes)
            expect(overlap(box, inner)).toBe(lies(node.frame, frame))
          for (const [other, inner] of frames)
            expect(overlap(box, inner)).toBe(lies(other, frame) || lies(frame, other))
        }
      }),
      { numRuns: 60 },
    )
  })
})

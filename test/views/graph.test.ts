import { describe, expect, it } from 'vitest'
import { graphOf } from '../../src/views/graph.js'
import { planOf } from '../support/plans.js'

const network = (computer: string, parameters: Record<string, string>) =>
  graphOf([planOf(3, parameters)]).frames.find(({ guid }) => guid === computer)?.parent?.guid

describe('graphOf', () => {
  it('leads data from the leader to each PBS, and from there to its backup', () => {
    const { nodes, arrows } = graphOf([planOf(3)])
    expect(nodes.map(({ request }) => request.name)).toEqual([
      'runner0',
      'PBS (runner / 1)',
      'runner1',
      'PBS (runner / 2)',
      'runner2',
    ])
    expect(arrows.map(({ request, from, to }) => [request.role, from, to])).toEqual([
      ['pull', 'request-runner', 'request-pbs-runner-1'],
      ['push', 'request-pbs-runner-1', 'request-runner-pseudo-replicating-1'],
      ['pull', 'request-runner', 'request-pbs-runner-2'],
      ['push', 'request-pbs-runner-2', 'request-runner-pseudo-replicating-2'],
    ])
  })

  it('lays a computer into a network where one network is named for it', () => {
    const shared = { '-sla-runner1-computer_guid': 'A', '-sla-runner2-computer_guid': 'A' }
    expect(network('A', shared)).toBeUndefined()
    expect(network('A', { ...shared, '-sla-runner1-network_guid': 'N' })).toBe('N')
    expect(
      network('A', {
        ...shared,
        '-sla-runner1-network_guid': 'N',
        '-sla-runner2-network_guid': 'M',
      }),
    ).toBeUndefined()
  })

  it('gives components that name one computer one frame', () => {
    const plans = [
      planOf(2, { '-sla-0-computer_guid': 'A' }),
      planOf(2, { '-sla-0-computer_guid': 'A' }, 'mariadb'),
    ]
    const { frames, nodes } = graphOf(plans)
    expect(frames).toHaveLength(1)
    expect(nodes.filter(({ frame }) => frame === frames[0])).toHaveLength(2)
  })
})

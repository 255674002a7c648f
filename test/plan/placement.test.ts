import { describe, expect, it } from 'vitest'
import { checkPlacement } from '../../src/plan/index.js'
import type { Parameters } from '../../src/parameters/index.js'
import { planOf } from '../support/plans.js'

function messages(parameters: Parameters): string[] {
  const found = checkPlacement(planOf(3, parameters), { places: new Map() })
  return found.map(({ message }) => message)
}

describe('what fails together', () => {
  it('is nothing where nothing is named', () => {
    expect(messages({})).toEqual([])
    expect(messages({ '-sla-0-computer_guid': 'A' })).toEqual([])
    expect(messages({ '-sla-0-computer_guid': '', '-sla-1-computer_guid': '' })).toEqual([])
    expect(messages({ '-sla-0-region': 'A', '-sla-1-region': 'A' })).toEqual([])
  })

  it('is nothing where each has a computer of its own', () => {
    const parameters = { '-sla-0-computer_guid': 'A', '-sla-1-computer_guid': 'B' }
    expect(messages({ ...parameters, '-sla-pbs1-computer_guid': 'C' })).toEqual([])
  })

  it('is nothing for two of one network, or for backups of two pairs', () => {
    expect(messages({ '-sla-1-network_guid': 'N' })).toEqual([])
    const backups = { '-sla-runner1-computer_guid': 'A', '-sla-runner2-computer_guid': 'A' }
    expect(messages(backups)).toEqual([])
  })

  it.each([
    ['runner0', 'runner1', 'the leader and its backup'],
    ['runner0', 'pbs2', 'the leader and its archive'],
    ['runner2', 'pbs2', 'the backup and the archive it is loaded from'],
  ])('is %s and %s on one computer: %s', (one, other, lost) => {
    const found = messages({
      [`-sla-${one}-computer_guid`]: 'A',
      [`-sla-${other}-computer_guid`]: 'A',
    })
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`${lost} are lost together`)
  })

  it('is all three at once, told once', () => {
    const everywhere = { '-sla-0-computer_guid': 'A', '-sla-1-computer_guid': 'A' }
    const networks = { '-sla-0-network_guid': 'N', '-sla-1-network_guid': 'N' }
    expect(messages({ ...everywhere, ...networks })).toHaveLength(1)
    expect(messages(networks)).toEqual([
      'runner0, runner1 and PBS (runner / 1) are on one network, N: when it fails, the leader, its backup and its archive are lost together',
    ])
  })
})

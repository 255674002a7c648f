import { describe, expect, it } from 'vitest'
import { resolveSla, unmatchedKey } from '../../src/sla/index.js'

const resolve = (parameters: Record<string, unknown>, name = 'runner', count = 3) =>
  resolveSla({ name, count, parameters })

describe('resolveSla', () => {
  it('gives an id key to the instance and to its PBS', () => {
    const { instances, servers } = resolve({ '-sla-1-computer_guid': 'A' })
    const value = { value: 'A', key: '-sla-1-computer_guid', from: 'id' }
    expect(instances[1]).toEqual({ computer_guid: value })
    expect(servers[0]).toEqual({ computer_guid: value })
    expect(instances[2]).toEqual({
      mode: { value: 'unique_by_network', key: null, from: 'default' },
    })
  })

  it('has one SLA for each PBS, and none for one that is not there', () => {
    const { instances, servers } = resolve({ '-sla-pbs2-x': 'A', '-sla-pbs0-x': 'B' })
    expect([instances.length, servers.length]).toEqual([3, 2])
    expect(servers[1]).toEqual({ x: { value: 'A', key: '-sla-pbs2-x', from: 'nameid' } })
    expect(resolve({}, 'runner', 1).servers).toEqual([])
  })

  it.each([[['-sla-1-x', '-sla-runner1-x']], [['-sla-runner1-x', '-sla-1-x']]])(
    'lets a nameid beat an id: %j',
    (keys) => {
      const { instances } = resolve(Object.fromEntries(keys.map((key) => [key, key])))
      expect(instances[1]!['x']).toEqual({
        value: '-sla-runner1-x',
        key: '-sla-runner1-x',
        from: 'nameid',
        overrides: { key: '-sla-1-x', value: '-sla-1-x' },
      })
    },
  )

  it('takes namebases with dashes and digits', () => {
    expect(resolve({ '-sla-my-app1-a-b': 'A' }, 'my-app').instances[1]).toHaveProperty('a-b')
    expect(resolve({ '-sla-app21-a': 'A' }, 'app2').instances[1]).toHaveProperty('a')
    expect(resolve({ '-sla-1-20-a': 'A' }, '1-2')).toMatchObject({
      instances: [{ a: { from: 'nameid' } }, { '20-a': { from: 'id' } }, {}],
      matched: ['-sla-1-20-a'],
    })
  })

  it('tells keys without a request from malformed ones', () => {
    const keys = [
      '-sla-',
      '-sla-1-',
      '-sla-x',
      '-sla-runner1-',
      '-sla--a',
      '-sla-7-a',
      '-sla-pbs0-a',
      '-sla-01-a',
      '-sla-other-a',
    ]
    expect(resolve(Object.fromEntries(keys.map((key) => [key, ''])))).toMatchObject({
      malformed: keys.slice(0, 5),
      unmatched: keys.slice(5),
    })
  })

  it('writes values as Python does, and keeps any SLA name', () => {
    const { instances } = resolve({ '-sla-0-__proto__': true, '-sla-0-a': '' })
    expect(JSON.stringify(instances[0])).toContain('"__proto__":{"value":"True"')
    expect(instances[0]!['a']!.value).toBe('')
  })
})

describe('unmatchedKey', () => {
  it.each([
    ['-sla-runer1-x', '-sla-runner1-x'],
    ['-sla-7-x', '-sla-2-x'],
    ['-sla-runner9-x', '-sla-runner2-x'],
    ['-sla-pbs0-x', '-sla-pbs1-x'],
    ['-sla-psb2-x', '-sla-pbs2-x'],
    ['-sla-runner-x', '-sla-runner0-x'],
    ['-sla-elsewhere0-x', undefined],
    ['-sla-3-x', '-sla-2-x? Or 4 instances: --count 4'],
    ['-sla-pbs3-x', '-sla-pbs2-x? Or 4 instances: --count 4'],
  ])('offers for %s %s', (key, near) => {
    expect(unmatchedKey(key, [{ name: 'runner', count: 3 }]).hint).toBe(
      near && `did you mean ${near}?`,
    )
  })
})

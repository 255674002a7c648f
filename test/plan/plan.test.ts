import { describe, expect, it } from 'vitest'
import { plan, planAll, resiliencySchema, type Component } from '../../src/plan/index.js'
import { replicate } from '../../src/index.js'
import { isResilientError } from '../support/ours.js'

const component = (more: Partial<Component> = {}): Component => ({
  name: 'runner',
  count: 3,
  exportType: 'runner-export',
  importType: 'runner-import',
  ...more,
})

function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (isResilientError(error)) return error.diagnostics[0].code
    throw error
  }
  return 'none'
}

describe('plan', () => {
  it('has the README example’s SLA, each with the key it came from', () => {
    const parameters = {
      '-sla-1-computer_guid': 'COMP-GRP1',
      '-sla-pbs1-computer_guid': 'COMP-PBS1',
      '-sla-2-computer_guid': 'COMP-GROUP2',
      '-sla-runner2-computer_guid': 'COMP-RUN2',
      '-sla-2-network_guid': 'NET-2',
      '-sla-runner0-computer_guid': 'COMP-RUN0',
    }
    const { requests } = plan(component({ parameters }))
    const sla = requests
      .filter(({ shared }) => !shared)
      .map((request) => [
        request.name,
        ...Object.entries(request.sla).map(([name, { value, key }]) => `${name} ${value} ${key}`),
      ])
    expect(sla).toEqual([
      ['runner0', 'computer_guid COMP-RUN0 -sla-runner0-computer_guid'],
      ['runner1', 'computer_guid COMP-GRP1 -sla-1-computer_guid'],
      [
        'runner2',
        'computer_guid COMP-RUN2 -sla-runner2-computer_guid',
        'network_guid NET-2 -sla-2-network_guid',
      ],
      ['PBS (runner / 1)', 'computer_guid COMP-PBS1 -sla-pbs1-computer_guid'],
      [
        'PBS (runner / 2)',
        'computer_guid COMP-GROUP2 -sla-2-computer_guid',
        'network_guid NET-2 -sla-2-network_guid',
      ],
    ])
  })

  it('is data that JSON prints, and leaves the caller’s object alone', () => {
    const parameters = Object.freeze({ a: Object.freeze(['b']), '-sla-1-x': 'y', number: 9 })
    const made = plan(component({ parameters }))
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    expect(parameters).toEqual({ a: ['b'], '-sla-1-x': 'y', number: 9 })
  })

  it('keeps the wiring from parameters that bear its names', () => {
    const names = [
      'number',
      'name',
      'namebase',
      'authorized-key',
      'notify',
      'on-notification',
      'monitor-url-list',
    ]
    const { requests, diagnostics } = plan(
      component({ parameters: Object.fromEntries(names.map((name) => [name, 'cut'])) }),
    )
    expect(Object.values(requests[0]!.parameters)).not.toContain('cut')
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual(
      names.map((name) => ['reserved-parameter', name]),
    )
  })

  it('hands the leader an empty list of monitors where none of several instances has one', () => {
    const monitor = { 'set-monitor-url': true }
    const [leader] = plan(component({ monitor })).requests
    expect(leader!.parameters).toHaveProperty('monitor-url-list', '')
    const [alone] = plan(component({ monitor, count: 1 })).requests
    expect(alone!.parameters).not.toHaveProperty('monitor-url-list')
    const text = replicate('runner', 3, 'e', 'i', [], [], {}, monitor)
    expect(text).toMatch(/^config-monitor-url-list = *$/m)
  })

  it.each(['e e', 'e\ne', ' e', '', 'a=b', '[a]', '${a:b}', '!py!1', 7])(
    'takes %j for no software type',
    (type) => {
      for (const field of ['exportType', 'importType'])
        expect(refusal(() => plan(component({ [field]: type })))).toBe('bad-argument')
    },
  )

  it('says what type may be meant', () => {
    expect(() => plan(component({ exportType: 'e e' }))).toThrow(
      'the export type must be the name of a software type',
    )
    try {
      plan(component({ exportType: 'e e' }))
    } catch (error) {
      expect(error).toMatchObject({ diagnostics: [{ hint: 'did you mean e-e?' }] })
    }
  })

  it.each([
    [{ monitor: { paramater: {} } }, 'parameter', 'parameter, return or set-monitor-url'],
    [{ monitor: { parameters: {} } }, 'parameter', 'parameter, return or set-monitor-url'],
    [{ monitor: { returns: [] } }, 'return', 'parameter, return or set-monitor-url'],
    [
      { monitor: { set_monitor_url: true } },
      'set-monitor-url',
      'parameter, return or set-monitor-url',
    ],
    [{ parametrs: {} }, 'parameters', expect.stringContaining('parameters or monitor') as string],
    [{ leaderargs: [] }, 'leaderArgs', expect.stringContaining('leaderArgs') as string],
  ])('refuses the field of %j that would be left out', (more, near, expected) => {
    const given = component(more as object)
    for (const run of [plan, replicate]) {
      try {
        run(given)
        expect.unreachable()
      } catch (error) {
        expect(error).toMatchObject({
          diagnostics: [{ code: 'bad-argument', expected, hint: `did you mean ${near}?` }],
        })
      }
    }
  })

  it('has a schema for a component that has a name and a count, and no other', () => {
    expect(resiliencySchema([{ name: 'a', count: '3' }])).toEqual(
      resiliencySchema([{ name: 'a', count: 3 }]),
    )
    expect(refusal(() => resiliencySchema([{ name: 'a', count: 0 }]))).toBe('bad-count')
    expect(refusal(() => resiliencySchema([{ name: 'a b', count: 3 }]))).toBe('bad-name')
  })

  it('warns of one type for leader and backups', () => {
    const { diagnostics } = plan(component({ exportType: 'a', importType: 'a' }))
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['same-type', 'warning'],
    ])
  })

  it('warns of what is given to a request that sets its own, and writes it once', () => {
    const given = { 'sla-mode': 'x', 'config-number': 7, 'config-size': 3, 'sla-region': 'eu' }
    const { diagnostics, requests } = plan(component({ leaderArgs: given, backupArgs: given }))
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['option-lost', 'sla-mode'],
      ['option-lost', 'config-number'],
      ['option-lost', 'sla-mode'],
      ['option-lost', 'config-number'],
    ])
    expect(diagnostics[0]!.hint).toContain('-sla-runner0-mode')
    expect(requests[0]!.options).toEqual({ 'sla-region': 'eu' })
    expect(requests[0]!.parameters).toMatchObject({ number: '0', size: 3 })
  })

  it('has a magic key replace what is given to the request, without a word', () => {
    const { diagnostics, requests } = plan(
      component({ leaderArgs: { 'sla-region': 'eu' }, parameters: { '-sla-0-region': 'us' } }),
    )
    expect(diagnostics).toEqual([])
    expect([requests[0]!.options, requests[0]!.sla['region']!.value]).toEqual([{}, 'us'])
  })

  it('copies to backups what they need, unless it is empty or false', () => {
    const parameters = {
      'software-root': '/srv',
      'buildout-shared-folder': '',
      'testing-short-embedded-instance-path': true,
      a: 1,
    }
    const [leader, backup] = plan(component({ parameters })).requests
    expect(leader!.parameters).toMatchObject(parameters)
    expect(backup!.parameters).toMatchObject({
      'software-root': '/srv',
      'testing-short-embedded-instance-path': 'True',
    })
    expect(Object.keys(backup!.parameters)).not.toContain('buildout-shared-folder')
    expect(Object.keys(backup!.parameters)).not.toContain('a')
  })

  it('wires each notification to the next request', () => {
    const { requests } = plan(component({ count: 2 }))
    expect(
      Object.fromEntries(requests.map(({ section, notifies }) => [section, notifies])),
    ).toEqual({
      'request-runner': ['request-pull-backup-server-runner-1'],
      'request-runner-pseudo-replicating-1': [],
      'request-pbs-runner-1': [],
      'request-pull-backup-server-runner-1': ['request-pull-backup-server-runner-backup-1'],
      'request-pull-backup-server-runner-backup-1': ['request-runner-pseudo-replicating-1'],
    })
  })

  it('takes for sections the words that Python would', () => {
    const made = plan(component({ leaderArgs: ' a\x1cb\x85c ', backupArgs: ['d\u2003e'] }))
    expect(made.requests[0]!.inherits).toEqual(['a', 'b', 'c'])
    expect(made.requests[1]!.inherits).toEqual(['d', 'e'])
  })

  it('puts options into a request where the arguments are an object', () => {
    const made = plan(
      component({ leaderArgs: { 'config-frontend': '${frontend:url}', state: 'stopped' } }),
    )
    expect(made.requests[0]).toMatchObject({
      parameters: { frontend: '${frontend:url}' },
      options: { state: 'stopped' },
    })
    expect(made.requests[0]!.references).toContain('frontend')
  })

  it.each([
    [{ name: 'a b' }, 'bad-name'],
    [{ name: 'é' }, 'bad-name'],
    [{ name: 'a]' }, 'bad-name'],
    [{ name: 'a\n' }, 'bad-name'],
    [{ name: '' }, 'bad-name'],
    [{ name: 'pbs' }, 'bad-name'],
    [{ name: 'logrotate' }, 'bad-name'],
    [{ name: '..' }, 'bad-name'],
    [{ name: 'dump.size' }, 'bad-name'],
    [{ count: 0 }, 'bad-count'],
    [{ count: -1 }, 'bad-count'],
    [{ count: 2.5 }, 'bad-count'],
    [{ count: 'x' }, 'bad-count'],
    [{ count: 1e9 }, 'bad-count'],
    [{ count: '' }, 'bad-count'],
    [{ count: Number.NaN }, 'bad-count'],
    [{ exportType: '' }, 'bad-argument'],
    [{ leaderArgs: ['a]'] }, 'bad-argument'],
    [{ leaderArgs: ['\ufeffa'] }, 'bad-argument'],
    [{ leaderArgs: ['a\0'] }, 'bad-argument'],
    [{ leaderArgs: { 'a b': 1 } }, 'bad-option-name'],
    [{ parameters: { 'a b': 1 } }, 'bad-option-name'],
    [{ parameters: { '-sla-1-a b': 1 } }, 'bad-option-name'],
    [{ monitor: { return: ['a b'] } }, 'bad-argument'],
    [{ monitor: { return: ['a\x85b'] } }, 'bad-argument'],
    [{ monitor: { parameter: { a: '${b:c}\ufeff' } } }, 'bad-argument'],
    [{ monitor: { parameter: { 'a=': 'b' } } }, 'bad-option-name'],
  ] as [Partial<Component>, string][])('refuses %j', (more, code) => {
    expect(refusal(() => plan(component(more)))).toBe(code)
  })
})

describe('planAll', () => {
  it('refuses the second of two components that share a name', () => {
    expect(refusal(() => planAll([component({ name: 'a' }), component({ name: 'pbs-a' })]))).toBe(
      'duplicate-section',
    )
    expect(
      refusal(() => planAll([component({ name: 'a', count: 11 }), component({ name: 'a1' })])),
    ).toBe('duplicate-section')
    expect(refusal(() => planAll([component({ name: 'a' }), component({ name: 'b' })]))).toBe(
      'none',
    )
  })

  it('tells a magic key that no component takes once', () => {
    const parameters = { '-sla-a1-x': '1', '-sla-b1-x': '1', '-sla-c1-x': '1' }
    const plans = planAll([
      component({ name: 'a', parameters }),
      component({ name: 'b', parameters }),
    ])
    expect(plans.map(({ unused }) => unused)).toEqual([['-sla-c1-x'], []])
    expect(plans.flatMap(({ diagnostics }) => diagnostics)).toHaveLength(1)
  })

  it.each([
    [{ parameters: { a: 'x\ud800' } }, 'bad-value'],
    [{ parameters: { a: [{ 'b\udc00': 1 }] } }, 'bad-value'],
    [{ parameters: { '-sla-1-region': '\ud800' } }, 'bad-value'],
    [{ parameters: { 'a\ud800': 'x' } }, 'bad-option-name'],
    [{ leaderArgs: { x: '\udc00' } }, 'bad-argument'],
    [{ monitor: { parameter: { a: '\udc00' } } }, 'bad-value'],
    [{ exportType: 'a\udc00' }, 'bad-argument'],
  ] as [Partial<Component>, string][])('refuses half of a surrogate pair: %j', (more, code) => {
    expect(refusal(() => plan(component(more)))).toBe(code)
  })
})

import { describe, expect, it } from 'vitest'
import { diffPlans, type PlanDiff } from '../../src/plan/index.js'
import type { Parameters } from '../../src/parameters/index.js'
import { planOf } from '../support/plans.js'

function diff(old: [number, Parameters], now: [number, Parameters]): PlanDiff {
  return diffPlans([planOf(...old)], [planOf(...now)])[0]!
}

/** Each difference as `kind request`. */
function kinds({ differences }: PlanDiff): string[] {
  return differences.map(({ kind, request }) => `${kind} ${request}`)
}

describe('diffPlans', () => {
  it('of a plan and itself is nothing', () => {
    const parameters = { '-sla-1-computer_guid': 'A', timeout: 3, password: 'x' }
    expect(diff([3, parameters], [3, parameters]).differences).toEqual([])
  })

  it('tells what another backup brings, and no change of the wiring', () => {
    expect(kinds(diff([2, {}], [3, {}]))).toEqual([
      'added runner2',
      'added PBS (runner / 2)',
      'added PBS 2 pulling from runner0',
      'added PBS pushing on runner2',
    ])
  })

  it('tells no change of the wiring where the last backup goes', () => {
    expect(diff([2, {}], [1, {}]).differences.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => 'removed'),
    )
  })

  it('tells what becomes of a backup that is no longer requested', () => {
    const { count, differences } = diff([3, {}], [2, {}])
    expect(count).toEqual({ old: 3, new: 2 })
    expect(differences.map(({ kind, request, note }) => `${kind} ${request}: ${note}`)).toEqual([
      'removed runner2: it is no longer requested; it stays, with its copy of the data, until it is destroyed',
      'removed PBS (runner / 2): it is no longer requested; it stays, with its archive of runner0, until it is destroyed',
      'removed PBS 2 pulling from runner0: PBS 2 keeps nothing new of runner0',
      'removed PBS pushing on runner2: runner2 gets no more data',
    ])
  })

  it('tells what moves, and what that takes', () => {
    const moved = diff([2, { '-sla-1-computer_guid': 'A' }], [2, { '-sla-1-computer_guid': 'B' }])
    expect(kinds(moved)).toEqual(['moved runner1', 'moved PBS (runner / 1)'])
    expect(moved.differences[1]).toMatchObject({
      changes: [{ what: 'sla computer_guid', old: 'A', new: 'B' }],
      note: expect.stringContaining('its archive of runner0 is then lost') as string,
    })
  })

  it('does not call it a move when the key changes and the computer does not', () => {
    const keys = [{ '-sla-0-computer_guid': 'A' }, { '-sla-runner0-computer_guid': 'A' }] as const
    expect(kinds(diff([2, keys[0]], [2, keys[1]]))).toEqual([])
  })

  it('tells a changed parameter, and what a shorter retention takes', () => {
    const changed = diff(
      [2, { timeout: '3' }],
      [2, { timeout: '4', 'remove-backup-older-than': '3B' }],
    )
    expect(kinds(changed)).toEqual(['changed runner0', 'changed PBS 1 pulling from runner0'])
    expect(changed.differences[0]!.changes).toContainEqual({
      what: 'config timeout',
      old: '3',
      new: '4',
    })
    expect(changed.differences[1]!.note).toBe('what is older than 3B is lost at the next pull')
  })

  it('tells that a secret changes, and not to what', () => {
    const plans = [
      planOf(2, { 'db-password': 'old' }),
      planOf(2, { 'db-password': 'new' }),
    ] as const
    const change = (secrets: boolean) =>
      diffPlans([plans[0]], [plans[1]], { secrets })[0]!.differences[0]!.changes
    expect(change(false)).toEqual([{ what: 'config db-password', old: '******', new: '******' }])
    expect(change(true)).toEqual([{ what: 'config db-password', old: 'old', new: 'new' }])
  })

  it('tells components that come and go', () => {
    const [come, gone] = diffPlans([planOf(1, {}, 'a')], [planOf(1, {}, 'b')])
    expect(come).toMatchObject({ name: 'b', count: { old: null, new: 1 } })
    expect(kinds(come!)).toEqual(['added b0'])
    expect(gone).toMatchObject({ name: 'a', count: { old: 1, new: null } })
    expect(gone!.differences[0]!.note).toBe(
      'it is no longer requested; it stays, with its data, until it is destroyed',
    )
  })
})

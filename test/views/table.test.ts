import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { planAll } from '../../src/plan/index.js'
import { table } from '../../src/views/table.js'
import { planOf } from '../support/plans.js'

const overridden = {
  '-sla-1-computer_guid': 'COMP-1',
  '-sla-pbs1-computer_guid': 'COMP-2',
  '-sla-runner1-region': 'France',
}

describe('table', () => {
  it('tells every request with its SLA, its origin and whom it notifies', () => {
    expect(table([planOf(2, overridden)], { columns: 140 })).toMatchInlineSnapshot(`
      "runner: 2 instances, 1 PBS, 5 requests

      Role      Request                     Software type         SLA (where it comes from)                                               Notifies
      ────────  ──────────────────────────  ────────────────────  ──────────────────────────────────────────────────────────────────────  ────────
      leader    runner0                     runner-export         mode = unique_by_network (default)                                      pull 1
      PBS 1     PBS (runner / 1)            pull-backup           computer_guid = COMP-2 (nameid -sla-pbs1-computer_guid, overrides
                                                                    -sla-1-computer_guid = COMP-1)
      pull 1    PBS 1 pulling from runner0  pull-backup (shared)  instance_guid of PBS 1 (wiring)                                         push 1
      push 1    PBS pushing on runner1      pull-backup (shared)  instance_guid of PBS 1 (wiring)                                         backup 1
      backup 1  runner1                     runner-import         computer_guid = COMP-1 (id -sla-1-computer_guid)
                                                                  region = France (nameid -sla-runner1-region)
      "
    `)
  })

  it('wraps what the terminal is too narrow for', () => {
    expect(table([planOf(2, overridden)], { columns: 80 })).toMatchInlineSnapshot(`
      "runner: 2 instances, 1 PBS, 5 requests

      Role      Request          Software type    SLA (where it comes from)   Notifies
      ────────  ───────────────  ───────────────  ──────────────────────────  ────────
      leader    runner0          runner-export    mode = unique_by_network    pull 1
                                                    (default)
      PBS 1     PBS (runner /    pull-backup      computer_guid = COMP-2
                  1)                                (nameid
                                                    -sla-pbs1-computer_guid,
                                                    overrides
                                                    -sla-1-computer_guid =
                                                    COMP-1)
      pull 1    PBS 1 pulling    pull-backup      instance_guid of PBS 1      push 1
                  from runner0     (shared)         (wiring)
      push 1    PBS pushing on   pull-backup      instance_guid of PBS 1      backup 1
                  runner1          (shared)         (wiring)
      backup 1  runner1          runner-import    computer_guid = COMP-1 (id
                                                    -sla-1-computer_guid)
                                                  region = France (nameid
                                                    -sla-runner1-region)
      "
    `)
  })

  it('becomes lists where a table would be broken words', () => {
    expect(table([planOf(1, overridden)], { columns: 40 })).toMatchInlineSnapshot(`
      "runner: 1 instance, 1 request

      Role: leader
      Request: runner0
      Software type: runner-export
      SLA:
        mode = unique_by_network (default)

      Magic keys that match no request:
        -sla-1-computer_guid,
        -sla-pbs1-computer_guid,
        -sla-runner1-region
      "
    `)
    expect(table([planOf(2, overridden)], { columns: 40 })).toContain('Request: runner1')
  })

  it.each([20, 40, 71, 72, 80, 100, 200])(
    'never passes %d columns, wide letters too',
    (columns) => {
      const wide = {
        '-sla-runner1-computer_guid': '計算機'.repeat(30),
        '-sla-runner1-group': 'é'.repeat(50),
        '-sla-runner1-region': '👩‍👩‍👧 '.repeat(20),
      }
      const text = table([planOf(30, wide), planOf(3, wide)], { columns })
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      expect(text.replace(/\s/g, '')).toContain('計算機'.repeat(3))
    },
  )

  it('loses no letter of a value however narrow it gets', () => {
    const value = 'COMP-0123456789-abcdefghijklmnopqrstuvwxyz'
    const text = table([planOf(2, { '-sla-pbs1-computer_guid': value })], { columns: 30 })
    expect(text.replace(/\s/g, '')).toContain(value)
  })

  it('says that a leader of many notifies every pull, and counts a single instance right', () => {
    expect(table([planOf(200)])).toContain('every pull (199)')
    expect(table([planOf(1)])).toContain('runner: 1 instance, 1 request')
  })

  it('shows several components one after the other', () => {
    const text = table([planOf(2), planOf(3, {}, 'mariadb')])
    expect(text).toMatch(/runner: 2 instances, 1 PBS, 5 requests[\s\S]+mariadb: 3 instances/)
  })

  it('marks findings at the requests that they are about, and tells unmatched keys', () => {
    const plan = planOf(2, { ...overridden, '-sla-7-computer_guid': 'COMP-7' })
    const message = '-sla-pbs1-computer_guid names the computer of runner0'
    const text = table([plan], {
      diagnostics: [
        { code: 'sla-unmatched', severity: 'warning', message, path: '-sla-pbs1-computer_guid' },
      ],
    })
    const lines = text.split('\n')
    const mark = lines.indexOf(`! warning ${message}`)
    expect(lines.findIndex((line) => line.startsWith('PBS 1'))).toBeLessThan(mark)
    expect(lines.findIndex((line) => line.startsWith('pull 1'))).toBeGreaterThan(mark)
    expect(text).toContain('Magic keys that match no request: -sla-7-computer_guid')
  })

  it('marks no other request than a finding says', () => {
    const key = '-sla-1-computer_guid'
    const plans = planAll(
      ['a', 'b'].map((name) => ({
        ...{ name, count: 2, exportType: 'e', importType: 'i' },
        parameters: { [key]: 'C' },
      })),
    )
    const found = { code: 'shared-fate', severity: 'warning', message: 'it is here' } as const
    const marks = (more: object): string[] =>
      table(plans, { columns: 140, diagnostics: [{ ...found, ...more }] })
        .split('\n')
        .filter((line, index, all) => all[index + 1] === '! warning it is here')
        .map((line) => line.split(/ {2,}/)[1]!)
    const requests = ['request-pbs-b-1']
    expect(marks({ path: key })).toEqual(['PBS (a / 1)', 'a1', 'PBS (b / 1)', 'b1'])
    expect(marks({ path: key, requests })).toEqual(['PBS (b / 1)'])
    // What the author's profile sets has no parameter.
    expect(marks({ requests })).toEqual(['PBS (b / 1)'])
    expect(marks({ path: key, requests: [] })).toEqual([])
  })

  it('lets no value steer the terminal, and paints only when asked to', () => {
    const hostile = { '-sla-pbs1-group': 'a\u001b[2Jb\nc\u202ed' }
    expect(table([planOf(2, hostile)])).toContain('group = a·[2Jb·c·d')
    expect(table([planOf(2, hostile)])).not.toContain('\u001b')
    expect(table([planOf(2)], { colors: true })).toContain('\u001b[1mrunner: 2 instances')
  })

  it('breaks a word of any length, between its letters', () => {
    const letters = 'a👩‍👩‍👧‍👦'.repeat(80)
    const text = table([planOf(2, { '-sla-pbs1-group': letters })], { columns: 40 })
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(40)
    expect(text.match(/👩\u200d👩\u200d👧\u200d👦/gu)).toHaveLength(80)
  })

  it('shows the beginning of what nobody reads to its end', () => {
    const long = 'x'.repeat(1_000_000)
    const keys = { '-sla-1-computer_guid': long, [`-sla-${long}`]: 'a' }
    const text = table([planOf(2, keys)])
    expect(text.length).toBeLessThan(20_000)
    expect(text).toContain('x…')
  })
})

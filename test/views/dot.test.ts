import { describe, expect, it } from 'vitest'
import { dot } from '../../src/views/dot.js'
import { planOf } from '../support/plans.js'

describe('dot', () => {
  it('draws pulls and pushes between nodes, in frames of computers and networks', () => {
    const parameters = {
      '-sla-0-computer_guid': 'COMP-1',
      '-sla-0-network_guid': 'NET-1',
      '-sla-1-computer_guid': 'COMP-2',
    }
    expect(dot([planOf(2, parameters)])).toMatchInlineSnapshot(`
      "digraph plan {
        rankdir=LR
        graph [fontname="sans-serif"]
        node [shape=box, style="rounded,filled", fontname="sans-serif"]
        edge [fontname="sans-serif", fontsize=10]
        subgraph cluster_0 {
          label="network NET-1"
          style=dashed
          subgraph cluster_1 {
            label="computer COMP-1"
            style=rounded
            "request-runner" [label="runner0\\nleader, runner-export", fillcolor="#dbeafe", tooltip="runner0\\ncomputer_guid = COMP-1 (id -sla-0-computer_guid)\\nnetwork_guid = NET-1 (id -sla-0-network_guid)"]
          }
        }
        subgraph cluster_2 {
          label="computer COMP-2"
          style=rounded
          "request-pbs-runner-1" [label="PBS (runner / 1)\\nPBS 1, pull-backup", fillcolor="#fef3c7", tooltip="PBS (runner / 1)\\ncomputer_guid = COMP-2 (id -sla-1-computer_guid)"]
          "request-runner-pseudo-replicating-1" [label="runner1\\nbackup 1, runner-import", fillcolor="#dcfce7", tooltip="runner1\\ncomputer_guid = COMP-2 (id -sla-1-computer_guid)"]
        }
        "request-runner" -> "request-pbs-runner-1" [label="pull 1", tooltip="PBS 1 pulling from runner0\\ninstance_guid of PBS 1 (wiring)"]
        "request-pbs-runner-1" -> "request-runner-pseudo-replicating-1" [label="push 1", tooltip="PBS pushing on runner1\\ninstance_guid of PBS 1 (wiring)"]
      }
      "
    `)
  })

  it('writes findings where they are', () => {
    const message = 'PBS 1 is where its leader is'
    const finding = { code: 'sla-unmatched', severity: 'warning', message } as const
    const path = '-sla-pbs1-computer_guid'
    const text = dot([planOf(2, { [path]: 'COMP-1' })], { diagnostics: [{ ...finding, path }] })
    expect(text).toContain(`PBS 1, pull-backup\\nwarning: ${message}"`)
    expect(text).toContain('color="#b45309"')
  })

  it('lets no value out of its string', () => {
    const text = dot([planOf(2, { '-sla-pbs1-computer_guid': 'a"] \\N & <b>\n}' })])
    expect(text).toContain('label="computer a\\"] \\\\N &amp; <b>·}"')
  })
})

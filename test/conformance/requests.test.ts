import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { folderOf } from '../support/folder.js'
import { noBuildout } from '../support/node.js'
import { filesOfRelease, placeRelease, type ReleaseName } from '../support/releases.js'
import { differences, planned, recorded, releaseAt } from '../support/requests.js'

type Parameters = Record<string, unknown>

const ours: [ReleaseName, string, Parameters][] = [
  ['shop', 'default', {}],
  [
    'shop',
    'resilient',
    { 'resilient-clone-number': '4', '-sla-2-computer_guid': 'C', colour: 'b' },
  ],
  ['mariadb', 'resilient', { '-sla-pbs1-network_guid': 'N', 'remove-backup-older-than': '3B' }],
  ['postgres', 'resilient', { '-sla-0-region': 'eu', '-sla-postgres0-region': 'fr' }],
  ['notes', 'default', {}],
  ['notes', 'notes', { mirror: 'yes' }],
  ['notes', 'reader', { notes: 'here' }],
  ['queue', 'default', {}],
]

/**
 * Public releases, unchanged, in a checkout of SlapOS/slapos that a variable names, each with three
 * sets of parameters where it has a resilient root. What they need is a file or two of their own.
 */
const theirs: [folder: string, type: string, parameters: Parameters][] = [
  ['theia', 'resilient', {}],
  ['theia', 'resilient', { 'resilient-clone-number': '2', '-sla-1-computer_guid': 'C1' }],
  ['theia', 'resilient', { '-sla-pbs1-network_guid': 'N', 'frontend-name': 'F', autorun: 'user' }],
  ['kvm', 'kvm-resilient', {}],
  ['kvm', 'kvm-resilient', { 'resilient-clone-number': '2', '-sla-kvm2-computer_guid': 'C' }],
  [
    'kvm',
    'kvm-resilient',
    { 'ram-size': 4096, 'enable-novnc-server': true, '-sla-0-region': 'eu' },
  ],
  ['kvm', 'default', {}],
  ['neoppod', 'default', { cluster: 'c', 'node-count': 2 }],
  ...[
    ...[
      'matomo',
      'repman',
      'powerdns',
      'slapos-master',
      'grafana',
      'jupyter',
      'galene',
      'peertube',
    ],
    ...['headless-chromium', 'html5as', 'hugo', 'jscrawler', 'dependency-track', 'dufs'],
    ...['restic-rest-server'],
  ].map((folder): [string, string, Parameters] => [folder, 'default', {}]),
]

const checkout = process.env['SLAPOS_CHECKOUT']
const noCheckout =
  checkout !== undefined && existsSync(join(checkout, 'software'))
    ? undefined
    : 'SLAPOS_CHECKOUT names no checkout of SlapOS/slapos'

describeWith(noBuildout(), 'the plan of a release', () => {
  it.each(ours)('has what %s requests as %s with %j', (name, type, parameters) => {
    const folder = placeRelease(folderOf(), name, filesOfRelease(name))
    const release = releaseAt(join(folder, 'software.cfg'))
    const requests = planned(release, type, parameters)
    const real = recorded(release, type, parameters)
    expect(differences(requests, real)).toEqual([])
    expect(requests.length).toBe(Object.keys(real).length)
  })

  for (const [folder, type, parameters] of noCheckout === undefined ? theirs : [])
    it(`has what software/${folder} requests as ${type} with ${JSON.stringify(parameters)}`, () => {
      const release = releaseAt(join(checkout!, 'software', folder, 'software.cfg'))
      const requests = planned(release, type, parameters)
      expect(requests.length).toBeGreaterThan(0)
      expect(differences(requests, recorded(release, type, parameters))).toEqual([])
    })
})

// What the README of the stack says of instances that run, and of the parameters that say where: each
// statement a test, named by what it says. "differs" says where ours does, and why.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseProfile, plan, readParameters, renderProfile, type Request } from '../../src/index.js'

const profile = (kind: Parameters<typeof renderProfile>[0]) =>
  parseProfile(renderProfile(kind, { level: 'instance' })).toObject()
const component = { name: 'kvm', count: 4, exportType: 'kvm-export', importType: 'kvm-import' }

describe('a pull-backup server', () => {
  it('is the same for every software, and nobody needs to change it', () => {
    expect(renderProfile('pull-backup', { level: 'instance' })).not.toMatch(/namebase/)
  })

  it('pulls from the export when it is notified, and pushes to its import at once', () => {
    const { requests } = plan(component)
    const notifiedBy = (role: Request['role']) =>
      requests.find((each) => each.role === role)!.notifies
    expect(notifiedBy('leader')).toEqual(
      requests.filter(({ role }) => role === 'pull').map(bySection),
    )
    expect(notifiedBy('pull')).toEqual(['request-pull-backup-server-kvm-backup-1'])
    expect(notifiedBy('push')).toEqual(['request-kvm-pseudo-replicating-1'])
  })

  it('keeps an incremental archive in srv/backup/pbs', () => {
    const sections = profile('pull-backup')
    expect(sections['pbs']!['directory']).toBe('${directory:pbs-backup}')
    expect(sections['directory']!['pbs-backup']).toBe('${basedirectory:backup}/pbs')
    expect(sections['basedirectory']!['backup']).toBe('${rootdirectory:srv}/backup')
  })

  it('logs what it did to var/log/equeue.log', () => {
    expect(profile('pull-backup')['equeue']!['log']).toBe('${basedirectory:log}/equeue.log')
  })
})

describe('an export', () => {
  const sections = profile('pbsready-export')

  it('has bin/exporter, which runs the software’s program and then notifies', () => {
    expect(sections['notifier-exporter']).toMatchObject({
      wrapper: '${rootdirectory:bin}/exporter',
      executable: '${exporter-run:wrapper-path}',
    })
    expect(sections['exporter-run']!['command-line']).toContain('--alone ${exporter:wrapper}')
  })

  it('has the software’s program as bin/NAME-exporter (differs: one of the two names that are given there, NAME-backup is the other)', () => {
    expect(sections['exporter']!['wrapper']).toBe(
      '${rootdirectory:bin}/${slap-parameter:namebase}-exporter',
    )
  })

  it('dumps every 60 minutes unless it is told otherwise (differs: at a minute of its own, which it keeps)', () => {
    expect(renderProfile('pbsready-export', { level: 'instance' })).toContain(
      "'%d * * * *' % minute",
    )
    expect(sections['cron-entry-backup']!['command']).toContain('${notifier-exporter:wrapper}')
  })

  it('dumps into srv/backup/NAME', () => {
    expect(sections['directory']!['backup']).toBe(
      '${basedirectory:backup}/${slap-parameter:namebase}',
    )
  })
})

describe('an import', () => {
  const sections = profile('pbsready-import')

  it('has its data in srv/backup/NAME, and loads it with bin/NAME-importer', () => {
    expect(sections['directory']!['backup']).toBe(
      '${basedirectory:backup}/${slap-parameter:namebase}',
    )
    expect(sections['importer']!['wrapper']).toBe(
      '${rootdirectory:bin}/${slap-parameter:namebase}-importer',
    )
  })

  it('takes over by hand (differs: or by a page; nothing here elects, which the stack gave up in 2014)', () => {
    expect(sections['resiliency-takeover-script']!['wrapper-takeover']).toBe(
      '${rootdirectory:bin}/takeover',
    )
  })

  it('can be had in any number (differs: up to a limit, past which the leader’s key line is none)', () => {
    expect(plan({ ...component, count: 50 }).requests).toHaveLength(1 + 4 * 49)
    expect(() => plan({ ...component, count: 1_000_000 })).toThrow('count')
  })
})

describe('SLA parameters', () => {
  const slaOf = (parameters: Record<string, unknown>, name = 'kvm') =>
    Object.fromEntries(
      plan({ ...component, name, parameters })
        .requests.filter(({ role }) => ['leader', 'backup', 'pbs'].includes(role))
        .map(({ role, id, sla }) => [
          role === 'pbs' ? `PBS ${id}` : `${name}${id}`,
          Object.fromEntries(Object.entries(sla).map(([key, { value }]) => [key, value])),
        ]),
    )

  it('of the README’s example land as it says (differs: its last lines misspell the value that was given)', () => {
    const xml = readFileSync(new URL('../../examples/runner/runner.xml', import.meta.url), 'utf8')
    expect(slaOf(readParameters(xml), 'runner')).toMatchObject({
      runner0: { computer_guid: 'COMP-RUN0' },
      runner1: { computer_guid: 'COMP-GRP1' },
      runner2: { computer_guid: 'COMP-RUN2', network_guid: 'NET-2' },
      'PBS 1': { computer_guid: 'COMP-PBS1' },
      'PBS 2': { computer_guid: 'COMP-GROUP2', network_guid: 'NET-2' },
    })
  })

  it('can be given for each export, import and pull-backup server', () => {
    const parameters = { '-sla-kvm0-a': 1, '-sla-kvm3-b': 2, '-sla-pbs2-c': 3 }
    expect(slaOf(parameters)).toMatchObject({
      kvm0: { a: '1' },
      kvm3: { b: '2' },
      'PBS 2': { c: '3' },
    })
  })

  it('are not passed on', () => {
    const { requests } = plan({ ...component, parameters: { '-sla-1-region': 'x', own: 1 } })
    expect(requests.flatMap((each) => Object.keys(each.parameters))).not.toContain('-sla-1-region')
    expect(requests[0]!.parameters).toMatchObject({ own: 1 })
  })

  it('with an id are for the instance and the server of this number', () => {
    expect(slaOf({ '-sla-2-region': 'x' })).toMatchObject({
      kvm2: { region: 'x' },
      'PBS 2': { region: 'x' },
      kvm1: { mode: 'unique_by_network' },
    })
  })

  it('with a nameid are for this instance; a server’s name is pbs', () => {
    expect(slaOf({ '-sla-kvm2-region': 'x' })['PBS 2']).toEqual({ mode: 'unique_by_network' })
    expect(slaOf({ '-sla-pbs2-region': 'x' })).toMatchObject({
      'PBS 2': { region: 'x' },
      kvm2: { mode: 'unique_by_network' },
    })
  })

  it('with a nameid prevail over those with an id, in either order', () => {
    for (const keys of [
      ['-sla-2-region', '-sla-kvm2-region'],
      ['-sla-kvm2-region', '-sla-2-region'],
    ]) {
      const parameters = Object.fromEntries(keys.map((key) => [key, key]))
      expect(slaOf(parameters)['kvm2']).toEqual({ region: '-sla-kvm2-region' })
    }
  })
})

function bySection({ section }: Request): string {
  return section
}

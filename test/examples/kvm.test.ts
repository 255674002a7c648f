import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parseProfile } from '../../src/index.js'
import { run, type Ran } from '../support/run.js'

const cwd = fileURLToPath(new URL('../../examples/kvm/', import.meta.url))

async function sectionsOf(...args: string[]): Promise<Record<string, Record<string, string>>> {
  const { code, stdout, stderr } = await run(args, { cwd })
  expect([code, stderr]).toEqual([0, ''])
  return parseProfile(stdout).toObject()
}

const template = ['render', 'template', 'instance-kvm-resilient.cfg.jinja2']
const given = ['--parameters', 'kvm.xml', '--context', 'node.json']

it('the root profile of examples/kvm requests what resilient.ini plans', async () => {
  const rendered = await sectionsOf(...template, ...given)
  const planned = await sectionsOf('render', 'replicated')
  const { 'return +': more, ...leader } = rendered['request-kvm']!
  expect(more).toBe('url username password')
  for (const [name, options] of Object.entries(planned)) {
    if (name === 'buildout') continue
    if (name === 'publish-connection-information') expect(rendered[name]).toMatchObject(options)
    else expect([name, name === 'request-kvm' ? leader : rendered[name]]).toEqual([name, options])
  }
})

it('every request of examples/kvm is monitored, and the root shows every monitor', async () => {
  const rendered = await sectionsOf(...template, ...given)
  const requests = ['kvm', 'kvm-pseudo-replicating-1', 'pbs-kvm-1'].map((name) => `request-${name}`)
  for (const request of requests) {
    expect(rendered[request]).toMatchObject({
      'config-monitor-username': '${monitor-instance-parameter:username}',
      'config-monitor-password': '${monitor-htpasswd:passwd}',
    })
    expect(rendered[request]!['return']!.split(/\s+/)).toContain('monitor-base-url')
    expect(rendered['monitor-conf-parameters']!['monitor-url-list']).toContain(
      `\${${request}:connection-monitor-base-url}`,
    )
  }
})

it('every part of examples/kvm is a section of it', async () => {
  const rendered = await sectionsOf(...template, ...given)
  const parts = rendered['buildout']!['parts +']!.split(/\s+/).filter(Boolean)
  // The guard of what is published is listed by a reference to its own name.
  const sections = parts.map((part) => /^\$\{(.*):part\}$/.exec(part)?.[1] ?? part)
  expect(sections.filter((part) => !(part in rendered))).toEqual([])
})

it('the parameters of examples/kvm are good', async () => {
  const { code, stderr }: Ran = await run(['validate', 'kvm.xml', '--format', 'json'], { cwd })
  expect([code, stderr]).toEqual([0, ''])
  expect((await run(['plan', '--strict'], { cwd })).code).toBe(0)
})

import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseProfile, readParameters, renderTemplate } from '../../src/index.js'
import { renderRelease } from '../../src/profiles/index.js'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'

const read = (name: string): string =>
  readFileSync(new URL(`../../examples/kvm/${name}`, import.meta.url), 'utf8')
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

describeWith(noBuildout(), 'examples/kvm, in the real buildout', () => {
  it('runs to the end, asks for the machine’s screen and every monitor, and publishes both', () => {
    const node = new Node()
    try {
      node.build('kvm', renderRelease({ name: 'kvm', md5 }))
      const profile = renderTemplate(read('instance-kvm-resilient.cfg.jinja2'), {
        context: {
          slapparameter_dict: readParameters(read('kvm.xml')),
          template_monitor: `${node.software}/template-monitor.cfg`,
          eggs_directory: `${node.folder}/root/eggs`,
          develop_eggs_directory: `${node.folder}/root/develop-eggs`,
        },
      })
      const installed = node.run('root', profile, '[slap-configuration]\nipv6-random = ::1\n')
      const options = new Map(installed.map(({ part, options }) => [part, options]))
      const listed = parseProfile(profile).toObject()['buildout']!['parts +']!
      // One is listed by a reference to itself.
      for (const part of listed.split(/\s+/).filter(Boolean))
        expect([...options.keys()]).toContain(/^\$\{(.*):part\}$/.exec(part)?.[1] ?? part)

      expect(options.get('request-kvm')!['return']!.split(/\s+/)).toEqual([
        ...['ssh-public-key', 'resilient-ssh-url', 'notification-id', 'ip', 'monitor-base-url'],
        ...['url', 'username', 'password'],
      ])
      expect(options.get('publish-connection-information')).toMatchObject({
        url: '<url@request-kvm>',
        'monitor-user': 'admin',
      })
    } finally {
      rmSync(node.folder, { recursive: true })
    }
  })
})

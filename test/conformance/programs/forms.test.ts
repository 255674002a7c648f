import { expect, it } from 'vitest'
import { renderStack } from '../../../src/profiles/index.js'
import { describeWith, noPython } from '../../support/engines.js'
import { run } from '../../support/programs.js'

const files = renderStack({ version: 'tested', md5: () => '' })

/** What the code of a section makes of each of several options, as the recipe runs it. */
function made(file: string, section: string, options: object[]): Record<string, unknown>[] {
  const text = files.get(file)!.split(`\n[${section}]\n`)[1]!.split(/\n\[/)[0]!
  const code = /^init =\n((?: {2}.*\n|\n)*)/m.exec(`${text}\n`)![1]!.replaceAll('$$', '$')
  const program = `import json, sys
code = 'def init(self, options):\\n' + sys.argv[1]
exec(code)
class Self: buildout = {'publish-early': {}}
told = []
for options in json.loads(sys.argv[2]):
    init(Self, options)
    told.append(options)
print(json.dumps(told))`
  const { stdout, stderr } = run('-c', program, code, JSON.stringify(options))
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Record<string, unknown>[]
}

describeWith(noPython(), 'what another instance says', () => {
  it('is a periodicity only where cron takes it', () => {
    const good = ['*/20 0-3,5 1-31/2 jan-mar,dec sun,6', '0 0 * * 7', '5/10 * * * *', '0 3 * * *']
    const bad = ['foo * * * *', '*/0 * * * *', '30-10 * * * *', '* * * abc *', '* * * mon *']
    bad.push('60 * * * *', '٣ * * * *', '@daily', '0 0 * * * rm', '0 0 0-0 * *', '*-5 * * * *')
    bad.push('0 0 * * 8', '1, * * * *', '1-2-3 * * * *', '*/1/2 * * * *', '*/100 * * * *')
    const told = made(
      'pbsready-export.cfg.in',
      'exporter-periodicity',
      [...good, ...bad].map((given) => ({ given, instance: 'COMP-0/slappart1' })),
    )
    const taken = told.filter(({ wrong }) => wrong === '').map(({ frequency }) => frequency)
    expect(taken).toEqual(good)
    for (const { frequency, wrong } of told)
      if (wrong !== '') expect(frequency).toMatch(/^\d+ \* \* \* \*$/)
  })

  it('is no key, and nothing wrong, where some or all of the servers have none yet', () => {
    const key = 'ssh-rsa AAAA= a@b'
    const told = made(
      'pbsready.cfg.in',
      'sshd-authorized-key-lines',
      ['', 'None', 'None None', `None ${key} None`, `${key} None None`, 'None x'].map((keys) => ({
        keys,
      })),
    )
    const line = `restrict ${key}\n`
    expect(told.map(({ lines }) => lines)).toEqual(['', '', '', line, line, ''])
    expect(told.map(({ wrong }) => wrong)).toEqual(['', '', '', '', '', "'x'"])
  })

  const wrongHosts = ['-x', '٣.٣', ''].map((host) => `${host}:1`)
  const wrongPorts = ['0', '65536', '99999', '999999', '٣', '-1', '080'].map(
    (port) => `[::1]:${port}`,
  )

  it('is the URL of a notifier only with a port and a host that there can be', () => {
    const good = ['[::1]:1', '[::1]:65535', 'a-b.c:8080'].map((at) => `http://${at}/notify`)
    const bad = [...wrongHosts, ...wrongPorts].map((at) => `http://${at}/notify`)
    const [told] = made('pbsready-export.cfg.in', 'exporter-notify', [
      { given: [...good, ...bad].join(' ') },
    ])
    expect(told!['urls']).toBe(good.join(' '))
  })

  it('is the URL of a dump only where nothing in it can be an option', () => {
    const good = ['u@[::1]:22', 'slap-user0@a-b.c:65535'].map((at) => `ssh://${at}/srv/x`)
    const bad = ['-V@[::1]:22', '-oProxyCommand@[::1]:22', 'u@-oA:22']
      .concat([...wrongHosts, ...wrongPorts].map((at) => `u@${at}`))
      .map((at) => `ssh://${at}/srv/x`)
    const shared = [...good, ...bad].map((url) => ({
      ...{ type: 'pull', name: 'n', title: 't', url },
      ...{ 'notification-id': 'n-pull', 'server-key': 'ssh-rsa AAAA' },
    }))
    const [told] = made('instance-pull-backup.cfg.in', 'pbs-shared', [{ given: shared }])
    const taken = told!['slave-instance-list'] as { url: string | null }[]
    expect(taken.map(({ url }) => url).filter((url) => url !== null)).toEqual(good)
  })
})

// A release as they stand on the public stack, on our folder: it names what it wants of the folder, sets
// its parts anew, and renders its own profiles on the node.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'

const files = new Map([
  [
    'software.cfg',
    `[buildout]
extends = ../../stack/resilient/buildout.cfg
parts =
  slapos-cookbook
  instance
[filled]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/\${:_buildout_section_name_}.cfg.in
output = \${buildout:directory}/\${:_buildout_section_name_}.cfg
[instance]
<= filled
[instance-export]
<= filled
[instance-import]
<= filled
`,
  ],
  [
    'instance.cfg.in',
    `[buildout]
extends = \${template-resilient-templates:output}
parts = switch_softwaretype
eggs-directory = \${buildout:eggs-directory}
develop-eggs-directory = \${buildout:develop-eggs-directory}
offline = true
[slap-configuration]
recipe = slapos.cookbook:slapconfiguration
computer = $\${slap-connection:computer-id}
partition = $\${slap-connection:partition-id}
url = $\${slap-connection:server-url}
key = $\${slap-connection:key-file}
cert = $\${slap-connection:cert-file}
[switch_softwaretype]
recipe = slapos.cookbook:switch-softwaretype
app-export = export:output
app-import = import:output
frozen = instance-frozen:output
pull-backup = template-pull-backup:output
[export]
recipe = slapos.recipe.template:jinja2
url = \${instance-export:output}
output = $\${buildout:directory}/own-export.cfg
context =
  key pbsready template-pbsready-export:output
  raw wait \${exporter-default-configuration:backup_wait_time}
  raw feeds \${template-monitor-check-resilient-feed:target}
[import]
recipe = slapos.recipe.template:jinja2
url = \${instance-import:output}
output = $\${buildout:directory}/own-import.cfg
context =
  key pbsready template-pbsready-import:output
`,
  ],
  [
    'instance-export.cfg.in',
    `[buildout]
extends =
  \${monitor2-template:output}
  {{ pbsready }}
parts +=
  cron-entry-backup
  shown-feeds
  publish
[slap-parameter]
namebase = app
[exporter]
recipe = slapos.recipe.template
wrapper = $\${rootdirectory:bin}/app-exporter
output = $\${:wrapper}
inline =
  #!/bin/sh
  # Waits for {{ wait }} minutes at most.
[shown-feeds]
recipe = slapos.recipe.template:jinja2
url = {{ feeds }}
output = $\${rootdirectory:bin}/shown-feeds
context =
  key input_feed_directory directory:notifier-feeds
  key monitor_feed_directory monitor-directory:public
  raw base_url http://[$\${notifier:host}]:$\${notifier:port}/get/
  raw python_executable $\${buildout:executable}
[publish]
<= resilient-publish-connection-parameter
`,
  ],
  [
    'instance-import.cfg.in',
    `[buildout]
extends =
  \${monitor2-template:output}
  {{ pbsready }}
[slap-parameter]
namebase = app
[importer]
recipe = slapos.recipe.template
wrapper = $\${rootdirectory:bin}/app-importer
output = $\${:wrapper}
inline =
  #!/bin/sh
`,
  ],
])

describeWith(noBuildout(), 'a release of the public stack, on ours, in the real buildout', () => {
  const node = new Node()
  afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
  const built = node.build('app', files).map(({ part }) => part)

  it('gets all that it needs by reference, and its own files beside ours', () => {
    expect(built).toEqual(
      expect.arrayContaining([
        ...['pbs-recipe-egg', 'slapos-toolbox', 'monitor2-template', 'pbsready-export'],
        ...[
          'pbsready-import',
          'template-pull-backup',
          'instance-frozen',
          'resilient-takeover-page',
        ],
      ]),
    )
    expect(built).not.toContain('template-parts')
    const made = readdirSync(node.software).filter((name) => name.endsWith('.cfg'))
    expect(made).toContain('instance-export.cfg')
    expect(made).toContain('pbsready-export.cfg')
  })

  it('deploys leader, backup and pull-backup server', () => {
    const parts = (partition: string, type: string): string[] =>
      node.deploy(partition, { type }).map(({ part }) => part)
    expect(parts('slappart0', 'app-export')).toContain('notifier-exporter')
    expect(node.read('slappart0', 'bin/app-exporter')).toContain('for 10 minutes')
    expect(parts('slappart1', 'app-import')).toContain('resiliency-takeover-script')
    expect(parts('slappart2', 'pull-backup')).toContain('pbs')
  }, 120_000)

  it('keeps what a leader had when it is frozen, behind a switch of another name', () => {
    const programs = join(node.folder, 'slappart0/bin')
    const before = readdirSync(programs)
    node.deploy('slappart0', { type: 'frozen' })
    expect(readdirSync(programs)).toEqual(before)
    expect(existsSync(join(node.folder, 'slappart0/bin/app-exporter'))).toBe(true)
  })

  it('shows the feeds of an instance, and fails for those that cannot be had', async () => {
    const folder = join(node.folder, 'feeds')
    for (const name of ['written', 'shown']) mkdirSync(join(folder, name), { recursive: true })
    for (const name of ['a b', 'gone']) writeFileSync(join(folder, 'written', name), '')
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/get/a%20b' ? 200 : 404
      response.end('<rss>')
    }).listen(0, '::1')
    await once(server, 'listening')
    const port = (server.address() as AddressInfo).port
    const program = node
      .read('slappart0', 'bin/shown-feeds')!
      .replace(/^written = .*$/m, `written = ${JSON.stringify(join(folder, 'written'))}`)
      .replace(/^shown = .*$/m, `shown = ${JSON.stringify(join(folder, 'shown'))}`)
      .replace(/^served = .*$/m, `served = 'http://[::1]:${port}/get/'`)
    writeFileSync(join(folder, 'program'), program, { mode: 0o755 })
    const run = (): Promise<{ code: number | null; text: string }> =>
      new Promise((resolve) => {
        const child = execFile(join(folder, 'program'), (_error, stdout, stderr) =>
          resolve({ code: child.exitCode, text: stdout + stderr }),
        )
      })
    try {
      expect(await run()).toEqual({
        code: 1,
        text: expect.stringMatching(/^the feed gone cannot be had: .*404/),
      })
      expect(readdirSync(join(folder, 'shown'))).toEqual(['a b.rss'])
      expect(readFileSync(join(folder, 'shown/a b.rss'), 'utf8')).toBe('<rss>')
      rmSync(join(folder, 'written/gone'))
      expect(await run()).toEqual({ code: 0, text: '' })
    } finally {
      server.close()
    }
  })
})

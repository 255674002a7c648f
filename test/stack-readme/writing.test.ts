// What the README of the stack says of the profiles that a software gives and of the root that asks
// for them: each statement a test, named by what it says. "differs" says where ours does, and why.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseProfile, plan, renderProfile, renderTemplate } from '../../src/index.js'
import { renderRelease } from '../../src/profiles/index.js'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const release = renderRelease({ name: 'shop', md5: () => '' })
const sectionsOf = (text: string) => parseProfile(text).toObject()
const words = (text = '') => text.split(/\s+/).filter(Boolean)

describe('the three software types', () => {
  const types = Object.keys(sectionsOf(release.get('instance.cfg.in')!)['switch-softwaretype']!)

  it('pull-backup has this name in every release', () => expect(types).toContain('pull-backup'))

  it('NAME-export and NAME-import are named after the component (differs: with a dash, as the stack’s own samples write it further down)', () => {
    expect(types).toEqual(expect.arrayContaining(['shop-export', 'shop-import']))
  })

  it('two reference implementations are there, for MySQL and for PostgreSQL (differs: examples/mariadb and examples/postgres)', async () => {
    for (const name of ['mariadb', 'postgres']) {
      const cwd = examples + name
      expect((await run(['check', `instance-${name}-export.cfg.in`], { cwd })).code).toBe(0)
    }
  })
})

describe('the layout of the import', () => {
  const sections = sectionsOf(renderProfile('import', { name: 'shop', level: 'software' }))

  it('extends the instance and pbsready-import, as the software level made them', () => {
    expect(words(sections['buildout']!['extends'])).toEqual([
      '${instance-shop:output}',
      '${pbsready-import:output}',
    ])
  })

  it('has the software and the callback as parts (differs: the callback is import-on-notification, its name before 2020)', () => {
    expect(words(sections['buildout']!['parts +'])).toEqual(['shop', 'import-on-notification'])
  })

  it('has an [importer] with the wrapper bin/NAME-importer and the backup directory', () => {
    expect(sections['importer']).toEqual({
      wrapper: '$${rootdirectory:bin}/$${slap-parameter:namebase}-importer',
      'backup-directory': '$${directory:backup}',
    })
  })
})

describe('the layout of the export', () => {
  const sections = sectionsOf(renderProfile('export', { name: 'shop', level: 'software' }))

  it('extends the instance and pbsready-export, as the software level made them', () => {
    expect(words(sections['buildout']!['extends'])).toEqual([
      '${instance-shop:output}',
      '${pbsready-export:output}',
    ])
  })

  it('has the software and its cron entry as parts (differs: and what it publishes, or the root never gets its keys)', () => {
    expect(words(sections['buildout']!['parts +'])).toEqual([
      ...['shop', 'cron-entry-backup', 'resilient-publish-connection-parameter'],
    ])
  })

  it('has an [exporter] with the wrapper bin/NAME-exporter and the backup directory', () => {
    expect(sections['exporter']).toEqual({
      wrapper: '$${rootdirectory:bin}/$${slap-parameter:namebase}-exporter',
      'backup-directory': '$${directory:backup}',
    })
  })
})

describe('[exporter] and [importer] are the author’s', () => {
  it('a recipe and further options are added', async () => {
    const args = ['--name', 'shop', '--recipe', 'my:export', '--option', 'user=me']
    const { stdout } = await run(['render', 'export', ...args])
    expect(sectionsOf(stdout)['exporter']).toMatchObject({ recipe: 'my:export', user: 'me' })
  })

  it.each(['wrapper=x', 'backup-directory=x'])(
    'the wrapper and the backup directory stay as they are: %s is refused',
    async (option) => {
      const args = ['--name', 'shop', '--recipe', 'r', '--option', option]
      expect(await run(['render', 'export', ...args])).toMatchObject({ code: 2, stdout: '' })
    },
  )
})

describe('the software level', () => {
  it('makes a file of each profile, from a url beside the profile, into the buildout’s folder', () => {
    const sections = sectionsOf(release.get('software.cfg')!)
    const [, base] = Object.entries(sections).find(([, { url }]) => url !== undefined)!
    expect(base['url']).toBe('${:_profile_base_location_}/${:filename}')
  })

  it('has an md5sum for each; three dots in its place are reported', async () => {
    const cwd = folderOf({
      'software.cfg': [
        '[buildout]\nparts = instance-shop-import\n',
        '[instance-shop-import]\nrecipe = slapos.recipe.template',
        'url = ${:_profile_base_location_}/instance-shop-import.cfg.in',
        'output = ${buildout:directory}/instance-shop-import.cfg\nmd5sum = ...\n',
      ].join('\n'),
      'instance-shop-import.cfg.in': '[buildout]\n',
    })
    const { code, stdout } = await run(['check', 'software.cfg'], { cwd })
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^software\.cfg:8:.*wrong-md5sum\]$/m),
    ])
  })

  it('extends the stack’s folder', () => {
    const { buildout } = sectionsOf(release.get('software.cfg')!)
    expect(words(buildout!['extends'])).toContain('../../stack/resilient/buildout.cfg')
  })

  it('leads switch-softwaretype to each profile', () => {
    const { 'switch-softwaretype': types, profiles } = sectionsOf(release.get('instance.cfg.in')!)
    expect(types!['shop-import']).toBe('profiles:shop-import')
    expect(profiles!['shop-import']).toBe('${instance-shop-import:output}')
  })
})

describe('the root', () => {
  const sample = (call: string, imports = true) => `${
    imports
      ? "{% import 'parts' as parts %}{% import 'replicated' as replicated with context %}"
      : ''
  }
[buildout]
parts +=
  {{ parts.replicate("Name","3") }}
  publish

[ArgLeader]
config-own = 1

[ArgBackup]

${call}
`
  const whole = `{{ replicated.replicate("Name", "3",
                        "mysoftware-export", "mysoftware-import",
                        "ArgLeader","ArgBackup", slapparameter_dict=slapparameter_dict) }}`
  const context = { slapparameter_dict: { title: 'Shop', '-sla-1-computer_guid': 'COMP-1' } }

  it('expands into the requests of Name0, Name1 and Name2, and their parts', () => {
    const sections = sectionsOf(renderTemplate(sample(whole), { context }))
    const names = Object.entries(sections).flatMap(([section, { name }]) =>
      /^request-Name(?:-pseudo-replicating-\d)?$/.test(section) ? [name] : [],
    )
    expect(names).toEqual(['Name0', 'Name1', 'Name2'])
    const { parts } = plan({ name: 'Name', count: '3', exportType: 'e', importType: 'i' })
    const guard = '${resilient-answers-promise-bin:part}'
    expect(words(sections['buildout']!['parts +'])).toEqual([guard, ...parts, 'publish'])
  })

  it('has the leader inherit ArgLeader, and each backup ArgBackup', () => {
    const sections = sectionsOf(renderTemplate(sample(whole), { context }))
    expect(words(sections['request-Name']!['<'])).toContain('ArgLeader')
    for (const id of [1, 2]) {
      expect(words(sections[`request-Name-pseudo-replicating-${id}`]!['<'])).toContain('ArgBackup')
    }
  })

  it('hands the dict of instance parameters to the leader', () => {
    const sections = sectionsOf(renderTemplate(sample(whole), { context }))
    expect(sections['request-Name']!['config-title']).toBe('Shop')
  })

  it('needs none of the last three arguments', () => {
    const call = '{{ replicated.replicate("Name", "3", "mysoftware-export", "mysoftware-import") }}'
    const sections = sectionsOf(renderTemplate(sample(call), { context }))
    expect(words(sections['request-Name']!['<'])).toEqual(['resilient', 'slap-connection'])
  })

  it('imports both templates, which the sample leaves out: the error says how', async () => {
    const cwd = folderOf({ 'root.cfg.jinja2': sample(whole, false) })
    const { code, stderr } = await run(['render', 'template', 'root.cfg.jinja2'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('root.cfg.jinja2:4:6: error "parts" is undefined')
    expect(stderr).toContain("{% import 'parts' as parts %}")
  })

  it('has no $${ in it: one is reported', async () => {
    const text = sample(whole).replace('config-own = 1', () => 'config-own = $${a:b}')
    const cwd = folderOf({ 'root.cfg.jinja2': text })
    const { stdout } = await run(['check', 'root.cfg.jinja2'], { cwd })
    expect(stdout).toMatch(/^root\.cfg\.jinja2:8:.*\[level-jinja\]$/m)
  })
})

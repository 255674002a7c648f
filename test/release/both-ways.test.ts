import { expect, it } from 'vitest'
import { folderOf } from '../support/folder.js'
import { run } from '../support/run.js'

const release = (line: string) => ({
  'software.cfg': `[buildout]
parts = instance
[template-a]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/a.cfg.jinja2
[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
`,
  'instance.cfg.in': `[buildout]
parts = switch-softwaretype
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = a:output
[a]
recipe = slapos.recipe.template:jinja2
url = \${template-a:target}
output = $\${buildout:directory}/a.cfg
context =
  key slapparameter_dict slap-configuration:configuration
[buildout]
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
`,
  'a.cfg.jinja2': `[buildout]
parts = x
[x]
recipe = slapos.cookbook:publish
${line}
`,
})

/** Each asks an unknown something, which comes out otherwise the second time. */
it.each([
  "y = ${ {{- slapparameter_dict.get('of', 'nowhere') }}:z}",
  "y = ${ {{- 'somewhere' if 'of' in slapparameter_dict else 'nowhere' }}:z}",
  "y = ${ {{- 'x' if slapparameter_dict['of'] > 3 else 'nowhere' }}:recipe}",
  "y = ${ {{- 'x' if 'a' in slapparameter_dict['of'] else 'nowhere' }}:recipe}",
  "y = ${ {{- 'x' if slapparameter_dict['of'] == 3 else 'nowhere' }}:recipe}",
  "y = ${ {{- 'x' if slapparameter_dict else 'nowhere' }}:recipe}",
  "y = ${ {{- slapparameter_dict['of'] or 'nowhere' }}:recipe}",
  "y = ${ {{- slapparameter_dict.pop('of', 'nowhere') }}:recipe}",
])('renders %s both ways', async (line) => {
  const { stdout } = await run(['check'], { cwd: folderOf(release(line)) })
  expect(stdout).toContain('refers to [nowhere]')
})

/** A macro that prints what is not known, and a key that holds it, are not known either. */
it.each([
  "y = {{ int(cfg('size')) + 1 }}",
  "y = {{ {'http': 80}[cfg('scheme')] }}",
  "y = {{ {'ru/a/link': {}}['ru/%s/link' % slapparameter_dict['of']].x }}",
  '{% set size %}{{ slapparameter_dict.of }}{% endset %}y = {{ int(size) }}',
])('finds nothing in %s', async (line) => {
  const macro = '{% macro cfg(name) %}{{ slapparameter_dict[str("of." + name)] }}{% endmacro %}'
  const { stdout } = await run(['check'], { cwd: folderOf(release(macro + line)) })
  expect(stdout).toBe('')
})

it('takes both ways where a macro prints what is not known', async () => {
  const line = `{% macro cfg(name) %}{{ slapparameter_dict[name] }}{% endmacro %}
y = \${ {{- 'x' if cfg('of').lower() in ('true', 'yes') else 'nowhere' }}:recipe}`
  const { stdout } = await run(['check'], { cwd: folderOf(release(line)) })
  expect(stdout).toContain('refers to [nowhere]')
})

it('says of a profile that fails one way that it is only partly compared', async () => {
  const files = release("y = {{ 'a' if slapparameter_dict['of'] else misnamed }}")
  const both = ['old', 'now'].flatMap((folder) =>
    Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]),
  )
  const cwd = folderOf(Object.fromEntries(both) as Record<string, string>)
  const { stdout, stderr } = await run(['check', 'now', '--before', 'old'], { cwd })
  expect(stdout).toMatch(
    /^now\/a\.cfg\.jinja2:5:\d+: info the profile of default is only partly compared: .*"misnamed" is undefined/m,
  )
  expect(stderr).toBe('compared with old in 1 software type; 1 piece of information\n')
})

// A small release to compare with itself, changed.
import { macros } from '../../../src/profiles/macros.js'

/** Files of a release by their names, the stack's in stack/resilient. */
export type Release = Readonly<Record<string, string>>

const root = `{% import 'parts' as parts -%}
{% import 'replicated' as replicated with context -%}
[buildout]
extends = {{ monitor_template }}
parts += publish-connection-information
  {{ parts.replicate("shop", 2) }}
[publish-connection-information]
recipe = slapos.cookbook:publish
url = \${request-shop:connection-url}
{{ replicated.replicate("shop", 2, "e", "i", slapparameter_dict=slapparameter_dict) }}
`

export const release: Release = {
  'software.cfg': `[buildout]
extends = stack/resilient/buildout.cfg
parts = instance resilient-templates
[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
[profile]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/\${:file}.cfg.in
output = \${buildout:directory}/\${:file}.cfg.jinja2
[instance-import]
<= profile
file = import
[instance-export]
<= profile
file = export
[instance-root]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/root.cfg.jinja2
`,
  'instance.cfg.in': `[buildout]
parts = switch_softwaretype
extends = \${resilient-templates:output}
[switch_softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = root:output
i = import:output
[import]
recipe = slapos.recipe.template:jinja2
url = \${instance-import:output}
output = $\${buildout:directory}/import.cfg
context =
  key page web-takeover:url
[web-takeover]
listening-port = 8000
[switch_softwaretype]
e = export:output
pull-backup = pull-backup:output
[export]
recipe = slapos.recipe.template:jinja2
url = \${instance-export:output}
output = $\${buildout:directory}/export.cfg
[pull-backup]
recipe = slapos.recipe.template:jinja2
url = \${ready:output}
output = $\${buildout:directory}/pull-backup.cfg
[root]
recipe = slapos.recipe.template:jinja2
url = \${instance-root:target}
output = $\${buildout:directory}/root.cfg
context =
  raw monitor_template none.cfg
  key slapparameter_dict slap-configuration:configuration
import-list =
  rawfile parts \${template-parts:target}
  rawfile replicated \${template-replicated:target}
`,
  'root.cfg.jinja2': root,
  'import.cfg.in': `[buildout]
extends = \${resilient-templates:output}
`,
  'export.cfg.in': `[buildout]
extends = \${resilient-templates:output}
parts +=
  dump
  publish
[dump]
recipe = slapos.cookbook:wrapper
command-line = dump
wrapper-path = dump
[publish]
recipe = slapos.cookbook:publish
<= resilient-publish-connection-parameter
ssh-url = ssh://[::1]:$\${ssh-port:port}/
[ssh-port]
recipe = slapos.cookbook:free_port
minimum = $\${ssh-ports:first}
maximum = $\${ssh-ports:last}
[ssh-ports]
recipe = slapos.recipe.build
number = 1
init =
  options['first'] = options['last'] = options['number']
`,
  'stack/resilient/buildout.cfg': `[buildout]
[resilient-templates]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/ready.cfg.in
output = \${buildout:directory}/ready.cfg
[ready]
<= resilient-templates
[template-parts]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/parts.cfg.jinja2
[template-replicated]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/replicated.cfg.jinja2
`,
  'stack/resilient/parts.cfg.jinja2': macros()['parts']!,
  'stack/resilient/replicated.cfg.jinja2': macros()['replicated']!,
  'stack/resilient/ready.cfg.in': `[buildout]
parts = web-takeover page-promise resilient-publish-connection-parameter
[page-port]
recipe = slapos.cookbook:free_port
minimum = 9000
maximum = 9009
[web-takeover]
recipe = slapos.cookbook:wrapper
command-line = page $\${page-port:port} $\${:listening-port}
wrapper-path = page
url = http://[::1]:$\${page-port:port}/
[page-promise]
<= monitor-promise-base
name = page.py
url = $\${web-takeover:url}
[resilient-publish-connection-parameter]
recipe = slapos.cookbook:publish
takeover-url = $\${web-takeover:url}
takeover-password = $\${web-takeover:url}
-extends = web-takeover
`,
}

/** A release with texts replaced in one of its files; each must be there. */
export function edited(file: string, ...edits: [string, string][]): Release {
  let text = release[file]!
  for (const [old, now] of edits) {
    if (!text.includes(old)) throw new Error(`${file} does not hold ${old}`)
    text = text.replaceAll(old, now)
  }
  return { ...release, [file]: text }
}

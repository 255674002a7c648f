// A small release to compare with itself, changed.

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
`,
  'instance.cfg.in': `[buildout]
parts = switch_softwaretype
extends = \${resilient-templates:output}
[switch_softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = $\${:shop}
shop = import:output
[import]
recipe = slapos.recipe.template:jinja2
url = \${instance-import:output}
output = $\${buildout:directory}/import.cfg
context =
  key page web-takeover:url
[web-takeover]
listening-port = 8000
`,
  'root.cfg.jinja2': root,
  'stack/resilient/buildout.cfg': `[buildout]
[resilient-templates]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/ready.cfg.in
output = \${buildout:directory}/ready.cfg
[instance-import]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/ready.cfg.in
`,
  'stack/resilient/ready.cfg.in': `[buildout]
parts = web-takeover page-promise
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

import { changedIn } from './found.js'

/** A release whose sections inherit from each other, whose macros write services, and whose types ask for each other. */
export const cafe = {
  'software.cfg': `[buildout]
parts = instance-profile cafe-wrapper-lib
[cafe]
recipe = slapos.recipe.cmmi
url = https://cafe.example/cafe.tar.gz
md5sum = 0123456789abcdef0123456789abcdef
[download-base]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/\${:filename}
[instance-cafe]
<= download-base
filename = instance-cafe.cfg.in
[instance-bar]
<= download-base
filename = instance-bar.cfg.in
[template-macros]
<= download-base
filename = macros.cfg.in
[cafe-wrapper-lib]
recipe = slapos.recipe.cmmi
url = https://cafe.example/lib.tar.gz
md5sum = 0123456789abcdef0123456789abcdef
[instance-profile]
recipe = slapos.recipe.template
filename = instance.cfg.in
url = \${:_profile_base_location_}/\${:filename}
output = \${buildout:directory}/instance.cfg
`,
  'instance.cfg.in': `[buildout]
parts = switch-softwaretype
eggs-directory = \${buildout:eggs-directory}
develop-eggs-directory = \${buildout:develop-eggs-directory}
offline = true

[slap-configuration]
recipe = slapos.cookbook:slapconfiguration.serialised
computer = $\${slap-connection:computer-id}
partition = $\${slap-connection:partition-id}
url = $\${slap-connection:server-url}
key = $\${slap-connection:key-file}
cert = $\${slap-connection:cert-file}

[jinja2-base]
recipe = slapos.recipe.template:jinja2
output = $\${buildout:directory}/$\${:_buildout_section_name_}.cfg
extensions = jinja2.ext.do
import-list = file macros :macros
macros = \${template-macros:target}
context =
  key eggs_directory buildout:eggs-directory
  key develop_eggs_directory buildout:develop-eggs-directory
  key parameters slap-configuration:configuration
  raw cafe \${cafe:location}
  $\${:extra}
extra =

[profile-cafe]
<= jinja2-base
url = \${instance-cafe:target}
extra =
  raw lib \${cafe-wrapper-lib:location}

[profile-bar]
<= jinja2-base
url = \${instance-bar:target}

[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = profile-cafe:output
bar = profile-bar:output
`,
  'macros.cfg.in': `{% macro service(name, command, port) %}
[{{ name }}-service]
recipe = slapos.cookbook:wrapper
wrapper-path = \${directory:services}/{{ name }}
command-line = {{ command }} --port {{ port }}
{% do parts.append(name ~ '-service') %}
{% endmacro %}
{% macro promise(name, port) %}
[{{ name }}-promise]
<= promise-base
name = {{ name }}.py
config-port = {{ port }}
{% endmacro %}
`,
  'instance-cafe.cfg.in': `{% set parts = [] %}
{% import 'macros' as m with context %}
[directory]
recipe = slapos.cookbook:mkdirectory
etc = \${buildout:directory}/etc
services = \${:etc}/service
promise = \${:etc}/plugin

[promise-base]
recipe = slapos.cookbook:promise.plugin
eggs = slapos.toolbox
output = \${directory:promise}/\${:name}
promise = check_socket_listening
config-host = 127.0.0.1

[cafe-port]
recipe = slapos.cookbook:free_port
minimum = 8000
maximum = 8100
ip = 127.0.0.1

{{ m.service('cafe', cafe ~ '/bin/cafe', '\${cafe-port:port}') }}
{{ m.promise('cafe', '\${cafe-port:port}') }}

[request-bar]
<= slap-connection
recipe = slapos.cookbook:request.serialised
name = bar
software-url = \${slap-connection:software-release-url}
software-type = bar
return = url token

[publish]
recipe = slapos.cookbook:publish.serialised
url = http://127.0.0.1:\${cafe-port:port}
bar = \${request-bar:connection-url}

[buildout]
eggs-directory = {{ eggs_directory }}
develop-eggs-directory = {{ develop_eggs_directory }}
offline = true
parts =
  publish
  cafe-promise
{% for p in parts %}
  {{ p }}
{% endfor %}
`,
  'instance-bar.cfg.in': `[buildout]
eggs-directory = {{ eggs_directory }}
develop-eggs-directory = {{ develop_eggs_directory }}
offline = true
parts = publish

[publish]
recipe = slapos.cookbook:publish.serialised
url = http://127.0.0.1/
token = secret
`,
  'software.cfg.json': `{
  "name": "Cafe", "description": "A cafe",
  "serialisation": "json-in-xml",
  "software-type": {
    "default": {"title": "D", "description": "d", "request": "s.json", "response": "s.json", "index": 0},
    "bar": {"title": "B", "description": "b", "request": "s.json", "response": "s.json", "index": 1}
  }
}
`,
  's.json': `{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
`,
} as const

export type CafeFile = keyof typeof cafe

/** The release with a text of one of its files replaced. */
export function changedCafe(file: CafeFile, from: string, to: string): Record<string, string> {
  return changedIn(cafe, file, from, to)
}

import { changedIn } from './found.js'

/** A release of two types, as many are: one requests the other, and a loop names services. */
export const kiosk = {
  'software.cfg': `[buildout]
parts = instance kiosk-template
[kiosk]
recipe = slapos.recipe.cmmi
url = https://kiosk.example/kiosk.tar.gz
[kiosk-template]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/kiosk.cfg.jinja2
[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
`,
  'instance.cfg.in': `[buildout]
parts = switch
[slap-configuration]
recipe = slapos.cookbook:slapconfiguration.serialised
computer = $\${slap-connection:computer-id}
partition = $\${slap-connection:partition-id}
url = $\${slap-connection:server-url}
[kiosk-profile]
recipe = slapos.recipe.template:jinja2
url = \${kiosk-template:target}
output = $\${buildout:directory}/kiosk.cfg
extensions = jinja2.ext.do
context =
  key parameters slap-configuration:configuration
  key addresses slap-configuration:ipv6
  raw kiosk \${kiosk:location}/bin/kiosk
  jsonkey defaults :defaults
defaults =
  {"size": 1,
   "names": ["a", "b"]}
[till-profile]
recipe = slapos.recipe.template
output = $\${buildout:directory}/till.cfg
inline =
  [buildout]
  parts = publish
  [publish]
  recipe = slapos.cookbook:publish.serialised
  url = http://till.example
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = kiosk-profile:output
till = till-profile:output
[buildout]
eggs-directory = /opt/software/eggs
develop-eggs-directory = /opt/software/develop-eggs
`,
  'kiosk.cfg.jinja2': `{%- set settings = dict(defaults, **parameters) %}
[directory]
recipe = slapos.cookbook:mkdirectory
etc = \${buildout:directory}/etc
[config]
recipe = slapos.recipe.template
output = \${directory:etc}/kiosk.conf
inline = size {{ settings['size'] }}
{% for name in parameters['stands'] %}
[port-{{ name }}]
recipe = slapos.cookbook:free_port
minimum = 7000
ip = {{ (addresses | list)[0] }}
[stand-{{ name }}]
recipe = slapos.cookbook:wrapper
command-line = {{ kiosk }} --port \${port-{{ name }}:port} --config \${config:output}
wrapper-path = \${directory:etc}/{{ name }}
{% endfor %}
{% for name in settings['names'] %}
[shelf-{{ name }}]
recipe = slapos.cookbook:wrapper
command-line = {{ kiosk }} --shelf {{ name }} --config \${config:output}
wrapper-path = \${directory:etc}/{{ name }}
{% endfor %}
[till]
<= slap-connection
recipe = slapos.cookbook:request.serialised
name = till
software-url = \${:software-release-url}
software-type = till
return = url
[publish]
recipe = slapos.cookbook:publish.serialised
url = \${till:connection-url}
[buildout]
parts =
  publish
{% for name in parameters['stands'] %}
  stand-{{ name }}
{% endfor %}
{% for name in settings['names'] %}
  shelf-{{ name }}
{% endfor %}
`,
} as const

export type KioskFile = keyof typeof kiosk

/** The release with a text of one of its files replaced. */
export function changedKiosk(file: KioskFile, from: string, to: string): Record<string, string> {
  return changedIn(kiosk, file, from, to)
}

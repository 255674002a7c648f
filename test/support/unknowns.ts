import { join } from 'node:path'
import type { InstanceRequest } from '../../src/plan/index.js'
import { folderOf } from './folder.js'
import { planned, releaseAt } from './requests.js'
import { software, templateSection } from './software.js'

/** A release with one profile, in Jinja2; of `d` and `e` in it nothing is known. */
export function releaseOf(profile: string): string {
  return join(
    folderOf({
      'software.cfg': software + templateSection('root'),
      'instance.cfg.in': `[buildout]
parts = switch-softwaretype
[slap-configuration]
recipe = slapos.cookbook:slapconfiguration.serialised
[switch-softwaretype]
recipe = slapos.cookbook:switch-softwaretype
default = dynamic:output
[dynamic]
recipe = slapos.recipe.template:jinja2
url = \${root:target}
output = $\${buildout:directory}/root.cfg
context =
  key slapparameter_dict slap-configuration:configuration
  key d parse:dict
  key e parse:other
[parse]
recipe = slapos.recipe.build
init =
  options['dict'] = {}
  options['other'] = {}
`,
      'root.cfg.jinja2': profile,
    }),
    'software.cfg',
  )
}

/** What such a profile requests. */
export function askedOf(
  profile: string,
  parameters: Record<string, unknown> = {},
): InstanceRequest[] {
  return planned(releaseAt(releaseOf(profile)), 'default', parameters)
}

/** One request, with some lines of its own. */
export const requesting = (lines: string, name = 'a'): string => `[${name}]
<= slap-connection
recipe = slapos.cookbook:request
software-url = http://x
name = ${name}
${lines}
`

/** The value of a parameter, and what it is said to hang on; undefined where it is said to be certain. */
export function toldOf(expression: string): { value: unknown; causes: string[] | undefined } {
  const [a] = askedOf(`[buildout]\nparts = a\n${requesting(`config-x = ${expression}`)}`)
  return { value: a!.parameters['x'], causes: a!.unknown['config x'] }
}

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRelease } from '../../src/check/release/index.js'
import { folderOf } from '../support/folder.js'

const made = (section: string, file: string): string => `[${section}]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/${file}
output = \${buildout:directory}/${section}.cfg
`
const software = `[buildout]
parts = instance
${made('instance', 'instance.cfg.in')}
${made('shop', 'shop.cfg.in')}`

const instance = (template: string): string => `[buildout]
parts = switch
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = rendered:output
[rendered]
recipe = slapos.recipe.template:jinja2
url = ${template}
output = $\${buildout:directory}/rendered.cfg
context =
  key slapparameter_dict slap-configuration:configuration
[slap-configuration]
<= slap-connection
recipe = slapos.cookbook:slapconfiguration
`

function unknownOf(files: Record<string, string>): readonly string[] {
  return checkRelease(join(folderOf(files), 'software.cfg')).unknown
}

describe('what is not known of a release is said', () => {
  it.each([
    ['whose profile is whole', '[buildout]\nparts =\n', []],
    ['whose profile is empty', '', ['what is to be in shop.cfg.in, which comes to nothing']],
    ['whose template cannot be read', '{% if %}', ['what shop.cfg.in comes to']],
    [
      'whose template fails where it is given other things',
      "[buildout]\nparts =\n{% if slapparameter_dict['a'] %}{{ nobody }}{% endif %}\n",
      [
        'what shop.cfg.in comes to, where it is given other things',
        'in shop.cfg.in: the parameters',
      ],
    ],
    [
      'whose template asks for what only the node knows',
      '[buildout]\nparts =\n{% if slapparameter_dict.a.b %}{% set x = 1 %}{% endif %}[c]\nd = {{ slapparameter_dict.e }}\nf = ${shop:location}\n',
      ['in shop.cfg.in: the parameters'],
    ],
  ])('a type %s', (_, shop, unknown) => {
    const files = {
      'software.cfg': software,
      'instance.cfg.in': instance('${shop:output}'),
      'shop.cfg.in': shop,
    }
    expect(unknownOf(files)).toEqual(unknown)
  })

  it('a type whose file nobody knows', () => {
    const files = {
      'software.cfg': software,
      'instance.cfg.in': instance('${shop:output}/elsewhere'),
      'shop.cfg.in': '',
    }
    expect(unknownOf(files)).toEqual(['what elsewhere comes to'])
  })

  it('a software of which no instance runs anything', () => {
    expect(unknownOf({ 'software.cfg': '[buildout]\nparts =\n' })).toEqual([
      'what an instance runs first, if anything',
    ])
  })
})

describe('parts that a profile which is extended later takes away', () => {
  const part = (name: string): string => `[${name}]\nrecipe = shop.recipe\n`
  const files = {
    'base.cfg': `[buildout]\nparts = till\n${part('till')}`,
    'left.cfg': `[buildout]\nextends = base.cfg\nparts += shelf\n${part('shelf')}`,
    'right.cfg': `[buildout]\nextends = base.cfg\nparts += window\n${part('window')}`,
  }

  it.each([
    ['left.cfg right.cfg', 'shelf'],
    ['right.cfg left.cfg', 'window'],
    ['left.cfg base.cfg', 'shelf'],
    ['base.cfg left.cfg', undefined],
    ['left.cfg', undefined],
  ])('extends = %s', (extended, lost) => {
    const folder = folderOf({ ...files, 'software.cfg': `[buildout]\nextends = ${extended}\n` })
    const { diagnostics } = checkRelease(join(folder, 'software.cfg'))
    const told = diagnostics.filter(({ code }) => code === 'parts-lost')
    expect(told.map(({ expected }) => expected)).toEqual(
      lost === undefined ? [] : [`parts += ${lost}`],
    )
  })
})

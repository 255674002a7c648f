import { describe, expect, it } from 'vitest'
import { ResilientError, finding } from '../../src/diagnostics/index.js'
import { readRelease, type Release } from '../../src/release/index.js'

/** The release whose files these are, in `/r`. */
function releaseOf(files: Record<string, string>): Release {
  return readRelease('/r/software.cfg', {
    reader: (path) => {
      const text = files[path.replace(/^\/r\//, '')]
      if (text !== undefined) return text
      throw new ResilientError([finding('unreadable-file', `${path}: no such file`)])
    },
  })
}

const root = (recipe: string, name = 'instance.cfg.in'): string => `[instance]
recipe = ${recipe}
url = \${:_profile_base_location_}/${name}
output = \${buildout:directory}/instance.cfg
`
const switched = (entry: string): string => `[buildout]
parts = switch
[switch]
recipe = slapos.cookbook:switch-softwaretype
default = ${entry}
`
const typed = `[made]
recipe = slapos.recipe.template:jinja2
url = \${shop:output}
output = $\${buildout:directory}/shop.cfg
`

describe('what the sections of a release make', () => {
  const shop = (section: string): Release =>
    releaseOf({
      'software.cfg': `[buildout]\nparts = instance\n${root('slapos.recipe.template')}[shop]\n${section}`,
      'instance.cfg.in':
        switched('made:output') +
        typed.replace('shop:output', 'shop:WHERE').replace('WHERE', where(section)),
      'shop.cfg': '[buildout]\nparts = a\n[a]\nrecipe = x\n',
    })
  const where = (section: string): string =>
    /output|rendered|target/.exec(section)?.[0] ??
    (section.includes('download') ? 'target' : 'output')

  it.each([
    ['slapos.recipe.template', 'url', 'output'],
    ['slapos.recipe.template:jinja2', 'url', 'output'],
    ['slapos.recipe.template:jinja2', 'template', 'rendered'],
    ['collective.recipe.template', 'input', 'output'],
    ['slapos.recipe.build:download', 'url', 'target'],
    ['slapos.recipe.build', 'url', 'target'],
  ])('%s, from %s to %s', (recipe, input, output) => {
    const release = shop(
      `recipe = ${recipe}\n${input} = \${:_profile_base_location_}/shop.cfg\n${output} = \${buildout:directory}/shop\n`,
    )
    expect(release.entries.map(({ type, target }) => [type, target?.file])).toEqual([
      ['default', '/r/shop.cfg'],
    ])
  })

  it('a download without a target lies in its part', () => {
    const release = shop(
      'recipe = slapos.recipe.build:download\nurl = ${:_profile_base_location_}/shop.cfg#0123\n',
    )
    expect(release.entries[0]?.target?.file).toBe('/r/shop.cfg')
  })

  it('a text of its own, whose two dollars become one', () => {
    const release = shop(
      'recipe = slapos.recipe.template:jinja2\noutput = ${buildout:directory}/shop\ninline =\n  [buildout]\n  parts = a\n  x = $${:y}\n',
    )
    const sections = release.entries[0]?.target?.variants[0]?.view.sections
    expect(sections?.get('buildout')?.get('x')?.value).toBe('${:y}')
  })
})

describe('the levels of a release', () => {
  it('a file that is filled in and then rendered is read in both passes', () => {
    const release = releaseOf({
      'software.cfg': `[buildout]\nparts = instance\n${root('slapos.recipe.template')}${root('slapos.recipe.template', 'shop.cfg').replaceAll('instance', 'shop')}[tool]\nlocation = /tool\n`,
      'instance.cfg.in': switched('made:output') + typed + 'context =\n  raw name shop\n',
      'shop.cfg':
        '[buildout]\nparts = a\n[a]\nrecipe = x\npath = ${tool:location}/{{ name }}\nown = $${:path}\n',
    })
    const [variant] = release.entries[0]!.target!.variants
    const section = variant!.view.sections.get('a')!
    expect([...section].map(([name, { value }]) => [name, value])).toEqual([
      ['recipe', 'x'],
      ['path', '/tool/shop'],
      ['own', '${:path}'],
    ])
    expect(variant!.view.values.get('a', 'own')).toBe('/tool/shop')
  })

  it.each([
    ['switch-softwaretype', 'made:output'],
    ['softwaretype', '$${made:output}'],
  ])('a switch is %s with %s', (recipe, entry) => {
    const release = releaseOf({
      'software.cfg': `[buildout]\nparts = instance\n${root('slapos.recipe.template')}${root('slapos.recipe.template', 'shop.cfg').replaceAll('instance', 'shop')}`,
      'instance.cfg.in': switched(entry).replace('switch-softwaretype', recipe) + typed,
      'shop.cfg': '[buildout]\nparts =\n',
    })
    expect(release.entries.map(({ target }) => target?.file)).toEqual(['/r/shop.cfg'])
  })

  it('a template that a rendered one renders is followed, and loop controls are known', () => {
    const release = releaseOf({
      'software.cfg': `[buildout]\nparts = instance\n${root('slapos.recipe.template:jinja2')}`,
      'instance.cfg.in': `[buildout]
parts = inner
[inner]
recipe = slapos.recipe.template:jinja2
output = \${buildout:directory}/inner.cfg
inline =
  {{ '{% for a in [1, 2] %}{% if a > 1 %}{% break %}{% endif %}' }}
  {{ '{{ a }}{% endfor %}' }}
`,
    })
    const made = release.makings.find(({ artefact }) => artefact.section === 'inner')!
    const view = made.scope.view(true)
    expect(release.maker.make(made.artefact, made.scope, view, true)?.text.text.trim()).toBe('1')
  })
})

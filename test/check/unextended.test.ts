import { describe, expect, it } from 'vitest'
import { cafe } from './cafe.js'
import { changedIn, findingsIn } from './found.js'

const [begins, ends] = ['[directory]\n', '[cafe-port]\n'].map((header) =>
  cafe['instance-cafe.cfg.in'].indexOf(header),
) as [number, number]
const profile = cafe['instance-cafe.cfg.in']

/** The release with some sections in a file of their own, which the profile extends. */
const split = {
  ...cafe,
  'common.cfg.in': `[buildout]\n${profile.slice(begins, ends).replaceAll('${', () => '$${')}`,
  'instance-cafe.cfg.in': (profile.slice(0, begins) + profile.slice(ends)).replace(
    '[buildout]\n',
    '[buildout]\nextends = {{ common }}\n',
  ),
  'software.cfg': `${cafe['software.cfg']}[instance-common]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/common.cfg.in
output = \${buildout:directory}/common.cfg
`,
  'instance.cfg.in': cafe['instance.cfg.in'].replace(
    '  raw lib ',
    () => '  raw common ${instance-common:output}\n  raw lib ',
  ),
}

describe('what a profile extends', () => {
  it('is found, and nothing is wrong', () => {
    expect(findingsIn(split)).toEqual([])
  })

  it('is named once where it is left out', () => {
    const file = 'instance-cafe.cfg.in'
    expect(findingsIn(changedIn(split, file, 'extends = {{ common }}\n', ''))).toEqual([
      'macros.cfg.in:10 | error macro-missing | extend what [instance-common] creates, which has [promise-base] and [directory]',
    ])
  })

  it.each(['${', '$${'])('is given by the context, not by %sinstance-common:output}', (opening) => {
    const asked = `extends = ${opening}instance-common:output}`
    expect(
      findingsIn(changedIn(split, 'instance-cafe.cfg.in', 'extends = {{ common }}', asked)),
    ).toEqual([
      'instance-cafe.cfg.in:26 | error extends-reference | give the template that path by its context, and write {{ NAME }}',
    ])
  })

  it('has one dollar where the software level fills it in', () => {
    const asked = '[buildout]\nextends = $${instance-common:output}\n'
    expect(findingsIn(changedIn(split, 'instance.cfg.in', '[buildout]\n', asked))).toEqual([
      'instance.cfg.in:2 | error extends-reference | write ${instance-common:output}',
    ])
  })
})
